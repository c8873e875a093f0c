"""The archive's custodians, as values: who they are now. The acts on them are in `adopt` and `drill`."""

from __future__ import annotations

from dataclasses import dataclass

from whensafe.sealing.custodians import Card


@dataclass(frozen=True, slots=True)
class Roster:
    """The custodians that each new release group is made for; earlier groups keep theirs.

    There is one, with id "roster"; ``threshold`` of ``cards`` open. ``at`` is RFC 3339 in UTC.
    """

    id: str
    threshold: int
    cards: tuple[Card, ...]
    at: str


ROSTER = "roster"
"""The id of the one `Roster`."""
