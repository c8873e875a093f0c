"""Where else words that are sealed or hidden stand: in a title, in what was set aside, in another interview.
Pure.

Words are compared folded: case, stress, harakat and apostrophes don't tell them apart. A text shares words
with what is sealed where four words in a row agree, or all of a shorter sealed stretch, or all of the text
itself (a title is often a sentence of the interview); or where a word, in any form, would be told nowhere but
there once the stretch is sealed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from whensafe.protection.holes import Span
from whensafe.words import Token, fold, forms_key, tokens

RUN = 4
"""Words in a row that are not said twice by chance."""
SHORT = 3
"""A whole turn with fewer words ("No.") is looked for only where it is all of a text."""
LONE = 5
"""Letters of a word that says something by itself; a number always does, and what may be a name."""


@dataclass(frozen=True, slots=True)
class Sought:
    """One sealed stretch. ``chosen`` if a person named these very words: then also inside of words, where
    they have at least so many letters (``inside``).
    """

    text: str
    chosen: bool
    language: str = "und"
    inside: int = 0


class SameWords:
    """What finds the words of some stretches elsewhere. It holds them: keep it no longer than needed."""

    __slots__ = ("_exact", "_forms", "_joined", "_runs", "_said", "_wholes")

    def __init__(self, sought: Sequence[Sought]) -> None:
        self._runs: set[tuple[str, ...]] = set()
        self._wholes: set[tuple[str, ...]] = set()
        self._joined: list[str] = []
        self._exact: dict[str, re.Pattern[str] | None] = {}
        self._said: set[str] = set()
        self._forms: set[str] = set()
        for one in sought:
            said = [token.text for token in tokens(one.text)]
            words = tuple(map(fold, said))
            self._joined.append(_joined(words))
            telling = {fold(word) for word in said if _tells(word) or word.isdigit()}
            self._said |= telling
            self._forms.update(*(forms_key(word, one.language) for word in telling))
            self._wholes.add(words)
            if len(words) >= RUN:
                self._runs.update(words[n : n + RUN] for n in range(len(words) - RUN + 1))
            elif words and (one.chosen or len(words) >= SHORT):
                self._runs.add(words)
            if one.chosen and one.text.strip() and _letters(one.text) >= one.inside:
                self._exact[one.text] = None

    def spans(self, text: str) -> tuple[Span, ...]:
        """Where they stand in this text, in order, without overlaps."""
        found = [match.span() for words in self._exact for match in self._these(words, text)]
        words = list(tokens(text))
        folded = tuple(fold(word.text) for word in words)
        if folded and (folded in self._wholes or self._holds(folded)):
            return ((0, len(text)),)
        found += self._shared(words, folded)
        return together(text, found)

    def _these(self, words: str, text: str) -> Iterator[re.Match[str]]:
        """Where the very words stand. Many a text is shorter than they are."""
        pattern = self._exact[words]
        if pattern is None:
            if len(text) < len(" ".join(words.split())):
                return
            pattern = self._exact[words] = spaced(words, re.IGNORECASE)
        yield from pattern.finditer(text)

    def alone(self, text: str, told: Set[str], language: str) -> tuple[Span, ...]:
        """Where this text has a sealed word, in any form, that ``told`` (folded words) doesn't have."""
        found = []
        for word in tokens(text):
            folded = fold(word.text)
            sealed = folded in self._said or (
                _tells(word.text) and not self._forms.isdisjoint(forms_key(folded, language))
            )
            if sealed and folded not in told:
                found.append((word.start, word.end))
        return tuple(found)

    def _holds(self, folded: tuple[str, ...]) -> bool:
        return len(folded) > 1 and any(_joined(folded) in whole for whole in self._joined)

    def _shared(self, words: Sequence[Token], folded: tuple[str, ...]) -> Iterator[Span]:
        for size in {len(run) for run in self._runs}:
            for n in range(len(folded) - size + 1):
                if folded[n : n + size] in self._runs:
                    yield words[n].start, words[n + size - 1].end


def spaced(words: str, flags: int = 0) -> re.Pattern[str]:
    """These very words, however much white space is between them."""
    return re.compile(r"\s+".join(re.escape(word) for word in words.split()), flags)


def phrases(text: str, most: int = 8) -> tuple[str, ...]:
    """A few stretches to ask an index for: whoever has all of ``text``, or much of it, has one of them."""
    words = list(tokens(text))
    if not words:
        return ()
    starts = sorted({0, max(0, (len(words) - most) // 2), max(0, len(words) - most)})
    spans = ((words[n].start, words[min(n + most, len(words)) - 1].end) for n in starts)
    return tuple(" ".join(text[start:end].replace('"', " ").split()) for start, end in spans)


def _joined(words: tuple[str, ...]) -> str:
    return f" {' '.join(words)} "


def _tells(word: str) -> bool:
    return len(fold(word)) >= LONE or (len(word) > 1 and word[0].isupper())


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def together(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """In order, those with nothing but white space between them joined: holes don't say how many words."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
