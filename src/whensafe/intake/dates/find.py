"""Find dates in a line of text.

The patterns are bounded, so that time grows with the length of the line and no faster.
"""

from __future__ import annotations

import datetime
import functools
import re
import unicodedata
from dataclasses import dataclass

from whensafe.intake.dates.months import fold, month_names
from whensafe.nouns.said import SaidDate

LONGEST_LINE = 20_000
"""Dates of a document stand in short lines; a longer line is only searched this far."""


@dataclass(frozen=True, slots=True)
class Stated:
    """One date in a text, ``text[start:end]``. ``readings`` holds one date, or every date it could be.

    ``separator`` is what a date all in figures is written with, else empty.
    """

    start: int
    end: int
    readings: tuple[SaidDate, ...]
    separator: str = ""

    @property
    def date(self) -> SaidDate | None:
        """The date, if it can be read only one way."""
        return self.readings[0] if len(self.readings) == 1 else None


_ISO = r"(?P<iy>\d{4})-(?P<im>\d{2})(?:-(?P<id>\d{2})(?!\d))?"
_YEAR_FIRST = r"(?P<ny>\d{4})(?P<s1>[./])(?P<nm>\d{1,2})(?P=s1)(?P<nd>\d{1,2})(?!\d)"
_FIGURES = r"(?P<fa>\d{1,2})(?P<s2>[./-])(?P<fb>\d{1,2})(?P=s2)(?P<fy>\d{4})(?!\d)"
_YEAR = r"(?P<y>1[5-9]\d{2}|20\d{2})(?!\d|s\b|-х|-ті)"


@functools.cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(month_names(), key=len, reverse=True))
    month = rf"(?P<{{0}}>{names})(?![^\W\d_])\.?"
    ordinal = r"(?:st|nd|rd|th|er|º|ª|\.|-?го|-?е|-?ге)?"
    of = r"(?:de |del |of |d’|d')?"
    worded = (
        rf"(?P<d1>\d{{1,2}}){ordinal}\s{{0,3}}{of}{month.format('m1')},?\s{{0,3}}{of}(?P<y1>\d{{4}})(?!\d)",
        rf"(?<![^\W\d_]){month.format('m2')}\s{{0,3}}(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}(?P<y2>\d{{4}})(?!\d)",
        rf"(?<![^\W\d_]){month.format('m3')},?\s{{0,3}}{of}(?P<y3>\d{{4}})(?!\d)",
    )
    return re.compile(
        rf"(?<![\d/.-])(?:{'|'.join((_ISO, _YEAR_FIRST, _FIGURES, *worded, _YEAR))})", re.IGNORECASE
    )


def _ascii_digits(text: str) -> str:
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.digit(letter)) if not letter.isascii() and letter.isdecimal() else letter
        for letter in text
    )


def _day(year: int, month: int | None = None, day: int | None = None) -> SaidDate | None:
    try:
        datetime.date(year, month or 1, day or 1)
    except ValueError:
        return None
    parts = [f"{year:04}"]
    if month is not None:
        parts.append(f"{month:02}")
        if day is not None:
            parts.append(f"{day:02}")
    return SaidDate("-".join(parts))


def _readings(match: re.Match[str], day_first: bool | None) -> tuple[tuple[SaidDate, ...], str]:
    number = {name: int(value) for name, value in match.groupdict().items() if value and value.isdecimal()}
    separator = match["s2"] or ""
    dates: list[SaidDate | None]
    if "iy" in number:
        dates = [_day(number["iy"], number["im"], number.get("id"))]
    elif "ny" in number:
        dates = [_day(number["ny"], number["nm"], number["nd"])]
    elif "fy" in number:
        first, second, year = number["fa"], number["fb"], number["fy"]
        european, american = _day(year, second, first), _day(year, first, second)
        if separator == "." or day_first is True:
            dates = [european]
        elif day_first is False and american is not None:
            dates = [american]
        else:
            dates = [european, american]
    elif "y" in number:
        dates = [_day(number["y"])]
    else:
        kind = next(n for n in "123" if match[f"m{n}"])
        month = month_names()[fold(match[f"m{kind}"])]
        dates = [_day(number[f"y{kind}"], month, number.get(f"d{kind}"))]
    return tuple(dict.fromkeys(date for date in dates if date is not None)), separator


def find_dates(text: str, *, day_first: bool | None = None) -> tuple[Stated, ...]:
    """Every date in a text, in order. ``day_first`` says how 05/06/2025 is meant, where that is known."""
    plain = _ascii_digits(text[:LONGEST_LINE])
    if not any(letter.isdecimal() for letter in plain):
        return ()
    found = []
    for match in _pattern().finditer(plain):
        readings, separator = _readings(match, day_first)
        if readings:
            found.append(Stated(match.start(), match.end(), readings, separator))
    return tuple(found)


def iso_day(text: str) -> SaidDate | None:
    """The date at the start of a machine's date (``2025-03-05T10:00:00+01:00``), without its time."""
    match = re.match(r"\s*(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?![\d])", text)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    return None if year is None else _day(year, month, day)
