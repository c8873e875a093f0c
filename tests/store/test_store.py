"""What a folder and a database add to the ports: threads, processes, crashes, copies."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from tests.some_archives import interview, make, opened

from whensafe.desk.ports import Opening
from whensafe.errors import Busy, Damaged, DiskFailed
from whensafe.nouns.actor import TEAM
from whensafe.nouns.interview import State
from whensafe.protection.gate import verdicts
from whensafe.store.folder import Folder
from whensafe.store.locks import FileLock
from whensafe.store.store import DjangoStore

LEAF = (b"l" * 32, Opening(b"s" * 32, b"{}"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make(tmp_path / "archive")


# Several at once


def test_a_second_writer_is_told_to_wait(root: Path) -> None:
    one, other = opened(root), opened(root, timeout=0.1)
    with one.write() as unit:
        unit.ledger.append([LEAF])
        with pytest.raises(Busy) as refused, other.write():
            pass
        assert refused.value.exit_status == 3
        with other.read() as reading:
            assert reading.ledger.size() == 0
    with other.write() as unit:
        assert unit.ledger.size() == 1
    one.close()
    other.close()


WRITE_LATER = """
import sys
from pathlib import Path
from tests.some_archives import opened
from whensafe.errors import Busy
try:
    with opened(Path(sys.argv[1]), timeout=0.1).write():
        pass
except Busy as error:
    sys.exit(error.exit_status)
"""


def test_a_writer_in_another_process_is_busy_too(root: Path) -> None:
    store = opened(root)
    with store.write():
        ask = [sys.executable, "-c", WRITE_LATER, str(root)]
        assert subprocess.run(ask, cwd=Path(__file__).parents[2], check=False).returncode == 3
    assert subprocess.run(ask, cwd=Path(__file__).parents[2], check=False).returncode == 0
    store.close()


def test_a_view_stays_what_it_was_while_others_write(root: Path) -> None:
    one, other = opened(root), opened(root)
    with one.read() as view:
        assert view.ledger.size() == 0
        with other.write() as unit:
            unit.ledger.append([LEAF])
        assert view.ledger.size() == 0
    with one.read() as view:
        assert view.ledger.size() == 1
    one.close()
    other.close()


def test_a_view_never_becomes_a_writer(root: Path) -> None:
    store = opened(root)
    with store.read(), pytest.raises(RuntimeError), store.write():
        pass
    with store.write() as unit, store.read() as inner:
        unit.ledger.append([LEAF])
        assert inner.ledger.size() == 1
    store.close()


def test_many_threads_write_and_read_one_store(root: Path) -> None:
    store = opened(root, timeout=30)
    failed: list[BaseException] = []

    def work() -> None:
        try:
            for _ in range(8):
                it = interview(3)
                with store.write() as unit:
                    unit.interviews.put(it, verdicts(it))
                    unit.ledger.append([LEAF])
                with store.read() as unit:
                    assert unit.interviews.get(it.id, TEAM) == it
        except BaseException as error:  # noqa: BLE001  (told in the main thread)
            failed.append(error)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with store.read() as unit:
        assert unit.ledger.size() == 48
        assert unit.interviews.page(TEAM, State.KEPT, after=None, limit=5).total == 48
    store.close()
    assert not Path(f"{root}/archive.db-wal").exists()


def test_a_closed_store_does_nothing_more(root: Path) -> None:
    store = opened(root)
    store.close()
    other = opened(root)
    for act in (store.read, store.write):
        with pytest.raises(RuntimeError, match="closed"), act():
            pass
    store.close()
    assert list(other.verify_files()) == []
    other.close()


# Crashes

ADD = """
import sys
from pathlib import Path
from tests.some_archives import interview, opened
from whensafe.desk.ports import Opening
from whensafe.protection.gate import verdicts
store = opened(Path(sys.argv[1]))
while True:
    it = interview(8)
    with store.write() as unit:
        ref = unit.blobs.put(iter([it.id.encode() * 9000]))
        unit.interviews.put(it, verdicts(it))
        unit.ledger.append([(it.id.encode(), Opening(ref.name.encode(), b"{}"))])
    print(it.id, flush=True)
