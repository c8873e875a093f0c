from __future__ import annotations

import threading
from pathlib import Path

import pytest

from whensafe.errors import BadOption, Damaged
from whensafe.outside.seen import FileSeen

ROOT = bytes(range(32))


def test_what_was_never_seen_is_nothing(tmp_path: Path) -> None:
    assert FileSeen(tmp_path / "not" / "there").last("archive1") is None


def test_it_is_remembered_by_another_run(tmp_path: Path) -> None:
    FileSeen(tmp_path).remember("archive1", 7, ROOT)
    assert FileSeen(tmp_path).last("archive1") == (7, ROOT)
    assert FileSeen(tmp_path).last("archive2") is None


def test_only_a_newer_one_is_remembered(tmp_path: Path) -> None:
    seen = FileSeen(tmp_path)
    seen.remember("archive1", 7, ROOT)
    seen.remember("archive1", 3, bytes(32))
    assert seen.last("archive1") == (7, ROOT)
    seen.remember("archive1", 8, bytes(32))
    assert seen.last("archive1") == (8, bytes(32))


def test_what_is_forgotten_may_start_smaller(tmp_path: Path) -> None:
    seen = FileSeen(tmp_path)
    seen.forget("archive1")
    seen.remember("archive1", 7, ROOT)
    seen.forget("archive1")
    assert seen.last("archive1") is None
    seen.remember("archive1", 3, ROOT)
    assert seen.last("archive1") == (3, ROOT)


NOTHING_SEEN = [b"", b"{}", b"\xff", b'{"archive":"archive1","size":-1,"root":"00"}', b"[" * 9000]


@pytest.mark.parametrize("data", NOTHING_SEEN)
def test_a_file_that_cannot_be_read_is_said_and_never_passed_over(tmp_path: Path, data: bytes) -> None:
    seen = FileSeen(tmp_path)
    seen.remember("archive1", 7, ROOT)
    (file,) = (tmp_path / "seen").iterdir()
    file.write_bytes(data)
    with pytest.raises(Damaged) as error:
        seen.last("archive1")
    assert str(file) in str(error.value)
    with pytest.raises(Damaged):
        seen.remember("archive1", 8, ROOT)


def test_another_archives_file_is_no_answer(tmp_path: Path) -> None:
    seen = FileSeen(tmp_path)
    seen.remember("archive1", 7, ROOT)
    (file,) = (tmp_path / "seen").iterdir()
    file.rename(file.with_name(file.name.replace("archive1", "archive2")))
    with pytest.raises(Damaged):
        seen.last("archive2")


@pytest.mark.parametrize("token", ["", "../x", "a/b", "A", "a" * 65, "a.json"])
def test_a_token_never_leads_out_of_the_folder(tmp_path: Path, token: str) -> None:
    seen = FileSeen(tmp_path)
    with pytest.raises(BadOption):
        seen.last(token)
    with pytest.raises(BadOption):
        seen.remember(token, 1, ROOT)


def test_threads_leave_the_newest_and_no_part_of_a_file(tmp_path: Path) -> None:
    seen = FileSeen(tmp_path)
    threads = [threading.Thread(target=seen.remember, args=("archive1", n, ROOT)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen.last("archive1") == (19, ROOT)
    assert len(list((tmp_path / "seen").iterdir())) == 1
