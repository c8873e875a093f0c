"""Finding what was asked for in a text, with positions.

Used on the turn's own text, so positions are code points of that text, and what a page marks is what a reader
sees.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from whensafe.words.folding import fold
from whensafe.words.tokens import places

EXACT, MARKS, FORM, MISSPELT = 1.0, 0.9, 0.7, 0.4
"""How near a word comes: the word itself, but for its marks, another form of it, a likely misspelling."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for: for each word asked, the folded words that may stand for it, with their nearness;
    for each phrase, the folded words that may stand at each of its places.
    """

    words: tuple[Mapping[str, float], ...]
    phrases: tuple[tuple[frozenset[str], ...], ...] = ()


def find(text: str, wanted: Wanted, folded: Sequence[str] | None = None) -> tuple[Span, ...] | None:
    """Where everything that was asked for stands: (start, end) in order, without overlaps; ``None`` if a word
    or a phrase isn't there. ``folded`` are the text's folded words, if they are at hand.
    """
    spans = places(text)
    if folded is None or len(folded) != len(spans):
        folded = [fold(text[start:end]) for start, end in spans]
    found = where(folded, wanted)
    if found is None:
        return None
    lengths = [1] * len(wanted.words) + [len(phrase) for phrase in wanted.phrases]
    return _apart(
        {
            (spans[n][0], spans[n + length - 1][1])
            for at, length in zip(found, lengths, strict=True)
            for n in at
        }
    )


def where(folded: Sequence[str], wanted: Wanted) -> list[list[int]] | None:
    """For each word and each phrase asked, where it stands among these folded words, by number from 0 (of a
    phrase: its first word); ``None`` if one is nowhere.
    """
    found = []
    for variants in wanted.words:
        found.append([n for n, word in enumerate(folded) if word in variants])
        if not found[-1]:
            return None
    for phrase in wanted.phrases:
        last = len(folded) - len(phrase)
        at = [n for n, word in enumerate(folded) if word in phrase[0] and n <= last]
        found.append([n for n in at if all(folded[n + i] in place for i, place in enumerate(phrase))])
        if not found[-1]:
            return None
    return found


def snippet(text: str, matches: tuple[Span, ...], width: int = 240) -> Span:
    """About ``width`` code points with as many matches as fit, cut between words: (start, end)."""
    if len(text) <= width or not matches:
        return 0, len(text) if len(text) <= width else _after(text, width)
    best = max(
        matches, key=lambda m: (sum(m[0] <= s and e <= m[0] + width * 2 // 3 for s, e in matches), -m[0])
    )
    start = max(0, min(best[0] - width // 4, len(text) - width))
    start = _before(text, start, best[0])
    return start, max(_after(text, start + width), best[1])


def _apart(spans: set[Span]) -> tuple[Span, ...]:
    """The spans in order, those that overlap joined."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _before(text: str, start: int, latest: int) -> int:
    """The first beginning of a word at or after ``start``, not later than ``latest``."""
    if start == 0:
        return 0
    at = start
    while at < latest and not (text[at - 1].isspace() and not text[at].isspace()):
        at += 1
    return at


def _after(text: str, end: int) -> int:
    """The last end of a word at or before ``end``, or ``end`` where no word ends near."""
    if end >= len(text):
        return len(text)
    at = end
    while at > end - 40 and at > 0 and not (text[at].isspace() and not text[at - 1].isspace()):
        at -= 1
    return at if at > max(0, end - 40) else end
