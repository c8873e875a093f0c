"""Letters in pictures, read by Tesseract where a machine has it."""

from __future__ import annotations

import pytest
from tests.intake.pdf_writer import line, pdf

from whensafe.errors import BadOption, Unreadable
from whensafe.outside import ocr

needs_tesseract = pytest.mark.skipif(
    "eng" not in ocr.languages(),
    reason="Tesseract with its English data is not on this machine (tesseract-ocr)",
)


def test_a_machine_without_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "program", lambda: None)
    assert ocr.languages() == ()
    with pytest.raises(BadOption, match="not on this machine"):
        ocr.Tesseract("eng")


@pytest.mark.parametrize("wanted", ["xxx", "eng+xxx", "-c", "../eng", "eng;id", ""])
def test_a_language_it_has_no_data_for(wanted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "program", lambda: "/bin/true")
    monkeypatch.setattr(ocr, "languages", lambda: ("eng",))
    with pytest.raises(BadOption, match="no data"):
        ocr.Tesseract(wanted)


@needs_tesseract
def test_a_page_is_read_and_marked_as_made_by_a_machine() -> None:
    lines = ("Odo Karr: Where were you then?", "Vera Lumm: At the mill, by the bridge.")
    page = pdf([[line(72, 700 - 40 * n, text, size=16) for n, text in enumerate(lines)]])
    with ocr.Tesseract("eng") as reader:
        reading = reader.read(page, "scan.pdf")
    assert [turn.text for turn in reading.turns] == ["Where were you then?", "At the mill, by the bridge."]
    assert "machine_made" in [question.code for question in reading.questions]
    assert reading.media_type == "application/pdf"


@needs_tesseract
def test_what_is_no_picture_never_reaches_it() -> None:
    with ocr.Tesseract("eng") as reader:
        with pytest.raises(Unreadable):
            reader.read(b"/etc/passwd\n", "list.txt")
        with pytest.raises(Unreadable, match="failed on this picture"):
            reader.read(b"\x89PNG\r\n\x1a\n" + bytes(50), "broken.png")
