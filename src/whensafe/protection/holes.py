r"""Cutting words out of a text and putting them back. Pure; positions are code points.

    "Petro Vashchuk was there"  cut (6, 14)  "Petro \ufffc was there", Mark(SEAL, 6, seal)

A hole is one U+FFFC whatever it stands for, and the `Mark` of its seal stands at it. Marks of what is cut,
also of seals that were there before, go with it and come back with it. `mend` undoes `cut` exactly, and holes
of different seals can be mended in any order.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from whensafe.errors import Refused
from whensafe.nouns.interview import Mark, MarkKind
from whensafe.nouns.sealed import SealedText, SealId
from whensafe.nouns.text import HOLE

Span = tuple[int, int]
Marks = tuple[Mark, ...]

_JOINER = "\u200d"
_MODIFIERS = range(0x1F3FB, 0x1F400)


@dataclass(frozen=True, slots=True)
class Cut:
    """What was taken out at one place. Positions of ``marks`` count from its start."""

    words: SealedText
    marks: Marks = ()


@dataclass(frozen=True, slots=True)
class Open:
    """A text with holes, and its marks."""

    text: str
    marks: Marks


def cut(text: str, marks: Marks, spans: Sequence[Span], seal: SealId) -> tuple[Open, tuple[Cut, ...]]:
    """The text without ``spans``, and what stood there, in their order. Spans as `apart` gives them."""
    inside: list[list[Mark]] = [[] for _ in spans]
    kept = [Mark(MarkKind.SEAL, after(spans[:n], start), seal) for n, (start, _) in enumerate(spans)]
    for mark in marks:
        n = next((n for n, span in enumerate(spans) if _belongs(mark, span)), None)
        if n is None:
            kept.append(replace(mark, at=after(spans, mark.at)))
        else:
            inside[n].append(replace(mark, at=mark.at - spans[n][0]))
    kept.sort(key=lambda mark: mark.at)
    pieces, at = [], 0
    for start, end in spans:
        pieces += [text[at:start], HOLE]
        at = end
    cuts = (
        Cut(SealedText(text[start:end]), tuple(taken))
        for (start, end), taken in zip(spans, inside, strict=True)
    )
    return Open("".join([*pieces, text[at:]]), tuple(kept)), tuple(cuts)


def mend(text: str, marks: Marks, cuts: Sequence[Cut], seal: SealId) -> tuple[Open, tuple[Span, ...]]:
    """The text with the words back in this seal's holes, and where they now stand.

    Raises `Refused` where its holes are not there as often as needed: a later seal covers them.
    """
    holes = places(text, marks, seal)
    if len(holes) != len(cuts):
        raise Refused("a later seal covers the place of this one", where=seal, todo="Release that one first.")
    words = [one.words.reveal() for one in cuts]
    pieces: list[str] = []
    spans: list[Span] = []
    at = 0
    for hole, said in zip(holes, words, strict=True):
        pieces += [text[at:hole], said]
        start = hole + sum(len(w) - 1 for w in words[: len(spans)])
        spans.append((start, start + len(said)))
        at = hole + 1
    back: list[Mark] = []
    for mark in marks:
        if mark.kind is MarkKind.SEAL and mark.verbatim == seal:
            n = holes.index(mark.at)
            back += [replace(one, at=one.at + spans[n][0]) for one in cuts[n].marks]
        else:
            back.append(replace(mark, at=restored(holes, spans, mark.at)))
    return Open("".join([*pieces, text[at:]]), tuple(back)), tuple(spans)


def places(text: str, marks: Marks, seal: SealId | None = None) -> list[int]:
    """Where the holes of a seal stand, or those of every seal."""
    return [
        mark.at
        for mark in marks
        if mark.kind is MarkKind.SEAL
        and (seal is None or mark.verbatim == seal)
        and text[mark.at : mark.at + 1] == HOLE
    ]


def after(spans: Sequence[Span], at: int, *, end: bool = False) -> int:
    """Where a position is once ``spans`` are holes. One inside a span goes to the hole's beginning, or as the
    ``end`` of something to the hole's end.
    """
    moved = at
    for first, last in spans:
        if at >= last:
            moved -= last - first - 1
        elif at > first:
            moved -= at - first - (1 if end else 0)
    return moved


def restored(holes: Sequence[int], spans: Sequence[Span], at: int) -> int:
    """Where a position is once ``holes`` have become ``spans``; the end of a hole is the end of its span."""
    return at + sum(end - start - 1 for hole, (start, end) in zip(holes, spans, strict=True) if hole < at)


def apart(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans in order, those that touch or overlap joined, none between a letter and what belongs to it."""
    joined: list[Span] = []
    for span in sorted(_whole_letters(text, span) for span in spans):
        if joined and span[0] <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(span[1], joined[-1][1]))
        else:
            joined.append(span)
    return tuple(joined)


def _belongs(mark: Mark, span: Span) -> bool:
    """A mark that stands before the first letter after a span closes the span: a link's address does."""
    start, end = span
    return start <= mark.at < end or (mark.at == end and mark.kind is not MarkKind.SEAL)


def _whole_letters(text: str, span: Span) -> Span:
    start, end = span
    while start < end and start > 0 and _clings(text, start):
        start -= 1
    while start < end and end < len(text) and _clings(text, end):
        end += 1
    return start, end


def _clings(text: str, at: int) -> bool:
    """Does the letter at ``at`` belong to the one before it?"""
    letter = text[at]
    return (
        unicodedata.category(letter).startswith("M")
        or letter == _JOINER
        or text[at - 1] == _JOINER
        or ord(letter) in _MODIFIERS
    )
