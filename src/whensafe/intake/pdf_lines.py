"""The lines of a PDF page as pdfium finds them, with their place, size and styles.

pdfium's C interface is asked about single characters only where an answer is needed: for the first letter of
each word, and for every letter of words written from the right.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2.raw as pdfium

from whensafe.intake import pdf_rtl
from whensafe.intake.blocks import Run
from whensafe.nouns.text import nfc

_BOLD = re.compile(r"bold|black|heavy|demi|[-,]bd\b", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|[-,]it\b", re.IGNORECASE)
_FORCE_BOLD, _ITALIC_FLAG = 1 << 18, 1 << 6  # ISO 32000-1, table 123, font flags
_GLYPH_FORMS = re.compile("[\ufb00-\ufb06\ufb13-\ufb17\ufb1d-\ufdf2\ufe70-\ufefc]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_BULLET = "\uf0b7"  # the bullet of the Symbol font, which Word writes
_SPACES = frozenset(map(ord, " \t\u00a0\u3000\u2002\u2003\u2009"))
_COLUMN_GAP = 2.0  # in sizes of the font; justified lines stay well below
_ENDS = frozenset((0x0A, 0x0D))
_HYPHENS = frozenset((0x02, 0xFFFE))  # how pdfium marks a hyphen at the end of a line


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its style and its horizontal place, in points."""

    text: str
    bold: bool
    italic: bool
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words. ``baseline`` grows upwards, ``size`` is the font's, both in points."""

    words: tuple[Word, ...]
    baseline: float
    size: float

    @property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        """Where it begins on the page."""
        return min(word.left for word in self.words)

    @property
    def right(self) -> float:
        """Where it ends on the page."""
        return max(word.right for word in self.words)

    @property
    def bold(self) -> bool:
        """Whether every word is bold."""
        return all(word.bold for word in self.words)

    @property
    def right_to_left(self) -> bool:
        """Whether most words are written from the right."""
        return sum(pdf_rtl.is_right_to_left(word.text) for word in self.words) * 2 > len(self.words)


def lines(text_page: Any) -> list[Line]:
    """The written lines of a page in pdfium's order, which is that of the file."""
    count = pdfium.FPDFText_CountChars(text_page)
    codes = [pdfium.FPDFText_GetUnicode(text_page, n) for n in range(count)]
    found: list[Line] = []
    start = 0
    for end, following in _ends(text_page, codes):
        line = _line(text_page, codes, start, end)
        start = following
        if line is None:
            continue
        if found and _continues(found[-1], line):
            found[-1] = _ordered(replace(found[-1], words=_beside(found[-1], line)))
        else:
            found.append(line)
    return found


def runs(line: Line) -> list[Run]:
    """The words of a line as runs of one style, a space between them, and a tab where a column begins."""
    found: list[Run] = []
    before: Word | None = None
    for word in line.words:
        space = "" if before is None else "\t" if _gap(before, word) > _COLUMN_GAP * line.size else " "
        if found and (found[-1].bold, found[-1].italic) == (word.bold, word.italic):
            found[-1] = replace(found[-1], text=found[-1].text + space + word.text)
        else:
            if found:
                found[-1] = replace(found[-1], text=found[-1].text + space)
            found.append(Run(word.text, bold=word.bold, italic=word.italic))
        before = word
    return found


def _gap(word: Word, after: Word) -> float:
    return max(after.left - word.right, word.left - after.right)


def _ends(page: Any, codes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where each line ends and the next begins. pdfium gives no line end after a hyphen that it marks."""
    for n, code in enumerate(codes):
        if code in _ENDS:
            yield n, n + 1
        elif code in _HYPHENS and n + 1 < len(codes) and _baseline(page, n) != _baseline(page, n + 1):
            yield n + 1, n + 1
    yield len(codes), len(codes)


def _baseline(page: Any, n: int) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(page, n, x, y)
    return y.value


def _line(page: Any, codes: Sequence[int], start: int, end: int) -> Line | None:
    words: list[Word] = []
    first: int | None = None
    at = start
    for n in range(start, end + 1):
        if n < end and codes[n] not in _SPACES:
            continue
        if n > at:
            word = _word(page, codes, at, n)
            if word.text:
                first = at if first is None else first
                words.append(word)
        at = n + 1
    if first is None:
        return None
    return _ordered(Line(tuple(words), _baseline(page, first), _size(page, first)))


def _ordered(line: Line) -> Line:
    if not line.right_to_left:
        return line
    words = pdf_rtl.line([(word, word.text, (word.left + word.right) / 2) for word in line.words])
    return replace(line, words=tuple(words))


def _word(page: Any, codes: Sequence[int], start: int, end: int) -> Word:
    letters = [_letter(code) for code in codes[start:end]]
    boxes = [_box(page, start), _box(page, end - 1)]
    text = "".join(letters)
    if pdf_rtl.is_right_to_left(text):
        boxes = [_box(page, n) for n in range(start, end)]
        text = pdf_rtl.word([
            (letter, left, right) for letter, (left, right) in zip(letters, boxes, strict=True) if letter
        ])  # fmt: skip
    bold, italic = _style(page, start)
    left, right = min(box[0] for box in boxes), max(box[1] for box in boxes)
    return Word(_clean(text), bold, italic, left, right)


def _letter(code: int) -> str:
    if code in _HYPHENS:
        return "-"
    return "" if code < 0x20 or code > 0x10FFFF else chr(code)


def _clean(text: str) -> str:
    """Whole characters for surrogates, letters for glyph forms, U+FFFD for what the file doesn't name."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace(_BULLET, "•")
    spelled = _GLYPH_FORMS.sub(lambda form: unicodedata.normalize("NFKC", form[0]), whole)
    return nfc(_PRIVATE.sub("\ufffd", spelled))


def _box(page: Any, n: int) -> tuple[float, float]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(page, n, left, right, bottom, top)
    return left.value, right.value


def _size(page: Any, n: int) -> float:
    """The font's size as it appears: the file's number times the scale it is drawn at."""
    matrix = pdfium.FS_MATRIX()
    size = float(pdfium.FPDFText_GetFontSize(page, n))
    if pdfium.FPDFText_GetMatrix(page, n, matrix):
        size *= math.hypot(matrix.c, matrix.d)
    return size or 1.0


def _style(page: Any, n: int) -> tuple[bool, bool]:
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(page, n, name, 128, flags)
    font = name.value.decode("latin-1")
    bold = _BOLD.search(font) is not None or bool(flags.value & _FORCE_BOLD)
    return bold, _ITALIC.search(font) is not None or bool(flags.value & _ITALIC_FLAG)


def _continues(line: Line, after: Line) -> bool:
    """The next piece stands on the same line: a speaker's column, a gap that pdfium took for its end."""
    if abs(line.baseline - after.baseline) > 0.25 * min(line.size, after.size):
        return False
    return after.left >= line.right - 1 or (after.right_to_left and after.right <= line.left + 1)


def _beside(line: Line, after: Line) -> tuple[Word, ...]:
    return (*line.words, *after.words)
