"""Words as an edition can carry them, and whether words elsewhere are a quotation of hidden ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from whensafe.nouns.text import nfc
from whensafe.words import fold, spelled

RUN = 4
"""Words in a row that are not said twice by chance."""

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def tellable(text: str) -> str:
    """The text without what no page can carry: controls and letters that are none become a space."""
    return nfc(_CONTROLS.sub(" ", text)) if _CONTROLS.search(text) is not None else text


def line(text: str) -> str:
    """The same on one line."""
    return tellable(" ".join(text.split("\n")))


def quotes(text: str, hidden: Iterable[str]) -> bool:
    """Does it hold words of a hidden stretch: all of a short one, four in a row of a longer one; or is it
    part of one as a whole? Case, stress and apostrophes don't tell words apart.
    """
    words = _folded(text)
    return bool(words) and any(_share(words, _folded(stretch)) for stretch in hidden)


def _share(words: Sequence[str], stretch: Sequence[str]) -> bool:
    if not stretch:
        return False
    runs = _runs(stretch, min(RUN, len(stretch)))
    return not runs.isdisjoint(_runs(words, min(RUN, len(stretch)))) or (
        1 < len(words) < RUN and tuple(words) in _runs(stretch, len(words))
    )


def _runs(words: Sequence[str], size: int) -> set[tuple[str, ...]]:
    return {tuple(words[n : n + size]) for n in range(len(words) - size + 1)}


def _folded(text: str) -> list[str]:
    return [fold(word) for word in spelled(text)]
