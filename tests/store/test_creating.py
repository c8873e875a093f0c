from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.some_archives import CHEAP, PASSPHRASE, make_anew, opened

from whensafe.errors import BadOption, Busy, NotAnArchive, Refused
from whensafe.nouns.actor import TEAM
from whensafe.nouns.interview import State
from whensafe.store.creating import create_store
from whensafe.store.folder import Folder
from whensafe.store.locks import FileLock


def test_a_new_folder_becomes_an_empty_archive(tmp_path: Path) -> None:
    root = make_anew(tmp_path / "deep" / "archive")
    store = opened(root)
    with store.read() as unit:
        assert list(unit.interviews.ids()) == []
        assert unit.interviews.page(TEAM, State.KEPT, after=None, limit=5).total == 0
    assert list(store.verify_files()) == []
    store.close()


def test_an_empty_folder_that_is_there_is_taken(tmp_path: Path) -> None:
    opened(make_anew(tmp_path)).close()


def test_two_archives_share_neither_token_nor_key(tmp_path: Path) -> None:
    stores = [opened(make_anew(tmp_path / name)) for name in "ab"]
    with stores[0].read() as one, stores[1].read() as other:
        assert one.secrets.archive_id() != other.secrets.archive_id()
        assert one.secrets.public_key() != other.secrets.public_key()
        assert one.secrets.mac("a", b"b") != other.secrets.mac("a", b"b")
    for store in stores:
        store.close()


def test_only_the_owner_may_read_the_files(tmp_path: Path) -> None:
    root = make_anew(tmp_path / "archive")
    open_to_others = [path for path in root.rglob("*") if path.stat().st_mode & 0o077]
    assert open_to_others == []


def test_an_archive_is_never_made_over_another(tmp_path: Path) -> None:
    root = make_anew(tmp_path / "archive")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    with pytest.raises(Refused):
        make_anew(root)
    assert before == {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", ["archive.db", "keys", "letter.txt", "blobs"])
def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    with pytest.raises(Refused):
        make_anew(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_passphrase_and_a_name_must_be_something(tmp_path: Path) -> None:
    with pytest.raises(BadOption):
        create_store(tmp_path / "a", "", "documenter", cost=CHEAP)
    with pytest.raises(BadOption):
        create_store(tmp_path / "a", PASSPHRASE, " ", cost=CHEAP)
    assert not (tmp_path / "a" / "archive.json").exists()


def test_two_at_once_do_not_meet(tmp_path: Path) -> None:
    lock = FileLock(Folder(tmp_path).lock)
    lock.take(alone=True)
    with pytest.raises(Busy):
        make_anew(tmp_path)
    lock.release()
    opened(make_anew(tmp_path)).close()


MAKE = """
import sys
from pathlib import Path
from tests.some_archives import make_anew
make_anew(Path(sys.argv[1]))
"""


def test_one_that_was_killed_is_no_archive_and_can_be_made_again(tmp_path: Path) -> None:
    """Killed a little later each time, until one gets through."""
    killed = 0
    for n in range(30):
        root = tmp_path / str(n)
        child = subprocess.Popen([sys.executable, "-c", MAKE, str(root)], cwd=Path(__file__).parents[2])
        while not (root / "lock").exists() and child.poll() is None:
            time.sleep(0.002)
        time.sleep(0.1 * n)
        child.send_signal(signal.SIGKILL)
        child.wait()
        if (root / "archive.json").exists():
            break
        killed += 1
        with pytest.raises(NotAnArchive):
            opened(root)
        make_anew(root)
    assert killed
    opened(root).close()


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_may_not_be_written_is_one_clear_error(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(Busy):
        make_anew(tmp_path / "archive")
