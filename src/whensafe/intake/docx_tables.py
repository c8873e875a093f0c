"""Tables that are transcripts: a column of speakers, a column of words, perhaps one of times.

A table that isn't one keeps its cells in reading order; one of short names and values ("Interviewer | N. N.")
becomes a line each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from whensafe.intake.blocks import Block, Kind, Run
from whensafe.intake.language.letters import script_of

Cell = tuple[Block, ...]
_TIME = re.compile(
    r"[\[(]?(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)(?:[.,](\d{1,3}))?[\])]?(?:\s*[-–—>]+.*)?", re.DOTALL
)
_NUMBER = re.compile(r"\d{1,5}[.)]?")
_SENTENCE = re.compile(r"[.?!…؟]\s*\Z")
_LABEL_CHARS = 60


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column is what. ``speaker`` and ``time`` may be missing; ``words`` are all the others."""

    speaker: int | None
    time: int | None
    number: int | None
    words: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table read. ``side_by_side``: two columns that say the same in two languages, as it seems."""

    blocks: list[Block]
    head: list[str]
    side_by_side: bool = False


def read_table(rows: Sequence[Sequence[Cell]], *, head_rows: int = 0) -> Table:
    """A table as blocks, and its head as dropped lines. ``head_rows``: how many Word repeats as a head."""
    width = max((len(row) for row in rows), default=0)
    if width < 2 or len(rows) < 2:
        return Table(_in_order(rows), [])
    columns = _columns(rows, width)
    if columns is not None:
        heads = max(head_rows, int(_is_head(rows, columns)))
        blocks = [block for row in rows[heads:] for block in _turn(row, columns)]
        head = [" | ".join(_text(cell) for cell in row) for row in rows[:heads]]
        return Table(blocks, head, _is_side_by_side(rows[heads:], columns.words))
    if width == 2 and _is_fields(rows):
        return Table([block for row in rows for block in _field(row)], [])
    return Table(_in_order(rows), [], _is_side_by_side(rows, tuple(range(width))))


def _in_order(rows: Sequence[Sequence[Cell]]) -> list[Block]:
    return [block for row in rows for cell in row for block in cell]


def _is_side_by_side(rows: Sequence[Sequence[Cell]], columns: tuple[int, ...]) -> bool:
    """Two columns of words, in two scripts or of like length row by row."""
    if len(columns) != 2:
        return False
    pairs = [tuple(_text(row[n]) if n < len(row) else "" for n in columns) for row in rows]
    full = [(left, right) for left, right in pairs if left and right]
    if len(full) < 2 or len(full) * 5 < len(pairs) * 4:
        return False
    left, right = (" ".join(column) for column in zip(*full, strict=True))
    alike = sum(max(map(len, pair)) <= 2 * min(map(len, pair)) for pair in full)
    return script_of(left)[0] != script_of(right)[0] or (len(full) >= 3 and alike * 5 >= len(full) * 4)


def _columns(rows: Sequence[Sequence[Cell]], width: int) -> Columns | None:
    """Find a speakers' column: short cells, few different ones, beside a column of longer text."""
    filled = [[_text(row[n]) if n < len(row) else "" for row in rows] for n in range(width)]
    times = [n for n, cells in enumerate(filled) if _mostly(cells, _TIME)]
    numbers = [n for n, cells in enumerate(filled) if n not in times and _mostly(cells, _NUMBER)]
    rest = [n for n in range(width) if n not in times and n not in numbers and any(filled[n])]
    speaker = next((n for n in rest[:2] if _is_speakers(filled[n])), None)
    words = tuple(n for n in rest if n != speaker)
    if not words or (speaker is None and not times):
        return None
    if speaker is not None and max(map(len, filled[words[0]])) <= max(map(len, filled[speaker])):
        return None
    return Columns(speaker, times[0] if times else None, numbers[0] if numbers else None, words)


def _mostly(cells: Sequence[str], shape: re.Pattern[str]) -> bool:
    written = [cell for cell in cells if cell]
    return (
        bool(written) and sum(shape.fullmatch(cell) is not None for cell in written) * 5 >= len(written) * 3
    )


def _is_speakers(cells: Sequence[str]) -> bool:
    written = [cell.rstrip(":. ").casefold() for cell in cells if cell]
    if any(len(cell) > _LABEL_CHARS for cell in written):
        return False
    return any(len(some) >= 2 and len(set(some)) <= (len(some) + 1) // 2 for some in (written, written[1:]))


def _is_head(rows: Sequence[Sequence[Cell]], columns: Columns) -> bool:
    """The first row names the columns: no time where others have one, or a "speaker" who never returns."""
    first = rows[0]
    if columns.time is not None and columns.time < len(first):
        return _TIME.fullmatch(_text(first[columns.time])) is None and bool(_text(first[columns.time]))
    if columns.speaker is None or columns.speaker >= len(first):
        return False
    names = [_text(row[columns.speaker]) for row in rows if columns.speaker < len(row)]
    words = _text(first[columns.words[0]]) if columns.words[0] < len(first) else ""
    others = [names.count(name) for name in set(names[1:]) if name]
    return (
        names.count(names[0]) == 1
        and len(words) <= 30
        and min(others, default=0) >= 2
        and len(words.split()) <= 3
    )


def _turn(row: Sequence[Cell], columns: Columns) -> list[Block]:
    """One row: its words, spoken by whom its speaker's cell names, from its time on."""
    voice = (
        _text(row[columns.speaker]).rstrip(":")
        if columns.speaker is not None and columns.speaker < len(row)
        else ""
    )
    start = (
        _milliseconds(_text(row[columns.time]))
        if columns.time is not None and columns.time < len(row)
        else None
    )
    found = []
    for place, n in enumerate(columns.words):
        for block in row[n] if n < len(row) else ():
            hint = "table" if place == 0 else f"table column {place + 1}"
            found.append(replace(block, kind=Kind.PARAGRAPH, voice=voice or None, start_ms=start, hint=hint))
    return found


def _is_fields(rows: Sequence[Sequence[Cell]]) -> bool:
    names = [_text(row[0]) for row in rows if row]
    values = [_text(row[1]) if len(row) > 1 else "" for row in rows]
    return (
        len(rows) <= 40
        and len(set(names)) == len(names)
        and all(len(name) <= _LABEL_CHARS and "\n" not in name for name in names)
        and sum(_SENTENCE.search(name) is not None or len(name.split()) > 4 for name in names) * 3
        <= len(names)
        and sum(map(len, values)) <= 120 * len(values)
    )


def _field(row: Sequence[Cell]) -> list[Block]:
    name, value = _text(row[0]).rstrip(": "), _text(row[1]) if len(row) > 1 else ""
    line = f"{name}: {value}" if name and value else name or value
    return [Block(Kind.PARAGRAPH, (Run(line),), hint="table field")] if line else []


def _text(cell: Cell) -> str:
    return "\n".join(block.text for block in cell).strip()


def _milliseconds(text: str) -> int | None:
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    hours, minutes, seconds, fraction = match.groups()
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(
        (fraction or "0").ljust(3, "0")
    )
