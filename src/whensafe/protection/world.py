"""What the gate knows when it decides: what was said about an interview, and nothing it must look up."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from whensafe.nouns.consent import ConsentEvent
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
    people: tuple[Person, ...] = ()
    pseudonyms: Mapping[str, str] = field(default_factory=dict)
    facts: frozenset[Fact] = frozenset()
    since: Mapping[Fact, Since] = field(default_factory=dict)
    lineage: Lineage = field(default_factory=lambda: Lineage({}))
    now: datetime.datetime = LONG_AGO


NOTHING = World()
"""Nothing was ever said: nobody but the team sees anything."""
