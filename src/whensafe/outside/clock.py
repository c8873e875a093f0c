"""The time, from outside."""

from __future__ import annotations

import datetime

from whensafe.errors import BadOption


class SystemClock:
    """The machine's clock; or, given an RFC 3339 time (``WHENSAFE_NOW``), always that time."""

    def __init__(self, fixed: str | None = None) -> None:
        self._fixed = None if fixed is None else _read(fixed)

    def now(self) -> datetime.datetime:
        """Aware, in UTC, whole seconds."""
        if self._fixed is not None:
            return self._fixed
        return datetime.datetime.now(datetime.UTC).replace(microsecond=0)


def _read(text: str) -> datetime.datetime:
    try:
        at = datetime.datetime.fromisoformat(text)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise BadOption("not a time", where="WHENSAFE_NOW", todo="Write it as 2026-03-01T12:00:00Z.")
    return at.astimezone(datetime.UTC).replace(microsecond=0)
