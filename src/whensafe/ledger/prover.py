"""Many proofs of one tree, from memory.

`log.prove` reads what one proof needs and nothing else. Whoever needs a proof for every entry (an edition, a
check from outside) builds the levels once, about 64 bytes a leaf, and then picks siblings.
"""

from __future__ import annotations

from collections.abc import Iterable

from whensafe.errors import BadInput
from whensafe.ledger.log import Head
from whensafe.ledger.tree import EMPTY_ROOT, hash_leaves, parents


class Prover:
    """A tree that no longer grows. Proofs are those of `log.prove`, hash for hash."""

    def __init__(self, leaves: Iterable[bytes]) -> None:
        """Hash every leaf and every level above. The last hash of an odd level stands in the next one too."""
        level = hash_leaves(leaves)
        self._levels: list[list[bytes]] = []
        self.head = Head(len(level), EMPTY_ROOT)
        while len(level) > 1:
            self._levels.append(level)
            level = parents(level)
        if level:
            self.head = Head(self.head.size, level[0])

    def inclusion(self, index: int) -> tuple[bytes, ...]:
        """That leaf ``index`` is in the tree."""
        if not 0 <= index < self.head.size:
            raise BadInput("no such leaf in the ledger")
        return tuple(self._siblings(0, index))

    def consistency(self, old_size: int) -> tuple[bytes, ...]:
        """That the tree of the first ``old_size`` leaves is the beginning of this one."""
        if not 0 < old_size <= self.head.size:
            raise BadInput("no such tree in the ledger")
        if old_size == self.head.size:
            return ()
        whole = (old_size & -old_size).bit_length() - 1
        last = (old_size - 1) >> whole
        first = [] if last == 0 else [self._levels[whole][last]]
        return (*first, *self._siblings(whole, last))

    def _siblings(self, lowest: int, at: int) -> list[bytes]:
        found = []
        for level in self._levels[lowest:]:
            beside = at ^ 1
            if beside < len(level):
                found.append(level[beside])
            at >>= 1
        return found
