"""A search as somebody typed it, read: words, and exact phrases in quotes. Any string can be read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from whensafe.words.folding import fold
from whensafe.words.tokens import tokens

_QUOTED = re.compile('"([^"]*)"|«([^»]*)»|[“„]([^“”„]*)[“”]')


@dataclass(frozen=True, slots=True)
class Asked:
    """Folded words, each once, in their order; and phrases of folded words that must stand side by side."""

    words: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...]

    def __bool__(self) -> bool:
        """Is anything asked for?"""
        return bool(self.words or self.phrases)


def ask(text: str) -> Asked:
    """Read a search. A quote that nothing closes is no quote; a phrase of one word asks for exactly that
    form.
    """
    phrases = []
    for match in _QUOTED.finditer(text):
        phrase = _words(next(group for group in match.groups() if group is not None))
        if phrase and phrase not in phrases:
            phrases.append(phrase)
    words = dict.fromkeys(_words(_QUOTED.sub(" ", text)))
    return Asked(tuple(words), tuple(phrases))


def _words(text: str) -> tuple[str, ...]:
    return tuple(folded for token in tokens(text) if (folded := fold(token.text)))
