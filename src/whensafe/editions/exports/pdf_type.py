"""Letters as glyphs: two fonts of the package, shaped by HarfBuzz, cut down to what a document uses."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

import uharfbuzz as hb

from whensafe.editions.exports.pdf_bidi import levels, visual
from whensafe.editions.templating import asset

FACES = ("literata-400", "noto-naskh-arabic-400")
_CLINGS = frozenset({"Mn", "Me", "Mc", "Cf"})


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph in thousandths of the size: how far it takes the pen, and where it stands beside it."""

    face: int
    id: int
    text: str
    advance: float
    dx: float
    dy: float


@dataclass(slots=True)
class Typesetter:
    """Shapes runs, remembers words, and collects what was used of each face."""

    lost: bool = False
    used: list[dict[tuple[int, str], int]] = field(default_factory=lambda: [{} for _ in FACES])
    """By glyph and the letters it stands for: its code in the document."""
    _words: dict[tuple[str, int], float] = field(default_factory=dict)

    def width(self, word: str, base: int) -> float:
        """How wide a word is by itself, in thousandths of the size."""
        key = (word, base)
        if key not in self._words:
            self._words[key] = sum(glyph.advance for glyph in self.line(word, base))
        return self._words[key]

    def line(self, text: str, base: int) -> list[Glyph]:
        """The glyphs of a line, from left to right."""
        of = levels(text, base)
        faces = self._faces(text)
        cuts = [n for n in range(len(text)) if n == 0 or (of[n], faces[n]) != (of[n - 1], faces[n - 1])]
        runs = list(pairwise([*cuts, len(text)])) if text else []
        order = visual([of[start] for start, _ in runs])
        return [
            glyph
            for n in order
            for glyph in _shaped(text[slice(*runs[n])], faces[runs[n][0]], of[runs[n][0]] % 2 == 1)
        ]

    def code(self, glyph: Glyph) -> int:
        """The code that stands for this glyph and these letters in the document, from 1."""
        known = self.used[glyph.face]
        return known.setdefault((glyph.id, glyph.text), len(known) + 1)

    def _faces(self, text: str) -> list[int]:
        """For each letter the face that has it; what belongs to a letter stays with it, if it can."""
        found: list[int] = []
        for letter in text:
            has = [n for n in range(len(FACES)) if ord(letter) in _letters(n)]
            clings = unicodedata.category(letter) in _CLINGS or letter.isspace()
            if clings and found and (found[-1] in has or not has):
                found.append(found[-1])
            elif has:
                found.append(has[0])
            else:
                self.lost = self.lost or not (clings or letter.isspace())
                found.append(0)
        return found


@lru_cache(maxsize=2)
def face(n: int) -> hb.Face:
    """One of the package's faces; its units are a thousandth of its size."""
    return hb.Face(asset(f"pdf/{FACES[n]}.ttf"))


@lru_cache(maxsize=2)
def font(n: int) -> hb.Font:
    """The same, ready to shape."""
    return hb.Font(face(n))


@lru_cache(maxsize=2)
def _letters(n: int) -> frozenset[int]:
    return frozenset(face(n).unicodes)


def _shaped(text: str, of: int, backwards: bool) -> list[Glyph]:
    buffer = hb.Buffer()
    buffer.add_codepoints([ord(letter) for letter in text])
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if backwards else "ltr"
    hb.shape(font(of), buffer, {"kern": True, "liga": False})
    infos, places = buffer.glyph_infos, buffer.glyph_positions
    starts = sorted({info.cluster for info in infos})
    ends = dict(pairwise([*starts, len(text)]))
    said: set[int] = set()
    glyphs: list[Glyph] = []
    for info, place in zip(infos, places, strict=True):
        letters = "" if info.cluster in said else text[info.cluster : ends[info.cluster]]
        advance, dx = float(place.x_advance), float(place.x_offset)
        if info.cluster in said and not dx and of == 0:  # an accent that nothing attached: over the middle
            box = font(of).get_glyph_extents(info.codepoint)
            dx, advance = -glyphs[-1].advance / 2 - box.x_bearing - box.width / 2, 0.0
        said.add(info.cluster)
        glyphs.append(Glyph(of, info.codepoint, letters, advance, dx, float(place.y_offset)))
    return glyphs


def own_width(glyph: Glyph) -> float:
    """How far the font itself says that a glyph takes the pen."""
    return float(font(glyph.face).get_glyph_h_advance(glyph.id))


def subset(n: int, glyphs: set[int]) -> bytes:
    """The face with nothing but these glyphs, each under its own number; no names but what must be there."""
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    wanted.drop_table_tag_set.update(int.from_bytes(tag, "big") for tag in (b"GSUB", b"GPOS", b"GDEF"))
    made = hb.subset(face(n), wanted)
    return bytes(made.blob.data)
