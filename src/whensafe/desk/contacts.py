"""Contact sheets: how to reach somebody, kept apart from everything that is read, searched or published.

Each is a file of its own under a random key of its own, which stands in one record. Deleting removes both, so
that what may be left of the file on the disk opens with nothing. Every look is in the ledger.
"""

from __future__ import annotations

from dataclasses import dataclass

from whensafe.desk import registers
from whensafe.desk.act import Deed, acting, require
from whensafe.desk.archive import Archive
from whensafe.desk.backup import since
from whensafe.desk.people import find
from whensafe.errors import BadSeal, Damaged, NotFound, TooLarge
from whensafe.nouns.actor import TEAM, Actor
from whensafe.nouns.condition import PersonId
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.person import ContactSheet
from whensafe.nouns.receipt import BackupMade
from whensafe.sealing import stream

MOST_BYTES = 1 << 20
KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Deleted:
    """A sheet that is gone. ``erased`` is ``False`` while a reader keeps its key in the log: ask `is_erased`
    again when nobody else has the archive open. ``backups`` still hold it.
    """

    id: str
    erased: bool
    backups: tuple[BackupMade, ...]


def keep(archive: Archive, actor: Actor | None, id: str, data: bytes) -> ContactSheet:
    """Keep a sheet for an interview or a person, instead of one that was there; `TooLarge` above 1 MiB."""
    if len(data) > MOST_BYTES:
        raise TooLarge("a contact sheet has at most 1 MiB", where=id[:40])
    with acting(archive, actor, "keep_contact") as deed:
        interview = _owner(deed, id)
        old = registers.find(deed.unit, ContactSheet, id)
        if old is not None:
            deed.unit.blobs.remove(old.blob)
        random = archive.randomness
        key = random.bytes(KEY_BYTES)
        ref = deed.keep_blob(stream.seal(key, random.bytes(stream.NONCE), data))
        sheet = ContactSheet(id, interview, ref.name, key, deed.at)
        deed.note(sheet)
    return sheet


def kept_since(archive: Archive, actor: Actor | None, id: str) -> str | None:
    """When the sheet there is was kept (RFC 3339), ``None`` where there is none; without looking into it."""
    require(actor, TEAM)
    with archive.store.read() as unit:
        sheet = registers.find(unit, ContactSheet, id)
    return None if sheet is None else sheet.at


def show(archive: Archive, actor: Actor | None, id: str) -> bytes:
    """The sheet's bytes. That somebody looked is in the ledger first."""
    with acting(archive, actor, "show_contact") as deed:
        sheet = _found(deed, id)
        deed.about.append(id)
    with archive.store.read() as unit:
        try:
            return b"".join(stream.open_chunks(sheet.key, b"".join(unit.blobs.read(sheet.blob))))
        except BadSeal as error:
            raise Damaged("a contact sheet is not what was kept", where=id) from error


def delete(archive: Archive, actor: Actor | None, id: str, *, reason: str | None = None) -> Deleted:
    """Remove the sheet and its key. Copies of the archive made since it was kept still hold both."""
    with acting(archive, actor, "delete_contact", reason=reason) as deed:
        sheet = _found(deed, id)
        deed.unit.blobs.remove(sheet.blob)
        deed.strike(ContactSheet, id)
        backups = since(deed.unit, sheet.at)
    return Deleted(id, archive.store.is_erased(), backups)


def _owner(deed: Deed, id: str) -> InterviewId | None:
    """Whose sheet it is: an interview's, or somebody's in the register (``None``); else `NotFound`."""
    if id.startswith("p:"):
        find(deed.unit, PersonId(id))
        return None
    return deed.interview(InterviewId(id)).id


def _found(deed: Deed, id: str) -> ContactSheet:
    sheet = registers.find(deed.unit, ContactSheet, id)
    if sheet is None:
        raise NotFound("no contact sheet", where=id[:40])
    return sheet
