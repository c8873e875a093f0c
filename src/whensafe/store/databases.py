"""Django's database aliases, one per opened archive, added and taken away while the process runs.

Django keeps one connection per thread and alias. The first archive opened in a process that has no
``default`` database becomes ``default``, so that Django's own sessions live in it; any further one gets a name.
"""

from __future__ import annotations

import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from whensafe.store.failures import translated
from whensafe.store.sqlcipher.rawkey import RawKey

ENGINE = "whensafe.store.sqlcipher"
_DUMMY = "django.db.backends.dummy"
_naming = threading.Lock()


class Database:
    """One archive's database under one alias. ``timeout`` is how long a writer waits, in seconds."""

    def __init__(self, path: Path, unlock: RawKey, *, timeout: float) -> None:
        self.unlock = unlock
        self._opened: weakref.WeakSet[Any] = weakref.WeakSet()
        options = {
            "unlock": unlock,
            "opened": self._opened,
            "timeout": timeout,
            "transaction_mode": "IMMEDIATE",
        }
        self.path = path
        self.alias = _register(str(path), options)

    @contextmanager
    def transaction(self, *, write: bool, timeout: float | None = None) -> Iterator[None]:
        """One transaction of this thread: the writer's from its first moment, or one consistent view.

        A transaction inside another is part of it. ``timeout``: wait so long for the writer's lock, in seconds.
        """
        with translated(self.path.name):
            connection = connections[self.alias]
            if connection.in_atomic_block:
                if write and connection.transaction_mode == "DEFERRED":
                    raise RuntimeError("a view can't become a writer")
                with transaction.atomic(using=self.alias):
                    yield
                return
            connection.ensure_connection()
            connection.transaction_mode = "IMMEDIATE" if write else "DEFERRED"
            try:
                with self._waiting(timeout), transaction.atomic(using=self.alias):
                    yield
            finally:
                connection.transaction_mode = "IMMEDIATE"

    @contextmanager
    def _waiting(self, timeout: float | None) -> Iterator[None]:
        if timeout is None:
            yield
            return
        self.rows(f"PRAGMA busy_timeout = {int(timeout * 1000)}")
        try:
            yield
        finally:
            self.rows(f"PRAGMA busy_timeout = {self.timeout_ms}")

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """Run a pragma or another statement of this backend and fetch what it says."""
        with translated(self.path.name), connections[self.alias].cursor() as cursor:
            cursor.execute(statement)
            return list(cursor.fetchall())

    def truncate_log(self) -> bool:
        """Move every committed page into the database and empty the log; outside transactions only.

        ``False`` when a reader holds it back: then overwritten text is still in the log.
        """
        with self._waiting(0):
            ((busy, _, _),) = self.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        return not busy

    @property
    def timeout_ms(self) -> int:
        """How long a writer waits, in milliseconds."""
        return int(connections.settings[self.alias]["OPTIONS"]["timeout"] * 1000)

    def close(self) -> None:
        """Close every thread's connection and forget the key."""
        self.unlock.forget()
        if hasattr(connections._connections, self.alias):  # noqa: SLF001  (Django has no other way to ask)
            connections[self.alias].close()
            del connections[self.alias]
        for connection in list(self._opened):
            connection.close()
        with _naming:
            connections.settings.pop(self.alias, None)
            if self.alias == DEFAULT_DB_ALIAS:
                connections.settings[DEFAULT_DB_ALIAS] = _complete({"ENGINE": _DUMMY})


def _register(name: str, options: dict[str, Any]) -> str:
    with _naming:
        settings = connections.settings
        free = settings.get(DEFAULT_DB_ALIAS, {}).get("ENGINE", _DUMMY) == _DUMMY
        alias = (
            DEFAULT_DB_ALIAS
            if free
            else next(f"archive{n}" for n in range(1, 1 << 20) if f"archive{n}" not in settings)
        )
        settings[alias] = _complete(
            {"ENGINE": ENGINE, "NAME": name, "OPTIONS": options, "CONN_MAX_AGE": None}
        )
        if hasattr(connections._connections, alias):  # noqa: SLF001
            del connections[alias]
        return alias


def _complete(database: dict[str, Any]) -> dict[str, Any]:
    """With the defaults that Django fills in for databases named in its settings."""
    filled: dict[str, Any] = connections.configure_settings({DEFAULT_DB_ALIAS: {}, "it": database})["it"]
    return filled
