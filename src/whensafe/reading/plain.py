"""Text as the rules read it: lower case, one apostrophe, one hyphen, western digits; and where it came from.

For Arabic: no harakat, one alef, final *ta* as *ha*, final *ya* without dots as *ya*.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ONE_FOR_ONE = (
    ("\u2019", "'"),
    ("\u02bc", "'"),
    ("`", "'"),
    ("\u2010", "-"),
    ("\u2011", "-"),
    ("\u2012", "-"),
    ("\u2013", "-"),
    ("\u2212", "-"),
    ("\u00a0", " "),
    ("\u202f", " "),
    ("\u2009", " "),
)
_ARABIC = str.maketrans(
    "أإآٱةىکی" + "".join(chr(0x660 + n) + chr(0x6F0 + n) for n in range(10)) + "٬٫",
    "اااا" + "هي" + "كي" + "".join(2 * str(n) for n in range(10)) + ",.",
)
_DROPPED = re.compile("[\u0300\u0301\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\u0640\u064b-\u0652\u0670]+")


@dataclass(frozen=True, slots=True)
class Plain:
    """The text to read, and the same in its own case.

    ``was`` gives for each letter, and the end, its place in the original, if any moved.
    """

    text: str
    cased: str
    was: tuple[int, ...] | None = None

    def place(self, at: int) -> int:
        """Where this letter of the plain text stands in the original."""
        return at if self.was is None else self.was[at]


def _lower(text: str) -> str:
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


def level(text: str, arabic: bool) -> str:
    """The text with each letter replaced by what the rules read, as many letters as before."""
    for old, new in _ONE_FOR_ONE:
        text = text.replace(old, new)
    if arabic:
        text = text.translate(_ARABIC)
    return _lower(text)


def plain(text: str, language: str) -> Plain:
    """The text as the rules read it. Time grows with its length."""
    levelled = level(text, arabic=language == "ar")
    if _DROPPED.search(levelled) is None:
        return Plain(levelled, text)
    was: list[int] = []
    parts = []
    end = 0
    for match in _DROPPED.finditer(levelled):
        parts.append(levelled[end : match.start()])
        was.extend(range(end, match.start()))
        end = match.end()
    parts.append(levelled[end:])
    was.extend(range(end, len(levelled) + 1))
    return Plain("".join(parts), "".join(text[i] for i in was[:-1]), tuple(was))
