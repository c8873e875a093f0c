"""Transcripts in tables: a column of words, beside it who speaks or when. CSV, and sheets of a spreadsheet.

The head of a column says what is in it, in any of our languages; without such a head it is no transcript.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from whensafe.intake import limits, timed
from whensafe.intake.blocks import Block, Document
from whensafe.nouns.text import nfc

CSV_TYPE = "text/csv"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_DELIMITERS = ",;\t|"
_HEADS: dict[str, str] = {
    "words": r"words|text|transcript(?:ion)?|utterance|speech|content|says?|said|"
    r"текст|слова|репліка|реплика|висловлювання|расшифровка|розшифровка|"
    r"texte|paroles|propos|transcripción|texto|palabras|intervención|wortlaut|transkript|äußerung|"
    r"tekst|wypowiedź|słowa|paraules|intervenció|النص|الكلام|نص",
    "speaker": r"speaker(?: name)?|name|who|voice|participant|"
    r"мовець|мовиця|спікер|хто|говорить|учасник|говорящий|спикер|кто|участник|"
    r"locuteur|locutrice|intervenant|hablante|orador|quién|sprecher(?:in)?|wer|"
    r"mówca|rozmówca|kto|parlant|qui|المتحدث|المتكلم|من",
    "start": r"start(?:[ _]?time)?|begin|from|in|time(?:code|stamp)?|"
    r"початок|від|час|начало|от|время|таймкод|début|de|temps|inicio|desde|tiempo|"
    r"beginn|von|zeit|anfang|początek|od|czas|inici|البداية|الوقت|من وقت",
    "end": r"end(?:[ _]?time)?|to|out|stop|кінець|до|конец|fin|à|hasta|ende|bis|koniec|final|النهاية|إلى",
}
_PATTERNS = {kind: re.compile(heads, re.IGNORECASE) for kind, heads in _HEADS.items()}
Row = Sequence[str]


def csv_rows(text: str) -> list[list[str]] | None:
    """The rows of a transcript in a table, or ``None`` where the first line is no head of one."""
    first = text.lstrip("\ufeff\n\r ").split("\n", 1)[0]
    for delimiter in _DELIMITERS:
        if delimiter in first and columns(next(csv.reader([first], delimiter=delimiter), [])) is not None:
            limits.check_text_size(len(text))
            lines = io.StringIO(text.lstrip("\ufeff\n\r "), newline="")
            try:
                return list(csv.reader(lines, delimiter=delimiter))
            except csv.Error:
                return None
    return None


def columns(head: Row) -> dict[str, int] | None:
    """Which column holds what: words, and who speaks or when. ``None`` for any other table."""
    found: dict[str, int] = {}
    for n, cell in enumerate(head[:50]):
        said = nfc(" ".join(cell.replace("_", " ").split()))
        kind = next((k for k, p in _PATTERNS.items() if k not in found and p.fullmatch(said)), None)
        if kind is not None:
            found[kind] = n
    return found if "words" in found and ("speaker" in found or "start" in found) else None


def read_csv(text: str) -> Document:
    """Read a text of columns."""
    return read_table(csv_rows(text) or [], "csv", CSV_TYPE)


def read_table(rows: Iterable[Row], family: str, media_type: str) -> Document:
    """Read rows, the first of them the head. What other columns say is kept aside."""
    rows = iter(rows)
    head = next(rows, [])
    places = columns(head) or {}
    blocks: list[Block] = []
    aside: list[str] = []
    for row in rows:
        cells = {kind: row[n].strip() if n < len(row) else "" for kind, n in places.items()}
        text = nfc(cells.get("words", ""))
        rest = [cell.strip() for n, cell in enumerate(row) if n not in places.values() and cell.strip()]
        if rest:
            aside.append(nfc(" · ".join(rest)))
        if text:
            times = (timed.clock(cells.get(side, "")) for side in ("start", "end"))
            start, end = times
            blocks.append(timed.cue(text, cells.get("speaker") or None, start, end))
            limits.check_blocks(len(blocks))
    doubts = timed.doubts(blocks)
    if "start" not in places:
        doubts = tuple(doubt for doubt in doubts if doubt != timed.CUE_TIMES)
    return Document(family, media_type, tuple(blocks), (), tuple(aside), doubts=doubts)
