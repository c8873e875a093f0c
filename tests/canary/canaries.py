"""Words that nobody else writes, to be looked for: invented, Ukrainian in look, none like another."""

from __future__ import annotations

import random

_SYLLABLES = ("ґвї", "жґюк", "щюфа", "їґзо", "хґль", "цьюф", "йґеш", "ґжоф", "фщеґ", "юхґи", "ґцуй", "зґаф")


def canary(n: int) -> str:
    """The ``n``-th: two words of four or five syllables and a third one with its number."""
    chance = random.Random(n)  # noqa: S311 - the same in every run
    words = ("".join(chance.choices(_SYLLABLES, k=length)) for length in (5, 4))
    return f"{' '.join(words)} ґюф{n:04}щеї"
