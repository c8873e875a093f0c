"""A picture: named by its content and kept; no word of it is read, and what its camera noted isn't either.

Pixels are never unpacked here, so that a picture can't be a bomb. Doubts: ``no_text``.
"""

from __future__ import annotations

from whensafe.errors import Unreadable
from whensafe.intake.blocks import Document

_BEGINNINGS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"II+\0", "image/tiff"),
    (b"MM\0+", "image/tiff"),
    (b"\0\0\0\x0cjP  \r\n\x87\n", "image/jp2"),
    (b"\0\0\0\x0cJXL \r\n\x87\n", "image/jxl"),
)
_HEIC = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"})
_AVIF = frozenset({b"avif", b"avis"})


def media_type(data: bytes) -> str | None:
    """The media type of a picture of dots by how it begins, or ``None``. Never by its name."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:8] == b"ftyp":
        return "image/heic" if data[8:12] in _HEIC else "image/avif" if data[8:12] in _AVIF else None
    if data[:2] == b"BM":  # two letters, which begin texts, too; the reserved bytes don't
        return "image/bmp" if len(data) > 26 and data[6:10] == bytes(4) else None
    return next((kind for start, kind in _BEGINNINGS if data.startswith(start)), None)


def read_image(data: bytes) -> Document:
    """A picture without words."""
    found = media_type(data)
    if found is None:
        raise Unreadable("this is no picture")
    return Document(family="image", media_type=found, blocks=(), doubts=("no_text",))
