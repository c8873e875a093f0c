"""Phrases of several languages as patterns, compiled at their first use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property


def alternatives(entries: Iterable[str]) -> str:
    """One alternation, the longest entries first, so that the fuller phrase wins."""
    return "|".join(sorted(dict.fromkeys(entries), key=len, reverse=True))


class Phrases:
    """Regular expressions by language. Which language a page is in is not asked: pages mix them."""

    def __init__(self, of: Mapping[str, tuple[str, ...]]) -> None:
        self._of = dict(of)

    def entries(self, *languages: str) -> Iterator[str]:
        """The entries of these languages, of all of them if none is named."""
        return (
            entry
            for code, entries in self._of.items()
            if not languages or code in languages
            for entry in entries
        )

    @cached_property
    def source(self) -> str:
        """All entries as one alternation, to build other patterns from."""
        return alternatives(self.entries())

    def _compiled(self, before: str, after: str) -> re.Pattern[str]:
        return re.compile(f"{before}(?:{self.source}){after}", re.IGNORECASE)

    @cached_property
    def anywhere(self) -> re.Pattern[str]:
        """One of these, from the beginning of a word on."""
        return self._compiled(r"(?<![^\W_])", "")

    @cached_property
    def words(self) -> re.Pattern[str]:
        """One of these as whole words, anywhere."""
        return self._compiled(r"(?<![^\W_])", r"(?![^\W_])")

    @cached_property
    def at_start(self) -> re.Pattern[str]:
        """One of these as whole words, after at most a few signs."""
        return self._compiled(r"[\W_]{0,4}", r"(?![^\W\d_])")

    @cached_property
    def alone(self) -> re.Pattern[str]:
        """One of these and nothing else but signs around it."""
        return self._compiled(r"[\W_]{0,4}", r"[\W_]{0,4}")

    @cached_property
    def before_name(self) -> re.Pattern[str]:
        """One of these with what leads on to a name: a colon, spaces."""
        return self._compiled(r"(?<![^\W_])", r"(?:(?<=[’'\s])|(?![^\W_]))\s*[:：]?\s*")