"""


def test_killed_at_any_moment_nothing_acknowledged_is_lost(root: Path) -> None:
    acknowledged: set[str] = set()
    chance = random.Random(7)  # noqa: S311
    for _ in range(10):
        child = subprocess.Popen(
            [sys.executable, "-c", ADD, str(root)],
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert child.stdout is not None
        acknowledged.add(child.stdout.readline().strip())
        time.sleep(chance.random() / 5)
        child.send_signal(signal.SIGKILL)
        acknowledged |= {line.strip() for line in child.stdout if line.endswith("\n")}
        child.wait()
        store = opened(root)
        assert list(store.verify_files()) == []
        with store.read() as unit:
            there = set(unit.interviews.ids())
            assert acknowledged <= there
            assert unit.ledger.size() == len(there) == len(list(unit.blobs.refs()))
            assert unit.interviews.page(TEAM, State.KEPT, after=None, limit=1).total == len(there)
            assert sorted(unit.blobs.names()) == [ref.name for ref in unit.blobs.refs()]
        store.close()
    assert len(acknowledged) >= 10


def test_a_disk_that_fails_is_one_clear_error_and_undoes_the_act(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(root)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("whensafe.store.folder.os.fsync", full)
        with pytest.raises(DiskFailed, match="No space left"), store.write() as unit:  # noqa: PT012
            unit.ledger.append([LEAF])
            unit.blobs.put(iter([b"x"]))
    with store.read() as unit:
        assert unit.ledger.size() == 0
        assert list(unit.blobs.names()) == []
    assert list(store.verify_files()) == []
    store.close()


def test_a_damaged_page_is_damage_when_it_is_read(root: Path) -> None:
    before = (root / "archive.db").stat().st_size // 4096
    store = opened(root)
    it = interview(200)
    with store.write() as unit:
        unit.interviews.put(it, verdicts(it))
    store.close()
    data = bytearray((root / "archive.db").read_bytes())
    for page in range(before, len(data) // 4096):
        data[page * 4096 + 100] ^= 1
    (root / "archive.db").write_bytes(data)
    store = opened(root)
    with pytest.raises(Damaged), store.read() as unit:
        unit.interviews.get(it.id, TEAM)
    store.close()


# Copies


def copied(store: DjangoStore, to: Path) -> Path:
    with store.backup_files() as files:
        for path, chunks in files:
            (to / path).parent.mkdir(parents=True, exist_ok=True)
            (to / path).write_bytes(b"".join(chunks))
    return to


def test_a_copy_is_the_whole_archive_and_leaves_nothing_behind(root: Path, tmp_path: Path) -> None:
    store = opened(root)
    it = interview()
    with store.write() as unit:
        unit.interviews.put(it, verdicts(it))
        ref = unit.blobs.put(iter([b"x" * 70_000]))
    before = {path for path in root.rglob("*") if path.is_file()}
    copy = opened(copied(store, tmp_path / "copy"))
    assert {path for path in root.rglob("*") if path.is_file()} == before
    with copy.read() as unit:
        assert unit.interviews.get(it.id, TEAM) == it
        assert b"".join(unit.blobs.read(ref.name)) == b"x" * 70_000
    assert list(copy.verify_files()) == []
    copy.close()
    store.close()


def test_the_copied_database_is_encrypted(root: Path, tmp_path: Path) -> None:
    store = opened(root)
    it = interview()
    with store.write() as unit:
        unit.interviews.put(it, verdicts(it))
    copied(store, tmp_path / "copy")
    store.close()
    data = (tmp_path / "copy" / "archive.db").read_bytes()
    assert b"SQLite format" not in data
    assert b"CREATE TABLE" not in data
    assert b"northern" not in data


def test_a_copy_is_of_one_moment_while_others_write_and_remove(root: Path, tmp_path: Path) -> None:
    store, other = opened(root), opened(root)
    draft = interview(state=State.DRAFT)
    with store.write() as unit:
        unit.interviews.put(draft, verdicts(draft))
        going = unit.blobs.put(iter([b"going"]))
    with store.backup_files() as files:
        with other.write() as unit:
            unit.blobs.remove(going.name)
            unit.blobs.put(iter([b"coming"]))
            unit.ledger.append([LEAF])
        for path, chunks in files:
            (tmp_path / "copy" / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "copy" / path).write_bytes(b"".join(chunks))
    copy = opened(tmp_path / "copy")
    assert list(copy.verify_files()) == []
    with copy.read() as unit:
        assert unit.ledger.size() == 0
        assert [ref.name for ref in unit.blobs.refs()] == [going.name]
    copy.close()
    with other.write() as unit:
        assert unit.blobs.sweep() == 1
        assert going.name not in set(unit.blobs.names())
    other.close()
    store.close()


def test_a_copy_waits_for_nobody_for_ever(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("whensafe.store.backup._PATIENCE", 0.05)
    store = opened(root)
    lock = FileLock(Folder(root).blobs_lock)
    lock.take(alone=True)
    with pytest.raises(Busy), store.backup_files():
        pass
    lock.release()
    store.close()
