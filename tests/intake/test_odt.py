"""OpenDocument text: paragraphs, styles, what was deleted."""

from __future__ import annotations

import io
import zipfile

import pytest

from whensafe.errors import Unreadable
from whensafe.intake.odt import MEDIA_TYPE, read_odt
from whensafe.intake.read import read

SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"))
) + ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'  # fmt: skip
STYLES = (
    '<office:automatic-styles><style:style style:name="T1"><style:text-properties fo:font-weight="bold"/>'
    "</style:style></office:automatic-styles>"
)


def file(body: str, kind: str = "text") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", MEDIA_TYPE)
        content = f"<office:document-content {SPACES}>{STYLES}<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
        package.writestr("content.xml", content)
        package.writestr(
            "meta.xml", '<m xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Стрічка 4</dc:title></m>'
        )
    return out.getvalue()


def p(inside: str) -> str:
    return f"<text:p>{inside}</text:p>"


def test_paragraphs_with_their_styles_and_spaces() -> None:
    document = read_odt(
        file(
            '<text:h text:outline-level="2">Head</text:h>'
            + p(
                '<text:span text:style-name="T1">Odo:</text:span> a<text:s text:c="2"/>b<text:line-break/>c   d'
            )
            + "<text:list><text:list-item>"
            + p("item")
            + "</text:list-item></text:list>"
        )
    )
    head, words, item = document.blocks
    assert (head.text, head.level, head.kind.value) == ("Head", 2, "heading")
    assert words.text == "Odo: a  b\nc d"
    assert [run.text for run in words.runs if run.bold] == ["Odo:"]
    assert item.kind.value == "item"


def test_what_was_deleted_and_notes_are_aside() -> None:
    changes = (
        "<text:tracked-changes><text:changed-region><text:deletion>"
        + p("a name")
        + "</text:deletion></text:changed-region></text:tracked-changes>"
    )
    document = read_odt(
        file(
            changes
            + p(
                "Words<text:note><text:note-body>" + p("See the map.") + "</text:note-body></text:note> here."
            )
        )
    )
    assert [block.text for block in document.blocks] == ["Words here."]
    assert {"a name", "See the map."} <= set(document.dropped)
    assert "hidden_text" in document.doubts


def test_an_interview_in_a_table() -> None:
    rows = "".join(
        f"<table:table-row><table:table-cell>{p(text)}</table:table-cell></table:table-row>"
        for text in ("Одо Карр: Де?", "Віра Лум: Там.", "Одо Карр: А потім?", "Віра Лум: Вдома.")
    )
    reading = read(file(f"<table:table>{rows}</table:table>"), "x")
    assert (reading.family, [turn.text for turn in reading.turns]) == (
        "odt",
        ["Де?", "Там.", "А потім?", "Вдома."],
    )


def test_a_file_without_text_is_refused() -> None:
    with pytest.raises(Unreadable, match="no text document"):
        read(file("", kind="spreadsheet"), "x")


def test_a_package_that_lost_its_beginning_is_refused() -> None:
    whole = file(p("words"))
    for lost in (20, 100, 291):
        with pytest.raises(Unreadable):
            read(whole[:4] + whole[4 + lost :], "x.odt")
