"""When something was, and for how long, as it was said (DESIGN §5; CIDOC CRM P81 and P82; EDTF, ISO 8601-2).

Four bounds keep the doubt: it began no earlier than `earliest_start` and no later than `latest_start`, and
ended likewise. All are whole days. A bound that nobody gave is ``None``.
"""

from __future__ import annotations

import datetime
import enum
from dataclasses import dataclass

from whensafe.nouns.quantity import Hedge


class Mode(enum.StrEnum):
    """How the time is filled: on that day, for all of it, at some time in it."""

    POINT = "point"
    THROUGHOUT = "throughout"
    WITHIN = "within"


class AnchorKind(enum.StrEnum):
    """What a relative time rests on."""

    INTERVIEWED = "interviewed"
    FIRST_PUBLISHED = "first_published"
    EVENT = "event"  # three weeks after the arrest
    EARLIER = "earlier"  # two days later: after what was said before
    SPEAKING = "speaking"  # last year, where nobody knows when it was said


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a relative time rests on, in the words said, and how far from it (ISO 8601, signed) it lies."""

    on: AnchorKind
    words: str | None = None
    offset: str | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """The four bounds, in days; ``None`` is not known."""

    earliest_start: datetime.date | None = None
    latest_start: datetime.date | None = None
    earliest_end: datetime.date | None = None
    latest_end: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A time. ``edtf`` is ``None`` while the time stays open: its words and its anchor are all there is."""

    verbatim: str
    edtf: str | None
    mode: Mode
    bounds: Bounds
    anchor: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Duration:
    """How long. ``iso8601`` is the length said; ``None`` where two were (`low`, `high`) or no number was."""

    verbatim: str
    iso8601: str | None
    hedge: Hedge | None
    low: str | None = None
    high: str | None = None
