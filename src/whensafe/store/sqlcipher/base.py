"""Django's SQLite backend on `sqlcipher3`.

``OPTIONS`` holds ``unlock``, a `RawKey`, and may hold ``timeout`` (seconds to wait for a lock) and
``opened``, a set that every connection is added to. The key never stands in the settings themselves:
Django shows settings in debug pages.

Every connection sets, in this order (https://www.zetetic.net/sqlcipher/sqlcipher-api/ and
https://www.sqlite.org/pragma.html):

- ``cipher_log_level = NONE``: else a wrong key prints to standard error;
- ``key``: raw, so that no passphrase derivation runs here;
- ``journal_mode = WAL``, ``synchronous = FULL``: a commit is on the disk when it returns;
- ``secure_delete = ON``: what is deleted is overwritten (``FAST`` leaves fragments);
- ``wal_autocheckpoint = 0``: the store truncates the log itself, so that no overwritten text stays in it;
- ``cache_size``: 16 MB of decrypted pages, so that the upper levels of two million turns stay at hand;
- ``temp_store = MEMORY``: nothing spills to a file that isn't encrypted;
- ``cell_size_check = ON``: a page that makes no sense is noticed when read.
"""

from __future__ import annotations

import datetime
import decimal
from collections.abc import Iterable, Mapping, MutableSet, Sequence
from functools import lru_cache
from typing import Any

from django.db.backends.sqlite3 import base as sqlite
from django.db.backends.sqlite3._functions import (  # type: ignore[import-untyped]
    register as register_functions,
)
from django.db.backends.sqlite3.features import DatabaseFeatures as SQLiteFeatures
from django.utils.dateparse import parse_date, parse_datetime, parse_time
from sqlcipher3 import dbapi2 as Database  # noqa: N812  (Django's name for a DB-API module)

from whensafe.store.sqlcipher.rawkey import RawKey

_CONVERTERS = {
    "bool": b"1".__eq__,
    "date": sqlite.decoder(parse_date),
    "time": sqlite.decoder(parse_time),
    "datetime": sqlite.decoder(parse_datetime),
    "timestamp": sqlite.decoder(parse_datetime),
}
for _name, _converter in _CONVERTERS.items():
    Database.register_converter(_name, _converter)
Database.register_adapter(decimal.Decimal, str)
Database.register_adapter(datetime.date, sqlite.adapt_date)
Database.register_adapter(datetime.datetime, sqlite.adapt_datetime)

_AFTER_KEY = (
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA wal_autocheckpoint = 0",
    "PRAGMA cache_size = -16000",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cell_size_check = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA legacy_alter_table = OFF",
)


class Connection(Database.Connection):  # type: ignore[misc]
    """The library's own, that can be referred to weakly."""


def connect(database: str, unlock: RawKey, *, journal: str = "WAL", **kwargs: Any) -> Connection:
    """A connection as every connection of an archive is; ``kwargs`` go to ``sqlcipher3.connect``.

    Raises the library's ``DatabaseError`` when the key doesn't fit or the first page is damaged.
    """
    connection: Connection = Database.connect(database, factory=Connection, **kwargs)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(unlock.pragma())
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for statement in (f"PRAGMA journal_mode = {journal}", *_AFTER_KEY):
            connection.execute(statement)
    except BaseException:
        connection.close()
        raise
    return connection


class Cursor(Database.Cursor):  # type: ignore[misc]
    """Django's ``%s`` on a library that reads ``?``."""

    def execute(self, query: str, params: Any = None) -> Any:
        """Run one statement."""
        if params is None:
            return super().execute(query)
        names = tuple(params) if isinstance(params, Mapping) else None
        return super().execute(_questions(query, names), params)

    def executemany(self, query: str, param_list: Iterable[Sequence[Any]]) -> Any:
        """Run one statement for many rows of values in order."""
        return super().executemany(_questions(query, None), param_list)


@lru_cache(maxsize=1024)
def _questions(query: str, names: tuple[str, ...] | None) -> str:
    """Worked out once a statement: the same few come again and again."""
    if names is None:
        return sqlite.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")
    return query % {name: f":{name}" for name in names}


class DatabaseFeatures(SQLiteFeatures):
    """What this build can do beyond the oldest SQLite that Django supports."""

    max_query_params = 32_766  # SQLite's own default since 3.32


class DatabaseWrapper(sqlite.DatabaseWrapper):
    """One thread's connection to one archive. ``transaction_mode`` is what the next ``BEGIN`` says."""

    Database = Database
    features_class = DatabaseFeatures
    transaction_mode: str | None

    def get_connection_params(self) -> dict[str, Any]:
        """Django's own, with what is not for the library taken out."""
        params: dict[str, Any] = super().get_connection_params()
        params.pop("uri", None)  # a path with a question mark is a path
        self._opened: MutableSet[Connection] | None = params.pop("opened", None)
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection:
        """A keyed connection, remembered so that closing the archive can close it."""
        connection = connect(**conn_params)
        register_functions(connection)
        if self._opened is not None:
            self._opened.add(connection)
        return connection

    def create_cursor(self, name: str | None = None) -> Any:  # noqa: ARG002  (Django's signature)
        """A cursor that reads Django's placeholders."""
        return self.connection.cursor(factory=Cursor)
