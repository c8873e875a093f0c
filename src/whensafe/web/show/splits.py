"""Where a turn could be two: after a sentence, at a line, before a dash; else between any two words."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SENTENCE = re.compile(r"(?<=[.!?…؟۔।])[\"'”»’)]*\s+(?=\S)|\n+(?=\S)|\s+(?=[—–-]\s)")
_WORD = re.compile(r"\s+(?=\S)")
SHOWN = 8
MOST = 200


@dataclass(frozen=True, slots=True)
class Split:
    """The second speech would begin at code point ``at``, with the words ``begins``."""

    at: int
    begins: str


def splits(text: str) -> tuple[Split, ...]:
    """The places to choose from, in order, at most 200."""
    places = [match.end() for match in _SENTENCE.finditer(text)]
    if len(places) < 2:
        places = sorted({*places, *(match.end() for match in _WORD.finditer(text))})
    return tuple(
        Split(at, " ".join(text[at : at + 200].split()[:SHOWN])) for at in places[:MOST] if 0 < at < len(text)
    )
