"""The one gate: may this audience see this? Pure, total, default closed.

Pages, search, exports, counts, file names and history ask here. Where a query must filter in SQL it joins
only the verdict rows that `verdicts` gave, written in the transaction of the act that changed the item; a
missing or stale row denies. No skip flag exists.
"""

from __future__ import annotations

from dataclasses import dataclass

from whensafe.nouns.actor import TEAM, Actor, Audience
from whensafe.nouns.interview import Interview, State


@dataclass(frozen=True, slots=True)
class Decision:
    """Yes or no, never without its reasons (stable codes; the faces translate them)."""

    allowed: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A decision about one whole interview, as a query may join it. ``rule`` is the gate's version."""

    audience: Audience
    allowed: bool
    rule: int


RULE = 1
"""Raised whenever `decide` could answer differently for the same item: older verdict rows then deny."""


def decide(actor: Actor | None, audience: Audience, item: Interview) -> Decision:
    """May ``actor`` see ``item`` as ``audience`` sees it?

    >>> decide(None, TEAM, some_interview)
    Decision(allowed=False, reasons=('no_actor',))
    """
    if actor is None:
        return Decision(False, ("no_actor",))
    return _audience_may(audience, item)


def decide_audience(actor: Actor | None, audience: Audience) -> Decision:
    """May ``actor`` ask anything at all as this audience? Lists and searches ask this first."""
    if actor is None:
        return Decision(False, ("no_actor",))
    if audience != TEAM:
        return Decision(False, ("no_consent",))
    return Decision(True, ("team",))


def verdicts(item: Interview) -> tuple[Verdict, ...]:
    """The rows that a query may join for this item, to be written in the act's own transaction."""
    return (Verdict(TEAM, _audience_may(TEAM, item).allowed, RULE),)


def _audience_may(audience: Audience, item: Interview) -> Decision:
    if audience != TEAM:
        return Decision(False, ("no_consent",))
    if item.state is State.DRAFT:
        return Decision(True, ("team", "draft"))
    return Decision(True, ("team",))
