"""Many real processes in a short time: a process that has everything imported forks one for each command.

It reads one JSON request a line and answers with one JSON line. Each command is a process of its own, running
the same `run` as the installed script, and can be killed or traced like any. Only the readers are in-process,
so that a run takes milliseconds; they are no part of what touches the archive.

Request: ``args``, ``env``; ``kill_after`` seconds to SIGKILL; ``strace`` options to attach before it begins.
Answer: ``status`` (negative: the signal), ``out``, ``err``, ``seconds``.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from typing import Any

import whensafe.outside.readers
from whensafe.cli import add, check, list, run, show  # noqa: A004, F401 - imported once, for every fork
from whensafe.cli.run import run as command
from whensafe.desk import add_to, look, take_in  # noqa: F401
from whensafe.desk import check as desk_check  # noqa: F401
from whensafe.desk import search as desk_search  # noqa: F401
from whensafe.intake.containers import unpack
from whensafe.intake.read import read
from whensafe.wiring import configure_django

configure_django()

from whensafe.store import opening  # noqa: E402, F401


class InProcessReader:
    """Intake without a process of its own."""

    def __init__(self, *, workers: int, target: str = "whensafe.intake.read:read") -> None:
        """There are none."""
        module, _, name = target.partition(":")
        self._read = getattr(importlib.import_module(module), name)

    def __enter__(self) -> InProcessReader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def warm(self) -> None:
        """Nothing to start."""

    def read(self, data: bytes, name: str) -> object:
        return self._read(data, name)

    def unpack(self, data: bytes, name: str) -> object:
        return unpack(data, name)

    def close(self) -> None:
        """Nothing to end."""


whensafe.outside.readers.SubprocessReader = InProcessReader  # type: ignore[assignment,misc]


def main() -> None:
    read(b"Q: Why?\n\nA: Because.\n", "warm.txt")  # whatever intake imports late
    _say("ready")
    for line in sys.stdin:
        _say(json.dumps(serve(json.loads(line))))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def serve(request: dict[str, Any]) -> dict[str, Any]:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        go, wait = os.pipe()
        child = os.fork()
        if child == 0:
            _child(request, out.fileno(), err.fileno(), go, wait)
        _lead(child)
        os.close(go)
        tracer = _trace(child, request["strace"]) if request.get("strace") else None
        os.write(wait, b"!")
        os.close(wait)
        started = time.monotonic()
        status = _end(child, request.get("kill_after"))
        seconds = time.monotonic() - started
        if tracer is not None:
            tracer.wait(20)
        return {
            "status": status,
            "out": _all(out.fileno()),
            "err": _all(err.fileno()),
            "seconds": seconds,
        }


def _child(request: dict[str, Any], out: int, err: int, go: int, wait: int) -> None:
    status = 70
    try:
        _lead(0)
        os.close(wait)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(out, 1)
        os.dup2(err, 2)
        os.environ.update(request["env"])
        os.read(go, 1)
        status = command(request["args"])
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(status)


def _lead(process: int) -> None:
    """Make it the leader of a group of its own. Parent and child both do, since either may come first."""
    with contextlib.suppress(OSError):
        os.setpgid(process, process)


def _trace(child: int, options: list[str]) -> subprocess.Popen[str]:
    tracer = subprocess.Popen(
        ["strace", "-f", *options, "-p", str(child)],
        stderr=subprocess.PIPE,
        text=True,
        stdout=subprocess.DEVNULL,
    )
    assert tracer.stderr is not None
    said = tracer.stderr.readline()  # "strace: Process N attached"
    if "attached" not in said:
        raise RuntimeError(said)
    return tracer


def _end(child: int, kill_after: float | None) -> int:
    deadline = time.monotonic() + (kill_after if kill_after is not None else 120)
    while time.monotonic() < deadline:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.0005)
    os.killpg(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _all(handle: int) -> str:
    os.lseek(handle, 0, os.SEEK_SET)
    with os.fdopen(os.dup(handle), "rb") as file:
        return file.read().decode("utf-8", "replace")


if __name__ == "__main__":
    main()
