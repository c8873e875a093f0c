"""The one gate: may this audience see this? Pure, total, default closed.

Pages, search, exports, counts, file names and history ask here. Where a query must filter in SQL it joins
only the verdict rows that `verdicts` gave, written in the transaction of the act that changed the item; a
missing or stale row denies. No skip flag exists.

`decide` speaks of a whole interview. What is told of it then, turn by turn, is `clear`'s work, from the same
rules: `hiding` (restrictions and conditions), `consents`, `turns` (holes), `pseudonyms` (names).
"""

from __future__ import annotations

from dataclasses import dataclass

from whensafe.nouns.actor import TEAM, Actor, Audience
from whensafe.nouns.ids import TranscriptId
from whensafe.nouns.interview import Interview, State, TranscriptKind
from whensafe.nouns.restriction import ScopeKind
from whensafe.protection.consents import Standing, grants, telling, uses_of
from whensafe.protection.hiding import Hides, hiding
from whensafe.protection.world import NOTHING, World


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


def decide(actor: Actor | None, audience: Audience, item: Interview, world: World = NOTHING) -> Decision:
    """May ``actor`` see anything of ``item`` as ``audience`` sees it?

    For an audience other than the team, yes means that an edition tells of it what `clear` gives, not that
    the stored interview may be shown.

    >>> decide(None, TEAM, some_interview)
    Decision(allowed=False, reasons=('no_actor',))
    """
    if actor is None:
        return Decision(False, ("no_actor",))
    return _audience_may(audience, item, world)


def decide_audience(actor: Actor | None, audience: Audience) -> Decision:
    """May ``actor`` ask for what is stored as this audience? Only the team reads what is stored."""
    if actor is None:
        return Decision(False, ("no_actor",))
    if audience != TEAM:
        return Decision(False, ("no_consent",))
    return Decision(True, ("team",))


def verdicts(item: Interview, world: World = NOTHING) -> tuple[Verdict, ...]:
    """The rows that a query may join for this item, to be written in the act's own transaction: the team's,
    and one for each audience that the narrator has said yes for.
    """
    granted = sorted({a for use, a in grants(world.consents) if a is not None and use in uses_of(a)})
    return tuple(
        Verdict(audience, _audience_may(audience, item, world).allowed, RULE)
        for audience in (TEAM, *(a for a in granted if a != TEAM))
    )


def of_text(audience: Audience, item: Interview, text: TranscriptId | None, world: World) -> Standing:
    """Does consent cover telling this version of the words to this audience?"""
    if audience == TEAM:
        return Standing(True, ("team",))
    return telling(world.consents, audience, text, world.lineage, item.basis)


def _audience_may(audience: Audience, item: Interview, world: World) -> Decision:
    draft = item.state is State.DRAFT
    if audience == TEAM:
        return Decision(True, ("team", "draft") if draft else ("team",))
    if draft:
        return Decision(False, ("draft",))
    consent = _consent(audience, item, world)
    closed = tuple(dict.fromkeys(_closes(one, item, world) for one in hiding(item, audience, world)))
    reasons = tuple(reason for reason in closed if reason is not None)
    if not consent.allowed:
        return Decision(False, (*consent.reasons, *reasons))
    return Decision(False, reasons) if reasons else Decision(True, consent.reasons)


def _consent(audience: Audience, item: Interview, world: World) -> Standing:
    """The consent to what was said itself: one version that it covers is enough to tell that one."""
    found = [
        of_text(audience, item, text.id, world)
        for session in item.sessions
        for text in session.current
        if text.kind is not TranscriptKind.TRANSLATION
    ]
    asked = found or [of_text(audience, item, None, world)]
    return next((one for one in asked if one.allowed), asked[0])


def _closes(one: Hides, item: Interview, world: World) -> str | None:
    """Why this restriction closes the whole interview, or ``None`` where it hides a part at most. What it
    hides must be known: where nobody can tell which turn or who it is, all of it stays closed.
    """
    scope = one.by.scope
    if scope.kind is ScopeKind.INTERVIEW:
        return one.reason
    if scope.kind is ScopeKind.PERSON and scope.person not in world.people.by_id:
        return "person_unknown"
    if scope.kind in (ScopeKind.TURN, ScopeKind.PASSAGE) and item.turn_at(scope.address) is None:
        return "place_unknown"
    return None
