"""A documenter's list of files and what is known of each: CSV, a spreadsheet, JSON lines. Rows of texts.

Read in a reader's process like any file: it may be a stranger's. What comes out is a `Reading` that holds
nothing but rows, each as JSON in ``dropped``; `rows` gives them back. What the columns mean is said by
`intake.mapping_heads`, what a cell means by `intake.mapping_values`.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator

from whensafe.errors import TooLarge, Unreadable, WhensafeError
from whensafe.intake import limits, mapping_heads, sheet
from whensafe.intake.decode import decode
from whensafe.nouns.reading import Reading, without_words
from whensafe.nouns.text import nfc

MOST_BYTES = 100 << 20
MOST_ROWS = 200_000
MOST_CELL = 4_000
FAMILY = "mapping"
_DELIMITERS = ",;\t|"
Row = tuple[str, ...]


def read(data: bytes, name: str) -> Reading:
    """The rows of a list, the first of them its head. Raises `Unreadable` or `TooLarge`."""
    try:
        found = _rows(data)
    except WhensafeError as error:
        error.where = error.where or name
        raise
    return _carried(tuple(json.dumps(row, ensure_ascii=False) for row in found))


def rows(reading: Reading) -> list[Row]:
    """What `read` read: the head, then one row a file."""
    return [tuple(str(cell) for cell in json.loads(line)) for line in reading.dropped]


def _rows(data: bytes) -> list[Row]:
    if data.startswith(b"PK\x03\x04"):
        return _first_list(sheet.tables(data))
    text = decode(data).text.lstrip("\ufeff\r\n ")
    limits.check_text_size(len(text))
    if text.startswith(("{", "[")):
        return _of_objects(text)
    first = text.split("\n", 1)[0]
    tables = (csv.reader(io.StringIO(text, newline=""), delimiter=one) for one in _DELIMITERS if one in first)
    try:
        return _first_list(tables)
    except csv.Error:
        raise Unreadable("this list's rows can't be told apart", todo=_TODO) from None


_TODO = "Save it as CSV, XLSX or JSON lines; one column gives each file's name, with a head such as file."


def _first_list(tables: Iterable[Iterable[Iterable[str]]]) -> list[Row]:
    """The first table with a head that has a column of file names, from that head on."""
    for table in tables:
        found = _clean(table)
        for n, row in enumerate(found[:20]):
            if "file" in mapping_heads.columns(row).values():
                return found[n:]
    raise Unreadable("no column of this list gives the files' names", todo=_TODO)


def _clean(table: Iterable[Iterable[str]]) -> list[Row]:
    found: list[Row] = []
    for row in table:
        cells = tuple(nfc(" ".join(str(cell)[:MOST_CELL].split())) for cell in row)
        if any(cells):
            found.append(cells)
        if len(found) > MOST_ROWS:
            raise TooLarge(f"a list has at most {MOST_ROWS:,} rows")
    return found


def _of_objects(text: str) -> list[Row]:
    """One object a line, or one list of objects; every key that any of them has is a column."""
    objects = list(_objects(text))
    head = tuple(dict.fromkeys(str(key) for one in objects for key in one))
    cells = ([_cell(one.get(key)) for key in head] for one in objects)
    return _first_list([[head, *cells]])


def _objects(text: str) -> Iterator[dict[str, object]]:
    try:
        if text.startswith("["):
            found = json.loads(text)
        else:
            found = [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        raise Unreadable("this is neither JSON lines nor a list of objects", todo=_TODO) from None
    for one in found:
        if not isinstance(one, dict):
            raise Unreadable("a row of this list is no object", todo=_TODO)
        yield one


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(str(one) for one in value)
    return str(value)


def _carried(lines: tuple[str, ...]) -> Reading:
    return without_words(FAMILY, "text/plain", dropped=lines)
