"""Dates, times, sizes and languages in the words of the page's language."""

from __future__ import annotations

import datetime
import functools

from babel import Locale
from babel.dates import format_date, format_datetime
from django.utils.translation import get_language


def locale() -> Locale:
    """The page's locale. English dates are written day first, as readers of the languages here expect."""
    return _parsed(get_language() or "en")


@functools.cache
def _parsed(tag: str) -> Locale:
    return Locale.parse("en_GB" if tag == "en" else tag.replace("-", "_"))


def said_date(value: str | None) -> str:
    """An EDTF day, month or year as people write it; as it stands where it is none of these."""
    if value is None:
        return ""
    parts = value.split("-")
    try:
        day = datetime.date(*(int(part) for part in [*parts, "1", "1"][:3]))
    except (ValueError, TypeError):
        return value
    if len(parts) == 1:
        return parts[0]
    if len(parts) == 2:
        return format_date(day, "LLLL y", locale=locale())
    return format_date(day, "d MMMM y", locale=locale())


def moment(value: str | None) -> str:
    """An RFC 3339 time in UTC, to the minute."""
    if not value:
        return ""
    try:
        at = datetime.datetime.fromisoformat(value)
    except ValueError:
        return value
    return f"{format_datetime(at.astimezone(datetime.UTC), 'd MMM y, HH:mm', locale=locale())} UTC"


def clock(ms: int | None) -> str:
    """Milliseconds from the start of a recording as ``m:ss`` or ``h:mm:ss``."""
    if ms is None:
        return ""
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def language(tag: str | None) -> str:
    """The name of a language in the page's language."""
    if not tag:
        return ""
    names = locale().languages
    found = names.get(tag.replace("-", "_")) or names.get(tag.split("-")[0])
    return str(found) if found else tag


def size(n: int) -> str:
    """Bytes, exactly."""
    return format(n, ",").replace(",", "\u202f")
