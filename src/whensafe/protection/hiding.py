"""Which restrictions hide something from an audience now, and why they still do. Pure.

A restriction hides until its condition holds. Where a seal was released, consent must cover the words that
came back as well. What can't be judged hides: a condition that can't be read, a time that can't be read.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from whensafe.errors import BadInput
from whensafe.nouns.actor import TEAM, Audience
from whensafe.nouns.consent import ConsentEvent, Said
from whensafe.nouns.interview import Interview
from whensafe.nouns.restriction import Restored, Restriction
from whensafe.protection import asking, conditions
from whensafe.protection.consents import covers_words, last_word, uses_of
from whensafe.protection.world import World


@dataclass(frozen=True, slots=True)
class Hides:
    """A restriction that hides, with its reason (a stable code)."""

    by: Restriction
    reason: str


def hiding(interview: Interview, audience: Audience, world: World) -> tuple[Hides, ...]:
    """Every restriction that hides something of this interview from this audience, in the world's order."""
    reasons = ((rule, why_hides(interview, audience, world, rule)) for rule in world.restrictions)
    return tuple(Hides(rule, reason) for rule, reason in reasons if reason is not None)


def why_hides(interview: Interview, audience: Audience, world: World, rule: Restriction) -> str | None:
    """Why this restriction hides from this audience, or ``None`` where it doesn't."""
    if not _concerns(interview, audience, rule) or _has_ended(rule, world.now):
        return None
    if rule.until is None:
        return "restricted"
    try:
        condition = conditions.parse(rule.until)
        opens = asking.opens(interview, audience, world, rule)
    except (BadInput, ValueError):
        return "condition_not_met"
    if not opens:
        due = conditions.is_due(condition, world.facts, now=world.now)
        return "narrator_not_asked_again" if due else "condition_not_met"
    if rule.restored is not None and not _covered(rule, rule.restored, world, audience):
        return "consent_older_than_release"
    return None


def _concerns(interview: Interview, audience: Audience, rule: Restriction) -> bool:
    here = rule.interview in (None, interview.id) and rule.scope.interview in (None, interview.id)
    return here and audience != TEAM and (not rule.hidden_from or audience in rule.hidden_from)


def _has_ended(rule: Restriction, now: datetime.datetime) -> bool:
    try:
        return rule.ended_at is not None and datetime.datetime.fromisoformat(rule.ended_at) <= now
    except (ValueError, TypeError):
        return False


def _covered(rule: Restriction, restored: Restored, world: World, audience: Audience) -> bool:
    """Does consent cover what a release brought back? An answer about it alone decides before any other."""
    uses = uses_of(audience)
    alone = _words(last_word(world.consents, u, audience, s) for u in uses for s in (rule.id, restored.seal))
    if alone:
        return all(event.said is Said.AGREED for event in alone)
    return any(
        event.said is Said.AGREED and covers_words(event, restored, world.lineage)
        for event in _words(last_word(world.consents, use, audience) for use in uses)
    )


def _words(events: Iterable[ConsentEvent | None]) -> list[ConsentEvent]:
    return [event for event in events if event is not None]
