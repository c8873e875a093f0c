"""A lock on a file between processes: shared by many, or held alone. It ends with the process."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from whensafe.errors import Busy

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_SHARES = 256
"""On Windows a byte is locked by one alone: a share is one of so many bytes, all of them are the whole."""
_PAUSE = 0.02


class FileLock:
    """The file is made if it isn't there, and stays empty. One object is one holder."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    def take(self, *, alone: bool, timeout: float = 0.0) -> None:
        """Take it, trying for ``timeout`` seconds, or raise `Busy`. Taken again, it is held otherwise."""
        until = time.monotonic() + timeout
        if self._handle is None:
            self._handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        while not _lock(self._handle, alone=alone):
            if time.monotonic() >= until:
                self.release()
                raise Busy(
                    "somebody else has the archive open"
                    if alone
                    else "somebody else needs the archive alone",
                    where=self._path.name,
                    todo="Try again when they have finished.",
                )
            time.sleep(_PAUSE)

    def release(self) -> None:
        """Give it up; harmless if it isn't held."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


if sys.platform == "win32":

    def _lock(handle: int, *, alone: bool) -> bool:
        _unlock(handle)
        spans = [(0, _SHARES)] if alone else [(byte, 1) for byte in range(_SHARES)]
        for start, length in spans:
            os.lseek(handle, start, os.SEEK_SET)
            try:
                msvcrt.locking(handle, msvcrt.LK_NBLCK, length)
            except OSError:
                continue
            return True
        return False

    def _unlock(handle: int) -> None:
        for start, length in [(0, _SHARES), *((byte, 1) for byte in range(_SHARES))]:
            os.lseek(handle, start, os.SEEK_SET)
            try:
                msvcrt.locking(handle, msvcrt.LK_UNLCK, length)
            except OSError:
                continue

else:

    def _lock(handle: int, *, alone: bool) -> bool:
        try:
            fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
