"""The registers' rows, in plain SQL: every act may write some. What a record's bytes say is the desk's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connections

from whensafe.desk.ports import Record
from whensafe.nouns.ids import InterviewId

_FETCH = 200
"""Records read at once: a seal's may have thousands of bytes each."""

_PUT = (
    "INSERT INTO store_record (kind, token, interview, body) VALUES (%s, %s, %s, %s)"
    " ON CONFLICT (kind, token) DO UPDATE SET interview = excluded.interview, body = excluded.body"
)
_GET = "SELECT interview, body FROM store_record WHERE kind = %s AND token = %s"
_OF = "SELECT id FROM store_record WHERE kind = %s ORDER BY id"
_OF_INTERVIEW = "SELECT id FROM store_record WHERE kind = %s AND interview = %s ORDER BY id"
_THESE = "SELECT kind, token, interview, body FROM store_record WHERE id IN ({}) ORDER BY id"
_REMOVE = "DELETE FROM store_record WHERE kind = %s AND token = %s"
_KEYS = "SELECT kind, token FROM store_record ORDER BY kind, token"


class DjangoRecords:
    """The port `Records` inside one transaction."""

    def __init__(self, alias: str) -> None:
        self._alias = alias
        self.removed = False
        """Whether this transaction removed anything."""

    def put(self, record: Record) -> None:
        """Keep it; what has its kind and id keeps its place and gets these bytes."""
        self._do(_PUT, (record.kind, record.id, record.interview, record.body))

    def get(self, kind: str, id: str) -> Record | None:
        """One record."""
        for interview, body in self._rows(_GET, (kind, id)):
            return _record(kind, id, interview, body)
        return None

    def of(self, kind: str, interview: InterviewId | None = None) -> Iterator[Record]:
        """Every record of a kind in order, or those of one interview; a few are in memory at once."""
        found = (
            self._rows(_OF, (kind,)) if interview is None else self._rows(_OF_INTERVIEW, (kind, interview))
        )
        keys = [key for (key,) in found]
        for n in range(0, len(keys), _FETCH):
            some = keys[n : n + _FETCH]
            for row in self._rows(_THESE.format(", ".join(["%s"] * len(some))), some):
                yield _record(*row)

    def remove(self, kind: str, id: str) -> None:
        """Remove one; nothing if it isn't there."""
        self._do(_REMOVE, (kind, id))
        self.removed = True

    def keys(self) -> Iterator[tuple[str, str]]:
        """Every (kind, id)."""
        return iter(self._rows(_KEYS))

    def _rows(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        with connections[self._alias].cursor() as cursor:
            cursor.execute(statement, values)
            return list(cursor.fetchall())

    def _do(self, statement: str, values: Sequence[Any]) -> None:
        with connections[self._alias].cursor() as cursor:
            cursor.execute(statement, values)


def _record(kind: str, id: str, interview: str | None, body: bytes) -> Record:
    return Record(kind, id, InterviewId(interview) if interview is not None else None, bytes(body))
