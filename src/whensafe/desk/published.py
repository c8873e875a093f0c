"""The editions that were published, for the team: who signed them and why, what came and went, what changed
its mind since. The archive keeps no file of them, so everything here is from digests and ids.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from whensafe.desk import editions_log, journal, registers
from whensafe.desk.act import require
from whensafe.desk.archive import Archive
from whensafe.desk.ports import Unit
from whensafe.editions.verify import fingerprint
from whensafe.nouns.actor import Actor
from whensafe.nouns.consent import ConsentEvent, Said
from whensafe.nouns.ids import InterviewId, MemberId
from whensafe.nouns.published import PublishedEdition
from whensafe.protection.consents import Lineage, telling


@dataclass(frozen=True, slots=True)
class Changes:
    """From one edition of an audience to the next, by interviews: those new, gone, and told otherwise."""

    added: tuple[InterviewId, ...]
    gone: tuple[InterviewId, ...]
    changed: tuple[InterviewId, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """One edition. ``by`` and ``reason`` are the signature's, ``None`` where the ledger no longer says.

    ``changes`` are those from the edition before it, ``None`` for the first. ``withdrawn`` are interviews it
    tells whose narrator has since said no: copies of it can't be recalled. ``last`` of its audience?
    """

    edition: PublishedEdition
    by: MemberId | None
    reason: str | None
    changes: Changes | None
    withdrawn: tuple[InterviewId, ...]
    last: bool


@dataclass(frozen=True, slots=True)
class Shelves:
    """Every edition, newest first; ``key`` is the publisher's key line, ``fingerprint`` for reading aloud."""

    editions: tuple[Published, ...]
    key: str
    fingerprint: str


def published(archive: Archive, actor: Actor | None) -> Shelves:
    """Every edition that was published from this archive."""
    require(actor)
    with archive.store.read() as unit:
        by_audience: dict[str, list[PublishedEdition]] = defaultdict(list)
        for edition in sorted(registers.every(unit, PublishedEdition), key=lambda edition: edition.ledger):
            by_audience[edition.audience].append(edition)
        told = {id for editions in by_audience.values() for one in editions for id, _ in one.told}
        said = _said(unit, told)
        found = [
            _published(unit, editions, n, said)
            for editions in by_audience.values()
            for n in range(len(editions))
        ]
        key = editions_log.key_of(unit.secrets)
    found.sort(key=lambda one: one.edition.ledger, reverse=True)
    return Shelves(tuple(found), str(key), fingerprint(key))


def changes(was: PublishedEdition, now: PublishedEdition) -> Changes:
    """What came, went and changed, as the kept digests tell."""
    before, after = dict(was.told), dict(now.told)
    return Changes(
        added=tuple(sorted(after.keys() - before.keys())),
        gone=tuple(sorted(before.keys() - after.keys())),
        changed=tuple(sorted(id for id in after.keys() & before.keys() if after[id] != before[id])),
    )


def _published(
    unit: Unit,
    editions: list[PublishedEdition],
    n: int,
    said: dict[InterviewId, list[ConsentEvent]],
) -> Published:
    edition = editions[n]
    entry = _signing(unit, edition)
    return Published(
        edition=edition,
        by=None if entry is None else entry.by,
        reason=None if entry is None else entry.reason,
        changes=changes(editions[n - 1], edition) if n else None,
        withdrawn=tuple(id for id, _ in edition.told if _withdrawn(edition, said.get(id, []))),
        last=n == len(editions) - 1,
    )


def _signing(unit: Unit, edition: PublishedEdition) -> journal.Entry | None:
    """The act that published it: it is the ledger's next entry after what the edition was made from."""
    for _leaf, opening in unit.ledger.leaves(edition.ledger, edition.ledger + 1):
        if opening is not None:
            entry = journal.read_entry(opening.payload)
            return entry if edition.id in entry.about else None
    return None


def _said(unit: Unit, told: set[InterviewId]) -> dict[InterviewId, list[ConsentEvent]]:
    events: dict[InterviewId, list[ConsentEvent]] = defaultdict(list)
    for event in registers.every(unit, ConsentEvent):
        if event.interview in told:
            events[event.interview].append(event)
    return events


def _withdrawn(edition: PublishedEdition, events: list[ConsentEvent]) -> bool:
    return telling(events, edition.audience, None, Lineage({})).reasons == (Said.WITHDRAWN.value,)
