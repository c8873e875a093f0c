"""The private ledger's rows, over Django's ORM; batches go in as plain rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db import connections
from django.db.models import Max

from whensafe.desk.ports import Opening
from whensafe.store.models import Checkpoint, Leaf, Node

_LEVEL = 1 << 56
_ASK = 5_000
"""Keys in one query, below any database's limit on parameters."""


class DjangoLedgerRows:
    """The port `LedgerRows` inside one transaction."""

    def __init__(self, alias: str) -> None:
        self._alias = alias

    def size(self) -> int:
        """How many leaves: indices have no gaps, so the last one says it."""
        last: int | None = Leaf.objects.using(self._alias).aggregate(last=Max("index"))["last"]
        return 0 if last is None else last + 1

    def append(self, leaves: Sequence[tuple[bytes, Opening]]) -> None:
        """Append leaf bytes, each with its opening."""
        start = self.size()
        with connections[self._alias].cursor() as cursor:
            cursor.executemany(
                'INSERT INTO store_leaf ("index", data, salt, payload) VALUES (%s, %s, %s, %s)',
                [
                    (start + n, data, opening.salt, opening.payload)
                    for n, (data, opening) in enumerate(leaves)
                ],
            )

    def leaves(self, start: int, stop: int) -> Iterator[tuple[bytes, Opening | None]]:
        """Leaf bytes from ``start`` up to, without, ``stop``."""
        rows = Leaf.objects.using(self._alias).filter(index__gte=start, index__lt=stop).order_by("index")
        for data, salt, payload in rows.values_list("data", "salt", "payload").iterator():
            if salt is None or payload is None:
                yield bytes(data), None
            else:
                yield bytes(data), Opening(bytes(salt), bytes(payload))

    def nodes(self, keys: Sequence[tuple[int, int]]) -> dict[tuple[int, int], bytes]:
        """Those of the asked-for hashes that are stored."""
        found: dict[tuple[int, int], bytes] = {}
        asked = [level * _LEVEL + index for level, index in keys]
        for n in range(0, len(asked), _ASK):
            rows = Node.objects.using(self._alias).filter(key__in=asked[n : n + _ASK])
            found |= {divmod(key, _LEVEL): bytes(hash) for key, hash in rows.values_list("key", "hash")}
        return found

    def put_nodes(self, nodes: Sequence[tuple[int, int, bytes]]) -> None:
        """Keep hashes of complete subtrees."""
        with connections[self._alias].cursor() as cursor:
            cursor.executemany(
                "INSERT INTO store_node (key, hash) VALUES (%s, %s)"
                " ON CONFLICT (key) DO UPDATE SET hash = excluded.hash",
                [(level * _LEVEL + index, hash) for level, index, hash in nodes],
            )

    def checkpoint(self) -> bytes | None:
        """The signed note for the largest size."""
        note = Checkpoint.objects.using(self._alias).order_by("-size").values_list("note", flat=True).first()
        return bytes(note) if note is not None else None

    def put_checkpoint(self, size: int, note: bytes) -> None:
        """Keep a signed note for this size."""
        Checkpoint.objects.using(self._alias).update_or_create(size=size, defaults={"note": note})
