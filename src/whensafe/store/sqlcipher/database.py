"""One archive's database under one of Django's aliases, added and taken away while the process runs.

Django keeps one connection per thread and alias. The first archive opened in a process that has no
``default`` database becomes ``default``, so that Django's own sessions live in it; any further one gets a
name. This is all that the rest of the store knows of SQLCipher.
"""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, cast

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from whensafe.nouns.receipt import Problem
from whensafe.store.failures import database_errors, translated
from whensafe.store.sqlcipher import pages
from whensafe.store.sqlcipher.base import Connection, DatabaseWrapper, connect
from whensafe.store.sqlcipher.rawkey import RawKey

_ENGINE = "whensafe.store.sqlcipher"
_DUMMY = "django.db.backends.dummy"
_LOG_BYTES = 8 << 20
"""From this size on, the write-ahead log is folded into the database after a commit."""
_COPY_PAGES = 1024
_registering = threading.Lock()


class Database:
    """``timeout`` is how long a writer waits for another, in seconds; after that it is `Busy`."""

    def __init__(self, path: Path, unlock: RawKey, *, timeout: float) -> None:
        self.path = path
        self._log = f"{path}-wal"
        self._unlock = unlock
        self._timeout = timeout
        self._opened: weakref.WeakSet[Connection] = weakref.WeakSet()
        self._closed = False
        self._alias = _register(
            {
                "ENGINE": _ENGINE,
                "NAME": str(path),
                "CONN_MAX_AGE": None,
                "OPTIONS": {
                    "unlock": unlock,
                    "opened": self._opened,
                    "timeout": timeout,
                    "transaction_mode": "IMMEDIATE",
                },
            }
        )

    @property
    def alias(self) -> str:
        """Django's name for it. Asked anew each time: once closed, the name may be another archive's."""
        if self._closed:
            raise RuntimeError("the archive has been closed")
        return self._alias

    @contextmanager
    def transaction(self, *, write: bool, timeout: float | None = None) -> Iterator[None]:
        """One transaction of this thread: the writer's from its first moment, or one consistent view.

        A transaction inside another is part of it. ``timeout``: wait so long for the writer's lock instead.
        """
        with database_errors(self.path.name):
            connection = self._wrapper()
            if connection.in_atomic_block:
                if write and connection.transaction_mode == "DEFERRED":
                    raise RuntimeError("a view can't become a writer")
                with transaction.atomic(using=self.alias):
                    yield
                return
            connection.transaction_mode = "IMMEDIATE" if write else "DEFERRED"
            try:
                with self._waiting(timeout), transaction.atomic(using=self.alias):
                    yield
            finally:
                connection.transaction_mode = "IMMEDIATE"

    def truncate_log(self) -> bool:
        """Move every committed page into the database and empty the log; outside transactions only.

        ``False`` when a reader holds it back: then overwritten text is still in the log.
        """
        with self._waiting(0):
            ((busy, _, _),) = self._rows("PRAGMA wal_checkpoint(TRUNCATE)")
        return not busy

    def rewrite(self) -> None:
        """Write the database anew from its rows, so that no page has anything else in it; takes the writer's
        lock, and time in proportion to its size. Outside transactions only.

        ``secure_delete`` overwrites what is deleted where it stood. But when SQLite spreads a full page's
        rows over two (``rebuildPage`` in btree.c), it may leave a second copy of a row behind in what is
        then free space of the first, where no later deletion finds it.
        """
        self._rows("PRAGMA temp_store = FILE")  # encrypted as the database is; in memory it would be as large
        try:
            self._rows("VACUUM")
        finally:
            self._rows("PRAGMA temp_store = MEMORY")

    def after_commit(self, *, erased: bool) -> None:
        """Truncate the log if it has grown long, or if text was deleted that may still stand in it."""
        if erased or self._log_size() > _LOG_BYTES:
            self.truncate_log()

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the file: every page for itself, then the structure."""
        with database_errors(self.path.name):
            yield from pages.damaged(self._rows)
            yield from pages.misbuilt(self._rows)

    def copy_to(self, path: Path, unlock: RawKey | None = None) -> None:
        """Copy the database as this thread's view has it into a new file, under the same key or another."""
        with translated(self.path.name):
            source = self._wrapper().connection
            target = connect(str(path), unlock or self._unlock, journal="DELETE")
            try:
                source.backup(target, pages=_COPY_PAGES)
            finally:
                target.close()

    def close(self) -> None:
        """Close every thread's connection and forget the key; harmless the second time."""
        if self._closed:
            return
        self._unlock.forget()
        connections[self._alias].close()
        for connection in list(self._opened):
            connection.close()
        _unregister(self._alias)
        self._closed = True

    def _log_size(self) -> int:
        try:
            return os.stat(self._log).st_size  # noqa: PTH116 - after every commit, so without a Path
        except FileNotFoundError:
            return 0

    def _rows(self, statement: str) -> list[tuple[Any, ...]]:
        with database_errors(self.path.name), connections[self.alias].cursor() as cursor:
            cursor.execute(statement)
            return list(cursor.fetchall())

    @contextmanager
    def _waiting(self, timeout: float | None) -> Iterator[None]:
        if timeout is None:
            yield
            return
        self._rows(f"PRAGMA busy_timeout = {int(timeout * 1000)}")
        try:
            yield
        finally:
            self._rows(f"PRAGMA busy_timeout = {int(self._timeout * 1000)}")

    def _wrapper(self) -> DatabaseWrapper:
        connection = cast("DatabaseWrapper", connections[self.alias])
        connection.ensure_connection()
        return connection


def _register(database: dict[str, Any]) -> str:
    with _registering:
        known = connections.settings
        taken = known.get(DEFAULT_DB_ALIAS, {}).get("ENGINE", _DUMMY) != _DUMMY
        names = (f"archive{n}" for n in count(1))
        alias = next(name for name in names if name not in known) if taken else DEFAULT_DB_ALIAS
        known[alias] = _complete(database)
        _forget_connection(alias)
        return alias


def _unregister(alias: str) -> None:
    with _registering:
        del connections.settings[alias]
        if alias == DEFAULT_DB_ALIAS:
            connections.settings[DEFAULT_DB_ALIAS] = _complete({})
        _forget_connection(alias)


def _forget_connection(alias: str) -> None:
    """This thread's wrapper for the alias, if it has one: Django deletes it like an attribute."""
    try:
        del connections[alias]
    except AttributeError:
        return


def _complete(database: dict[str, Any]) -> Any:
    """With the defaults that Django fills in for databases named in its settings."""
    return connections.configure_settings({DEFAULT_DB_ALIAS: {}, "it": database})["it"]
