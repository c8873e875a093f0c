"""What the database, the disk and the library say, in the words of our own errors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, InterfaceError, ProgrammingError
from django.db.utils import Error as DjangoError
from sqlcipher3 import dbapi2

from whensafe.errors import Busy, Damaged, DiskFailed, WhensafeError

_MISTAKES = (
    InterfaceError,
    ProgrammingError,
    IntegrityError,
    dbapi2.InterfaceError,
    dbapi2.ProgrammingError,
    dbapi2.IntegrityError,
)
_LOCKED = ("locked", "busy")
_DISK = ("disk is full", "disk i/o error", "unable to open database file", "readonly database")


@contextmanager
def database_errors(where: str) -> Iterator[None]:
    """What the database says becomes ours; ``where`` names its file. What isn't its doing passes through."""
    try:
        yield
    except (DjangoError, dbapi2.Error) as error:
        said = _said(error, where)
        if said is None:
            raise
        raise said from error


@contextmanager
def translated(where: str) -> Iterator[None]:
    """The same for the operating system's refusals: around our own work on files, never a caller's."""
    with database_errors(where):
        try:
            yield
        except OSError as error:
            raise disk_failed(error, where) from error


def disk_failed(error: OSError, where: str) -> DiskFailed:
    """An operating system's refusal, without the path it may name."""
    return DiskFailed(error.strerror or "the disk failed", where=where)


def _said(error: Exception, where: str) -> WhensafeError | None:
    """``None`` for what can only be a mistake of ours."""
    text = str(error).lower()
    if any(word in text for word in _LOCKED):
        return Busy("somebody else is writing", where=where, todo="Try again in a moment.")
    if any(word in text for word in _DISK):
        return DiskFailed("the disk is full or failing; nothing was kept", where=where)
    if isinstance(error, _MISTAKES):
        return None
    return Damaged("the database can't be read", where=where, todo="Run whensafe check, or restore a backup.")
