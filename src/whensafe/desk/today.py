"""What else waits for a person: editions that may be told otherwise by now, and when a copy was made."""

from __future__ import annotations

from dataclasses import dataclass

from whensafe.desk import registers
from whensafe.desk.act import require
from whensafe.desk.archive import Archive
from whensafe.desk.since_then import touched
from whensafe.nouns.actor import TEAM, Actor, Audience
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.published import PublishedEdition
from whensafe.nouns.receipt import BackupMade


@dataclass(frozen=True, slots=True)
class Behind:
    """The newest edition for an audience, and interviews told in it that something concerned since."""

    edition: PublishedEdition
    interviews: tuple[InterviewId, ...]


def behind(archive: Archive, actor: Actor | None) -> tuple[Behind, ...]:
    """Newest editions that tell an interview which something concerned since. The team's alone."""
    require(actor, TEAM)
    now = archive.clock.now()
    with archive.store.read() as unit:
        newest: dict[Audience, PublishedEdition] = {}
        for edition in registers.every(unit, PublishedEdition):
            newest[edition.audience] = edition
        found = []
        for edition in newest.values():
            since = touched(unit, edition, now) if edition.judged else None
            told = (id for id, _ in edition.told)
            found.append(Behind(edition, tuple(id for id in told if since is None or id in since)))
    return tuple(one for one in found if one.interviews)


def last_backup(archive: Archive, actor: Actor | None) -> BackupMade | None:
    """The newest copy that was begun; ``None`` where there never was one. The team's alone."""
    require(actor, TEAM)
    with archive.store.read() as unit:
        return max(registers.every(unit, BackupMade), key=lambda made: made.at, default=None)
