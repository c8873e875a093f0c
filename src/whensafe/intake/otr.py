"""oTranscribe's own file (``.otr``): JSON around a little HTML, with a time code wherever one was typed.

A time code at the head of a paragraph is when it begins; one in the middle is marked where it stood. Doubts:
``replacement_characters``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from whensafe.intake import limits, styled, timed
from whensafe.intake.blocks import Block, Document, Kind, lost_letters
from whensafe.nouns.interview import Mark, MarkKind

_BREAKS = frozenset({"p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "blockquote", "tr"})
_SILENT = frozenset({"script", "style", "head", "title"})
_BOLD, _ITALIC = frozenset({"b", "strong"}), frozenset({"i", "em"})
_NO_TAG = re.compile(r"<(?![^<>]*>)")
"""Python's parser takes quadratic time to find that such a sign begins nothing."""
_ENDS = " \t\r\n\f\u00a0"
_SPACES = re.compile(r"[ \t\r\n\f]{2,}|[\t\r\n\f]")


def is_otr(data: object) -> bool:
    """A text with what it was typed from beside it?"""
    return isinstance(data, Mapping) and isinstance(data.get("text"), str) and "media" in data


def read_otr(data: Any) -> Document:
    """Read what `is_otr` took."""
    limits.check_text_size(len(data["text"]))
    page = _Page()
    page.feed(_NO_TAG.sub("&lt;", data["text"]))
    page.close()
    page.end()
    limits.check_blocks(len(page.blocks))
    media = data.get("media")
    lost = lost_letters(page.blocks)
    return Document(
        family="otr",
        media_type="application/json",
        blocks=tuple(page.blocks),
        dropped=(f"media: {' '.join(media.split())}",) if isinstance(media, str) and media.strip() else (),
        doubts=(timed.REPLACED,) if lost else (),
    )


class _Page(HTMLParser):
    """Paragraphs, with their time codes and styles."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._open: list[str] = []
        self._code: float | None = None
        self._shown = ""
        self._depth = 0
        self._new()

    def _new(self) -> None:
        self._pieces: list[styled.Piece] = []
        self._codes: list[tuple[int, int | None, str]] = []
        self._length = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._depth:
            self._depth += tag == "span"
            return
        said = dict(attrs)
        if tag in _BREAKS:
            self.end()
        elif tag == "span" and "timestamp" in (said.get("class") or "").split():
            self._code, self._shown, self._depth = _number(said.get("data-timestamp")), "", 1
        elif tag in _BOLD | _ITALIC | _SILENT:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._depth:
            self._depth -= tag == "span"
            if not self._depth:
                stamp = timed.milliseconds(self._code) if self._code is not None else timed.clock(self._shown)
                self._codes.append((self._length, stamp, self._shown.strip()))
        elif tag in _BREAKS:
            self.end()
        elif tag in self._open:
            self._open.remove(tag)

    def handle_data(self, data: str) -> None:
        if self._depth:
            self._shown += data
        elif not _SILENT & set(self._open):
            data = _SPACES.sub(" ", data)
            if not self._length or (self._pieces and self._pieces[-1][0].endswith(" ")):
                data = data.lstrip(" ")
            if data:
                self._pieces.append((data, bool(_BOLD & set(self._open)), bool(_ITALIC & set(self._open))))
                self._length += len(data)

    def end(self) -> None:
        """The paragraph ends here."""
        lead, words = styled.words(self._pieces, _ENDS)
        if not words:
            if any(stamp is not None for _, stamp, _ in self._codes):  # a time code on a line of its own
                codes = [(0, stamp, shown) for _, stamp, shown in self._codes]
                self._new()
                self._codes = codes
            else:
                self._new()
            return
        at = [(min(max(n - lead, 0), len(words)), stamp, shown) for n, stamp, shown in self._codes]
        start = next((stamp for n, stamp, _ in at if n == 0 and stamp is not None), None)
        places = styled.places(words, (n for n, _, _ in at))
        marks = tuple(
            Mark(MarkKind.MARKUP, n, shown) for n, (_, _, shown) in zip(places, at, strict=True) if shown
        )
        self.blocks.append(
            Block(Kind.PARAGRAPH, styled.runs(self._pieces, _ENDS), start_ms=start, marks=marks)
        )
        self._new()


def _number(said: str | None) -> float | None:
    try:
        return float(said) if said is not None else None
    except ValueError:
        return None
