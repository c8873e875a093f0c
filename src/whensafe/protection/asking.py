"""When consent is asked again, whether it was given, and what stands where nobody can be asked. Pure.

A condition is *due* once it would hold if the narrator agreed. From that moment on a narrator's word counts
as the answer; what was said before does not, unless it was about that one seal or restriction.
"""

from __future__ import annotations

import datetime
import enum
from collections.abc import Set

from whensafe.nouns.actor import Audience
from whensafe.nouns.condition import After, Condition, Dead, NarratorAgrees
from whensafe.nouns.consent import ConsentEvent, DeathClause, Said
from whensafe.nouns.interview import Interview, Role
from whensafe.nouns.restriction import Restriction
from whensafe.nouns.sealed import Seal
from whensafe.protection import conditions
from whensafe.protection.world import LONG_AGO, Since, World

NARRATOR = "narrator"


class Death(enum.StrEnum):
    """Whether a narrator can be asked; if not, what the death clause decides for an audience."""

    CAN_BE_ASKED = "can_be_asked"  # nobody confirmed that all narrators are dead
    STAYS_CLOSED = "stays_closed"
    CONSENT_STANDS = "consent_stands"
    NAMED_PERSON_DECIDES = "named_person_decides"


def opens(interview: Interview, audience: Audience, world: World, rule: Restriction) -> bool:
    """Does the rule's condition hold for this audience, the narrator's agreement included if it is asked for?

    A rule without a condition never opens. Whether consent covers the words is another question.
    """
    if rule.until is None:
        return False
    condition = conditions.parse(rule.until)
    about = {rule.id} if rule.restored is None else {rule.id, rule.restored.seal}
    again = agreed(interview, audience, world, condition, about, closed=closed(rule, world))
    return conditions.holds(condition, world.facts, agreed=again, now=world.now)


def closed(rule: Restriction, world: World) -> Since:
    """Since when it is closed: since the rule was made, or the seal from which a release brought it back."""
    seal = next((s for s in world.seals if rule.restored is not None and s.id == rule.restored.seal), None)
    return Since(_moment(rule.at), rule.ledger) if seal is None else sealed(seal)


def sealed(seal: Seal) -> Since:
    """Since when a seal is closed."""
    return Since(_moment(seal.at), seal.ledger)


def due_since(condition: Condition, world: World) -> Since | None:
    """From when on it was time to ask; ``None`` while it isn't."""
    if not conditions.is_due(condition, world.facts, now=world.now):
        return None
    moments = {Since(LONG_AGO, 0)}
    for clause in conditions.clauses(condition):
        if isinstance(clause, After):
            over = conditions.over_from(clause)
            moments |= {Since(over, 0)} if over is not None else set()
        elif not isinstance(clause, NarratorAgrees) and clause in world.since:
            moments.add(world.since[clause])
    for moment in sorted(moments):
        known = {fact for fact, since in world.since.items() if since <= moment}
        if conditions.is_due(condition, known, now=moment.at):
            return moment
    return None


def death(interview: Interview, audience: Audience, world: World) -> tuple[Death, str | None]:
    """What stands for this audience if every narrator is confirmed dead, and the name of who decides then.

    Without a consent that stands, nothing opens.
    """
    telling = sum(p.role is Role.NARRATOR for p in interview.participants) or 1
    dead = sum(Dead(p.id) in world.facts for p in world.people.narrating.get(interview.id, ()))
    if dead < telling:
        return Death.CAN_BE_ASKED, None
    last = next((e for e in reversed(world.consents) if e.audience == audience and e.scope is None), None)
    if last is None or last.said is not Said.AGREED:
        return Death.STAYS_CLOSED, None
    if last.death_clause is DeathClause.NAMED_PERSON_DECIDES:
        return Death.NAMED_PERSON_DECIDES, last.decides_then
    stands = last.death_clause is DeathClause.CONSENT_STANDS
    return (Death.CONSENT_STANDS if stands else Death.STAYS_CLOSED), None


def agreed(
    interview: Interview,
    audience: Audience,
    world: World,
    condition: Condition,
    about: Set[str],
    *,
    closed: Since,
) -> bool:
    """Has ``narrator_agrees`` been met for this audience? ``about`` are the ids of the seal or restriction.

    An event counts that was appended after everything else held and the thing was closed, or that was about
    this one alone; and nothing said since on the same question has taken it back.
    """
    due = due_since(condition, world)
    if due is None:
        return False
    stands, decides = death(interview, audience, world)
    if stands in (Death.STAYS_CLOSED, Death.CONSENT_STANDS):
        return stands is Death.CONSENT_STANDS
    who = NARRATOR if decides is None else decides
    return any(
        event.audience == audience
        and event.by == who
        and event.said is Said.AGREED
        and _is_last_word(event, world)
        and (event.scope in about or (event.scope is None and is_after(event, max(due, closed))))
        for event in world.consents
    )


def is_after(event: ConsentEvent, since: Since) -> bool:
    """Was it said after that? The ledger has an order within one second, too."""
    return event.ledger > since.ledger and _moment(event.at) >= since.at


def _is_last_word(event: ConsentEvent, world: World) -> bool:
    question = (event.use, event.audience, event.scope)
    return event is next(
        (e for e in reversed(world.consents) if (e.use, e.audience, e.scope) == question), None
    )


def _moment(at: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(at)
