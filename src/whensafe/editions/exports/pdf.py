"""PDF, for paper: set here, in the package's own letters, with nothing in the file but what is drawn.

Left-to-right and right-to-left words stand as the Unicode algorithm says; Arabic is shaped by HarfBuzz.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from whensafe.editions.exports.clock import stretch
from whensafe.editions.exports.fields import fields, hole_words, text_fields
from whensafe.editions.exports.labels import wording
from whensafe.editions.exports.pdf_bidi import levels
from whensafe.editions.exports.pdf_file import HEIGHT, WIDTH, written
from whensafe.editions.exports.pdf_type import Glyph, Typesetter, own_width
from whensafe.editions.phrases import Phrases
from whensafe.editions.wording import language_in, notice_in
from whensafe.nouns.edition import ClearedTurn, Withheld
from whensafe.nouns.export import ExportFile, FormatLoss, Lost, Matter
from whensafe.nouns.text import direction

MARGIN = 64
_WORDS = re.compile(r"\s+|[^\s-]+-*|-+")


@dataclass(frozen=True, slots=True)
class Style:
    """Size, distance of lines and space above, in points; how dark, 0 black to 1 white."""

    size: float
    line: float
    above: float
    grey: float = 0.0


TITLE = Style(20, 25, 0)
STANDFIRST = Style(12.5, 17.5, 6)
FIELD = Style(8.5, 12, 1, 0.35)
HEADING = Style(14, 18, 22)
HEAD = Style(8.5, 12, 10, 0.35)
SAID = Style(11, 16.5, 2)


def as_pdf(matter: Matter) -> tuple[tuple[ExportFile, ...], set[Lost]]:
    """One file."""
    w, labels = wording(matter)
    told = matter.interview
    page = _Pages()
    heading = told.title if told.title and told.title.strip() else w.untitled
    page.paragraph(heading, TITLE, told.language)
    if told.standfirst is not None:
        page.paragraph(told.standfirst, STANDFIRST, told.language)
    for key, value in fields(matter):
        if key != "notice":
            page.paragraph(f"{labels[key]}: {value or labels['unnamed']}", FIELD, w.language)
    for text in matter.texts:
        page.paragraph(language_in(text.language, w.language), HEADING, w.language)
        for key, value in text_fields(text):
            page.paragraph(f"{labels[key]}: {value}", FIELD, w.language)
        for n, turn in enumerate(text.turns, 1):
            page.room(HEAD.above + HEAD.line + SAID.above + SAID.line)
            page.paragraph(_head(n, turn, w), HEAD, w.language)
            page.paragraph(_said(turn), SAID, turn.language)
    if told.notices:
        page.paragraph(w.withheld_head, HEADING, w.language)
        for said in (*(notice_in(notice, w) for notice in told.notices), w.withheld_note):
            page.paragraph(said, FIELD, w.language)
    data = written(page.drawn(), page.letters, title=heading, language=w.language)
    lost: set[Lost] = {FormatLoss.ATTRIBUTION, FormatLoss.DATA}
    if page.letters.lost:
        lost.add(FormatLoss.LETTERS)
    return (ExportFile(".pdf", "application/pdf", data),), lost


def _head(n: int, turn: ClearedTurn, w: Phrases) -> str:
    times = stretch(turn.start_ms, turn.end_ms)
    parts = (turn.speaker_display, w.roles[turn.role], times, turn.address)
    return f"{n}  " + " · ".join(part for part in parts if part is not None)


def _said(turn: ClearedTurn) -> str:
    return "".join(hole_words(p.ground) if isinstance(p, Withheld) else p for p in turn.pieces)


@dataclass(slots=True)
class _Pages:
    """Pages filled from the top, a line at a time."""

    letters: Typesetter = field(default_factory=Typesetter)
    _pages: list[list[str]] = field(default_factory=lambda: [[]])
    _y: float = HEIGHT - MARGIN

    def room(self, height: float) -> None:
        """Begin a page where so much doesn't fit on this one."""
        if self._y - height < MARGIN:
            self._pages.append([])
            self._y = HEIGHT - MARGIN

    def paragraph(self, text: str, style: Style, language: str) -> None:
        """Set words below what is there, broken into lines; their own line breaks are kept."""
        base = 1 if direction(language) == "rtl" else 0
        self._y -= style.above
        for part in text.split("\n"):
            for line in self._lines(part, style, base):
                self.room(style.line)
                self._y -= style.line
                self._pages[-1].append(self._drawn(line, style, base, self._y))

    def _lines(self, text: str, style: Style, base: int) -> Iterator[str]:
        most = (WIDTH - 2 * MARGIN) * 1000 / style.size
        line, width = "", 0.0
        for word in self._broken(text, most, base):
            wide = self.letters.width(word, base)
            if line and width + wide > most and not word.isspace():
                yield line.rstrip()
                line, width = "", 0.0
            line, width = line + word, width + wide
        yield line.rstrip()

    def _broken(self, text: str, most: float, base: int) -> Iterator[str]:
        """Words; one that is wider than a line in pieces."""
        for match in _WORDS.finditer(text):
            word = match[0]
            while len(word) > 1 and self.letters.width(word, base) > most:
                fits = max(1, int(len(word) * most / self.letters.width(word, base)) - 1)
                yield word[:fits]
                word = word[fits:]
            yield word

    def _drawn(self, line: str, style: Style, base: int, y: float) -> str:
        glyphs = self.letters.line(line, base)
        width = sum(glyph.advance for glyph in glyphs) * style.size / 1000
        x = WIDTH - MARGIN - width if base else MARGIN
        shown = [f"{style.grey:g} g BT"]
        for (face, dy), run in groupby(glyphs, key=lambda glyph: (glyph.face, glyph.dy)):
            same = list(run)
            at = f"{x + same[0].dx * style.size / 1000:.2f} {y + dy * style.size / 1000:.2f}"
            shown.append(f"/F{face} {style.size:g} Tf 1 0 0 1 {at} Tm [{self._row(same)}] TJ")
            x += sum(glyph.advance for glyph in same) * style.size / 1000
        shown.append("ET")
        if any(level % 2 for level in levels(line, base)):  # the order of letters isn't that of the glyphs
            said = line.encode("utf-16-be").hex().upper()
            shown = [f"/Span << /ActualText <FEFF{said}> >> BDC", *shown, "EMC"]
        return "\n".join(shown)

    def _row(self, glyphs: list[Glyph]) -> str:
        """Codes, and between them how far the pen goes back, in thousandths of the size."""
        said, at, pen = "", 0.0, glyphs[0].dx
        for glyph in glyphs:
            back = round(pen - at - glyph.dx)
            said += f"{back}" if back else ""
            said += f"<{self.letters.code(glyph):04X}>"
            pen = at + glyph.dx + own_width(glyph)
            at += glyph.advance
        return said

    def drawn(self) -> list[bytes]:
        """Each page's drawing, with its number at the foot."""
        whole = len(self._pages)
        style = Style(8, 10, 0, 0.35)
        return [
            "\n".join([*lines, self._drawn(f"{n} / {whole}", style, 0, MARGIN / 2)]).encode()
            for n, lines in enumerate(self._pages, 1)
        ]
