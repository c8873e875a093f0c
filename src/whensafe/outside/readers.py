"""Intake in processes of their own, bounded in time and memory (`desk.ports.Reader`).

A document is a stranger's bytes, and parsers have faults. So they are parsed where there is nothing to take:
no key, no passphrase, no network, no file to write. A process that hangs or dies is replaced; the archive
gets one typed error, and the next document is read as if nothing had been.
"""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import threading
import weakref
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import BinaryIO, Self, TypeVar, cast

from whensafe.errors import BadInput, TooLarge, Unreadable, WhensafeError
from whensafe.intake import limits
from whensafe.nouns.reading import Reading
from whensafe.nouns.unpacked import Unpacked
from whensafe.outside import reader_wire
from whensafe.outside.reader_wire import Ask, Failure, Gone

_T = TypeVar("_T")

# What a process needs to start at all. Above all it is not given WHENSAFE_PASSPHRASE.
_PASSED_ON = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
_MOST_AT_START = 4096


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one document may cost. ``seconds`` of wall time, ``memory`` in bytes of address space.

    The memory holds the libraries (about 0.4 GiB of addresses), the largest document twice and the tree of
    the largest XML part. ``documents`` is how many one process reads before a fresh one takes over.
    ``start_seconds`` is how long a new process may take for each of the ten things it loads.
    """

    seconds: float = 60.0
    memory: int = 2 * 1024**3
    start_seconds: float = 60.0
    documents: int = 2_000


class SubprocessReader:
    """Reads documents in up to ``workers`` bounded processes, started when needed; safe from any thread.

    ``target`` is ``module:function`` with the signature of `whensafe.intake.read.read`, ``search_path`` where
    else modules are looked for.
    """

    def __init__(
        self,
        bounds: Bounds | None = None,
        *,
        workers: int | None = None,
        target: str = "whensafe.intake.read:read",
        search_path: tuple[str, ...] = (),
    ) -> None:
        """Start nothing yet."""
        self._bounds = bounds if bounds is not None else Bounds()
        self.workers = workers if workers is not None else min(2, os.cpu_count() or 1)
        self._command = (target, str(self._bounds.seconds), str(self._bounds.memory), *search_path)
        self._idle: queue.LifoQueue[_Process | None] = queue.LifoQueue()
        self._live: set[_Process] = set()
        for _ in range(self.workers):
            self._idle.put(None)
        self._finalizer = weakref.finalize(self, _end_all, self._live)

    def read(self, data: bytes, name: str) -> Reading:
        """Read one document. Raises `Unreadable` or `TooLarge`; waits while all processes are busy.

        Plain `WhensafeError` if no process starts: something is wrong with the installation, not the file.
        """
        return self._asked(data, lambda process: process.read(data, name))

    def unpack(self, data: bytes, name: str) -> Unpacked | None:
        """What lies in a zip, a web archive or a mail; ``None`` for one document. Raises as `read` does."""
        return self._asked(data, lambda process: process.unpack(data, name))

    def _asked(self, data: bytes, ask: Callable[[_Process], _T]) -> _T:
        if len(data) > limits.MAX_DOCUMENT_BYTES:
            raise TooLarge(
                f"this file has {len(data) / 1e6:.0f} MB, more than "
                f"{limits.MAX_DOCUMENT_BYTES // 1_000_000} MB",
                todo="Add the transcript itself; keep a recording as an exhibit.",
            )
        process = self._idle.get()
        try:
            process = self._started(process)
            return ask(process)
        finally:
            self._idle.put(self._kept(process))

    def warm(self) -> None:
        """Start one process without waiting for it (it loads for a second or two), unless all are busy."""
        with contextlib.suppress(queue.Empty):
            process = self._idle.get_nowait()
            try:
                process = self._usable(process)
            finally:
                self._idle.put(process)

    def read_many(self, documents: Iterable[tuple[bytes, str]]) -> Iterator[Reading | BadInput]:
        """Read documents side by side, results in their order; an error is a result like any other.

        At most twice as many documents as workers are held at a time, whatever the number.
        """
        waiting: deque[Future[Reading | BadInput]] = deque()
        with ThreadPoolExecutor(self.workers) as pool:
            for data, name in documents:
                waiting.append(pool.submit(self._result, data, name))
                if len(waiting) >= self.workers * 2:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

    def close(self) -> None:
        """End every process. Idle ones leave by themselves when their input ends."""
        self._finalizer()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _result(self, data: bytes, name: str) -> Reading | BadInput:
        try:
            return self.read(data, name)
        except BadInput as error:
            return error

    def _started(self, process: _Process | None) -> _Process:
        """One that waits for a document. On a machine out of breath the first may fail; the second counts."""
        first = self._usable(process)
        try:
            first.start()
        except NotStarted:
            self._live.discard(first)
        else:
            return first
        second = self._usable(None)
        try:
            second.start()
        except NotStarted as error:
            self._live.discard(second)
            raise WhensafeError(  # not the file's fault
                f"the process that reads files does not start ({error})", todo="Ask `whensafe doctor` why."
            ) from error
        return second

    def _usable(self, process: _Process | None) -> _Process:
        if process is not None and process.alive:
            return process
        if process is not None:
            self._live.discard(process)
        if not self._finalizer.alive:
            raise Unreadable("the reader is closed")
        try:
            process = _Process(self._command, self._bounds)
        except OSError as error:  # no more processes, no more memory
            raise WhensafeError(
                f"the process that reads files can't be made ({error.strerror})",
                todo="Try again in a moment.",
            ) from error
        self._live.add(process)
        return process

    def _kept(self, process: _Process | None) -> _Process | None:
        if process is not None and process.documents >= self._bounds.documents:
            process.end()
        if process is not None and not process.alive:
            self._live.discard(process)
            return None
        return process


class NotStarted(Exception):
    """A new process ended, fell silent or failed before it could read; says which, and nothing else."""


class _Process:
    """One reader process and the pipes to it."""

    def __init__(self, command: tuple[str, ...], bounds: Bounds) -> None:
        environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        self._bounds = bounds
        self._started = False
        self.documents = 0
        self._popen = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-I", "-X", "utf8", "-m", "whensafe.outside.reader_child", *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env=environment | _ONE_THREAD,
            cwd=os.path.abspath(os.sep),  # noqa: PTH100 - the root, wherever this is
        )
        self._asks = cast("BinaryIO", self._popen.stdin)
        self._replies = cast("BinaryIO", self._popen.stdout)

    @property
    def alive(self) -> bool:
        return self._popen.poll() is None

    def read(self, data: bytes, name: str) -> Reading:
        found = self._asked(reader_wire.ASK, data, name, reader_wire.one_reading)
        if isinstance(found, Failure):
            raise found.error()
        return found

    def unpack(self, data: bytes, name: str) -> Unpacked | None:
        found = self._asked(reader_wire.UNPACK, data, name, reader_wire.members)
        if isinstance(found, Failure):
            raise found.error()
        return found

    def _asked(self, kind: bytes, data: bytes, name: str, answer: Callable[[BinaryIO], _T]) -> _T:
        self.documents += 1
        with _Deadline(self._popen, self._bounds.seconds) as deadline:
            try:
                ask = Ask(name.encode("utf-8", "replace").decode()[:255], len(data))
                reader_wire.send(self._asks, kind, reader_wire.encode(ask))
                reader_wire.write(self._asks, data)
                return answer(self._replies)
            except (Gone, OSError, ValueError) as error:
                self.end()
                raise self._died(deadline.passed) from error

    def end(self) -> None:
        """Let it go: close its input, and if that is not enough, kill it. Also from another thread."""
        with contextlib.suppress(OSError):
            self._asks.close()
        try:
            self._popen.wait(0.2 if self._started else 0)
        except subprocess.TimeoutExpired:
            self._popen.kill()
            self._popen.wait()
        with contextlib.suppress(OSError):
            self._replies.close()

    def start(self) -> None:
        """Wait until it has loaded everything and shut its cage. Raises `NotStarted`."""
        while not self._started:
            with _Deadline(self._popen, self._bounds.start_seconds) as deadline:
                try:
                    kind, payload = reader_wire.receive(self._replies, most=_MOST_AT_START)
                except (Gone, OSError) as error:
                    raise NotStarted(self._silence(late=deadline.passed)) from error
            if kind == reader_wire.FAILURE:
                self.end()
                raise NotStarted(reader_wire.failure(payload).message)
            self._started = kind == reader_wire.READY

    def _silence(self, *, late: bool) -> str:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._popen.wait(1)
        self.end()
        if late:
            return f"it said nothing for {self._bounds.start_seconds:g} seconds"
        return f"it ended with status {self._popen.returncode}"

    def _died(self, late: bool) -> BadInput:
        if late or self._popen.returncode in (-24, -31):  # SIGXCPU on Linux; the clock inside comes later
            return TooLarge(
                f"this file takes longer than {self._bounds.seconds:g} seconds to read",
                todo="Split it into sessions, or keep it as an exhibit.",
            )
        return Unreadable("this file made its reader fail", todo="It can be kept as an exhibit.")


class _Deadline:
    """Kills a process when its time is over. A thread and no signal, so that it works everywhere."""

    def __init__(self, popen: subprocess.Popen[bytes], seconds: float) -> None:
        self.passed = False
        self._popen = popen
        self._timer = threading.Timer(seconds, self._kill)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def _kill(self) -> None:
        self.passed = True
        self._popen.kill()


def _end_all(live: set[_Process]) -> None:
    for process in list(live):
        process.end()
    live.clear()
