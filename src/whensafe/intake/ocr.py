"""Pages that are pictures, made ready for a machine that reads letters, and what it read made into blocks.

Every line that the machine saw is kept in its order. Where it was unsure of a word (less than `UNSURE`), its
own figure is marked before the word, as ``{0.31}``. Doubts: ``machine_made`` always.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import closing
from itertools import groupby
from typing import Any

import msgspec

from whensafe.errors import TooLarge, Unreadable
from whensafe.intake import image, limits
from whensafe.intake.blocks import Block, Document, Kind, Run, lost_letters
from whensafe.intake.machine import UNSURE
from whensafe.nouns.interview import Mark, MarkKind
from whensafe.nouns.reading import Reading
from whensafe.nouns.text import nfc
from whensafe.nouns.unpacked import Member, Unpacked

PICTURES = frozenset({"image/jpeg", "image/png", "image/tiff", "image/webp", "image/gif", "image/bmp"})
"""What the machine knows by its first bytes. Anything else it would take for a list of files to open."""
MOST_PAGES = 300
DOTS = 300 / 72
"""Dots for each unit of a PDF: 300 an inch, which the machine reads best."""
_MOST_DOTS = 40_000_000
_WORD_LEVEL = "5"
_COLUMNS = 12


class Recognized(msgspec.Struct, frozen=True):
    """What the machine gave for each page (TSV), and what the file is."""

    media_type: str
    pages: tuple[str, ...]


def unpack(data: bytes, name: str) -> Unpacked:  # noqa: ARG001 - as every opener of files
    """The pictures to read: those of a PDF's pages as PNG, or the picture itself. `Unreadable` for others."""
    kind = image.media_type(data)
    if kind in PICTURES:
        return Unpacked((Member("1", data),))
    if kind is not None or b"%PDF-" not in data[:1024]:
        raise Unreadable("letters can't be read in a file of this kind", todo="Save it as PNG, JPEG or PDF.")
    return Unpacked(tuple(_pages(data)))


def load(data: bytes, name: str) -> None:
    """Read a text, so that whatever is brought in late is there before a reader's cage is shut."""
    from whensafe.intake import read as whole

    whole.read(data, name)


def read(data: bytes, name: str) -> Reading:  # noqa: ARG001 - as every reader
    """What was read in a file's pages, as a transcript. ``data`` is `Recognized` in JSON."""
    from whensafe.intake.read import reading_of

    try:
        found = msgspec.json.decode(data, type=Recognized)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Unreadable("this is not what a machine read in a picture") from error
    return reading_of(read_recognized(found))


def read_recognized(found: Recognized) -> Document:
    """The lines of all pages, a block for each paragraph that the machine saw."""
    blocks: list[Block] = []
    for page in found.pages:
        limits.check_text_size(len(page) // 8)
        for _, words in groupby(_words(page), key=lambda word: word[:3]):
            blocks.append(_block([word[3:] for word in words]))
            limits.check_blocks(len(blocks))
    doubts = ["machine_made"] if blocks else ["no_text"]
    if lost_letters(blocks):
        doubts.append("replacement_characters")
    return Document("ocr", found.media_type, tuple(blocks), breaks_are_soft=True, doubts=tuple(doubts))


def _words(page: str) -> Iterator[tuple[str, str, str, str, str, float]]:
    """Page, block, paragraph, line, word and how sure (0-1) of each word."""
    for line in page.split("\n")[1:]:
        cells = line.rstrip("\r").split("\t")
        if len(cells) != _COLUMNS or cells[0] != _WORD_LEVEL or not cells[11].strip():
            continue
        try:
            sure = max(0.0, min(1.0, float(cells[10]) / 100))
        except ValueError:
            continue
        yield cells[1], cells[2], cells[3], cells[4], nfc(cells[11].strip()), sure


def _block(words: list[tuple[str, str, float]]) -> Block:
    text, marks, line = "", [], words[0][0]
    for at, word, sure in words:
        text += "" if not text else " " if at == line else "\n"
        if sure < UNSURE:
            marks.append(Mark(MarkKind.MARKUP, len(text), f"{{{sure:.2f}}}"))
        text, line = text + word, at
    whole = nfc(text)
    return Block(Kind.PARAGRAPH, (Run(whole),), marks=tuple(marks) if whole == text else ())


def _pages(data: bytes) -> Iterator[Member]:
    from whensafe.intake.pdf import opened

    size = 0
    with closing(opened(data)) as file:
        if len(file) > MOST_PAGES:
            raise TooLarge(
                f"this PDF has {len(file)} pages", todo=f"Letters are read in {MOST_PAGES} at most."
            )
        for n in range(len(file)):
            with closing(file[n]) as page:
                width, height = page.get_size()
                scale = min(DOTS, (_MOST_DOTS / max(width * height, 1)) ** 0.5)
                with closing(page.render(scale=scale, grayscale=True)) as drawn:
                    data = _png(drawn)
            size += len(data)
            if size > limits.MAX_UNPACKED_BYTES:
                raise TooLarge("the pages of this PDF are larger than what is read", todo="Split it.")
            yield Member(str(n + 1), data)


def _png(drawn: Any) -> bytes:
    """A page of greys as PNG (ISO 15948), packed quickly rather than well."""
    rows = memoryview(drawn.buffer)
    lines = b"".join(
        b"\0" + bytes(rows[y * drawn.stride : y * drawn.stride + drawn.width]) for y in range(drawn.height)
    )

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body))

    head = struct.pack(">LLBBBBB", drawn.width, drawn.height, 8, 0, 0, 0, 0)
    dots = chunk(b"pHYs", struct.pack(">LLB", 11811, 11811, 1))
    packed = chunk(b"IDAT", zlib.compress(lines, 1))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + dots + packed + chunk(b"IEND", b"")
