"""PDF files for tests, written by hand: pages of text at places, in the fonts every reader has."""

from __future__ import annotations

from collections.abc import Sequence

Text = tuple[float, float, str, int, str]
"""Left, baseline, font (``F1`` plain, ``F2`` bold, ``F3`` italic), size, words in Latin-1."""


def line(x: float, y: float, words: str, *, font: str = "F1", size: int = 12) -> Text:
    return (x, y, font, size, words)


def lines(
    words: Sequence[str], *, x: float = 72, top: float = 720, step: float = 14, font: str = "F1"
) -> list[Text]:
    """Lines one under the other."""
    return [line(x, top - n * step, one, font=font) for n, one in enumerate(words)]


def pdf(pages: Sequence[Sequence[Text]], info: str = "", catalog: str = "", pictures: bool = False) -> bytes:
    """A file of these pages."""
    fonts = "/F1 3 0 R /F2 4 0 R /F3 5 0 R"
    count = len(pages)
    kids = " ".join(f"{7 + 2 * n} 0 R" for n in range(count))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        f"<< /Type /Pages /Count {count} /Kids [{kids}] >>",
        *(
            f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"
            for name in ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique")
        ),
        f"<< {info} >>",
    ]
    for n, page in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {8 + 2 * n} 0 R "
            f"/Resources << /Font << {fonts} >> >> >>"
        )
        stream = "".join(map(_shown, page)) + ("0 0 200 200 re f\n" if pictures else "")
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    return _file(objects)


def _shown(text: Text) -> str:
    x, y, font, size, words = text
    escaped = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /{font} {size} Tf {x} {y} Td ({escaped}) Tj ET\n"


def _file(objects: Sequence[str]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for n, one in enumerate(objects, 1):
        places.append(len(out))
        out += f"{n} 0 obj\n{one}\nendobj\n".encode("latin-1")
    start = len(out)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    out += (
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{start}\n%%EOF".encode()
    )
    return bytes(out)
