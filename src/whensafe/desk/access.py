"""Who can unlock the archive: a person is given access, or it is taken away.

Whoever had access may have kept the archive's key, and any copy made until then opens with it. Taking access
away is therefore not enough where somebody might come back with a copy of a *later* state: `rekey` puts the
archive under a new key (`wiring.rekey`); no act reaches the copies that are out there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from whensafe.desk import registers
from whensafe.desk.act import acting, require
from whensafe.desk.archive import Archive
from whensafe.errors import NotFound, Refused
from whensafe.nouns.actor import Actor, WithAccess
from whensafe.nouns.ids import MemberId
from whensafe.nouns.receipt import BackupMade


@dataclass(frozen=True, slots=True)
class Removed:
    """Who has no access any more, and the copies that still open for them."""

    member: Actor
    copies: tuple[BackupMade, ...]


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """Who has access under the new key, who lost it, and the copies that still open with the old one."""

    kept: tuple[str, ...]
    lost: tuple[str, ...]
    copies: tuple[BackupMade, ...]


def everybody(archive: Archive, actor: Actor | None) -> tuple[WithAccess, ...]:
    """Who can unlock, and since when, by name."""
    require(actor)
    return archive.store.access.everybody()


def give(archive: Archive, actor: Actor | None, name: str, passphrase: str) -> Actor:
    """Give a person access with a passphrase of their own; `Refused` if the name has access already."""
    with acting(archive, actor, "give_access") as deed:
        if any(one.actor.name == name for one in archive.store.access.everybody()):
            raise Refused(
                "somebody of this name has access already",
                where=name[:80],
                todo="Give another name; staff names are seen inside the archive only.",
            )
        added = archive.store.access.add(name, passphrase, now=archive.clock.now())
        deed.about.append(f"member:{added.member}")
    return added


def take_away(archive: Archive, actor: Actor | None, name: str, *, reason: str | None = None) -> Removed:
    """Take every way in away from a person. Raises `NotFound`, or `Refused` for the last one with access."""
    with acting(archive, actor, "take_access", reason=reason) as deed:
        member = _named(archive.store.access.everybody(), name)
        archive.store.access.remove(name)
        deed.about.append(f"member:{member.member}")
        copies = tuple(registers.every(deed.unit, BackupMade))
    return Removed(member, copies)


def note_rekeyed(
    archive: Archive, actor: Actor | None, lost: Sequence[MemberId], *, reason: str | None = None
) -> tuple[BackupMade, ...]:
    """Log, in an archive that stands under its new key, that it does; the copies under the old one."""
    with acting(archive, actor, "rekey", reason=reason) as deed:
        deed.about.extend(f"member:{member}" for member in lost)
        return tuple(registers.every(deed.unit, BackupMade))


def _named(everybody: Sequence[WithAccess], name: str) -> Actor:
    for one in everybody:
        if one.actor.name == name:
            return one.actor
    raise NotFound("nobody of that name has access", where=name[:80])
