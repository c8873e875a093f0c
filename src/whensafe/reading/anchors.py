"""What relative times rest on: the day of the interview, else the day of first publication; else nothing."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from whensafe.nouns.said import SaidDate
from whensafe.nouns.time_span import AnchorKind
from whensafe.reading.edtf import days

_WEEKS = {"D": 1, "W": 7}


@dataclass(frozen=True, slots=True)
class Said:
    """When the words were said: ``on`` is the anchor's kind, ``date`` what is known of it."""

    on: AnchorKind
    date: SaidDate

    def resolve(self, rule: Callable[[datetime.date], str | None]) -> str | None:
        """What the rule gives, if it gives the same whatever day the date means; else ``None``."""
        first, last = days(self.date)
        if first is None or last is None:
            return None
        try:
            found = {rule(first + datetime.timedelta(days=n)) for n in range((last - first).days + 1)}
        except (ValueError, OverflowError):  # before the year 1, after 9999
            return None
        return found.pop() if len(found) == 1 else None


def said_when(interviewed: SaidDate | None, first_published: SaidDate | None) -> Said | None:
    """The anchor of what was said in an interview. An editor's words rest on publication alone."""
    if interviewed is not None:
        return Said(AnchorKind.INTERVIEWED, interviewed)
    return None if first_published is None else Said(AnchorKind.FIRST_PUBLISHED, first_published)


def _month(day: datetime.date, back: int) -> str:
    months = day.year * 12 + day.month - 1 - back
    return f"{months // 12:04}-{months % 12 + 1:02}"


def shifted(day: datetime.date, unit: str, by: int) -> str | None:
    """The year, month, week or day that lies so many units on."""
    try:
        if unit == "Y":
            return f"{day.year + by:04}"
        if unit == "M":
            return _month(day, -by)
        if unit == "W":
            monday = day - datetime.timedelta(days=day.weekday() - 7 * by)
            return f"[{monday.isoformat()}..{(monday + datetime.timedelta(days=6)).isoformat()}]"
        return (day + datetime.timedelta(days=by)).isoformat() if unit == "D" else None
    except (ValueError, OverflowError):
        return None


def ago(day: datetime.date, unit: str, by: int) -> str | None:
    """So many units before a day: in days exactly, else about that day, month or year."""
    if unit == "W":
        return (day - datetime.timedelta(days=7 * by)).isoformat() + "~"
    found = shifted(day, unit, -by)
    return found if found is None or unit == "D" else found + "~"


def last_month(day: datetime.date, month: int) -> str:
    """The latest month of this name that was over: last October, said in February."""
    return f"{day.year if month < day.month else day.year - 1:04}-{month:02}"


def last_weekday(day: datetime.date, weekday: int) -> str:
    """The latest such day before this one."""
    return (day - datetime.timedelta(days=(day.weekday() - weekday - 1) % 7 + 1)).isoformat()


def season(day: datetime.date, which: int, last: bool) -> str | None:
    """This or the last spring, summer, autumn or winter. A winter has two years: it is given in months."""
    if which == 24:
        start = day.year - 1 if day.month <= 11 else day.year
        if (last and day.month <= 2) or (last and day.month == 12):
            start -= 1
        if not last and 3 <= day.month <= 11:
            start = day.year
        return f"[{start}-12..{start + 1}-02]"
    over = day.month > 3 * (which - 20) + 2
    year = day.year if not last or over else day.year - 1
    return f"{year:04}-{which}"
