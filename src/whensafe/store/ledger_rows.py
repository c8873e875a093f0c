"""The private ledger's rows: plain rows in plain SQL, since every act writes some."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connections

from whensafe.desk.ports import Opening

_LEVEL = 1 << 56
"""A node's key is its level times this, plus its index."""
_ASK = 5_000
"""Keys in one query, below any database's limit on parameters."""
_FETCH = 1_000

_SIZE = 'SELECT MAX("index") FROM store_leaf'
_APPEND = (
    'INSERT INTO store_leaf ("index", data, salt, payload)'
    ' SELECT COALESCE(MAX("index") + 1, 0), %s, %s, %s FROM store_leaf'
)
_LEAVES = 'SELECT data, salt, payload FROM store_leaf WHERE "index" >= %s AND "index" < %s ORDER BY "index"'
_FORGET = 'UPDATE store_leaf SET salt = NULL, payload = NULL WHERE "index" = %s'
_RECALL = 'UPDATE store_leaf SET salt = %s, payload = %s WHERE "index" = %s'
_NODES = "SELECT key, hash FROM store_node WHERE key IN ({})"
_PUT_NODE = (
    "INSERT INTO store_node (key, hash) VALUES (%s, %s) ON CONFLICT (key) DO UPDATE SET hash = excluded.hash"
)
_CHECKPOINT = "SELECT note FROM store_checkpoint ORDER BY size DESC LIMIT 1"
_PUT_CHECKPOINT = (
    "INSERT INTO store_checkpoint (size, note) VALUES (%s, %s)"
    " ON CONFLICT (size) DO UPDATE SET note = excluded.note"
)


class DjangoLedgerRows:
    """The port `LedgerRows` inside one transaction."""

    def __init__(self, alias: str) -> None:
        self._alias = alias
        self._made: Any = None
        self.removed = False
        """Whether this transaction erased anything."""

    def size(self) -> int:
        """How many leaves: indices have no gaps, so the last one says it."""
        ((last,),) = self._rows(_SIZE)
        return 0 if last is None else last + 1

    def append(self, leaves: Sequence[tuple[bytes, Opening]]) -> None:
        """Append leaf bytes, each with its opening."""
        self._put(_APPEND, [(leaf, opening.salt, opening.payload) for leaf, opening in leaves])

    def leaves(self, start: int, stop: int) -> Iterator[tuple[bytes, Opening | None]]:
        """Leaf bytes from ``start`` up to, without, ``stop``; memory doesn't grow with their number."""
        for first in range(start, stop, _FETCH):
            rows = self._rows(_LEAVES, (first, min(stop, first + _FETCH)))
            for data, salt, payload in rows:
                kept = salt is not None and payload is not None
                yield bytes(data), Opening(bytes(salt), bytes(payload)) if kept else None
            if len(rows) < _FETCH:
                return

    def forget_openings(self, indices: Sequence[int]) -> None:
        """Erase salt and payload of these leaves."""
        self._put(_FORGET, [(index,) for index in indices])
        self.removed = True

    def recall_openings(self, openings: Sequence[tuple[int, Opening]]) -> None:
        """Keep salt and payload of these leaves again."""
        self._put(_RECALL, [(o.salt, o.payload, index) for index, o in openings])

    def nodes(self, keys: Sequence[tuple[int, int]]) -> dict[tuple[int, int], bytes]:
        """Those of the asked-for hashes that are stored."""
        found: dict[tuple[int, int], bytes] = {}
        asked = [level * _LEVEL + index for level, index in keys]
        for n in range(0, len(asked), _ASK):
            some = asked[n : n + _ASK]
            rows = self._rows(_NODES.format(", ".join(["%s"] * len(some))), some)
            found |= {divmod(key, _LEVEL): bytes(hash) for key, hash in rows}
        return found

    def put_nodes(self, nodes: Sequence[tuple[int, int, bytes]]) -> None:
        """Keep hashes of complete subtrees."""
        self._put(_PUT_NODE, [(level * _LEVEL + index, hash) for level, index, hash in nodes])

    def checkpoint(self) -> bytes | None:
        """The signed note for the largest size."""
        return next((bytes(note) for (note,) in self._rows(_CHECKPOINT)), None)

    def put_checkpoint(self, size: int, note: bytes) -> None:
        """Keep a signed note for this size."""
        self._put(_PUT_CHECKPOINT, [(size, note)])

    def _rows(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        cursor = self._cursor()
        cursor.execute(statement, values)
        return list(cursor.fetchall())

    def _put(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        self._cursor().executemany(statement, rows)

    def _cursor(self) -> Any:
        """The driver's own cursor, one for the whole transaction: Django's would double what an act costs."""
        if self._made is None:
            self._made = connections[self._alias].create_cursor()
        return self._made
