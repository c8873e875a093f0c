"""A byte changed anywhere is found: at opening, or by `check`, which asks `verify_files`."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.memory_store import ACTOR, FixedClock, LineReader, MemorySeen, NoFetcher
from tests.some_archives import CHEAP, interview, make, opened

from whensafe.desk.act import acting
from whensafe.desk.archive import Archive
from whensafe.desk.check import check
from whensafe.errors import Damaged, NotAnArchive, WhensafeError, WrongKey
from whensafe.nouns.condition import PersonId
from whensafe.nouns.interview import Original
from whensafe.nouns.person import Person
from whensafe.nouns.receipt import BackupMade, Problem
from whensafe.nouns.sealed import Evidence, EvidenceId
from whensafe.outside.randomness import SystemRandomness
from whensafe.store.folder import Folder
from whensafe.store.store import DjangoStore

PAGE = 4096
NOW = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)


def archive_of(store: DjangoStore) -> Archive:
    """As the desk sees it, with a memory of its own each time."""
    return Archive(store, FixedClock(), SystemRandomness(), LineReader(), NoFetcher(), MemorySeen())


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of two people with an interview, files of several sizes, registers, free pages, a ledger of
    which some openings have gone into a seal.
    """
    root = make(tmp_path_factory.mktemp("verify") / "archive")
    store = opened(root)
    store.slots.add("Mykola", "another passphrase", now=NOW, cost=CHEAP)
    archive = archive_of(store)
    one, other = interview(20), interview(60)
    for _ in range(10):
        with acting(archive, ACTOR, "nothing"):
            pass
    with acting(archive, ACTOR, "take_in") as deed:
        refs = [deed.keep_blob(iter([b"x" * size])) for size in (0, 10, 65_536, 70_000)]
        files = tuple(Original(ref.name, ref.size, "text/plain", "a.txt") for ref in refs[1:])
        later = tuple(replace(session, recordings=()) for session in one.sessions[1:])
        sessions = (replace(one.sessions[0], originals=files, recordings=()), *later)
        deed.put(replace(one, sessions=sessions, exhibits=()))
        bare = replace(other.sessions[0], originals=(), recordings=())
        deed.put(other := replace(other, sessions=(bare,), exhibits=()))
    with acting(archive, ACTOR, "seal") as deed:
        deed.note(Person(PersonId("p1"), "Olena", (), deed.at))
        deed.note(Evidence(EvidenceId("e1"), one.id, refs[0].name, (), bytes(32), deed.at))
        deed.note(BackupMade("gone", deed.at, "gone"))
        deed.unit.ledger.forget_openings([2, 5])
        deed.about += ["opening:2", "opening:5"]
    with acting(archive, ACTOR, "discard") as deed:
        deed.remove(other)
        deed.strike(BackupMade, "gone")
    assert store.database._rows("PRAGMA freelist_count")[0][0] > 3
    store.close()
    return root


def found(root: Path) -> list[Problem] | WhensafeError:
    """What opening and checking say: an error, or problems."""
    try:
        store = opened(root)
    except (Damaged, WrongKey, NotAnArchive) as error:
        return error
    try:
        return list(check(archive_of(store), ACTOR).problems)
    finally:
        store.close()


def positions(path: Path) -> Iterator[int]:
    """Every byte of a small file; of a large one some of each page, the first and last ones of it always."""
    size = path.stat().st_size
    if size < 1000:
        yield from range(size)
        return
    for page in range(0, size, PAGE):
        end = min(page + PAGE, size)
        middle = page + (page * 7 + 1234) % (end - page)
        yield from {at for at in (page, middle, end - 81, end - 65, end - 1) if 0 <= at < size}


def test_nothing_is_wrong_with_a_whole_archive(whole: Path) -> None:
    assert found(whole) == []


@pytest.mark.slow
def test_every_changed_byte_is_found(whole: Path, tmp_path: Path) -> None:
    root = tmp_path / "archive"
    shutil.copytree(whole, root)
    tried = 0
    for path in sorted(path for path in root.rglob("*") if path.is_file()):
        data = path.read_bytes()
        for at in positions(path):
            changed = bytearray(data)
            changed[at] ^= 1 << (at % 8)
            path.write_bytes(changed)
            assert found(root) != [], f"{path.relative_to(root)} at {at}"
            tried += 1
        path.write_bytes(data)
    assert tried > 1500
    assert found(root) == []


def test_every_file_cut_short_emptied_or_grown_is_found(whole: Path, tmp_path: Path) -> None:
    root = tmp_path / "archive"
    shutil.copytree(whole, root)
    for path in sorted(path for path in root.rglob("*") if path.is_file()):
        data = path.read_bytes()
        for changed in (
            data[:-1],
            data[: len(data) // 2],
            data[:-PAGE],
            b"",
            data + b"\0",
            data + data[:PAGE],
        ):
            if changed != data:
                path.write_bytes(changed)
                assert found(root) != [], f"{path.relative_to(root)}: {len(data)} became {len(changed)}"
        path.write_bytes(data)


def test_every_missing_file_is_found(whole: Path, tmp_path: Path) -> None:
    for number, path in enumerate(sorted(path for path in whole.rglob("*") if path.is_file())):
        if path.name == "lock":
            continue  # empty, and made anew when it isn't there
        root = tmp_path / str(number)
        shutil.copytree(whole, root)
        (root / path.relative_to(whole)).unlink()
        assert found(root) != [], path.relative_to(whole)


def test_two_files_changed_for_each_other_are_found(whole: Path, tmp_path: Path) -> None:
    for kind in ("keys", "blobs/*"):
        root = tmp_path / kind[0]
        shutil.copytree(whole, root)
        first, second, *_ = sorted(path for path in root.glob(f"{kind}/*") if path.name != "lock")
        one, other = first.read_bytes(), second.read_bytes()
        first.write_bytes(other)
        second.write_bytes(one)
        assert found(root) != []


def test_two_pages_changed_for_each_other_are_found(whole: Path, tmp_path: Path) -> None:
    root = tmp_path / "archive"
    shutil.copytree(whole, root)
    data = bytearray((root / "archive.db").read_bytes())
    pages = len(data) // PAGE
    for one, other in ((3, 4), (pages - 2, pages - 1), (5, pages // 2)):
        changed = bytearray(data)
        changed[one * PAGE : (one + 1) * PAGE] = data[other * PAGE : (other + 1) * PAGE]
        changed[other * PAGE : (other + 1) * PAGE] = data[one * PAGE : (one + 1) * PAGE]
        (root / "archive.db").write_bytes(changed)
        assert found(root) != []


def test_what_is_wrong_is_named(whole: Path, tmp_path: Path) -> None:
    root = tmp_path / "archive"
    shutil.copytree(whole, root)
    store = opened(root)
    with store.read() as unit:
        name = next(ref.name for ref in unit.blobs.refs() if ref.size == 10)
    path = Folder(root).blob(name)
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    (root / "diary.txt").write_text("not ours")
    problems = check(archive_of(store), ACTOR).problems
    store.close()
    assert [(p.code, p.where) for p in problems] == [("stray_file", "diary.txt"), ("blob_damaged", name)]


def test_checking_goes_on_while_somebody_writes(whole: Path, tmp_path: Path) -> None:
    root = tmp_path / "archive"
    shutil.copytree(whole, root)
    one, other = opened(root), opened(root)
    with one.write() as unit:
        unit.blobs.put(iter([b"being written"]))
        assert list(other.verify_files()) == []
    assert list(other.verify_files()) == []
    one.close()
    other.close()
