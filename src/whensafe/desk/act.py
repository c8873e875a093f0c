"""What every act has in common: allow or refuse, compute, store and log in one transaction, then remember.

    with acting(archive, actor, "keep") as deed:
        interview = deed.draft(id)
        deed.put(replace(interview, state=State.KEPT))

What leaves the block without an exception is committed together with its ledger entry, or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeAlias

from whensafe.desk import journal, registers
from whensafe.desk.archive import Archive, Mint
from whensafe.desk.ports import BlobRef, Unit
from whensafe.desk.records import record_mac, register_mac
from whensafe.desk.verdicts import verdicts
from whensafe.errors import NotFound, NotPermitted, Refused
from whensafe.nouns.actor import TEAM, Actor, Audience
from whensafe.nouns.ids import BlobName, InterviewId
from whensafe.nouns.interview import Interview, State
from whensafe.protection import gate


def require(actor: Actor | None, audience: Audience = TEAM) -> Actor:
    """The actor, if the gate lets them ask anything as this audience; else `NotPermitted` with reasons."""
    decision = gate.decide_audience(actor, audience)
    if actor is None or not decision.allowed:
        raise NotPermitted("not allowed: " + ", ".join(decision.reasons), reasons=decision.reasons)
    return actor


def seen_by(actor: Actor | None, audience: Audience, unit: Unit, id: InterviewId) -> Interview:
    """One interview, past the verdict rows and past the gate itself; `NotFound` says no more than that."""
    allowed = require(actor, audience)
    interview = unit.interviews.get(id, audience)
    if interview is None or not gate.decide(allowed, audience, interview).allowed:
        raise NotFound("no such interview", where=str(id)[:40])
    return interview


@dataclass(slots=True)
class Deed:
    """One act under way, inside its transaction: reads through it see what it has written."""

    archive: Archive
    unit: Unit
    actor: Actor
    at: str
    changed: dict[InterviewId, bytes | None] = field(default_factory=dict)
    blobs: dict[BlobName, bytes] = field(default_factory=dict)
    noted: dict[tuple[str, str], bytes | None] = field(default_factory=dict)
    about: list[str] = field(default_factory=list)

    @property
    def mint(self) -> Mint:
        """Fresh ids and addresses."""
        return Mint(self.archive.randomness)

    def interview(self, id: InterviewId) -> Interview:
        """An interview that the actor may work with, or `NotFound`."""
        return seen_by(self.actor, TEAM, self.unit, id)

    def draft(self, id: InterviewId) -> Interview:
        """The same, and still a draft; what is kept is no longer changed this way."""
        interview = self.interview(id)
        if interview.state is not State.DRAFT:
            raise Refused("this interview has been kept and is no longer a draft", where=id)
        return interview

    def keep_blob(self, chunks: Iterator[bytes]) -> BlobRef:
        """Encrypt and keep bytes as received; the ledger entry names them."""
        ref = self.unit.blobs.put(chunks)
        self.blobs[ref.name] = ref.mac
        return ref

    def put(self, interview: Interview) -> None:
        """Write an interview whole, with the gate's verdicts on it; the ledger entry commits to it.

        What the act notes of consent, rules and facts, it notes before.
        """
        mac = record_mac(self.unit.secrets, interview)  # first: it refuses text that no store can hold
        self.unit.interviews.put(interview, verdicts(self.unit, interview, self.archive.clock.now()))
        self.changed[interview.id] = mac

    def remove(self, interview: Interview) -> None:
        """Remove a draft with its files, once the act is committed; the ledger entry says that it is gone."""
        self.unit.interviews.remove(interview.id)
        self.changed[interview.id] = None

    def note(self, noun: object) -> None:
        """Put a noun into its register, replacing what has its id; the ledger entry commits to it."""
        record = registers.spell(noun)
        self.unit.records.put(record)
        self.noted[record.kind, record.id] = register_mac(self.unit.secrets, record)

    def strike(self, type_: type[object], id: str) -> None:
        """Remove a noun from its register; the ledger entry says that it is gone."""
        self.unit.records.remove(registers.KINDS[type_], id)
        self.noted[registers.KINDS[type_], id] = None


Along: TypeAlias = Callable[[Deed, Interview], Interview]
"""What is done along with an act, in its transaction: an interview before it is put, as it is to be put."""


@contextmanager
def acting(archive: Archive, actor: Actor | None, name: str, *, reason: str | None = None) -> Iterator[Deed]:
    """One act by name (stable code). Refuses a missing actor; commits and logs what the block did.

    ``reason`` is what the person gave for it; it is kept in the ledger entry.
    """
    allowed = require(actor)
    with archive.store.write() as unit:
        deed = Deed(archive, unit, allowed, archive.now())
        yield deed
        entry = journal.Entry(
            act=name,
            at=deed.at,
            by=allowed.member,
            interviews=tuple(
                journal.Change(id, mac.hex() if mac is not None else None) for id, mac in deed.changed.items()
            ),
            blobs=tuple(journal.Kept(blob, mac.hex()) for blob, mac in deed.blobs.items()),
            records=tuple(
                journal.Noted(kind, id, mac.hex() if mac is not None else None)
                for (kind, id), mac in deed.noted.items()
            ),
            about=tuple(deed.about),
            reason=reason,
        )
        archive_id = unit.secrets.archive_id()
        head = journal.append(unit, archive.randomness, entry)
    archive.seen.remember(archive_id, head.size, head.root)
