"""The registers as nouns: each type has a kind, an ``id`` and perhaps an ``interview``; bodies are JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TypeVar

import msgspec

from whensafe.desk.awaited import Awaited
from whensafe.desk.custodians import Drill, LastAnswer, Roster
from whensafe.desk.ports import Record, Unit
from whensafe.desk.records import canonical
from whensafe.desk.release_groups import Asking, ReleaseGroup
from whensafe.errors import Damaged
from whensafe.nouns.actor import spelled
from whensafe.nouns.consent import ConsentEvent
from whensafe.nouns.fact import Confirmation
from whensafe.nouns.foreign import ForeignEntries, ForeignLedger, FromArchive
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.intake import Intake, TakenFile
from whensafe.nouns.person import ContactSheet, Person, Pseudonym
from whensafe.nouns.published import PublishedEdition
from whensafe.nouns.receipt import BackupMade
from whensafe.nouns.restriction import Restriction, Version
from whensafe.nouns.sealed import Evidence, FieldHoles, Seal, SealedRecording

T = TypeVar("T")

KINDS: dict[type[Any], str] = {
    Asking: "asking",
    Awaited: "awaited",
    BackupMade: "backup",
    ConsentEvent: "consent",
    Confirmation: "confirmation",
    ContactSheet: "contact",
    Drill: "drill",
    Evidence: "evidence",
    FieldHoles: "field_holes",
    ForeignEntries: "foreign_entries",
    ForeignLedger: "foreign_ledger",
    FromArchive: "from_archive",
    Intake: "intake",
    LastAnswer: "last_answer",
    Person: "person",
    Pseudonym: "pseudonym",
    PublishedEdition: "edition",
    ReleaseGroup: "group",
    Restriction: "restriction",
    Roster: "roster",
    Seal: "seal",
    SealedRecording: "sealed_recording",
    TakenFile: "intake_file",
    Version: "version",
}
"""Every type that a register keeps, with its stable code."""


def spell(noun: Any) -> Record:
    """The record of a noun."""
    return Record(KINDS[type(noun)], noun.id, getattr(noun, "interview", None), canonical(noun))


def read(record: Record, type_: type[T]) -> T:
    """The noun that a record spells, or `Damaged`. Audiences have their one spelling, however typed."""
    try:
        noun = msgspec.json.decode(record.body, type=type_)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Damaged("a record can't be read", where=f"{record.kind} {record.id}") from error
    return _spelled(noun)


def find(unit: Unit, type_: type[T], id: str) -> T | None:
    """One noun by its id."""
    record = unit.records.get(KINDS[type_], id)
    return None if record is None else read(record, type_)


def every(unit: Unit, type_: type[T], interview: InterviewId | None = None) -> Iterator[T]:
    """Every noun of a type in the order of the ledger, or those of one interview."""
    for record in unit.records.of(KINDS[type_], interview):
        yield read(record, type_)


def _spelled(noun: T) -> T:
    if isinstance(noun, ConsentEvent | PublishedEdition) and noun.audience is not None:
        told = spelled(noun.audience)
        return noun if told == noun.audience else replace(noun, audience=told)
    if isinstance(noun, Restriction) and noun.hidden_from:
        hidden = tuple(dict.fromkeys(map(spelled, noun.hidden_from)))
        return noun if hidden == noun.hidden_from else replace(noun, hidden_from=hidden)
    return noun
