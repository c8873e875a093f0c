"""A spreadsheet (XLSX, ECMA-376) whose first fitting sheet is a transcript: its rows as texts."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator

from whensafe.errors import Unreadable
from whensafe.intake import docx_package, table, xml_tree
from whensafe.intake.blocks import Document
from whensafe.intake.xml_tree import Element

_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_CELL = re.compile(r"([A-Z]{1,3})\d+")
_MOST_COLUMNS = 200


def read_sheet(data: bytes) -> Document:
    """Read a transcript's sheet. `Unreadable` where no sheet has the head of one."""
    for rows in tables(data):
        head = next((n for n, row in enumerate(rows[:20]) if table.columns(row) is not None), None)
        if head is not None:
            return table.read_table(rows[head:], "xlsx", table.SHEET_TYPE)
    raise Unreadable(
        "this is a spreadsheet without a column of words and one of speakers or times",
        todo="Name the columns in the first row, such as speaker, start, text; or save the sheet as text.",
    )


def tables(data: bytes) -> Iterator[list[list[str]]]:
    """The rows of every sheet, in the order of the sheets."""
    with docx_package.open_package(data) as package:
        shared = _shared(package)
        names = [(int(match[1]), match[0]) for match in map(_SHEET.fullmatch, package.namelist()) if match]
        for _, part in sorted(names):
            yield list(_rows(docx_package.read_part(package, part) or b"", shared))


def _shared(package: zipfile.ZipFile) -> list[str]:
    part = docx_package.read_part(package, "xl/sharedStrings.xml")
    root = xml_tree.parse(part, "spreadsheet") if part else None
    return [] if root is None else [_text(one) for one in xml_tree.children(root, "si")]


def _text(of: Element) -> str:
    """The words of a string, without the reading aid that East Asian ones may have."""
    parts = (one for one in xml_tree.every(of, "t"))
    return "".join(
        part.text or "" for part in parts if (up := part.getparent()) is None or xml_tree.name(up) != "rph"
    )


def _rows(data: bytes, shared: list[str]) -> Iterator[list[str]]:
    sheet = xml_tree.first(xml_tree.parse(data, "spreadsheet"), "sheetdata") if data else None
    for row in () if sheet is None else xml_tree.children(sheet, "row"):
        cells: dict[int, str] = {}
        for n, cell in enumerate(xml_tree.children(row, "c")):
            match = _CELL.fullmatch(cell.get("r") or "")
            at = _column(match[1]) if match is not None else n
            if at < _MOST_COLUMNS:
                cells[at] = _value(cell, shared)
        yield [cells.get(n, "") for n in range(max(cells, default=-1) + 1)]


def _column(letters: str) -> int:
    n = 0
    for letter in letters:
        n = n * 26 + ord(letter) - 64
    return n - 1


def _value(cell: Element, shared: list[str]) -> str:
    kind = cell.get("t")
    if kind == "inlineStr":
        return _text(cell)
    value = xml_tree.first(cell, "v")
    said = (value.text or "") if value is not None else ""
    if kind == "s":
        return shared[int(said)] if said.isdigit() and int(said) < len(shared) else ""
    if kind == "e":
        return ""
    return _time(said) if kind in (None, "n") else said


def _time(number: str) -> str:
    """A time of day is a part of a day in a spreadsheet: 0.000694 is one minute."""
    if not re.fullmatch(r"0\.\d+(?:[eE]-\d+)?|\d(?:\.\d+)?[eE]-\d+", number):
        return number
    return f"{float(number) * 86400:.3f}"
