"""Becomes Tesseract, after giving up what reading a picture doesn't need.

Started as ``python -I -m whensafe.outside.ocr_child PROGRAM LANGUAGES SECONDS``. What holds where: limits on
memory, time and files on Linux and macOS, no network on Linux where the system allows a process to leave it.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys

MEMORY = 3 * 1024**3
_NEW_USERS, _NEW_NETWORK = 0x10000000, 0x40000000


def main(arguments: list[str]) -> None:
    """Never returns."""
    program, languages, seconds = arguments
    _leave_the_network()
    _limit(int(float(seconds)) + 1)
    os.execv(program, [program, "stdin", "stdout", "-l", languages, "tsv"])  # noqa: S606 - that is all it is for


def _leave_the_network() -> None:
    """A network of its own, with nobody in it."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).unshare(_NEW_USERS | _NEW_NETWORK)


def _limit(seconds: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    for name, value in {
        "RLIMIT_AS": MEMORY,
        "RLIMIT_CPU": seconds,
        "RLIMIT_FSIZE": 0,  # no byte to any file; pipes are not files
        "RLIMIT_CORE": 0,
        "RLIMIT_NOFILE": 32,
    }.items():
        with contextlib.suppress(AttributeError, ValueError, OSError):
            resource.setrlimit(getattr(resource, name), (value, value))


if __name__ == "__main__":
    main(sys.argv[1:])
