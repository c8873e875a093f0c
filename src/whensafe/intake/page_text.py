"""Chunks of a page's text to lines of runs: white space as a browser shows it, NFC, breaks and marks kept.

A chunk is a text node with its style, a tag that is recorded as markup (style ``None``), or `BREAK` for a
line break. Two breaks with nothing between them end a line of text as the end of a paragraph does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from whensafe.nouns.interview import Mark, MarkKind
from whensafe.nouns.text import nfc

_SPACES = re.compile(r"[ \t\n\r\f]+")
_UNEVEN = re.compile(r"[\t\n\r\f]|  ")
_NOTHING = re.compile("[\\s\u200b-\u200f\u2060\ufeff\xad]*")


class Style(NamedTuple):
    """How a chunk is set. ``pre``: its line ends and spaces are kept."""

    bold: bool = False
    italic: bool = False
    href: str | None = None
    pre: bool = False


PLAIN = Style()
Chunk: TypeAlias = tuple[str, Style | None]
BREAK: Chunk = ("<br>", None)


@dataclass(slots=True)
class Line:
    """A block of text: its runs, marks, whole text, and how much of it is linked (code points)."""

    runs: list[tuple[str, Style]]
    marks: list[Mark]
    text: str
    linked: int


def _leads_away(href: str) -> bool:
    """Not a jump inside the page: time codes and notes are linked like that in the middle of speech."""
    return not href.startswith("#") or href == "#"


def plain(text: str) -> str:
    """White space as single spaces, NFC."""
    return nfc(" ".join(text.split()))


def line_of(text: str) -> Line:
    """A line of one plain run."""
    return Line([(text, PLAIN)], [], text, 0)


def lines_of(chunks: Iterable[Chunk]) -> list[Line]:
    """The lines of one block: usually one, none if nothing can be seen, more where breaks are doubled."""
    lines: list[Line] = []
    draft = _Draft()
    for text, style in chunks:
        if style is None:
            if text == "<br>":
                if draft.breaking():
                    draft.end_into(lines)
                    draft = _Draft()
            else:
                draft.mark(MarkKind.MARKUP, text)
        elif style.pre:
            for i, row in enumerate(text.split("\n")):
                if i and draft.breaking():
                    draft.end_into(lines)
                    draft = _Draft()
                if row.strip():
                    draft.add(row, style)
        else:
            draft.flow(text, style)
    draft.end_into(lines)
    return lines


class _Draft:
    """A line being written."""

    __slots__ = ("_break", "_length", "_marks", "_open", "_runs")

    def __init__(self) -> None:
        self._runs: list[tuple[str, Style]] = []
        self._marks: list[Mark] = []
        self._length = 0
        self._open = False  # the last character is a word's, so a space may follow
        self._break = False  # a line break waits for the words after it

    def breaking(self) -> bool:
        """Take a line break; say whether it is the second in a row."""
        if self._break or not self._runs:
            return bool(self._runs)
        self._break = True
        return False

    def mark(self, kind: MarkKind, verbatim: str) -> None:
        self._marks.append(Mark(kind, self._length + self._break, verbatim))

    def flow(self, text: str, style: Style) -> None:
        """Add text whose white space only separates words."""
        if _UNEVEN.search(text):
            if "\n" in text:
                self._soft_breaks(text)
            text = _SPACES.sub(" ", text)
        if not self._open or self._break:
            text = text.lstrip(" ")
        if text:
            self.add(text, style)

    def _soft_breaks(self, text: str) -> None:
        """Record where the file's own line ends stand inside a sentence."""
        at, ends = self._length + self._break, 0
        for space in _SPACES.finditer(text):
            at += space.start() - ends
            ends = space.end()
            if space.start() and ends < len(text) and "\n" in space.group():
                self._marks.append(Mark(MarkKind.SOFT_BREAK, at, space.group()))
            at += 1 if space.start() or (self._open and not self._break) else 0

    def add(self, text: str, style: Style) -> None:
        """Add text as it is."""
        if self._break:
            last, of = self._runs[-1]
            trimmed = last.rstrip(" ")
            self._runs[-1] = (trimmed + "\n", of)
            self._length += 1 + len(trimmed) - len(last)
            self._break = False
        if not text.isascii():
            text = nfc(text)
        self._runs.append((text, style))
        self._length += len(text)
        self._open = text[-1] != " "

    def end_into(self, lines: list[Line]) -> None:
        """Finish, unless nothing of it can be seen."""
        runs = self._runs
        text = "".join([text for text, _ in runs])
        if _NOTHING.fullmatch(text):
            return
        marks = self._marks
        if not unicodedata.is_normalized("NFC", text):
            runs, marks = _composed(runs, marks)
        runs, marks = _trimmed(_joined(runs), marks)
        text = "".join([text for text, _ in runs])
        linked = sum(
            [len(text) for text, style in runs if style.href is not None and _leads_away(style.href)]
        )
        if marks and marks[-1].at > len(text):
            marks = [m if m.at <= len(text) else Mark(m.kind, len(text), m.verbatim) for m in marks]
        lines.append(Line(runs, marks, text, linked))


