"""Times as our exports write them."""

from __future__ import annotations

import re

from whensafe.intake.ours.taken import broken

_STRETCH = re.compile(r"(?:(\d{2,4}):(\d\d):(\d\d)\.(\d{3}))? – (?:(\d{2,4}):(\d\d):(\d\d)\.(\d{3}))?")


def stretch(said: str | None) -> tuple[int | None, int | None]:
    """``00:00:01.000 – 00:00:02.500`` in milliseconds; a side may be missing, or both."""
    if said is None:
        return None, None
    match = _STRETCH.fullmatch(said)
    if match is None:
        raise broken("a time that is none")
    return _ms(match.groups()[:4]), _ms(match.groups()[4:])


def _ms(parts: tuple[str | None, ...]) -> int | None:
    if parts[0] is None:
        return None
    hours, minutes, seconds, rest = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest
