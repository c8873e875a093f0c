from __future__ import annotations

import datetime
import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.some_archives import CHEAP, PASSPHRASE, entered, make, make_anew, opened

from whensafe.errors import BadOption, Busy, Damaged, NotAnArchive, NotFound, Refused, WrongKey
from whensafe.store.folder import Folder
from whensafe.store.key_slots import new_key_file
from whensafe.store.locks import FileLock
from whensafe.store.models import Secret
from whensafe.store.opening import open_store

NOW = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make(tmp_path / "archive")


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nowhere", Path(__file__)):
        with pytest.raises(NotAnArchive):
            opened(place)


@pytest.mark.parametrize("card", [b"", b"{}", b"[]", b"\xff", b"{" * 10_000])
def test_a_card_that_cannot_be_read_is_damage(root: Path, card: bytes) -> None:
    (root / "archive.json").write_bytes(card)
    with pytest.raises(Damaged):
        opened(root)


def test_an_archive_of_a_newer_format_says_so(root: Path) -> None:
    card = json.loads((root / "archive.json").read_bytes())
    (root / "archive.json").write_text(json.dumps(card | {"version": 2}))
    with pytest.raises(NotAnArchive, match="newer"):
        opened(root)


def test_another_archives_card_opens_nothing(root: Path, tmp_path: Path) -> None:
    other = make_anew(tmp_path / "other")
    shutil.copy(other / "archive.json", root / "archive.json")
    with pytest.raises((WrongKey, Damaged)):
        opened(root)


def test_another_archives_database_is_damage(root: Path, tmp_path: Path) -> None:
    other = make_anew(tmp_path / "other")
    shutil.copy(other / "archive.db", root / "archive.db")
    with pytest.raises(Damaged):
        opened(root)


def test_a_missing_database_is_damage_and_none_is_made(root: Path) -> None:
    (root / "archive.db").unlink()
    with pytest.raises(Damaged):
        opened(root)
    assert not (root / "archive.db").exists()


ASK = """
import sys
from pathlib import Path
from tests.some_archives import opened
from whensafe.errors import WrongKey
try:
    opened(Path(sys.argv[1]), "not this one")
except WrongKey as error:
    sys.exit(error.exit_status)
"""


