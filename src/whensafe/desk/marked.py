"""What is sealed and restricted in one interview, for the team that reads it. Nothing here decides or writes.

marked        seals, rules, whose conditions they wait for, which facts hold
roster_now    who would hold the shares of the next seal, or nobody
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from whensafe.desk import registers
from whensafe.desk.act import require, seen_by
from whensafe.desk.archive import Archive
from whensafe.desk.custodians import ROSTER, Roster
from whensafe.desk.ports import Unit
from whensafe.desk.release_groups import ReleaseGroup
from whensafe.desk.seal import field_holes
from whensafe.desk.world import held_since
from whensafe.errors import BadOption
from whensafe.nouns.actor import TEAM, Actor
from whensafe.nouns.condition import PersonId
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.person import Person
from whensafe.nouns.restriction import Restriction
from whensafe.nouns.sealed import FieldHole, Seal, SealId, SealState
from whensafe.protection import conditions
from whensafe.protection.conditions import Fact


@dataclass(frozen=True, slots=True)
class Holders:
    """``threshold`` of ``holders`` custodians open it together."""

    threshold: int
    holders: int


@dataclass(frozen=True, slots=True)
class Marked:
    """As of ``now`` (aware). ``seals`` are closed ones, ``rules`` this interview's own that stand,
    ``everywhere`` those that reach all interviews. ``holders`` are by seal, ``facts`` those that hold with
    the time of their last confirmation (RFC 3339), ``people`` whom conditions and rules name.
    """

    now: datetime.datetime
    seals: tuple[Seal, ...] = ()
    rules: tuple[Restriction, ...] = ()
    everywhere: tuple[Restriction, ...] = ()
    field_holes: tuple[FieldHole, ...] = ()
    holders: Mapping[SealId, Holders] = field(default_factory=dict)
    facts: Mapping[Fact, str] = field(default_factory=dict)
    people: Mapping[PersonId, Person] = field(default_factory=dict)


def marked(archive: Archive, actor: Actor | None, id: InterviewId) -> Marked:
    """Everything sealed and restricted in a kept interview or draft; `NotFound` where there is none such."""
    require(actor, TEAM)
    now = archive.clock.now()
    with archive.store.read() as unit:
        seen_by(actor, TEAM, unit, id)
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
