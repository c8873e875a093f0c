"""Words that were asked about already, for whoever asks again: of all who ask together so many at most, then
all of it is forgotten. So what a search remembers is bounded, whatever the number of texts and of searches.
"""

from __future__ import annotations

from collections.abc import Hashable, Set


class Remembered:
    """Sets of words by who asked and what about. ``most`` is how many there may be in all of them."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._count = 0
        self._by: dict[Hashable, set[str]] = {}

    def of(self, who: Hashable) -> Set[str]:
        """The words that this one has added and nobody has forgotten since."""
        return self._by.get(who, frozenset())

    def add(self, who: Hashable, words: Set[str]) -> None:
        """Remember these."""
        if not words:
            return
        if self._count + len(words) > self._most:
            self.cache_clear()
        self._count += len(words)
        self._by.setdefault(who, set()).update(words)

    def cache_clear(self) -> None:
        """Forget all of it."""
        self._by = {}
        self._count = 0
