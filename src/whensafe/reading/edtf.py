"""The part of EDTF (ISO 8601-2) that times are written in, and the four bounds that follow from it.

``2022``, ``2022-05``, ``2022-05-12``, a season ``2022-21`` (21 to 24: spring to winter), a decade ``199X``,
an unknown year ``XXXX-05``; each with ``~`` (about), ``?`` (perhaps) or ``%`` (both); an interval ``A/B``,
``A/..``, ``../B``; one of a set ``[A,B]``, ``[A..B]``, ``[A..]``, ``[..B]``. Nothing else: what the standard
allows beyond this isn't said in testimony. The margins of *about* are ours: a week for a day, a month for a
month or season, a year for a year. The standard gives none.
"""

from __future__ import annotations

import datetime
import re

from whensafe.errors import BadOption
from whensafe.nouns.time_span import Bounds, Mode

Days = tuple[datetime.date | None, datetime.date | None]
_DATE = re.compile(r"(\d{4}|\d{3}X|XX\d\d|XXXX)(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)", re.ASCII)
_DAY = datetime.timedelta(days=1)


def _refused(text: str) -> BadOption:
    return BadOption(
        "not a time in EDTF", where=text[:40], todo="Write it as 2022-05, 2022-05/2022-10 or [2022-05..]."
    )


def _month_end(year: int, month: int) -> datetime.date:
    first = datetime.date(year + month // 12, month % 12 + 1, 1)
    return first - _DAY


def _months(year: int, first: int, last: int) -> tuple[datetime.date, datetime.date]:
    """From the first day of one month to the last day of another; months may run below 1 and over 12."""
    start = datetime.date(year + (first - 1) // 12, (first - 1) % 12 + 1, 1)
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    return start, _month_end(end_year, end_month)


def _known(year: str, month: str | None, day: str | None, about: bool) -> Days:
    if year.endswith("X"):
        first = int(year[:3]) * 10
        return datetime.date(first, 1, 1), datetime.date(first + 9, 12, 31)
    y = int(year)
    margin = 1 if about else 0
    if month is None:
        return _months(y, 1 - 12 * margin, 12 + 12 * margin)
    m = int(month)
    if day is not None:
        at = datetime.date(y, m, int(day))
        return at - 7 * margin * _DAY, at + 7 * margin * _DAY
    if m in (21, 22, 23):
        start = 3 * (m - 20)
        return _months(y, start - margin, start + 2 + margin)
    if m == 24:
        return _months(y, 1 - margin, 14 + margin)  # the winter of 2022 began in it, or ended in it
    if not 1 <= m <= 12:
        raise ValueError
    return _months(y, m - margin, m + margin)


def days(date: str) -> Days:
    """The first and the last day that a single date can mean; ``None`` where its year is not known."""
    match = _DATE.fullmatch(date)
    if match is None:
        raise _refused(date)
    year, month, day, doubt = match.groups()
    try:
        if year.startswith("XX"):
            _known("2000", month, day, False)  # so that XXXX-13-40 is refused
            return None, None
        return _known(year, month, day, doubt in ("~", "%"))
    except (ValueError, OverflowError):
        raise _refused(date) from None


def _end(date: str, last: bool) -> datetime.date | None:
    return None if date in ("", "..") else days(date)[last]


def bounds(edtf: str, mode: Mode) -> Bounds:
    """The four bounds of a time. Raises `BadOption` for what isn't in the profile or ends too early."""
    if "/" in edtf:
        first, _, second = edtf.partition("/")
        early, late = (days(d) if d != ".." else (None, None) for d in (first, second))
        found = Bounds(early[0], early[1], late[0], late[1])
    elif edtf.startswith("[") and edtf.endswith("]"):
        parts = [p for part in edtf[1:-1].split(",") for p in part.split("..")]
        start, end = _end(parts[0], False), _end(parts[-1], True)
        if mode is Mode.THROUGHOUT:
            raise _refused(edtf)
        found = Bounds(start, end, start, end)
    else:
        start, end = days(edtf)
        found = Bounds(start, start, end, end) if mode is Mode.THROUGHOUT else Bounds(start, end, start, end)
    if found.earliest_start and found.latest_end and found.earliest_start > found.latest_end:
        raise _refused(edtf)
    return found
