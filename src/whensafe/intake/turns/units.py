"""A document's text cut into units: the smallest stretches that could each be one speaker's.

A unit is a slice of one block, so that what becomes of every character can be told. A line break that the
author made parts units; one that is only the file's line width does not, unless a new speaker follows it.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from whensafe.intake.blocks import Block, Kind
from whensafe.intake.turns.source import Source
from whensafe.nouns.interview import Mark, MarkKind

_BREAK = re.compile(r"[^\S\n]*\n\s*")
_CLOSED = re.compile(r"[.!?…:;؟۔。][\"'”’»“)\]]*\Z")
_TIMECODE = re.compile(
    r"[\[(]?(?P<code>(?P<h>\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?)[\])]?(?=\s|\Z)\s*(?:[-–—]\s+)?"
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

    def begins_after(self, at: int, end: int, style: str) -> int | None:
        """Where the style next begins after ``at``, before ``end``; white space counts for nothing."""
        inside = True
        for index in range(max(0, self._index(at)), len(self._runs)):
            start, run = self._starts[index], self._runs[index]
            if start >= end:
                return None
            if not run.text.strip():
                continue
            if getattr(run, style) and not inside and start >= at:
                return start + len(run.text) - len(run.text.lstrip())
            inside = bool(getattr(run, style))
        return None

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


class Breaks:
    """Which line breaks are only the width of the file, not the author's.

    The reader's own verdict first; numbered lines are lines of a page. Where it found the lines ragged,
    in text that people wrap by hand, a single break is soft if the sentence runs on over it, or if the
    next word would not have fitted.
    """

    def __init__(self, source: Source, numbered: Iterable[int] = ()) -> None:
        self._source = source
        self._numbered = frozenset(numbered)
        self._always = source.breaks_are_soft
        self._by_hand = source.family in {"plain", "markdown", "pdf"}
        self._width = 0
        if self._by_hand and not self._always:
            texts = [source.text(n) for n in range(len(source.blocks))]
            wrapped = [text for text in texts if "\n" in text]
            self._width = max((len(line) for text in wrapped for line in text.split("\n")), default=0)

    def text(self, block: int) -> str:
        """A block's text."""
        return self._source.text(block)

    def soft(self, block: int, at: int) -> bool:
        """Is the line break at this position of a block's text soft?"""
        if self._always or block in self._numbered or self._source.blocks[block].kind is Kind.CUE:
            return True
        if not self._by_hand:
            return False
        text = self._source.text(block)
        start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at + 1)
        before = text[start:at].rstrip()
        after = text[at + 1 : end if end >= 0 else len(text)].lstrip()
        if not before or not after:
            return True
        if self._source.family == "markdown":
            return not any(
                mark.at in (at, at + 1) and "\n" not in mark.verbatim
                for mark in self._source.marks_within(block, at, at + 1)
            )
        if after[0].islower() or after[0] in ".,;:)" or not _CLOSED.search(before):
            return True
        return (
            35 <= self._width <= 110 and len(before) + 1 + len(after.split(None, 1)[0]) > 0.95 * self._width
        )


def lines(source: Source, wanted: Iterable[int], cuts: dict[int, list[Cut]]) -> list[Unit]:
    """Every line of the wanted blocks, without white space at its ends, blank ones left out."""
    found: list[Unit] = []
    for index in wanted:
        text = source.text(index)
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
            if lead >= end:
                continue
            unit = _timed(text, Unit(index, start, end, lead), cuts)
            last = found[-1] if found else None
            if last is not None and last.block == index and last.lead == last.end:
                found[-1] = _after_time(last, unit, cuts)
            else:
                found.append(unit)
        if index in cuts:
            cuts[index].sort(key=lambda cut: cut.start)
    return found


_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?")


def milliseconds(code: str) -> int | None:
    """``1:02:03.5`` or ``00:04`` as milliseconds; ``None`` for anything else."""
    match = _CLOCK.fullmatch(code.strip())
    if match is None or int(match[3]) > 59 or (match[1] and int(match[2]) > 59):
        return None
    seconds = (int(match[1] or 0) * 60 + int(match[2])) * 60 + int(match[3])
    return seconds * 1000 + int((match[4] or "0").ljust(3, "0"))