def _joined(runs: list[tuple[str, Style]]) -> list[tuple[str, Style]]:
    """Neighbours of one style as one run."""
    joined: list[tuple[str, Style]] = []
    for text, style in runs:
        if joined and joined[-1][1] == style:
            joined[-1] = (joined[-1][0] + text, style)
        else:
            joined.append((text, style))
    return joined


def _trimmed(runs: list[tuple[str, Style]], marks: list[Mark]) -> tuple[list[tuple[str, Style]], list[Mark]]:
    """No white space at either end. An indent of hard spaces is recorded: the page's maker set it by hand."""
    runs = list(runs)
    cut = 0
    while runs:
        text, style = runs[0]
        rest = text.lstrip()
        if rest is not text and len(rest) < len(text):
            indent = text[: len(text) - len(rest)]
            if not indent.isspace() or not indent.isascii():
                marks = [Mark(MarkKind.MARKUP, cut, indent), *marks]
            cut += len(indent)
        if rest:
            runs[0] = (rest, style)
            break
        del runs[0]
    if cut:
        marks = [Mark(m.kind, max(0, m.at - cut), m.verbatim) for m in marks]
    while runs:
        text, style = runs[-1]
        rest = text.rstrip()
        if rest:
            runs[-1] = (rest, style)
            break
        del runs[-1]
    return runs, marks


def _composed(runs: list[tuple[str, Style]], marks: list[Mark]) -> tuple[list[tuple[str, Style]], list[Mark]]:
    """NFC across the borders of runs: what composes with the letter before it moves to that letter's run."""
    whole: list[tuple[str, Style]] = []
    length = 0  # of the composed text so far
    for source, style in runs:
        text = source
        if whole:
            before, of = whole[-1]
            n = _composing(before, text)
            if n:
                grown = nfc(before + text[:n])
                lost = len(before) + n - len(grown)
                end = length + n
                marks = [m if m.at < end else Mark(m.kind, m.at - lost, m.verbatim) for m in marks]
                marks = [
                    m if m.at <= length or m.at >= end - lost else Mark(m.kind, length, m.verbatim)
                    for m in marks
                ]
                length += len(grown) - len(before)
                whole[-1] = (grown, of)
                text = text[n:]
        if text:
            whole.append((text, style))
            length += len(text)
    return whole, sorted(marks, key=lambda mark: mark.at)


def _composing(before: str, text: str) -> int:
    """How many characters at the head of ``text`` belong to the last letter of ``before``."""
    n = 0
    while n < len(text) and (
        unicodedata.combining(text[n]) or not unicodedata.is_normalized("NFC", before[-1:] + text[: n + 1])
    ):
        n += 1
    return n
