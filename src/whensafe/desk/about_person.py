"""What the registers hold about people: the register whole, and all that concerns one of them."""

from __future__ import annotations

from dataclasses import dataclass

from whensafe.desk import registers
from whensafe.desk.act import require
from whensafe.desk.archive import Archive
from whensafe.desk.facts import Waiting, waiting
from whensafe.desk.people import find, namesakes_of
from whensafe.desk.world import held_since, read_fact
from whensafe.nouns.actor import TEAM, Actor
from whensafe.nouns.condition import Decision, PersonId
from whensafe.nouns.fact import Confirmation
from whensafe.nouns.person import Person
from whensafe.nouns.restriction import Restriction
from whensafe.protection import conditions
from whensafe.protection.conditions import Fact


@dataclass(frozen=True, slots=True)
class AboutPerson:
    """A person, others written the same way, every confirmation about them in order, and those of them by
    which something holds now; the rules that hide them, and what waits for them.
    """

    person: Person
    namesakes: tuple[Person, ...]
    confirmations: tuple[Confirmation, ...]
    holding: frozenset[str]
    rules: tuple[Restriction, ...]
    waiting: tuple[Waiting, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """Everybody in the order they were added, the facts that hold now, and whom a rule hides."""

    people: tuple[Person, ...]
    facts: frozenset[Fact]
    hidden: frozenset[PersonId]


def register(archive: Archive, actor: Actor | None) -> Register:
    """The register whole. The team's alone."""
    require(actor, TEAM)
    with archive.store.read() as unit:
        rules = [rule for rule in registers.every(unit, Restriction) if rule.ended_at is None]
        return Register(
            people=tuple(registers.every(unit, Person)),
            facts=frozenset(held_since(unit, archive.clock.now())),
            hidden=frozenset(rule.scope.person for rule in rules if rule.scope.person is not None),
        )


def about_person(archive: Archive, actor: Actor | None, id: PersonId) -> AboutPerson:
    """What there is about somebody in the register; `NotFound` for nobody. The team's alone."""
    require(actor, TEAM)
    with archive.store.read() as unit:
        person = find(unit, id)
        held = held_since(unit, archive.clock.now())
        return AboutPerson(
            person=person,
            namesakes=tuple(namesakes_of(registers.every(unit, Person), person)),
            confirmations=tuple(c for c in registers.every(unit, Confirmation) if _is_about(c, id)),
            holding=frozenset(one.last.id for one in held.values()),
            rules=tuple(
                rule
                for rule in registers.every(unit, Restriction)
                if rule.scope.person == id and rule.ended_at is None
            ),
            waiting=tuple(w for w in waiting(unit) if id in conditions.people(conditions.parse(w.condition))),
        )


def _is_about(one: Confirmation, id: PersonId) -> bool:
    fact = read_fact(one.fact)
    return not isinstance(fact, Decision) and fact.person == id
