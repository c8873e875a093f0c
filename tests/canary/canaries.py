"""Words that nobody else writes, to be looked for: letters of Ukrainian drawn by lot, none like another."""

from __future__ import annotations

import random
from functools import cache

_LETTERS = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"


@cache
def canary(n: int) -> str:
    """The ``n``-th: three words of nine to fourteen letters, always the same."""
    chance = random.Random(f"canary {n}")  # noqa: S311 - the same in every run
    return " ".join("щ" + "".join(chance.choices(_LETTERS, k=chance.randint(8, 13))) for _ in range(3))
