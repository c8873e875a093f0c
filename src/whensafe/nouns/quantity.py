"""How many, as it was said (DESIGN §5, law 7: vague words never become numbers)."""

from __future__ import annotations

import enum
from dataclasses import dataclass

Amount = int | float


class Hedge(enum.StrEnum):
    """How a number was meant. Without one it was said exactly."""

    ABOUT = "about"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    FEWER_THAN = "fewer_than"
    EITHER = "either"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count or a measure.

    Exact: ``low``, ``best`` and ``high`` are the same. "600 or 700": low and high, no best. "About": best
    alone. ``counting_unit`` is ``person``, ``family`` or a unit of measure; ``of`` the noun as it was said.
    """

    verbatim: str
    low: Amount | None
    best: Amount | None
    high: Amount | None
    hedge: Hedge | None
    counting_unit: str | None = None
    of: str | None = None
