"""Transcripts in tables, as text or as a spreadsheet."""

from __future__ import annotations

import io
import zipfile

import pytest

from whensafe.errors import Unreadable
from whensafe.intake.read import read
from whensafe.intake.table import csv_rows

ROWS = {
    "en": ("Speaker,Start,End,Text", 'Odo Karr,00:01,00:03,"Where were you, then?"', "Vera Lumm,0:00:03.5,9,There."),
    "uk": ("мовець;початок;кінець;текст", 'Одо Карр;00:01;00:03;"Where were you, then?"', "Віра Лум;00:03,5;9;There."),
    "fr": ("locuteur\tdébut\tfin\ttexte", "Odo Karr\t1\t3\tWhere were you, then?", "Vera Lumm\t3.5\t9\tThere."),
    "ar": ("المتحدث,البداية,النهاية,النص", 'Odo Karr,1,3,"Where were you, then?"', "Vera Lumm,3.5,9,There."),
}  # fmt: skip


@pytest.mark.parametrize("language", ROWS)
def test_a_column_is_known_by_its_head_in_any_language(language: str) -> None:
    reading = read("\n".join(ROWS[language]).encode("utf-8-sig"), "table")
    assert reading.family == "csv"
    assert [(turn.text, turn.start_ms, turn.end_ms) for turn in reading.turns] == [
        ("Where were you, then?", 1000, 3000),
        ("There.", 3500, 9000),
    ]
    assert len(reading.participants) == 2


def test_rows_of_one_speaker_are_one_turn_and_other_columns_are_kept_aside() -> None:
    table = "speaker,text,note\nOdo Karr,And?,checked\nVera Lumm,First.,\nVera Lumm,Second.,a door\nOdo Karr,Yes?,\n"
    reading = read(table.encode(), "x")
    assert [turn.text for turn in reading.turns] == ["And?", "First. Second.", "Yes?"]
    assert "a door" in reading.dropped
    assert "cue_times" not in [question.code for question in reading.questions]


def test_line_breaks_and_quotes_inside_a_cell_are_its_own() -> None:
    table = 'speaker,text\nOdo Karr,"He said ""stay""?\nReally?"\nVera Lumm,Yes.\n'
    assert "“" not in (text := read(table.encode(), "x").turns[0].text)
    assert '"stay"' in text


@pytest.mark.parametrize(
    "text", ["Name, date\nVera Lumm, May", "Speaker: who is it, text", "Words, words, words.\n"]
)
def test_lines_with_commas_are_no_table(text: str) -> None:
    assert csv_rows(text) is None


def workbook(*sheets: str, shared: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/workbook.xml", "<workbook/>")
        if shared:
            package.writestr("xl/sharedStrings.xml", f"<sst>{shared}</sst>")
        for n, rows in enumerate(sheets, 1):
            package.writestr(
                f"xl/worksheets/sheet{n}.xml", f"<worksheet><sheetData>{rows}</sheetData></worksheet>"
            )
    return out.getvalue()


def row(*cells: str) -> str:
    return f"<row>{''.join(cells)}</row>"


def inline(at: str, text: str) -> str:
    return f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'


def test_a_spreadsheet_is_read_by_its_fitting_sheet() -> None:
    notes = row(inline("A1", "Budget"), inline("B1", "Sum"))
    talk = (
        row(inline("A1", "Speaker"), inline("B1", "Start"), inline("D1", "Transcript"))
        + row(
            inline("A2", "Odo Karr"), '<c r="B2"><v>0.00001157407407</v></c>', '<c r="D2" t="s"><v>0</v></c>'
        )
        + row(inline("A3", "Vera Lumm"), inline("B3", "00:00:03"), inline("D3", "There."))
    )
    reading = read(workbook(notes, talk, shared="<si><t>Where </t><r><t>were you?</t></r></si>"), "x")
    assert reading.family == "xlsx"
    assert [(turn.text, turn.start_ms) for turn in reading.turns] == [
        ("Where were you?", 1000),
        ("There.", 3000),
    ]


def test_another_spreadsheet_is_refused_and_says_what_would_help() -> None:
    with pytest.raises(Unreadable, match="without a column of words"):
        read(workbook(row(inline("A1", "Budget"))), "x")
