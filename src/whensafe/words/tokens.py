"""Where the words of a text stand.

A word is a run of letters, digits and the marks that belong to them (stress, harakat, vowel signs), in any
script. An apostrophe between two letters is part of the word, as in Ukrainian *об’єкт*, in each of its three
usual characters. A soft hyphen or a joiner inside a word doesn't end it. A hyphen does: *Івано-Франківськ* is
two words, and a search for it asks for the one after the other. Scripts that write no spaces give one word
for each run.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

APOSTROPHES = "'\u2019\u02bc"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_BLOCKS = (
    (0x300, 0x1E00),
    (0x20D0, 0x2100),
    (0x2CEF, 0x2E00),
    (0xA66F, 0xAC00),
    (0xFB1E, 0xFE30),
)
"""Where Unicode keeps combining marks, in its basic plane; a class that goes beyond it is searched ten times
slower.
"""


class Token(NamedTuple):
    """A word and where it stands: code points of the text, end exclusive."""

    start: int
    end: int
    text: str


def _marks() -> str:
    found = []
    for low, high in _BLOCKS:
        found += [chr(c) for c in range(low, high) if unicodedata.category(chr(c)).startswith("M")]
    return "".join(found)


_LETTER = r"[^\W_]"
_WORD = re.compile(
    rf"{_LETTER}+(?:[{_marks()}{INVISIBLE}]+{_LETTER}*|[{APOSTROPHES}](?=[^\W\d_]){_LETTER}+)*"
)


def tokens(text: str) -> Iterator[Token]:
    """The words of a text, in order."""
    for match in _WORD.finditer(text):
        yield Token(match.start(), match.end(), match.group())


def places(text: str) -> list[tuple[int, int]]:
    """Where the words of a text stand, in order: (start, end)."""
    return [match.span() for match in _WORD.finditer(text)]


def spelled(text: str) -> list[str]:
    """The words of a text as they are written, in order, without their places."""
    return _WORD.findall(text)
