"""A document's text cut into units: the smallest stretches that could each be one speaker's.

A unit is a slice of one block, so that what becomes of every character can be told. A line break that the
author made parts units; one that is only the file's line width does not, unless a new speaker follows it.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from whensafe.intake.blocks import Block, Document, Kind
from whensafe.nouns.interview import Mark, MarkKind

_BREAK = re.compile(r"[^\S\n]*\n\s*")
_TIMECODE = re.compile(
    r"[\[(]?(?P<h>\d{1,2}:)?(?P<m>\d{1,2}):(?P<s>\d{2})(?:[.,](?P<f>\d{1,3}))?[\])]?(?=\s)\s*(?:[-–—]\s+)?"
)


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of a block that is not words: a line number, a time code."""

    start: int
    end: int
    kind: MarkKind


@dataclass(frozen=True, slots=True)
class Unit:
    """``block.text[start:end]`` without white space at its ends; the words may begin later, at ``lead``."""

    block: int
    start: int
    end: int
    lead: int
    at_ms: int | None = None


class Styles:
    """Which stretches of a block are bold, italic, linked."""

    def __init__(self, block: Block) -> None:
        self._starts: list[int] = []
        self._runs = [run for run in block.runs if run.text]
        position = 0
        for run in self._runs:
            self._starts.append(position)
            position += len(run.text)
        self._end = position

    def _index(self, at: int) -> int:
        return bisect.bisect_right(self._starts, at) - 1

    def until(self, at: int, style: str) -> int:
        """Where the style that holds at ``at`` ends; ``at`` itself if it doesn't hold there."""
        end = at
        for index in range(max(0, self._index(at)), len(self._runs)):
            run = self._runs[index]
            if not getattr(run, style) and run.text.strip():
                break
            if not getattr(run, style) and index == self._index(at):
                break
            end = self._starts[index] + len(run.text)
        return max(at, end)

    def all(self, text: str, start: int, end: int, style: str) -> bool:
        """Every letter of ``text[start:end]`` is in this style."""
        if not self._runs:
            return False
        for index in range(max(0, self._index(start)), len(self._runs)):
            if self._starts[index] >= end:
                break
            a, b = (
                max(start, self._starts[index]),
                min(end, self._starts[index] + len(self._runs[index].text)),
            )
            if not getattr(self._runs[index], style) and any(c.isalnum() for c in text[a:b]):
                return False
        return True


def is_soft(document: Document, block: Block) -> bool:
    """Is a line break in this block only its width?"""
    return document.breaks_are_soft or block.kind is Kind.CUE


def lines(document: Document, wanted: Iterable[int], cuts: dict[int, list[Cut]]) -> list[Unit]:
    """Every line of the wanted blocks, without white space at its ends, blank ones left out."""
    found = []
    for index in wanted:
        text = document.blocks[index].text
        numbered = {cut.start: cut.end for cut in cuts.get(index, ())}
        position = 0
        for piece in text.split("\n"):
            start, end = position, position + len(piece)
            position = end + 1
            stripped = piece.strip()
            if not stripped:
                continue
            start += len(piece) - len(piece.lstrip())
            end = start + len(stripped)
            lead = min(numbered.get(start, start), end)
            if lead < end:
                found.append(_timed(text, Unit(index, start, end, lead), cuts))
    return found


def _timed(text: str, unit: Unit, cuts: dict[int, list[Cut]]) -> Unit:
    """Take a time code at the head of a line for what it is."""
    match = _TIMECODE.match(text, unit.lead, unit.end)
    if match is None or match.end() >= unit.end:
        return unit
    minutes, seconds = int(match["m"]), int(match["s"])
    if seconds > 59 or (match["h"] and minutes > 59) or not (match["h"] or match[0].startswith(("[", "("))):
        return unit
    hours = int(match["h"][:-1]) if match["h"] else 0
    fraction = int((match["f"] or "0").ljust(3, "0"))
    cuts.setdefault(unit.block, []).append(Cut(unit.lead, match.end(), MarkKind.LABEL))
    at = ((hours * 60 + minutes) * 60 + seconds) * 1000 + fraction
    return Unit(unit.block, unit.start, unit.end, match.end(), at)


def merged(units: Sequence[Unit], starts: Sequence[bool], document: Document) -> list[Unit]:
    """Join lines of one block that only its width parts. ``starts``: a new speaker's mark begins here."""
    joined: list[Unit] = []
    for unit, is_start in zip(units, starts, strict=True):
        last = joined[-1] if joined else None
        soft = is_soft(document, document.blocks[unit.block])
        if last is not None and last.block == unit.block and soft and not is_start and unit.at_ms is None:
            joined[-1] = Unit(last.block, last.start, unit.end, last.lead, last.at_ms)
        else:
            joined.append(unit)
    return joined


@dataclass(frozen=True, slots=True)
class Words:
    """Words as they are kept, with what was taken out of them."""

    text: str
    marks: tuple[Mark, ...]


def render(document: Document, block: int, start: int, end: int, cuts: dict[int, list[Cut]]) -> Words:
    """``text[start:end]`` of a block as words: soft breaks one space, cuts and markup recorded."""
    source = document.blocks[block]
    text = source.text
    soft = is_soft(document, source)
    events: list[tuple[int, int, MarkKind | None, str]] = [
        (cut.start, cut.end, cut.kind, text[cut.start : cut.end])
        for cut in cuts.get(block, ())
        if start <= cut.start and cut.end <= end
    ]
    events += [
        (mark.at, mark.at, mark.kind, mark.verbatim) for mark in source.marks if start <= mark.at <= end
    ]
    events += [(m.start(), m.end(), None, m[0]) for m in _BREAK.finditer(text, start, end)]
    out: list[str] = []
    marks: list[Mark] = []
    length, position = 0, start
    for a, b, kind, verbatim in sorted(events, key=lambda event: (event[0], event[1])):
        if a > position:
            out.append(text[position:a])
            length += a - position
            position = a
        if kind is not None:
            marks.append(Mark(kind, length, verbatim))
        elif soft:
            marks.append(Mark(MarkKind.SOFT_BREAK, length, verbatim))
            out.append(" ")
            length += 1
        else:
            out.append("\n")
            length += 1
        position = max(position, b)
    out.append(text[position:end])
    return Words("".join(out), tuple(marks))
