"""What is sealed and restricted in one interview, for the team that reads it. Nothing here decides or writes.

marked        seals, rules, whose conditions they wait for, which facts hold
roster_now    who would hold the shares of the next seal, or nobody
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from whensafe.desk import registers
from whensafe.desk.act import require, seen_by
from whensafe.desk.archive import Archive
from whensafe.desk.custodians import ROSTER, Roster
from whensafe.desk.ports import Unit
from whensafe.desk.release_groups import ReleaseGroup
from whensafe.desk.seal import field_holes
from whensafe.desk.world import held_since, world_of
from whensafe.errors import BadOption
from whensafe.nouns.actor import TEAM, Actor, Audience
from whensafe.nouns.condition import Condition, NarratorAgrees, PersonId
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import Interview
from whensafe.nouns.person import Person
from whensafe.nouns.restriction import Restriction
from whensafe.nouns.sealed import FieldHole, Seal, SealId, SealState
from whensafe.protection import asking, conditions
from whensafe.protection.conditions import Fact
from whensafe.protection.consents import grants
from whensafe.protection.world import Since


@dataclass(frozen=True, slots=True)
class Holders:
    """``threshold`` of ``holders`` custodians open it together."""

    threshold: int
    holders: int


@dataclass(frozen=True, slots=True)
class Marked:
    """As of ``now`` (aware). ``seals`` are closed ones, ``rules`` this interview's own that stand,
    ``everywhere`` those that reach all interviews. ``holders`` are by seal, ``facts`` those that hold with
    the time of their last confirmation (RFC 3339), ``people`` whom conditions and rules name. ``agreed`` are
    ids of seals and rules that are due and to which the narrator, asked again, has agreed.
    """

    now: datetime.datetime
    seals: tuple[Seal, ...] = ()
    rules: tuple[Restriction, ...] = ()
    everywhere: tuple[Restriction, ...] = ()
    field_holes: tuple[FieldHole, ...] = ()
    holders: Mapping[SealId, Holders] = field(default_factory=dict)
    facts: Mapping[Fact, str] = field(default_factory=dict)
    people: Mapping[PersonId, Person] = field(default_factory=dict)
    agreed: frozenset[str] = frozenset()


def marked(archive: Archive, actor: Actor | None, id: InterviewId) -> Marked:
    """Everything sealed and restricted in a kept interview or draft; `NotFound` where there is none such."""
    require(actor, TEAM)
    now = archive.clock.now()
    with archive.store.read() as unit:
        interview = seen_by(actor, TEAM, unit, id)
        every = registers.every(unit, Seal, id)
        seals = tuple(seal for seal in every if seal.state is SealState.SEALED)
        own = tuple(rule for rule in registers.every(unit, Restriction, id) if rule.ended_at is None)
        everywhere = tuple(_everywhere(unit))
        written = [seal.condition for seal in seals]
        written += [rule.until for rule in (*own, *everywhere) if rule.until is not None]
        named = {p for text in written for p in _people(text)}
        named |= {rule.scope.person for rule in everywhere if rule.scope.person is not None}
        return Marked(
            now=now,
            seals=seals,
            rules=own,
            everywhere=everywhere,
            field_holes=field_holes(unit, id),
            holders=_holders(unit, id, seals),
            facts={f: h.last.at for f, h in held_since(unit, now).items()} if written else {},
            people={p.id: p for p in _found(unit, sorted(named))},
            agreed=_agreed(unit, interview, now, seals, (*own, *everywhere)),
        )


def roster_now(archive: Archive, actor: Actor | None) -> Roster | None:
    """The custodians that the next seal would be made for; ``None`` while the archive has none."""
    require(actor, TEAM)
    with archive.store.read() as unit:
        return registers.find(unit, Roster, ROSTER)


def _everywhere(unit: Unit) -> Iterable[Restriction]:
    """The rules that reach every interview; those of single interviews aren't even read."""
    for record in unit.records.of(registers.KINDS[Restriction]):
        if record.interview is None:
            rule = registers.read(record, Restriction)
            if rule.ended_at is None:
                yield rule


def _agreed(
    unit: Unit,
    interview: Interview,
    now: datetime.datetime,
    seals: Sequence[Seal],
    rules: Sequence[Restriction],
) -> frozenset[str]:
    """Seals to whose opening they agreed for anybody: that is when custodians are asked. Rules to whose end
    they agreed for everybody it hides from and who may be told the rest: then it is done with.
    """
    asked: dict[str, str] = {seal.id: seal.condition for seal in seals}
    asked |= {rule.id: rule.until for rule in rules if rule.until is not None}
    found = {id: read for id, text in asked.items() if (read := _asks(text)) is not None}
    if not found:
        return frozenset()
    world = world_of(unit, interview.id, now)
    granted = {audience for _, audience in grants(world.consents) if audience is not None}
    ever = {event.audience for event in world.consents if event.audience is not None}

    def for_all(one: Seal | Restriction, whom: set[Audience], about: set[str], closed: Since) -> list[bool]:
        until = found[one.id]
        return [asking.agreed(interview, each, world, until, about, closed=closed) for each in whom]

    agreed: set[str] = set()
    for seal in (one for one in seals if one.id in found):
        together = {str(one.id) for one in world.seals if one.group == seal.group}
        if any(for_all(seal, ever, together, asking.sealed(seal))):
            agreed.add(seal.id)
    for rule in (one for one in rules if one.id in found):
        whom = {one for one in granted if not rule.hidden_from or one in rule.hidden_from}
        about = {str(rule.id)} | ({str(rule.restored.seal)} if rule.restored is not None else set())
        if whom and all(for_all(rule, whom, about, asking.closed(rule, world))):
            agreed.add(rule.id)
    return frozenset(agreed)


def _asks(condition: str) -> Condition | None:
    """A condition in which the narrator is asked."""
    try:
        read = conditions.parse(condition)
    except BadOption:
        return None
    return read if NarratorAgrees() in set(conditions.clauses(read)) else None


def _people(condition: str) -> frozenset[PersonId]:
    try:
        return conditions.people(conditions.parse(condition))
    except BadOption:  # kept closed by whoever judges; here it only has nobody to name
        return frozenset()


def _found(unit: Unit, ids: Iterable[PersonId]) -> Iterable[Person]:
    found = (registers.find(unit, Person, id) for id in ids)
    return (person for person in found if person is not None)


def _holders(unit: Unit, id: InterviewId, seals: tuple[Seal, ...]) -> Mapping[SealId, Holders]:
    if not seals:
        return {}
    groups = {
        group.id: Holders(group.group.threshold, len(group.group.shares))
        for group in registers.every(unit, ReleaseGroup, id)
    }
    return {seal.id: groups[seal.group] for seal in seals if seal.group in groups}
