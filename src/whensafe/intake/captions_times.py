"""The times of a cue, in whole milliseconds, with the slips that players forgive."""

from __future__ import annotations

import re

_POINT = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[,.:](\d{1,3}))?"
_TIMES = re.compile(rf"[ \t]*{_POINT}[ \t]*--?>[ \t]*{_POINT}(?![\d:])([^\n]*)")


def is_timing(line: str) -> bool:
    """Whether a line gives the times of a cue."""
    return _TIMES.match(line) is not None


def times(line: str) -> tuple[int, int, str] | None:
    """Start, end and what follows on the line (cue settings), or ``None`` for another line.

    The fraction may come after a comma, a dot or a colon, or be missing; hours may be missing. The end may
    lie before the start: that is said by the source and judged by the caller.
    """
    match = _TIMES.match(line)
    if match is None:
        return None
    parts = match.groups()
    return _milliseconds(parts[:4]), _milliseconds(parts[4:8]), str(parts[8]).strip()


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds = (int(part or 0) for part in parts[:3])
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int((parts[3] or "0").ljust(3, "0"))
