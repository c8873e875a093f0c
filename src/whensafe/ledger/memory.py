"""A log's rows in memory: for a log that is built from files, read, and let go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from whensafe.ledger.log import Key


class MemoryRows:
    """`log.Rows` over a list of leaves and a dictionary of hashes."""

    def __init__(self) -> None:
        self._leaves: list[bytes] = []
        self._nodes: dict[Key, bytes] = {}

    def put_leaves(self, leaves: Sequence[bytes]) -> None:
        """Keep further leaves."""
        self._leaves += leaves

    def leaves(self, start: int, stop: int) -> Iterator[tuple[bytes, object]]:
        """Leaves ``[start, stop)``, those that are there."""
        return ((leaf, None) for leaf in self._leaves[start:stop])

    def nodes(self, keys: Sequence[Key]) -> dict[Key, bytes]:
        """Those of these hashes that are there."""
        return {key: self._nodes[key] for key in keys if key in self._nodes}

    def put_nodes(self, nodes: Sequence[tuple[int, int, bytes]]) -> None:
        """Keep hashes."""
        self._nodes |= {(level, index): digest for level, index, digest in nodes}
