"""A document cannot hang, exhaust, rob or bring down the archive that reads it."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from whensafe.errors import BadInput, TooLarge, Unreadable, WhensafeError
from whensafe.nouns.reading import Reading
from whensafe.outside.readers import Bounds, SubprocessReader

HERE = str(Path(__file__).parent)
POSIX = os.name == "posix"


def reader_of(bounds: Bounds | None = None, workers: int = 1) -> SubprocessReader:
    return SubprocessReader(bounds, workers=workers, target="reader_targets:obey", search_path=(HERE,))


@pytest.fixture(scope="module")
def reader() -> Iterator[SubprocessReader]:
    with reader_of(Bounds(seconds=2)) as reader:
        yield reader


def said(reading: Reading) -> str:
    return reading.turns[0].text


def alive(pid: int) -> bool:
    """Whether a process runs; a dead one that nobody waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def gone_within(pid: int, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while alive(pid) and time.monotonic() < end:
        time.sleep(0.02)
    return not alive(pid)


class TestReading:
    def test_a_reading_comes_back_as_it_was_made(self, reader: SubprocessReader) -> None:
        reading = reader.read("say Слова «é» \U0001f54a".encode(), "файл.txt")
        assert said(reading) == "Слова «é» \U0001f54a"
        assert reading.title == "файл.txt"

    def test_one_process_reads_one_document_after_the_other(self, reader: SubprocessReader) -> None:
        assert said(reader.read(b"pid", "a")) == said(reader.read(b"pid", "b"))

    def test_a_process_started_early_is_the_one_that_reads(self) -> None:
        with reader_of(workers=2) as reader:
            reader.warm()
            reader.warm()
            (early,) = reader._live
            assert said(reader.read(b"pid", "a")) == str(early._popen.pid)

    def test_a_refusal_comes_back_with_all_its_parts(self, reader: SubprocessReader) -> None:
        with pytest.raises(Unreadable) as caught:
            reader.read(b"refuse", "a")
        assert str(caught.value) == "here: no. Do that."

    def test_a_name_that_is_no_text_is_no_obstacle(self, reader: SubprocessReader) -> None:
        assert reader.read(b"say x", "bad\udcff" + "long" * 200).title is not None

    def test_a_document_over_the_bound_is_not_even_sent(self, reader: SubprocessReader) -> None:
        with pytest.raises(TooLarge):
            reader.read(bytes(200 * 1024 * 1024 + 1), "a")

    def test_a_document_of_the_largest_size_arrives_whole(self) -> None:
        with reader_of(Bounds(seconds=30)) as reader:
            size = 200 * 1024 * 1024
            assert said(reader.read(b"size " + bytes(size - 5), "a")) == str(size)


class TestStarting:
    """Targets that are trouble before they have read anything: what they do, they do while being loaded."""

    @staticmethod
    def reader(folder: Path, code: str, bounds: Bounds | None = None) -> SubprocessReader:
        (folder / "trouble.py").write_text("import os, time\nfrom pathlib import Path\n" + code)
        return SubprocessReader(bounds, workers=1, target="trouble:obey", search_path=(str(folder), HERE))

    def test_a_slow_machine_is_waited_for_as_long_as_it_gets_on(self, tmp_path: Path) -> None:
        code = (
            "from reader_targets import say\n"
            "def obey(data, name):\n    time.sleep(1.5)\n    return say('done')\n"
        )
        with self.reader(tmp_path, code, Bounds(start_seconds=5)) as reader:
            begin = time.monotonic()
            assert said(reader.read(b"x", "a")) == "done"
            assert time.monotonic() - begin > 5

    def test_a_process_that_dies_at_its_start_is_tried_once_more(self, tmp_path: Path) -> None:
        code = (
            f"mark = Path({str(tmp_path / 'been here')!r})\n"
            "if not mark.exists():\n    mark.touch()\n    os._exit(9)\n"
            "from reader_targets import obey\n"
        )
        with self.reader(tmp_path, code) as reader:
            assert said(reader.read(b"say hello", "a")) == "hello"
            assert len(reader._live) == 1

    @pytest.mark.parametrize(
        ("code", "why"),
        [
            ("os._exit(9)", "it ended with status 9"),
            ("raise ValueError('words of a witness')", "ValueError at trouble.py:3"),
            ("time.sleep(60)", "it said nothing for 2 seconds"),
        ],
    )
    def test_what_keeps_it_from_starting_is_said(self, tmp_path: Path, code: str, why: str) -> None:
        with self.reader(tmp_path, code, Bounds(start_seconds=2)) as reader:
            with pytest.raises(WhensafeError) as caught:
                reader.read(b"say hello", "a")
            assert not isinstance(caught.value, BadInput)  # it isn't the file's fault
            assert f"does not start ({why})" in str(caught.value)
            assert reader._live == set()

    def test_a_machine_with_no_room_for_a_process_is_no_fault_of_the_file(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object, **__: object) -> None:
            raise OSError(errno.EAGAIN, "Resource temporarily unavailable")

        monkeypatch.setattr(subprocess, "Popen", refuse)
        with reader_of() as reader, pytest.raises(WhensafeError) as caught:
            reader.read(b"say hello", "a")
        assert not isinstance(caught.value, BadInput)
        assert "can't be made" in str(caught.value)


class TestBounds:
    @pytest.mark.parametrize("order", ["sleep", "spin"])
    def test_a_document_that_takes_too_long_is_refused_in_time(self, order: str) -> None:
        with reader_of(Bounds(seconds=0.7)) as reader:
            reader.read(b"say warm", "a")
            begin = time.monotonic()
            with pytest.raises(TooLarge):
                reader.read(order.encode(), "a")
            assert time.monotonic() - begin < 5

    @pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the address space")
    def test_a_document_that_asks_for_too_much_memory_is_refused(self, reader: SubprocessReader) -> None:
        with pytest.raises(TooLarge):
            reader.read(b"allocate", "a")

    def test_a_document_that_recurses_without_end_is_refused(self, reader: SubprocessReader) -> None:
        with pytest.raises(TooLarge):
            reader.read(b"recurse", "a")

    def test_a_fault_names_its_place_and_no_words(self, reader: SubprocessReader) -> None:
        with pytest.raises(Unreadable) as caught:
            reader.read(b"break my comrades are still there", "a")
        assert "reader_targets.py:" in str(caught.value)
        assert "comrades" not in str(caught.value)

    @pytest.mark.parametrize("order", [b"die", b"sleep"])
    def test_the_next_document_is_read_as_if_nothing_had_been(self, order: bytes) -> None:
        with reader_of(Bounds(seconds=0.7)) as reader:
            with pytest.raises(BadInput):
                reader.read(order, "a")
            assert said(reader.read(b"say again", "b")) == "again"

    def test_a_process_that_was_killed_while_idle_is_replaced(self, reader: SubprocessReader) -> None:
        os.kill(int(said(reader.read(b"pid", "a"))), signal.SIGKILL)
        time.sleep(0.05)
        assert said(reader.read(b"say again", "b")) == "again"

    def test_a_fresh_process_takes_over_after_so_many_documents(self) -> None:
        with reader_of(Bounds(documents=2)) as reader:
            pids = [said(reader.read(b"pid", "a")) for _ in range(3)]
        assert pids[0] == pids[1] != pids[2]


class TestCage:
    def test_nothing_can_be_written(self, reader: SubprocessReader, tmp_path: Path) -> None:
        for order in ("write", "low-write"):
            with pytest.raises(Unreadable):
                reader.read(f"{order} {tmp_path / 'out'}".encode(), "a")
        assert not list(tmp_path.iterdir())

    def test_no_file_outside_its_own_libraries_can_be_read(
        self, reader: SubprocessReader, tmp_path: Path
    ) -> None:
        (tmp_path / "secret").write_text("a witness")
        with pytest.raises(Unreadable):
            reader.read(f"read {tmp_path / 'secret'}".encode(), "a")

    def test_nothing_can_be_reached(self, reader: SubprocessReader) -> None:
        with socket.create_server(("127.0.0.1", 0)) as server:
            server.settimeout(0.2)
            with pytest.raises(Unreadable):
                reader.read(f"connect {server.getsockname()[1]}".encode(), "a")
            with pytest.raises(TimeoutError):
                server.accept()

    @pytest.mark.parametrize("order", [b"fork", b"spawn"])
    def test_nothing_can_be_started(self, reader: SubprocessReader, order: bytes) -> None:
        if order == b"fork" and not POSIX:
            pytest.skip("no fork on this system")
        with pytest.raises(Unreadable):
            reader.read(order, "a")

    def test_the_passphrase_stays_outside(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("WHENSAFE_PASSPHRASE", "correct horse")
        monkeypatch.setenv("WHENSAFE_ARCHIVE", "/somewhere")
        with reader_of() as reader:
            assert "WHENSAFE" not in said(reader.read(b"environment", "a"))

    def test_what_a_library_prints_goes_nowhere(
        self, reader: SubprocessReader, capfd: pytest.CaptureFixture[str]
    ) -> None:
        assert said(reader.read(b"print", "a")) == "printed"
        assert said(reader.read(b"say still", "a")) == "still"
        assert capfd.readouterr() == ("", "")


class TestMany:
    def test_results_keep_their_order_and_errors_are_results(self) -> None:
        documents = [(b"refuse" if n % 5 == 3 else f"say {n}".encode(), str(n)) for n in range(40)]
        with reader_of(workers=2) as reader:
            results = list(reader.read_many(documents))
        assert [isinstance(one, Unreadable) for one in results] == [n % 5 == 3 for n in range(40)]
        assert [said(one) for one in results if isinstance(one, Reading)] == [
            str(n) for n in range(40) if n % 5 != 3
        ]

    def test_both_processes_work_and_few_documents_are_held(self) -> None:
        taken = 0

        def documents() -> Iterator[tuple[bytes, str]]:
            nonlocal taken
            for _ in range(30):
                taken += 1
                yield b"pid", "a"

        with reader_of(workers=2) as reader:
            results = reader.read_many(documents())
            first = next(results)
            assert taken <= 5
            pids = {said(one) for one in [first, *results] if isinstance(one, Reading)}
        assert len(pids) == 2

    def test_threads_share_it(self) -> None:
        with reader_of(workers=2) as reader:
            heard: list[str] = []
            threads = [
                threading.Thread(target=lambda n=n: heard.append(said(reader.read(f"say {n}".encode(), "a"))))
                for n in range(8)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        assert sorted(heard) == [str(n) for n in range(8)]


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
class TestEnding:
    def test_closing_ends_every_process(self) -> None:
        reader = reader_of()
        pid = int(said(reader.read(b"pid", "a")))
        reader.close()
        assert not alive(pid)
        with pytest.raises(Unreadable):
            reader.read(b"say x", "a")

    @pytest.mark.parametrize("busy", [False, True])
    def test_no_process_outlives_an_archive_that_was_killed(self, busy: bool) -> None:
        script = (
            "import sys; from whensafe.outside.readers import SubprocessReader\n"
            f"r = SubprocessReader(workers=1, target='reader_targets:obey', search_path=({HERE!r},))\n"
            "print(r.read(b'pid', 'a').turns[0].text, flush=True)\n"
            + ("r.read(b'sleep', 'a')" if busy else "input()")
        )
        with subprocess.Popen(
            [sys.executable, "-c", script], stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
        ) as parent:
            assert parent.stdout is not None
            pid = int(parent.stdout.readline())
            time.sleep(0.2)
            parent.kill()
        assert gone_within(pid, 5)
