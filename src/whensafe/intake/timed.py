"""What every reader of timed words shares: times in seconds, and whether they run on."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from whensafe.intake.blocks import Block, Kind, Run, lost_letters
from whensafe.nouns.interview import Mark
from whensafe.nouns.text import nfc

CUE_TIMES = "cue_times"
MACHINE = "machine_made"
REPLACED = "replacement_characters"

_LONGEST = 30 * 24 * 3600
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?")
_SECONDS = re.compile(r"\d{1,7}(?:[.,]\d{1,6})?")


def milliseconds(seconds: object) -> int | None:
    """Whole milliseconds of a number of seconds, or ``None`` for what is no time of a recording."""
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return None
    if not math.isfinite(seconds) or not 0 <= seconds <= _LONGEST:
        return None
    return round(seconds * 1000)


def clock(text: str) -> int | None:
    """``1:02:03.5``, ``02:03`` or ``123.5`` (seconds) in whole milliseconds; ``None`` for anything else."""
    text = text.strip().strip("[]()")
    match = _CLOCK.fullmatch(text)
    if match is not None:
        hours, minutes, seconds = (int(part or 0) for part in match.groups()[:3])
        return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int((match[4] or "0").ljust(3, "0"))
    return milliseconds(float(text.replace(",", "."))) if _SECONDS.fullmatch(text) else None


def cue(
    text: str, voice: str | None, start: int | None, end: int | None, marks: tuple[Mark, ...] = ()
) -> Block:
    """One stretch that somebody says. An end before its start, or without one, is no end."""
    if start is None or (end is not None and end < start):
        end = None
    name = nfc(" ".join(voice.split())) if voice is not None else ""
    return Block(Kind.CUE, (Run(text),), voice=name or None, start_ms=start, end_ms=end, marks=marks)


def doubts(blocks: Sequence[Block], *more: str) -> tuple[str, ...]:
    """What timed blocks leave open: times that are missing or run backwards, letters that were lost."""
    last, found = 0, list(more)
    for block in blocks:
        if block.start_ms is None or block.start_ms < last:
            found.append(CUE_TIMES)
        last = max(last, block.start_ms or 0)
    if lost_letters(blocks):
        found.append(REPLACED)
    return tuple(dict.fromkeys(found))
