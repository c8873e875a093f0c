"""Which interviews could be told otherwise than in an earlier edition: read off the ledger and the calendar.

Every act names in its entry what it changed. So what no later entry concerns, and no day that has passed
since, is as it was, and need not be loaded and cleared again to know it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from whensafe.desk import journal, registers
from whensafe.desk.ports import Unit
from whensafe.nouns.condition import After
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.published import PublishedEdition
from whensafe.nouns.restriction import Restriction
from whensafe.protection import conditions

_TELLS_NOTHING = frozenset({"asking", "backup", "edition", "evidence", "group", "roster"})
"""Registers that no clearing asks."""


def touched(unit: Unit, then: PublishedEdition, now: datetime.datetime) -> frozenset[InterviewId] | None:
    """Interviews to be cleared again, ``None`` for all of them. ``now`` is when conditions are judged."""
    found: set[InterviewId] = set()
    for id in (*_by_acts(unit, then.ledger), *_by_days(unit, _moment(then.judged), now)):
        if id is None:
            return None
        found.add(id)
    return frozenset(found)


def _by_acts(unit: Unit, start: int) -> Iterator[InterviewId | None]:
    """Interviews of later entries; ``None`` where one concerns them all, or nobody can tell."""
    for _, opening in unit.ledger.leaves(start, unit.ledger.size()):
        if opening is None:
            yield None
            return
        entry = journal.read_entry(opening.payload)
        yield from (change.id for change in entry.interviews)
        for noted in entry.records:
            if noted.kind not in _TELLS_NOTHING:
                record = unit.records.get(noted.kind, noted.id)
                yield None if record is None else record.interview


def _by_days(unit: Unit, then: datetime.datetime, now: datetime.datetime) -> Iterator[InterviewId | None]:
    """Interviews with a restriction that lasts until after a day, over at one of the two moments alone."""
    for restriction in registers.every(unit, Restriction):
        if restriction.until is None:
            continue
        for clause in conditions.clauses(conditions.parse(restriction.until)):
            if isinstance(clause, After) and _over(clause, then) is not _over(clause, now):
                yield restriction.interview


def _over(clause: After, now: datetime.datetime) -> bool:
    return conditions.holds(clause, frozenset(), agreed=False, now=now)


def _moment(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text)
