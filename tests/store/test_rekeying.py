"""The whole archive under a new key: nothing of it opens with the old one, whatever moment the power goes."""

from __future__ import annotations

import datetime
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from tests.some_archives import CHEAP, PASSPHRASE, make, opened

from whensafe.desk.ports import Opening
from whensafe.errors import Busy, Damaged, WrongKey
from whensafe.store import rekeying
from whensafe.store.access import unlock
from whensafe.store.folder import Folder
from whensafe.store.opening import open_store
from whensafe.store.store import DjangoStore

NOW = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
SAID = b"The bakery by the river. " * 9000


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive of two people, with a leaf in its ledger and a file."""
    root = make(tmp_path / "archive")
    store = opened(root)
    store.slots.add("Mykola", "another passphrase", now=NOW, cost=CHEAP)
    with store.write() as unit:
        unit.blobs.put(iter((SAID,)))
        unit.ledger.append([(b"l" * 32, Opening(b"s" * 32, b"{}"))])
    store.close()
    return root


def rekey(root: Path, **unlockers: str) -> None:
    store = opened(root)
    who = {"documenter": PASSPHRASE, **unlockers}
    try:
        with rekeying.rekeyed(store, who, now=NOW, progress=lambda _what, _n: None, cost=CHEAP):
            pass
    finally:
        store.close()


def held(store: DjangoStore) -> tuple[bytes, int]:
    with store.read() as unit:
        (ref,) = unit.blobs.refs()
        return b"".join(unit.blobs.read(ref.name)), unit.ledger.size()


def key(root: Path, passphrase: str = PASSPHRASE) -> bytes:
    folder = Folder(root)
    return unlock(folder, folder.archive(), passphrase)[0][1]


def is_whole(root: Path) -> bool:
    store = opened(root)
    try:
        return held(store) == (SAID, 1) and not list(store.verify_files())
    finally:
        store.close()


def test_all_of_it_is_there_under_another_key(root: Path) -> None:
    before = key(root)
    files = {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}
    rekey(root)
    assert is_whole(root)
    assert key(root) != before
    left = {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}
    same = {path for path, data in left.items() if data and files.get(path) == data}
    assert same == {Path("archive.json")}
    assert not (root / "rekey.part").exists()
    assert not (root / "rekey.ready").exists()


def test_the_old_key_opens_nothing_of_it(root: Path, tmp_path: Path) -> None:
    old = tmp_path / "old"
    shutil.copytree(root, old)
    rekey(root)
    for slot in (root / "keys").iterdir():
        slot.unlink()
    for slot in (old / "keys").iterdir():
        shutil.copy(slot, root / "keys")
    with pytest.raises(Damaged, match="can't be read"):
        opened(root)
    assert is_whole(old)  # what was copied before stays readable, and is listed


def test_who_is_not_named_loses_access(root: Path) -> None:
    rekey(root)
    store = opened(root)
    assert [actor.name for actor in store.slots.members()] == ["documenter"]
    store.close()
    with pytest.raises(WrongKey):
        key(root, "another passphrase")


def test_who_is_named_keeps_it(root: Path) -> None:
    rekey(root, Mykola="another passphrase")
    assert key(root, "another passphrase") == key(root)
    store = opened(root)
    assert [actor.name for actor in store.slots.members()] == ["Mykola", "documenter"]
    store.close()


def test_nobody_else_may_have_it_open(root: Path) -> None:
    other = opened(root)
    before = key(root)
    with pytest.raises(Busy):
        rekey(root)
    other.close()
    assert key(root) == before
    assert is_whole(root)


def test_an_act_that_fails_leaves_the_old_archive(root: Path) -> None:
    before = key(root)
    store = opened(root)
    with (
        suppress(ZeroDivisionError),
        rekeying.rekeyed(store, {"documenter": PASSPHRASE}, now=NOW, progress=lambda *_: None, cost=CHEAP),
    ):
        raise ZeroDivisionError
    assert held(store) == (SAID, 1)  # and it is still open
    store.close()
    assert key(root) == before
    assert not (root / "rekey.part").exists()
    assert is_whole(root)


MOMENTS = ["_copy", "_give_access", "_say_ready", "finish", "_clear", "sync_folder"]


@pytest.mark.parametrize("moment", MOMENTS)
def test_power_that_goes_leaves_one_whole_archive(
    root: Path, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before and after each step the process is gone: what opens next is the old one or the new, whole."""
    for call in range(1, 5):
        for after in (False, True):
            _killed(monkeypatch, root, moment, call, after=after)
            assert is_whole(root)
            assert not (root / "rekey.part").exists()
            assert not (root / "rekey.ready").exists()


class _PowerCut(BaseException):
    """No code of ours runs after it."""


def _killed(monkeypatch: pytest.MonkeyPatch, root: Path, moment: str, call: int, *, after: bool) -> None:
    """Run a rekeying on a copy until the moment, and take what the disk then held."""
    calls = 0
    real = getattr(rekeying, moment)
    snapshot = root.with_name("snapshot")

    def cut(*args: object, **kwargs: object) -> object:
        nonlocal calls
        calls += 1
        if calls != call:
            return real(*args, **kwargs)
        if after:
            real(*args, **kwargs)
        shutil.rmtree(snapshot, ignore_errors=True)
        shutil.copytree(root, snapshot)
        raise _PowerCut

    with monkeypatch.context() as patch, suppress(_PowerCut):
        patch.setattr(rekeying, moment, cut)
        rekey(root)
    if snapshot.exists():
        shutil.rmtree(root)
        snapshot.rename(root)


def test_a_rekeying_under_way_is_no_stray(root: Path) -> None:
    (root / "rekey.part").mkdir()
    (root / "rekey.part" / "archive.db").write_bytes(b"half")
    assert is_whole(root)
    assert not (root / "rekey.part").exists()


def test_somebody_who_left_may_come_back(root: Path) -> None:
    store = opened(root)
    store.slots.remove("Mykola")
    store.slots.add("Mykola", "a third", now=NOW, cost=CHEAP)
    store.close()
    again, actor = open_store(root, "a third")
    assert actor.name == "Mykola"
    again.close()