def test_a_wrong_passphrase_is_quick_and_prints_nothing(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASK, str(root)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (2, b"", b"")
    started = time.monotonic()
    with pytest.raises(WrongKey):
        opened(root, "not this one")
    assert time.monotonic() - started < 1


def test_a_wrong_database_key_prints_nothing_either(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    data = bytearray((root / "archive.db").read_bytes())
    data[:16] = bytes(16)
    (root / "archive.db").write_bytes(data)
    with pytest.raises(Damaged):
        opened(root)
    assert capfd.readouterr() == ("", "")


def test_after_a_clean_close_only_the_archive_is_left(root: Path) -> None:
    store = opened(root)
    with store.write() as unit:
        ref = unit.blobs.put(iter([b"x"]))
    store.close()
    there = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    (slot,) = (path for path in there if path.startswith("keys/"))
    expected = {"archive.json", "archive.db", "lock", "blobs/lock", slot, f"blobs/{ref.name[:2]}/{ref.name}"}
    assert there == expected


def test_a_closed_archive_can_be_opened_again_and_again(root: Path) -> None:
    for n in range(3):
        store = opened(root)
        with store.write() as unit:
            assert unit.ledger.size() == n
            unit.ledger.put_checkpoint(n + 1, b"note")
            unit.ledger.append([(b"leaf", _opening())])
        store.close()


def test_several_archives_are_open_at_once(root: Path, tmp_path: Path) -> None:
    one, other = opened(root), opened(make_anew(tmp_path / "other"))
    with one.write() as unit:
        unit.ledger.append([(b"leaf", _opening())])
    with other.read() as unit:
        assert unit.ledger.size() == 0
    assert one.alias != other.alias
    one.close()
    with other.write() as unit:
        unit.ledger.append([(b"leaf", _opening())] * 2)
        assert unit.ledger.size() == 2
    other.close()


def test_while_somebody_needs_it_alone_it_is_busy(root: Path) -> None:
    lock = FileLock(Folder(root).lock)
    lock.take(alone=True)
    with pytest.raises(Busy):
        opened(root, timeout=0.05)
    lock.release()
    opened(root).close()


def test_what_a_crash_left_is_swept(root: Path) -> None:
    store = opened(root)
    with store.write() as unit:
        ref = unit.blobs.put(iter([b"x"]))
    store.close()
    folder = Folder(root)
    loose = [
        folder.blob("00" + "a" * 24),
        folder.blob(ref.name).with_name(ref.name + ".part"),
        folder.slot("leftover"),
        root / "copy-abc.part",
    ]
    for path in loose:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"left")
    store = opened(root)
    assert [path for path in loose if path.exists()] == []
    assert list(store.verify_files()) == []
    store.close()


def test_an_archive_from_a_newer_program_is_refused(root: Path) -> None:
    store = opened(root)
    Secret.objects.using(store.alias).filter(name="schema").update(value=b'{"store":"9999_later"}')
    store.close()
    with pytest.raises(NotAnArchive, match="newer"):
        opened(root)


def test_an_archive_from_an_older_program_is_brought_up(root: Path) -> None:
    store = opened(root)
    now = bytes(Secret.objects.using(store.alias).get(name="schema").value)
    Secret.objects.using(store.alias).filter(name="schema").update(
        value=b'{"store":"0000_earlier","web":"1"}'
    )
    store.close()
    store = opened(root)
    kept = json.loads(bytes(Secret.objects.using(store.alias).get(name="schema").value))
    assert kept == json.loads(now) | {"web": "1"}
    store.close()


# Who can unlock


def test_a_second_person_opens_it_as_themselves(root: Path) -> None:
    store = opened(root)
    added = store.slots.add("Mykola", "another passphrase", now=NOW, cost=CHEAP)
    assert {actor.name for actor in store.slots.members()} == {"documenter", "Mykola"}
    assert list(store.verify_files()) == []
    store.close()
    assert entered(root, "another passphrase") == added
    assert entered(root).name == "documenter"


def test_a_key_file_opens_it(root: Path) -> None:
    key = new_key_file(b"f" * 32)
    store = opened(root)
    store.slots.add("Mykola", key, now=NOW)
    store.close()
    store, actor = open_store(root, key)
    assert actor.name == "Mykola"
    store.close()


def test_one_passphrase_for_two_is_told_apart_by_name(root: Path) -> None:
    store = opened(root)
    store.slots.add("Mykola", PASSPHRASE, now=NOW, cost=CHEAP)
    store.close()
    assert entered(root, name="Mykola").name == "Mykola"
    assert entered(root, name="documenter").name == "documenter"
    with pytest.raises(WrongKey):
        entered(root, name="Nobody")


def test_one_person_may_have_two_slots(root: Path) -> None:
    store = opened(root)
    store.slots.add("documenter", "the second", now=NOW, cost=CHEAP)
    assert len(store.slots.members()) == 1
    store.close()
    assert entered(root) == entered(root, "the second")


def test_who_was_removed_opens_nothing_and_the_others_do(root: Path) -> None:
    store = opened(root)
    store.slots.add("Mykola", "another", now=NOW, cost=CHEAP)
    store.slots.remove("Mykola")
    assert [actor.name for actor in store.slots.members()] == ["documenter"]
    store.close()
    with pytest.raises(WrongKey):
        entered(root, "another")
    assert entered(root).name == "documenter"


def test_a_removed_slot_put_back_by_hand_opens_nothing(root: Path) -> None:
    store = opened(root)
    before = set(Folder(root).slots())
    store.slots.add("Mykola", "another", now=NOW, cost=CHEAP)
    (slot,) = set(Folder(root).slots()) - before
    data = Folder(root).slot(slot).read_bytes()
    store.slots.remove("Mykola")
    store.close()
    Folder(root).slot(slot).write_bytes(data)
    with pytest.raises(WrongKey):
        entered(root, "another")


def test_the_last_one_with_access_stays(root: Path) -> None:
    store = opened(root)
    with pytest.raises(Refused):
        store.slots.remove("documenter")
    with pytest.raises(NotFound):
        store.slots.remove("Nobody")
    with pytest.raises(BadOption):
        store.slots.add(" ", "x", now=NOW, cost=CHEAP)
    store.close()
    assert entered(root).name == "documenter"


def test_a_damaged_slot_of_somebody_else_keeps_nobody_out(root: Path) -> None:
    store = opened(root)
    mine = set(Folder(root).slots())
    store.slots.add("Mykola", "another", now=NOW, cost=CHEAP)
    (slot,) = set(Folder(root).slots()) - mine
    Folder(root).slot(slot).write_bytes(b"{}")
    store.close()
    assert entered(root).name == "documenter"
    with pytest.raises(Damaged):
        entered(root, "another")


def _opening():  # type: ignore[no-untyped-def]
    from whensafe.desk.ports import Opening

    return Opening(b"s" * 32, b"{}")
