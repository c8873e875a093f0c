"""A byte changed anywhere is found: at opening, or by `verify_files`."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.some_archives import CHEAP, interview, make, opened

from whensafe.desk.ports import Opening
from whensafe.errors import Damaged, NotAnArchive, WhensafeError, WrongKey
from whensafe.nouns.receipt import Problem
from whensafe.protection.gate import verdicts
from whensafe.store.folder import Folder

PAGE = 4096
NOW = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of two people with an interview, files of several sizes, a ledger and free pages."""
    root = make(tmp_path_factory.mktemp("verify") / "archive")
    store = opened(root)
    store.slots.add("Mykola", "another passphrase", now=NOW, cost=CHEAP)
    one, other = interview(20), interview(60)
    with store.write() as unit:
        for size in (0, 10, 65_536, 70_000):
            unit.blobs.put(iter([b"x" * size]))
        for it in (one, other):
            unit.interviews.put(it, verdicts(it))
        unit.ledger.append([(b"l" * 32, Opening(b"s" * 32, b"{}"))] * 50)
    with store.write() as unit:
        unit.interviews.remove(other.id)
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
        return list(store.verify_files())
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
    problems = list(store.verify_files())
    store.close()
    assert [(p.code, p.where) for p in problems] == [
        ("blob_damaged", f"blobs/{name[:2]}/{name}"),
        ("stray_file", "diary.txt"),
    ]


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
