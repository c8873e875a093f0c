"""Take the lines above a transcript apart: a title, `Key: value` lines and a date often share one block."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from whensafe.intake.blocks import Block, Document, Kind, Run
from whensafe.intake.dates import find_dates
from whensafe.intake.front.byline import is_about, is_byline
from whensafe.intake.front.header import is_header, is_name_or_date_line, kind_of

FIRST_BLOCKS = 12
RECORD = "record"
"""The hint of a block that is one field of a catalogue's record."""


def unfold(document: Document) -> Document:
    """The document with such lines as blocks of their own. What follows them in their block stays
    together.
    """
    if document.family == "html":
        return replace(document, blocks=tuple(_records(document.blocks)))
    if document.family not in {"plain", "markdown", "pdf", "docx"}:
        return document
    blocks: list[Block] = []
    for index, block in enumerate(document.blocks):
        if index < FIRST_BLOCKS and "\n" in block.text and block.kind in {Kind.PARAGRAPH, Kind.QUOTE}:
            blocks += _apart(block, first=index == 0)
        else:
            blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def _records(blocks: Sequence[Block]) -> list[Block]:
    """Fields that describe the record: ``Interviewer`` and ``Winifred Sayle`` as one line."""
    joined: list[Block] = []
    for index, block in enumerate(blocks):
        last = joined[-1] if joined else None
        if last is not None and _is_field(last, block, blocks[index + 1 : index + 2]):
            colon = Run("" if last.text.rstrip().endswith(":") else ":") if last.text.strip() else Run("")
            joined[-1] = replace(
                block, runs=(*last.runs, colon, Run(" "), *block.runs), hint=RECORD, marks=()
            )
        else:
            joined.append(block)
    return joined


_KEY_HINT = re.compile(r"(?<![a-z])(?:dt|label|key|element|term|field[-_]*label)(?![a-z])")


def _is_field(key: Block, value: Block, after: Sequence[Block]) -> bool:
    """A cell and its head; a heading and the one short paragraph under it, as catalogues print fields."""
    if not 0 < len(key.text.strip()) <= 60 or key.text.rstrip().endswith(("?", "؟")) or "\n" in key.text:
        return False
    if re.match(r"th\b", key.hint):
        return re.match(r"td\b", value.hint) is not None
    if (
        (key.kind is not Kind.HEADING and _KEY_HINT.search(key.hint.casefold()) is None)
        or value.kind is not Kind.PARAGRAPH
        or not 0 < len(value.text.strip()) <= 200
        or value.text.rstrip().endswith(("?", "؟"))
    ):
        return False
    alone = not after or after[0].kind is Kind.HEADING or after[0].hint != value.hint
    if not alone or re.match(r"\[?\d{1,2}:\d\d", value.text.strip()):
        return False  # the heading of what was said
    if value.hint.startswith("element-text"):
        return True
    line = f"{key.text.strip().rstrip(':')}: {value.text.strip()}"
    return (
        kind_of(key.text.strip().rstrip(":")) is not None
        and "\n" not in line
        and is_header(Block(Kind.PARAGRAPH, (Run(line),)))
    )


def is_head(text: str) -> bool:
    """Are these short lines all about the interview: a title, who and when, and no speech?"""
    lines = [line.strip() for line in text.split("\n")]
    if not 2 <= len(lines) <= 15 or any(not 0 < len(line) <= 100 for line in lines):
        return False
    if any(line[0] in "—–-―>[(" or line[-1] in "?؟" for line in lines):
        return False
    told = [
        is_header(Block(Kind.PARAGRAPH, (Run(line),)))
        or is_name_or_date_line(line)
        or is_about(line)
        or is_byline(line, hinted=False, head=True)
        for line in lines
    ]
    labelled = any(
        re.match(r"[^:]{1,40}:\s", line) and not known for line, known in zip(lines, told, strict=True)
    )
    sentences = sum(line[-1] in ".!…" and not known for line, known in zip(lines, told, strict=True))
    return not labelled and not sentences and sum(told) * 3 >= len(lines)


def _apart(block: Block, *, first: bool) -> list[Block]:
    text = block.text
    cuts: list[int] = []
    position = 0
    if first and is_head(text):
        ends = [match.start() for match in re.finditer(r"\n", text)]
        return [
            _slice(block, a, b) for a, b in zip([0, *(e + 1 for e in ends)], [*ends, len(text)], strict=True)
        ]
    lines = text.split("\n")
    for number, line in enumerate(lines):
        end = position + len(line)
        told = _is_told(line)
        heads = (first and number == 0 and len(line) <= 100) or _is_house(
            line, lines[number + 1 : number + 2]
        )
        if not told and not heads:
            break
        if told or number == 0 or heads:
            cuts.append(end)
        position = end + 1
    if not cuts or (
        len(cuts) == 1
        and not is_header(Block(Kind.PARAGRAPH, (Run(text[: cuts[0]].strip()),)))
        and not is_name_or_date_line(text[: cuts[0]])
        and not is_byline(text[: cuts[0]].strip(), hinted=False, head=False)
    ):
        return [block]
    parts, start = [], 0
    for cut in cuts:
        parts.append(_slice(block, start, cut))
        start = min(cut + 1, len(text))
    if text[start:].strip():
        parts.append(_slice(block, start, len(text)))
    return parts


def _is_told(line: str) -> bool:
    return (
        is_header(Block(Kind.PARAGRAPH, (Run(line.strip()),)))
        or is_name_or_date_line(line)
        or is_byline(line.strip(), hinted=False, head=False)
    )


def _is_house(line: str, after: Sequence[str]) -> bool:
    """``Sąd Wojewódzki w Rzeszowie, karta 17`` above a date: no sentence and no label."""
    line = line.strip()
    return (
        0 < len(line) <= 70
        and ":" not in line
        and line[0].isalpha()
        and line[-1] not in ".?!…؟"
        and bool(after)
        and (is_name_or_date_line(after[0]) or is_header(Block(Kind.PARAGRAPH, (Run(after[0].strip()),))))
        and bool(find_dates(after[0]))
        and all(len(date) == len("2000-01-01") for stated in find_dates(after[0]) for date in stated.readings)
    )


def _slice(block: Block, start: int, end: int) -> Block:
    """``block.text[start:end]`` as a block, with its styles and marks."""
    runs, position = [], 0
    for run in block.runs:
        a, b = max(start, position), min(end, position + len(run.text))
        if a < b:
            runs.append(replace(run, text=run.text[a - position : b - position]))
        position += len(run.text)
    marks = tuple(replace(mark, at=mark.at - start) for mark in block.marks if start <= mark.at <= end)
    return replace(block, runs=tuple(runs), marks=marks)
