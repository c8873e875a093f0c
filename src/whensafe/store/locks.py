"""A lock on a file between processes: shared by many, or held alone. It ends with the process."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from whensafe.errors import Busy

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_SHARES = 256
"""On Windows a byte is locked by one alone: a share is one of so many bytes, all of them are the whole."""


class FileLock:
    """Take it with `take`, give it up with `release`. The file is made if it isn't there, and stays empty."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    def take(self, *, alone: bool) -> None:
        """Take it now, or raise `Busy`."""
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(handle, alone=alone)
        except OSError as error:
            os.close(handle)
            raise Busy(
                "in use by another whensafe" if alone else "held by another whensafe for a moment",
                where=self._path.name,
                todo="Try again when it has finished.",
            ) from error
        self._handle = handle

    def release(self) -> None:
        """Give it up; harmless if it isn't held."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


if sys.platform == "win32":

    def _lock(handle: int, *, alone: bool) -> None:
        if alone:
            os.lseek(handle, 0, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, _SHARES)
            return
        for byte in range(_SHARES):
            os.lseek(handle, byte, os.SEEK_SET)
            try:
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            except OSError:
                continue
            return
        raise OSError("no share left")

else:

    def _lock(handle: int, *, alone: bool) -> None:
        fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
