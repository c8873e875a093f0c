"""What the gate needs to know of an interview, looked up in the registers.

    world_of(unit, id, now)          one interview
    Worlds(unit, now).of(id)         many: what all interviews share is read once

Nothing here decides; `protection` does.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from whensafe.desk import registers
from whensafe.desk.ports import Secrets, Unit
from whensafe.desk.records import canonical
from whensafe.errors import BadOption
from whensafe.nouns.condition import Dead, Decision, Free
from whensafe.nouns.consent import ConsentEvent
from whensafe.nouns.fact import Confirmation
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.person import Person, Pseudonym
from whensafe.nouns.restriction import Restriction, Version
from whensafe.nouns.sealed import Seal
from whensafe.protection import conditions
from whensafe.protection.conditions import Fact
from whensafe.protection.consents import Lineage
from whensafe.protection.world import Register, Since, World

SIGNED = b"whensafe confirmation v1\n"
"""What comes before a confirmation's canonical JSON where it is signed."""
_NO_SINCE = b'"since":null,'
"""Who doesn't say since when has it signed as before one could. (In a text quotes are escaped.)"""


def world_of(unit: Unit, id: InterviewId, now: datetime.datetime) -> World:
    """The world of one interview as of ``now`` (aware)."""
    return Worlds(unit, now).of(id)


class Worlds:
    """Worlds of many interviews of one view of the archive, all as of one moment. ``shared`` is what they
    have in common.
    """

    def __init__(self, unit: Unit, now: datetime.datetime) -> None:
        self._unit = unit
        self._everywhere = _everywhere(unit)
        held = held_since(unit, now)
        self.shared = World(
            people=Register(registers.every(unit, Person)),
            pseudonyms={p.id: p.code for p in registers.every(unit, Pseudonym)},
            facts=frozenset(held),
            since={fact: _since(one.first) for fact, one in held.items()},
            now=now,
        )

    def of(self, id: InterviewId) -> World:
        """The world of this interview; without consent, rules and seals where there are none."""
        own = (r for r in registers.every(self._unit, Restriction, id) if r.ended_at is None)
        return replace(
            self.shared,
            consents=tuple(registers.every(self._unit, ConsentEvent, id)),
            restrictions=(*own, *self._everywhere),
            seals=tuple(registers.every(self._unit, Seal, id)),
            lineage=Lineage({v.id: v.parent for v in registers.every(self._unit, Version, id)}),
        )


@dataclass(frozen=True, slots=True)
class Held:
    """The confirmations by which a fact holds: ``first`` since it holds without a break, and ``last``."""

    first: Confirmation
    last: Confirmation


def held_since(unit: Unit, now: datetime.datetime) -> Mapping[Fact, Held]:
    """Every fact that holds at ``now``: confirmed by then, and not taken back since, not even later.

    A confirmation whose signature isn't the archive's makes nothing hold.
    """
    held: dict[Fact, Held] = {}
    for one in registers.every(unit, Confirmation):
        fact = read_fact(one.fact)
        if not one.stands:
            held.pop(fact, None)
        elif is_genuine(unit.secrets, one):
            held[fact] = Held(held[fact].first if fact in held else one, one)
    return {fact: found for fact, found in held.items() if _since(found.first).at <= now}


def read_fact(text: str) -> Fact:
    """A single clause that a person can confirm, or `BadOption`."""
    clause = conditions.parse(text)
    if not isinstance(clause, Free | Dead | Decision):
        raise BadOption(
            "not a fact that can be confirmed",
            todo='Give one of free(P), dead(P) or decision("BODY", "REF").',
        )
    return clause


def signed_bytes(archive: str, one: Confirmation) -> bytes:
    """What the archive signs of a confirmation: all of it but the signature, and ``since`` if it says so."""
    said = canonical(replace(one, signature=b"")).replace(_NO_SINCE, b"")
    return SIGNED + archive.encode() + b"\n" + said


def is_genuine(secrets: Secrets, one: Confirmation) -> bool:
    """Did this archive sign it?"""
    key = Ed25519PublicKey.from_public_bytes(secrets.public_key())
    try:
        key.verify(one.signature, signed_bytes(secrets.archive_id(), one))
    except InvalidSignature:
        return False
    return True


def _everywhere(unit: Unit) -> tuple[Restriction, ...]:
    """The rules that reach every interview. Those of single interviews aren't even read."""
    records = unit.records.of(registers.KINDS[Restriction])
    found: Iterable[Restriction] = (
        registers.read(record, Restriction) for record in records if record.interview is None
    )
    return tuple(rule for rule in found if rule.ended_at is None)


def _since(one: Confirmation) -> Since:
    return Since(datetime.datetime.fromisoformat(one.at), one.ledger)
