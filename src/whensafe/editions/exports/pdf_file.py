"""A PDF file (ISO 32000-1) of pages of glyphs: the objects, in a fixed order, and nothing else.

No producer, no dates, no id, no annotations, no attachments, nothing behind what is drawn. The title is the
only thing that it says of itself. Streams are not compressed: the same glyphs are the same bytes everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from whensafe.editions.exports.pdf_type import FACES, Typesetter, font, subset

WIDTH, HEIGHT = 595, 842
"""A4 in points."""
_OBJECTS = 6
"""Of each font."""


def written(pages: Sequence[bytes], letters: Typesetter, *, title: str, language: str) -> bytes:
    """The whole file. Each page is its drawing, in which face n is font ``/Fn``."""
    first_page = 3 + _OBJECTS * len(FACES)
    kids = " ".join(f"{first_page + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        _dictionary(
            f"/Type /Catalog /Pages 2 0 R /Lang {_text(language)}",
            "/ViewerPreferences << /DisplayDocTitle true >>",
        ),
        _dictionary("/Type /Pages", f"/Kids [{kids}] /Count {len(pages)}"),
    ]
    for n in range(len(FACES)):
        objects += _font(n, letters, len(objects) + 1)
    fonts = " ".join(f"/F{n} {3 + _OBJECTS * n} 0 R" for n in range(len(FACES)))
    for page in pages:
        at = len(objects) + 1
        objects.append(
            _dictionary(
                f"/Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}]",
                f"/Resources << /Font << {fonts} >> >> /Contents {at + 1} 0 R",
            )
        )
        objects.append(_stream(page))
    objects.append(_dictionary(f"/Title {_text(title)}"))
    return _file(objects)


def _font(n: int, letters: Typesetter, at: int) -> list[bytes]:
    """A composite font: itself, its glyphs, what they stand for, and the file cut down to them."""
    codes = sorted((code, glyph, text) for (glyph, text), code in letters.used[n].items())
    name = f"/{''.join(word.capitalize() for word in FACES[n].split('-'))}"
    extents = font(n).get_font_extents("ltr")
    widths = " ".join(f"{font(n).get_glyph_h_advance(glyph)}" for _, glyph, _ in codes)
    gids = b"\0\0" + b"".join(glyph.to_bytes(2, "big") for _, glyph, _ in codes)
    return [
        _dictionary(
            f"/Type /Font /Subtype /Type0 /BaseFont {name} /Encoding /Identity-H",
            f"/DescendantFonts [{at + 1} 0 R] /ToUnicode {at + 3} 0 R",
        ),
        _dictionary(
            f"/Type /Font /Subtype /CIDFontType2 /BaseFont {name} /FontDescriptor {at + 2} 0 R /DW 0",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>",
            f"/W [1 [{widths}]]",
            f"/CIDToGIDMap {at + 4} 0 R",
        ),
        _dictionary(
            f"/Type /FontDescriptor /FontName {name} /Flags 4 /ItalicAngle 0 /StemV 80",
            f"/FontBBox [-1000 {extents.descender} 2000 {extents.ascender}]",
            f"/Ascent {extents.ascender} /Descent {extents.descender} /CapHeight 700",
            f"/FontFile2 {at + 5} 0 R",
        ),
        _stream(_to_unicode(codes)),
        _stream(gids),
        _stream(subset(n, {glyph for _, glyph, _ in codes})),
    ]


def _to_unicode(codes: Sequence[tuple[int, int, str]]) -> bytes:
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CMapName /Letters def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    named = [(code, text) for code, _, text in codes if text]
    for start in range(0, len(named), 100):
        part = named[start : start + 100]
        lines.append(f"{len(part)} beginbfchar")
        lines += [f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in part]
        lines.append("endbfchar")
    return "\n".join([*lines, "endcmap end end"]).encode()


def _dictionary(*entries: str) -> bytes:
    return f"<< {' '.join(entries)} >>".encode()


def _stream(data: bytes) -> bytes:
    return f"<< /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def _text(text: str) -> str:
    return "<" + f"\ufeff{text}".encode("utf-16-be").hex().upper() + ">"


def _file(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for n, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{n} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    size = len(objects) + 1
    out += (
        f"trailer\n<< /Size {size} /Root 1 0 R /Info {size - 1} 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    )
    return bytes(out)
