"""A log that a crash left is told from one that was changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.some_archives import make, opened

from whensafe.errors import Damaged
from whensafe.store.sqlcipher.walfile import has_lost_commits

FRAME = 24 + 4096
CRASH = """
import os, sys
from pathlib import Path
from tests.some_archives import opened
from whensafe.desk.ports import Opening
store = opened(Path(sys.argv[1]))
for n in range(5):
    with store.write() as unit:
        unit.ledger.append([(bytes([n]) * 32, Opening(b"s" * 32, b"{}"))])
os.kill(os.getpid(), 9)
"""


@pytest.fixture(scope="module")
def crashed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive whose last user was killed after five acts that are still in the log."""
    root = make(tmp_path_factory.mktemp("wal") / "archive")
    child = [sys.executable, "-c", CRASH, str(root)]
    assert subprocess.run(child, cwd=Path(__file__).parents[2], check=False).returncode == -9
    assert (root / "archive.db-wal").stat().st_size > 5 * FRAME
    return root


@pytest.fixture
def root(crashed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(crashed, tmp_path / "archive"))


def size(root: Path) -> int:
    store = opened(root)
    try:
        with store.read() as unit:
            return unit.ledger.size()
    finally:
        store.close()


def commits(root: Path) -> list[int]:
    """Where the commit frames of the log begin."""
    data = (root / "archive.db-wal").read_bytes()
    return [n for n in range(32, len(data), FRAME) if any(data[n + 4 : n + 8])]


def test_nothing_is_lost_by_the_crash(root: Path) -> None:
    assert not has_lost_commits(root / "archive.db-wal")
    assert size(root) == 5


def test_no_log_and_an_empty_log_have_lost_nothing(root: Path, tmp_path: Path) -> None:
    assert not has_lost_commits(tmp_path / "none")
    (tmp_path / "empty").touch()
    assert not has_lost_commits(tmp_path / "empty")


def test_a_log_cut_anywhere_is_what_a_crash_leaves(root: Path) -> None:
    """Cut off, it holds a beginning of what was written: never damage, never half an act."""
    log = root / "archive.db-wal"
    data = log.read_bytes()
    ends = commits(root)
    for end in (0, 10, 31, 32, 33, *(at + step for at in ends for step in (0, 24, 1000, FRAME))):
        log.write_bytes(data[:end])
        assert not has_lost_commits(log), end
    log.write_bytes(data[: ends[2] + 100])
    assert size(root) == 2


def test_a_changed_byte_before_the_last_two_acts_are_over_is_damage(root: Path) -> None:
    log = root / "archive.db-wal"
    data = log.read_bytes()
    synced = commits(root)[-2]  # up to this commit frame, everything belongs to acts that were synced
    for at in (*range(32), *range(32, synced, 101), synced - 1):
        changed = bytearray(data)
        changed[at] ^= 1
        log.write_bytes(changed)
        assert has_lost_commits(log), at


def test_a_changed_byte_in_the_last_act_loses_that_act_alone(root: Path) -> None:
    """No log can tell this from a crash: the ledger's last seen checkpoint does."""
    log = root / "archive.db-wal"
    changed = bytearray(log.read_bytes())
    changed[-1] ^= 1
    log.write_bytes(changed)
    assert not has_lost_commits(log)
    assert size(root) == 4


def test_opening_refuses_a_changed_log_and_keeps_it(root: Path) -> None:
    log = root / "archive.db-wal"
    changed = bytearray(log.read_bytes())
    changed[40] ^= 1
    log.write_bytes(changed)
    for _ in range(2):
        with pytest.raises(Damaged):
            opened(root)
    assert log.read_bytes() == changed


def test_the_shared_memory_beside_the_log_is_only_scratch(root: Path) -> None:
    scratch = root / "archive.db-shm"
    scratch.write_bytes(os.urandom(scratch.stat().st_size))
    assert size(root) == 5
