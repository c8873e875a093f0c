"""Operations in processes that die on the way. Run as a program: one JSON request a line, one answer a line.

It forks a process for each request; that one opens the archive, does the operation, and is killed (SIGKILL)
before the n-th statement it sends to the database or the n-th file it writes, whichever comes first; or,
where ``after`` is given, so many seconds after the archive was opened, whatever it is doing then.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.canary.mixed import at_desk, perform

from whensafe.errors import WhensafeError
from whensafe.store import blobs, folder
from whensafe.store.sqlcipher.base import Cursor


def main() -> None:
    print("ready", flush=True)  # noqa: T201
    for line in sys.stdin:
        print(json.dumps({"ended": serve(json.loads(line))}), flush=True)  # noqa: T201


def serve(request: dict[str, Any]) -> bool:
    """Whether the operation ended before its process was to be killed."""
    begun, begin = os.pipe()
    child = os.fork()
    if child == 0:
        status = 70
        try:
            os.close(begun)
            status = _child(request, begin)
        except BaseException:
            traceback.print_exc()  # of invented words: the test says what was wrong
            raise
        finally:
            os._exit(status)
    os.close(begin)
    os.read(begun, 1)
    if request["after"] is not None:
        time.sleep(request["after"])
        os.kill(child, signal.SIGKILL)  # not waited for yet: still this process, ended or not
    os.close(begun)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in (0, -signal.SIGKILL), code
    return code == 0


def _child(request: dict[str, Any], begin: int) -> int:
    root = Path(request["root"])
    tempfile.tempdir = os.environ["TMPDIR"] = os.environ["SQLITE_TMPDIR"] = str(root.parent / "tmp")
    with at_desk(root) as desk:
        if request["after"] is None:
            _die_at(request["step"])
        os.write(begin, b"!")
        try:
            perform(desk, request["op"], root.parent)
        except WhensafeError:
            return 0
    return 0


def _die_at(step: int) -> None:
    left = step

    def count() -> None:
        nonlocal left
        left -= 1
        if left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def counted(function: Any) -> Any:
        def first(*args: Any, **more: Any) -> Any:
            count()
            return function(*args, **more)

        return first

    Cursor.execute = counted(Cursor.execute)  # type: ignore[method-assign]
    Cursor.executemany = counted(Cursor.executemany)  # type: ignore[method-assign]
    for module in (blobs, folder):
        module.write_file = counted(module.write_file)  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
