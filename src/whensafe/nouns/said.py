"""Dates as a source gives them: EDTF to the day, month or year said, never with a time, never completed.

The profile is level 0 of EDTF (ISO 8601-2): ``2025-03-05``, ``2025-03`` or ``2025``.
"""

from __future__ import annotations

import datetime
import re
from typing import NewType

from whensafe.errors import BadOption

SaidDate = NewType("SaidDate", str)
"""``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, a real day of the proleptic Gregorian calendar."""

_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def said_date(text: str) -> SaidDate:
    """Read a date in this profile, or raise `BadOption`."""
    match = _SHAPE.fullmatch(text)
    if match is not None:
        year, month, day = (int(part) if part else 1 for part in match.groups())
        try:
            datetime.date(year, month, day)
        except ValueError:
            pass
        else:
            return SaidDate(text)
    raise BadOption("not a date", todo="Write it as 2025-03-05, 2025-03 or 2025.")
