"""The archive's custodians, as values: who they are, and when each last showed that they can answer.

The acts on them are in `adopt` and `drill`.
"""

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


@dataclass(frozen=True, slots=True)
class Drill:
    """The drill under way, with id "drill": its request and the answers to it, as files.

    Its group was made to be opened: the answers give away nothing of anything else.
    """

    id: str
    request: bytes
    answers: tuple[bytes, ...]
    at: str


DRILL = "drill"
"""The id of the one `Drill`."""


@dataclass(frozen=True, slots=True)
class LastAnswer:
    """When this archive last had a good answer of a custodian. ``id`` is their Ed25519 key in hex."""

    id: str
    name: str
    at: str