def time_code(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A time code in brackets at ``start``, as milliseconds, and where the words after it begin."""
    match = _TIMECODE.match(text, start, end)
    at = milliseconds(match["code"]) if match is not None and text[start] in "[(" else None
    return (at, min(match.end(), end)) if match is not None and at is not None else None


def _timed(text: str, unit: Unit, cuts: dict[int, list[Cut]]) -> Unit:
    """Take a time code at the head of a line for what it is."""
    match = _TIMECODE.match(text, unit.lead, unit.end)
    if match is None or not (match["h"] or match[0].startswith(("[", "("))):
        return unit
    at = milliseconds(match["code"])
    if at is None:
        return unit
    end = min(match.end(), unit.end)
    cuts.setdefault(unit.block, []).append(Cut(unit.lead, end, MarkKind.LABEL))
    return Unit(unit.block, unit.start, unit.end, end, at)


def _after_time(code: Unit, unit: Unit, cuts: dict[int, list[Cut]]) -> Unit:
    """A line that is only a time code goes to the head of the line after it."""
    at = unit.at_ms if unit.at_ms is not None else code.at_ms
    cuts.setdefault(unit.block, []).append(Cut(code.end, unit.start, MarkKind.LABEL))
    return Unit(unit.block, code.start, unit.end, unit.lead, at)


def merged(units: Sequence[Unit], starts: Sequence[bool], breaks: Breaks) -> list[Unit]:
    """Join lines of one block that only its width parts. ``starts``: a new speaker's mark begins here."""
    joined: list[Unit] = []
    for unit, is_start in zip(units, starts, strict=True):
        last = joined[-1] if joined else None
        inside = last is not None and last.block == unit.block and not is_start and unit.at_ms is None
        if (
            last is not None
            and inside
            and breaks.soft(unit.block, last.end + _to_break(breaks, unit.block, last.end))
        ):
            joined[-1] = Unit(last.block, last.start, unit.end, last.lead, last.at_ms)
        else:
            joined.append(unit)
    return joined


def _to_break(breaks: Breaks, block: int, end: int) -> int:
    """How far the next line break is from the end of a line's words."""
    return max(0, breaks.text(block).find("\n", end) - end)


@dataclass(frozen=True, slots=True)
class Words:
    """Words as they are kept, with what was taken out of them."""

    text: str
    marks: tuple[Mark, ...]


def cuts_within(cuts: dict[int, list[Cut]], block: int, start: int, end: int) -> list[Cut]:
    """The cuts that lie in a stretch of a block, in order."""
    of_block = cuts.get(block, [])
    first = bisect.bisect_left(of_block, start, key=lambda cut: cut.start)
    last = bisect.bisect_right(of_block, end, key=lambda cut: cut.start)
    return [cut for cut in of_block[first:last] if cut.end <= end]


def render(
    breaks: Breaks, source: Source, block: int, span: tuple[int, int], cuts: dict[int, list[Cut]]
) -> Words:
    """``text[start:end]`` of a block as words: soft breaks one space, cuts and markup recorded."""
    start, end = span
    text = source.text(block)
    events: list[tuple[int, int, MarkKind | None, str]] = [
        (cut.start, cut.end, cut.kind, text[cut.start : cut.end])
        for cut in cuts_within(cuts, block, start, end)
    ]
    events += [
        (mark.at, mark.at, mark.kind, mark.verbatim) for mark in source.marks_within(block, start, end)
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
        elif breaks.soft(block, text.index("\n", a)):
            marks.append(Mark(MarkKind.SOFT_BREAK, length, verbatim))
            out.append(" ")
            length += 1
        else:
            out.append("\n")
            length += 1
        position = max(position, b)
    out.append(text[position:end])
    return Words("".join(out), tuple(marks))
