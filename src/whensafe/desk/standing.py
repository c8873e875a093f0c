"""How things stand: one seal with all that has to do with it, what waits and for what, what rests on a fact.

Only looks. What is sealed stays so: nothing here knows a word of it.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from whensafe.desk import registers, under_way
from whensafe.desk.act import require, seen_by
from whensafe.desk.archive import Archive
from whensafe.desk.backup import since
from whensafe.desk.facts import Waiting, waiting
from whensafe.desk.ports import Unit
from whensafe.desk.release_groups import Asking, ReleaseGroup
from whensafe.desk.under_way import Holder
from whensafe.desk.world import held_since, read_fact
from whensafe.errors import NotFound
from whensafe.nouns.actor import TEAM, Actor
from whensafe.nouns.condition import Dead, Decision, Free, PersonId
from whensafe.nouns.fact import Confirmation
from whensafe.nouns.interview import Interview
from whensafe.nouns.person import Person
from whensafe.nouns.published import PublishedEdition
from whensafe.nouns.receipt import BackupMade
from whensafe.nouns.restriction import Restriction
from whensafe.nouns.sealed import Seal, SealState
from whensafe.protection import conditions
from whensafe.protection.conditions import Fact


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every condition is judged and named by. ``held`` gives the confirmation by which a fact holds."""

    people: Mapping[PersonId, Person]
    held: Mapping[Fact, Confirmation]
    now: datetime.datetime

    def is_due(self, condition: str) -> bool:
        """Would it hold if the narrator agreed?"""
        return conditions.is_due(conditions.parse(condition), set(self.held), now=self.now)


@dataclass(frozen=True, slots=True)
class Standing:
    """One seal. ``together`` are all seals of its group, this one too: they open with one another.

    ``rules`` keep what was released from other audiences until it may be told. ``editions`` tell something
    of it; ``backups`` were made before it was sealed and still hold the words.
    """

    seal: Seal
    interview: Interview
    group: ReleaseGroup
    due: bool
    together: tuple[Seal, ...]
    asking: Asking | None
    holders: tuple[Holder, ...]
    rules: tuple[Restriction, ...]
    editions: tuple[PublishedEdition, ...]
    backups: tuple[BackupMade, ...]

    @property
    def answered(self) -> int:
        """How many custodians' answers are here."""
        return sum(one.answered for one in self.holders)

    @property
    def threshold(self) -> int:
        """How many are needed."""
        return self.group.group.threshold

    @property
    def state(self) -> str:
        """``in_force due asked answers open released``, the furthest that is true."""
        if self.seal.state is SealState.RELEASED:
            return "released"
        if self.group.opened_at is not None:
            return "open"
        if self.asking is not None:
            return "answers" if self.answered else "asked"
        return "due" if self.due else "in_force"


@dataclass(frozen=True, slots=True)
class Resting:
    """What rests on a confirmation's fact: everything that waits for it, with whether that is due; editions
    that told what had waited for it and can't be recalled. ``newest``: nothing was said of the fact since.
    """

    confirmation: Confirmation
    newest: bool
    holds: bool
    waits: tuple[tuple[Waiting, bool], ...]
    editions: tuple[PublishedEdition, ...]


def surroundings(archive: Archive, actor: Actor | None) -> Surroundings:
    """The register of people, the facts that hold, the moment. The team's alone."""
    require(actor, TEAM)
    with archive.store.read() as unit:
        return _around(unit, archive.clock.now())


def standing(archive: Archive, actor: Actor | None, id: str) -> Standing:
    """One seal, or `NotFound`."""
    require(actor, TEAM)
    with archive.store.read() as unit:
        seal = registers.find(unit, Seal, id)
        group = None if seal is None else registers.find(unit, ReleaseGroup, seal.group)
        if seal is None or group is None:
            raise NotFound("this archive has no such seal", where=id[:40])
        interview = seen_by(actor, TEAM, unit, seal.interview)
        asking = registers.find(unit, Asking, group.id)
        rules = tuple(
            rule
            for rule in registers.every(unit, Restriction, seal.interview)
            if rule.ended_at is None and rule.restored is not None and rule.restored.seal == seal.id
        )
        told = {seal.id, *(rule.id for rule in rules)}
        return Standing(
            seal=seal,
            interview=interview,
            group=group,
            due=_around(unit, archive.clock.now()).is_due(seal.condition),
            together=tuple(s for s in registers.every(unit, Seal, seal.interview) if s.group == group.id),
            asking=asking,
            holders=under_way.holders(group, asking),
            rules=rules,
            editions=_telling(unit, told),
            backups=tuple(one for one in since(unit, interview.added_at) if one.at < seal.at),
        )


def waits(archive: Archive, actor: Actor | None) -> tuple[Waiting, ...]:
    """Everything that waits for a condition, due or not."""
    require(actor, TEAM)
    with archive.store.read() as unit:
        return tuple(waiting(unit))


def under_way_now(archive: Archive, actor: Actor | None) -> tuple[tuple[Asking, ReleaseGroup, Seal], ...]:
    """Every request that custodians are asked and that was not opened yet, with a seal of its group."""
    require(actor, TEAM)
    with archive.store.read() as unit:
        found = []
        for asking in registers.every(unit, Asking):
            group = registers.find(unit, ReleaseGroup, asking.id)
            of = (s for s in registers.every(unit, Seal, asking.interview) if s.group == asking.id)
            seal = next(of, None)
            if group is not None and seal is not None:
                found.append((asking, group, seal))
        return tuple(found)


def resting(archive: Archive, actor: Actor | None, id: str) -> Resting:
    """What rests on the fact of this confirmation, or `NotFound`."""
    require(actor, TEAM)
    with archive.store.read() as unit:
        one = registers.find(unit, Confirmation, id)
        if one is None:
            raise NotFound("no such confirmation", where=id[:40])
        fact, around = read_fact(one.fact), _around(unit, archive.clock.now())
        last = [c.id for c in registers.every(unit, Confirmation) if c.fact == one.fact][-1]
        named = [w for w in waiting(unit) if fact in set(conditions.clauses(conditions.parse(w.condition)))]
        ids = {id for w in named for id in (w.id, *w.seals)}
        return Resting(
            confirmation=one,
            newest=last == one.id,
            holds=fact in around.held,
            waits=tuple((w, around.is_due(w.condition)) for w in named),
            editions=_telling(unit, ids),
        )


def facts_waited_for(archive: Archive, actor: Actor | None, of: str | None = None) -> tuple[Fact, ...]:
    """The facts that conditions name, each once; with ``of`` those of one seal, group or rule."""
    found: dict[Fact, None] = {}
    for one in waits(archive, actor):
        if of is None or of in (one.id, *one.seals):
            for clause in conditions.clauses(conditions.parse(one.condition)):
                if isinstance(clause, Free | Dead | Decision):
                    found[clause] = None
    return tuple(found)


def _around(unit: Unit, now: datetime.datetime) -> Surroundings:
    held = {fact: one.last for fact, one in held_since(unit, now).items()}
    return Surroundings({p.id: p for p in registers.every(unit, Person)}, held, now)


def _telling(unit: Unit, ids: set[str]) -> tuple[PublishedEdition, ...]:
    editions = registers.every(unit, PublishedEdition)
    return tuple(edition for edition in editions if not ids.isdisjoint(edition.opened))
