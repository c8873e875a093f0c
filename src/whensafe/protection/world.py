"""What the gate knows when it decides: what was said about an interview, and nothing it must look up."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from whensafe.nouns.condition import PersonId
from whensafe.nouns.consent import ConsentEvent
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.person import Person
from whensafe.nouns.restriction import Restriction
from whensafe.nouns.sealed import Seal
from whensafe.protection.conditions import Fact
from whensafe.protection.consents import Lineage

LONG_AGO = datetime.datetime(1, 1, 2, tzinfo=datetime.UTC)


@dataclass(frozen=True, slots=True, order=True)
class Since:
    """From when on: a moment (aware), and the size of the private ledger before it was recorded."""

    at: datetime.datetime
    ledger: int


class Register(tuple[Person, ...]):
    """People in their order, with who has which id and who narrates what, worked out once."""

    by_id: Mapping[PersonId, Person]
    narrating: Mapping[InterviewId, tuple[Person, ...]]

    def __new__(cls, people: Iterable[Person] = ()) -> Register:
        """The same people; a register stays what it is."""
        if isinstance(people, Register):
            return people
        made = super().__new__(cls, people)
        made.by_id = {person.id: person for person in made}
        narrating: dict[InterviewId, tuple[Person, ...]] = {}
        for person in made:
            for interview in dict.fromkeys(person.narrator_of):
                narrating[interview] = (*narrating.get(interview, ()), person)
        made.narrating = narrating
        return made


@dataclass(frozen=True, slots=True)
class World:
    """As of ``now`` (aware). ``consents`` and ``seals`` are this interview's, in the order of the ledger;
    ``restrictions`` are its own and those that reach everywhere, ended ones left out. ``pseudonyms`` are
    codes by `Pseudonym.id`. ``since`` says from when on a fact has been confirmed without a break; one that
    it doesn't name counts as confirmed just now. The empty world lets nobody but the team see anything.
    """

    consents: tuple[ConsentEvent, ...] = ()
    restrictions: tuple[Restriction, ...] = ()
    seals: tuple[Seal, ...] = ()
    people: Register = field(default_factory=Register)
    pseudonyms: Mapping[str, str] = field(default_factory=dict)
    facts: frozenset[Fact] = frozenset()
    since: Mapping[Fact, Since] = field(default_factory=dict)
    lineage: Lineage = field(default_factory=lambda: Lineage({}))
    now: datetime.datetime = LONG_AGO

    def __post_init__(self) -> None:
        """Any tuple of people becomes a register."""
        object.__setattr__(self, "people", Register(self.people))


NOTHING = World()
"""Nothing was ever said: nobody but the team sees anything."""
