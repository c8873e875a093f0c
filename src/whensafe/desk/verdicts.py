"""The gate's verdict rows on an interview, as an act writes them; and those that a fact changes.

Most interviews are judged from what is kept of them alone. People, facts and rules that reach everywhere are
read only where the whole interview waits for a condition; none of them closes one as a whole by itself.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from whensafe.desk import registers
from whensafe.desk.ports import Unit
from whensafe.desk.world import world_of
from whensafe.nouns.condition import Dead
from whensafe.nouns.consent import ConsentEvent
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import Interview
from whensafe.nouns.person import Person
from whensafe.nouns.restriction import Restriction, ScopeKind, Version
from whensafe.protection import conditions, gate
from whensafe.protection.conditions import Fact
from whensafe.protection.consents import Lineage, grants
from whensafe.protection.gate import Verdict
from whensafe.protection.world import World


def verdicts(unit: Unit, item: Interview, now: datetime.datetime) -> tuple[Verdict, ...]:
    """The rows for this interview as of ``now`` (aware), by everything that the transaction has noted."""
    consents = tuple(registers.every(unit, ConsentEvent, item.id))
    if not grants(consents):
        return gate.verdicts(item)
    own = tuple(r for r in registers.every(unit, Restriction, item.id) if r.ended_at is None)
    if any(rule.until is not None and _may_close(rule, item) for rule in own):
        return gate.verdicts(item, world_of(unit, item.id, now))
    lineage = Lineage({v.id: v.parent for v in registers.every(unit, Version, item.id)})
    return gate.verdicts(item, World(consents=consents, restrictions=own, lineage=lineage, now=now))


def waiting_for(unit: Unit, fact: Fact) -> Iterator[InterviewId]:
    """Interviews closed as a whole until this fact: their rows may be others once it holds, or doesn't.

    A narrator's death decides who is asked, whatever a rule waits for.
    """
    told = {id for p in registers.every(unit, Person) if fact == Dead(p.id) for id in p.narrator_of}
    found: dict[InterviewId, None] = {}
    for rule in registers.every(unit, Restriction):
        if rule.interview is None or rule.until is None or rule.ended_at is not None:
            continue
        if rule.scope.kind is not ScopeKind.INTERVIEW:
            continue
        if rule.interview in told or fact in conditions.clauses(conditions.parse(rule.until)):
            found[rule.interview] = None
    yield from found


def _may_close(rule: Restriction, item: Interview) -> bool:
    """All of it is hidden, or nobody can tell which turn or who it is."""
    scope = rule.scope
    if scope.kind in (ScopeKind.TURN, ScopeKind.PASSAGE):
        texts = (text for session in item.sessions for text in session.current)
        return all(turn.address != scope.address for text in texts for turn in text.turns)
    return scope.kind is not ScopeKind.WORDS
