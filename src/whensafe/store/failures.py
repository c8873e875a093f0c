"""What the database, the disk and the library say, in the words of our own errors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, InterfaceError
from django.db.utils import Error as DjangoError
from sqlcipher3 import dbapi2

from whensafe.errors import Busy, Damaged, DiskFailed, WhensafeError

_LOCKED = ("locked", "busy")
_DISK = ("disk is full", "disk i/o error", "unable to open database file", "readonly database")


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Let only `WhensafeError` and programming errors out; ``where`` names the file or folder."""
    try:
        yield
    except WhensafeError:
        raise
    except (DjangoError, dbapi2.Error) as error:
        raise _said(error, where) from error
    except OSError as error:
        raise disk_failed(error, where) from error


def disk_failed(error: OSError, where: str) -> DiskFailed:
    """An operating system's refusal, without the path it may name."""
    return DiskFailed(error.strerror or "the disk failed", where=where)


def _said(error: Exception, where: str) -> Exception:
    text = str(error).lower()
    if any(word in text for word in _LOCKED):
        return Busy("somebody else is writing", where=where, todo="Try again in a moment.")
    if any(word in text for word in _DISK):
        return DiskFailed("the disk is full or failing; nothing was kept", where=where)
    if isinstance(
        error, (InterfaceError, dbapi2.InterfaceError, dbapi2.ProgrammingError, dbapi2.IntegrityError)
    ):
        return error
    if isinstance(error, DatabaseError) and type(error).__name__ in {"ProgrammingError", "IntegrityError"}:
        return error
    return Damaged("the database can't be read", where=where, todo="Run whensafe check, or restore a backup.")
