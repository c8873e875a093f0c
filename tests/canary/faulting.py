"""The command with one of its lines made to fail. Run as a program: one JSON request a line, and an answer.

It has everything imported and forks a process for each request: ``args``, ``env``, and ``fail`` (file, line,
message), or ``lines``, to be given every line of these files that runs. Answer: ``status``, ``out``, ``err``,
``lines``, ``reached``.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.canary.faults import Fault, Place, failing_at, lines_of

from whensafe.cli import run
from whensafe.wiring import configure_django


def main() -> None:
    configure_django()
    from whensafe.store import opening  # noqa: F401 - for every fork

    for name in run.VERBS:
        importlib.import_module(f"whensafe.cli.{name.replace('-', '_')}")
    print("ready", flush=True)  # noqa: T201
    for line in sys.stdin:
        print(json.dumps(serve(json.loads(line))), flush=True)  # noqa: T201


def serve(request: dict[str, Any]) -> dict[str, Any]:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, tempfile.TemporaryFile() as said:
        child = os.fork()
        if child == 0:
            status = 70
            try:
                os.environ.update(request["env"])
                tempfile.tempdir = None
                os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
                os.dup2(out.fileno(), 1)
                os.dup2(err.fileno(), 2)
                status, told = _run(request)
                sys.stdout.flush()
                sys.stderr.flush()
                os.write(said.fileno(), json.dumps(told).encode())
            finally:
                os._exit(status)
        _, status = os.waitpid(child, 0)
        told = json.loads(_all(said.fileno()) or "{}")
        answer = {
            "status": os.waitstatus_to_exitcode(status),
            "out": _all(out.fileno()),
            "err": _all(err.fileno()),
        }
        return {**answer, **told}


def _run(request: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    if "fail" in request:
        file, line, message = request["fail"]
        with failing_at(Place(file, line), Fault(message)) as reached:
            status = run.run(request["args"])
        return status, {"reached": bool(reached)}
    found: list[int] = []
    lines = lines_of(lambda: found.append(run.run(request["args"])), *request["lines"])
    return found[0], {"lines": [[place.file, place.line] for place in lines]}


def _all(handle: int) -> str:
    os.lseek(handle, 0, os.SEEK_SET)
    with os.fdopen(os.dup(handle), "rb") as file:
        return file.read().decode("utf-8", "replace")


if __name__ == "__main__":
    main()
