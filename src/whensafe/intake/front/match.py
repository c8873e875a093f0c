"""Compile the words of `words` into patterns, once."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from whensafe.intake.front.words import Words


def alternatives(entries: Iterable[str]) -> str:
    """One alternation, the longest entries first, so that the fuller phrase wins."""
    return "|".join(sorted(dict.fromkeys(entries), key=len, reverse=True))


def all_of(words: Words) -> str:
    """The entries of all languages as one alternation."""
    return alternatives(entry for entries in words.values() for entry in entries)


@functools.cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE)


def anywhere(words: Words) -> re.Pattern[str]:
    """One of these words, from the beginning of a word on."""
    return _compiled(rf"(?<![^\W_])(?:{all_of(words)})")


def at_start(words: Words) -> re.Pattern[str]:
    """One of these at the very start, whole words."""
    return _compiled(rf"[\W_]{{0,4}}(?:{all_of(words)})(?![^\W\d_])")


def whole(words: Words) -> re.Pattern[str]:
    """One of these and nothing else but marks around it."""
    return _compiled(rf"[\W_]{{0,4}}(?:{all_of(words)})[\W_]{{0,4}}")


def anywhere_whole(words: Words) -> re.Pattern[str]:
    """One of these as whole words, anywhere."""
    return _compiled(rf"(?<![^\W_])(?:{all_of(words)})(?![^\W_])")
