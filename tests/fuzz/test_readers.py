"""Whatever the bytes: a document with its promises kept, or an error of ours, and soon."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.fuzz.mutations import mutated, mutated_package

from whensafe.errors import WhensafeError
from whensafe.intake.blocks import Document
from whensafe.intake.captions import read_srt, read_webvtt
from whensafe.intake.decode import decode
from whensafe.intake.docx import read_docx
from whensafe.intake.pdf import read_pdf
from whensafe.intake.plain import read_plain
from whensafe.intake.read import read
from whensafe.intake.sniff import sniff

SHAPES = Path(__file__).parents[1] / "fixtures" / "shapes"
TORTURE = bool(os.environ.get("WHENSAFE_TORTURE"))
pytestmark = pytest.mark.torture  # with so many examples; in `make test` with a few

thorough = settings(
    max_examples=5_000 if TORTURE else 40,
    deadline=10_000,  # milliseconds for one example, on a busy machine
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def seeds(*endings: str) -> list[bytes]:
    """Our own invented shapes of these kinds."""
    found = [path.read_bytes() for path in sorted(SHAPES.iterdir()) if path.suffix in endings]
    assert found, f"no shapes of {endings}"
    return found


def keeps_its_promises(document: Document) -> None:
    """What `blocks` says of every document."""
    for block in document.blocks:
        text = block.text
        assert text
        assert text == unicodedata.normalize("NFC", text)
        assert all(run.text for run in block.runs)
        assert all(0 <= mark.at <= len(text) for mark in block.marks)
        assert [mark.at for mark in block.marks] == sorted(mark.at for mark in block.marks)
        assert block.start_ms is None or block.start_ms >= 0
        assert block.end_ms is None or (block.start_ms is not None and block.end_ms >= block.start_ms)
        assert block.voice is None or block.voice.strip()


def survives(reader: Callable[[bytes], Document], data: bytes) -> None:
    try:
        document = reader(data)
    except WhensafeError:
        return
    keeps_its_promises(document)


def of_text(reader: Callable[[str], Document]) -> Callable[[bytes], Document]:
    return lambda data: reader(decode(data).text)


FAMILIES = (
    "html", "markdown", "plain", "docx", "pdf", "webvtt", "srt", "otr", "machine", "ohms", "tei", "csv",
    "xlsx", "odt", "rtf", "mail", "warc", "image",
)  # fmt: skip
TEXT_READERS = [read_plain, read_webvtt, read_srt]
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
FRAGMENTS = st.lists(
    st.one_of(
        ANY_TEXT,
        st.sampled_from([
            "WEBVTT\n\n", "00:00:01.000 --> 00:00:02.000\n", "1\n00:00:09,000 --> 00:00:02,000\n", "<v Ann>",
            "</v>",
            "<c.x>", "<i>", "</i>", "&amp;", "&#0;", "&#x110000;", "{\\an8}", "\n\n", "\n", "NOTE ", "\f",
            "12\n", "Page 3\n",
            "e\u0301", "\u0301", "\ufffc", "<ruby>", "<rt>", "</rt>", "</ruby>", "<", ">", "-->", "   ",
        ]),
    )
).map("".join)  # fmt: skip


@thorough
@given(st.binary(max_size=4096))
def test_any_bytes_have_a_family_or_an_error(data: bytes) -> None:
    try:
        family = sniff(data)
    except WhensafeError:
        return
    assert family in FAMILIES


@thorough
@given(st.binary(max_size=4096), st.one_of(st.none(), st.text(max_size=30)))
def test_any_bytes_are_text_or_an_error(data: bytes, declared: str | None) -> None:
    try:
        decoded = decode(data, declared)
    except WhensafeError:
        return
    assert "\0" not in decoded.text
    assert "\r" not in decoded.text
    decoded.text.encode("utf-8")


@pytest.mark.parametrize("reader", TEXT_READERS)
@thorough
@given(text=FRAGMENTS)
def test_any_text_is_a_document(reader: Callable[[str], Document], text: str) -> None:
    keeps_its_promises(reader(text))


@pytest.mark.parametrize("reader", [read_docx, read_pdf, *map(of_text, TEXT_READERS)])
@thorough
@given(data=st.binary(max_size=2048))
def test_any_bytes(reader: Callable[[bytes], Document], data: bytes) -> None:
    survives(reader, data)


@thorough
@given(mutated(seeds(".vtt")))
def test_webvtt_gone_wrong(data: bytes) -> None:
    survives(of_text(read_webvtt), data)


@thorough
@given(mutated(seeds(".srt")))
def test_subrip_gone_wrong(data: bytes) -> None:
    survives(of_text(read_srt), data)


@thorough
@given(mutated(seeds(".txt")))
def test_plain_text_gone_wrong(data: bytes) -> None:
    survives(of_text(read_plain), data)


@thorough
@given(mutated(seeds(".docx")))
def test_a_word_package_gone_wrong(data: bytes) -> None:
    survives(read_docx, data)


@thorough
@given(mutated_package(seeds(".docx")))
def test_a_word_part_gone_wrong(data: bytes) -> None:
    survives(read_docx, data)


@thorough
@given(mutated(seeds(".pdf")))
def test_a_pdf_gone_wrong(data: bytes) -> None:
    survives(read_pdf, data)


@thorough
@given(mutated(seeds(".vtt", ".srt", ".txt", ".docx", ".pdf", ".html", ".md")))
def test_the_whole_stage(data: bytes) -> None:
    try:
        reading = read(data, "a file")
    except WhensafeError as error:
        said = str(error)
        assert said.startswith("a file: ")
        return
    for turn in reading.turns:
        assert turn.text == unicodedata.normalize("NFC", turn.text)
        assert all(0 <= mark.at <= len(turn.text) for mark in turn.marks)
        assert turn.speaker is None or 0 <= turn.speaker < len(reading.participants)
