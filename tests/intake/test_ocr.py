"""What a machine read in a picture: kept as it read it, its doubts beside the words, and a question."""

from __future__ import annotations

import struct
import zlib

import msgspec
import pytest
from tests.intake.pdf_writer import line, pdf

from whensafe.errors import TooLarge, Unreadable
from whensafe.intake import ocr
from whensafe.intake.ocr import Recognized, read_recognized, unpack
from whensafe.nouns.interview import Mark, MarkKind

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"


def tsv(*words: tuple[int, int, int, float, str]) -> str:
    """Words with block, paragraph, line and certainty."""
    rows = "".join(f"5\t1\t{b}\t{p}\t{n}\t1\t0\t0\t9\t9\t{c}\t{word}\n" for b, p, n, c, word in words)
    return f"{HEAD}1\t1\t0\t0\t0\t0\t0\t0\t9\t9\t-1\t\n{rows}"


WORDS = tsv(
    (1, 1, 1, 96.1, "Odo"), (1, 1, 1, 95, "Karr:"), (1, 1, 1, 31.4, "Whare"), (1, 1, 2, 90, "was"),
    (1, 1, 2, 90, "it?"),    (1, 2, 1, 90, "Vera"), (1, 2, 1, 90, "Lumm:"), (1, 2, 1, 12, "There."),
)  # fmt: skip


def test_paragraphs_lines_and_doubts() -> None:
    document = read_recognized(Recognized("image/png", (WORDS,)))
    assert [block.text for block in document.blocks] == ["Odo Karr: Whare\nwas it?", "Vera Lumm: There."]
    assert document.blocks[0].marks == (Mark(MarkKind.MARKUP, 10, "{0.31}"),)
    assert document.doubts == ("machine_made",)


def test_a_transcript_that_asks_to_be_reviewed() -> None:
    data = msgspec.json.encode(Recognized("application/pdf", (WORDS, WORDS)))
    reading = ocr.read(data, "x")
    assert (reading.family, reading.media_type) == ("ocr", "application/pdf")
    assert "machine_made" in [question.code for question in reading.questions]
    assert [turn.text for turn in reading.turns][:2] == ["Whare was it?", "There."]
    assert any(mark.verbatim == "{0.12}" for turn in reading.turns for mark in turn.marks)


@pytest.mark.parametrize(
    "page", ["", HEAD, HEAD + "5\t1\n", HEAD + "5" + "\tx" * 11 + "\n", tsv((1, 1, 1, -1, " "))]
)
def test_a_page_without_words(page: str) -> None:
    reading = ocr.read(msgspec.json.encode(Recognized("image/png", (page,))), "x")
    assert reading.turns == ()
    assert [question.code for question in reading.questions] == ["no_text"]


def test_pages_of_a_pdf_are_drawn() -> None:
    found = unpack(pdf([[line(72, 700, "Where were you?")], [line(72, 700, "There.")]]), "x")
    assert [one.name for one in found.members] == ["1", "2"]
    first = found.members[0].data
    assert first.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack_from(">LL", first, 16)
    at = first.index(b"IDAT")
    (size,) = struct.unpack_from(">L", first, at - 4)
    rows = zlib.decompress(first[at + 4 : at + 4 + size])
    assert len(rows) == height * (width + 1)
    assert min(rows[1 : width + 1]) == 255
    assert min(rows) == 0  # the filter bytes, or ink


def test_only_pictures_get_through() -> None:
    picture = b"\xff\xd8\xff\xe0" + bytes(20)
    assert unpack(picture, "x").members[0].data == picture
    for other in (b"/etc/passwd\n", b"http://x.example/a.png\n", b"\0\0\0\x18ftypheic\0\0\0\0", b""):
        with pytest.raises(Unreadable):
            unpack(other, "x")


def test_more_pages_than_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "MOST_PAGES", 1)
    with pytest.raises(TooLarge):
        unpack(pdf([[line(72, 700, "a")], [line(72, 700, "b")]]), "x")
