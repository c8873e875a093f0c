"""Another archive, such as a field laptop's, into this one, without losing either ledger.

    check          the other archive is whole, or nothing of it comes
    ledger         its entries and its signed checkpoint are kept here under its own origin
    registers      people, and the rules that reach everywhere
    interviews     each with its files and registers, an act of its own

Ids are random: the same id is the same item. Where both have it this archive's stays; of protections the
strictest counts. What was sealed, withdrawn or erased here does not come back. Each act stands by itself, so
an interrupted merge is simply done again; done twice, it changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from whensafe.desk import foreign, journal, merge_interview, merge_registers, registers
from whensafe.desk.act import Deed, acting, require
from whensafe.desk.archive import Archive
from whensafe.desk.check import check
from whensafe.desk.merged import Merged
from whensafe.desk.ports import Unit
from whensafe.errors import Damaged
from whensafe.nouns.actor import TEAM, Actor
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.person import Person

Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Gone:
    """What this archive's ledger says was here and is gone: interviews, records by kind and id."""

    interviews: frozenset[InterviewId]
    records: frozenset[tuple[str, str]]


def merge(
    archive: Archive,
    actor: Actor | None,
    other: Archive,
    their_actor: Actor | None,
    *,
    reason: str | None = None,
    progress: Progress = lambda _what, _done: None,
) -> Merged:
    """Bring what the other archive has into this one. Both are unlocked; the other is only read.

    Raises `Damaged` where the other archive fails its check, `OlderCopy` or `Refused` where it is an older or
    a changed copy of what was merged before; then nothing of it is taken.
    """
    require(actor, TEAM)
    require(their_actor, TEAM)
    with archive.store.read() as unit, other.store.read() as theirs:
        foreign.compared(unit, theirs, "")  # before anything else: refuses what isn't a continuation
        is_copy = unit.secrets.archive_id() == theirs.secrets.archive_id()
    found = check(other, their_actor, compare=not is_copy, progress=progress)
    if not found.ok:
        raise Damaged(
            f"the other archive fails its check ({found.problems[0].code})",
            where=found.problems[0].where,
            todo="See `whensafe check` there; nothing was merged.",
        )
    with other.store.read() as theirs:
        work = _Merging(archive, actor, theirs, reason)
        work.ledger()
        work.registers()
        for n, id in enumerate(list(theirs.interviews.ids()), 1):
            work.interview(id)
            progress("interviews", n)
    return work.done


@dataclass(slots=True)
class _Merging:
    """One merge under way."""

    archive: Archive
    actor: Actor | None
    theirs: Unit
    reason: str | None
    done: Merged = field(init=False)
    gone: Gone = field(init=False)

    def __post_init__(self) -> None:
        self.done = Merged(self.theirs.secrets.archive_id(), self.theirs.ledger.size())
        with self.archive.store.read() as unit:
            self.gone = _gone(unit)

    def ledger(self) -> None:
        """Its ledger, if there is more of it than is kept here."""
        with self.archive.store.read() as unit:
            _, kept = foreign.compared(unit, self.theirs, self.archive.now())
        if kept is not None:
            with acting(self.archive, self.actor, "merge_ledger", reason=self.reason) as deed:
                foreign.put(deed, kept)
                deed.about.append(f"archive:{self.done.archive}")

    def registers(self) -> None:
        """People, their pseudonyms, rules that reach everywhere, facts."""
        with self.archive.store.read() as unit:
            gone = self.gone.records
            plan = merge_registers.plan(unit, self.theirs, gone, self.archive.randomness.bytes)
            sheets = [
                sheet
                for person in registers.every(self.theirs, Person)
                for sheet in merge_interview.sheets(unit, self.theirs, person.id, gone)
            ]
        self.done.left += plan.left
        self.done.namesakes += plan.namesakes
        if plan.nouns or sheets:
            with acting(self.archive, self.actor, "merge_registers", reason=self.reason) as deed:
                for noun in plan.nouns:
                    deed.note(noun)
                for sheet in sheets:
                    merge_interview.keep_sheet(deed, self.theirs, sheet, self.done)
                deed.about.append(f"archive:{self.done.archive}")
                self.done.records += len(plan.nouns)

    def interview(self, id: InterviewId) -> None:
        """One interview, in an act of its own if there is anything to do."""
        with self.archive.store.read() as unit:
            there = self.theirs.interviews.get(id, TEAM)
            here = unit.interviews.get(id, TEAM)
            if there is None:
                return
            if here is None:
                fate = merge_interview.refused(unit, self.theirs, there, self.gone.interviews)
                if fate is not None:
                    self.done.skipped.append(fate)
                    return
            else:
                both = merge_interview.both(unit, self.theirs, here, there, self.gone.records)
                self.done.left += both.left
                self.done.same += not any(left.id == id for left in both.left)
                if not both.nouns and not both.sheets and both.interview is None:
                    return
        with self._acting(id) as deed:
            if here is None:
                merge_interview.copy(deed, self.theirs, there, self.done, self.gone.records)
                self.done.merged.append(id)
            else:
                for noun in both.nouns:
                    deed.note(noun)
                for sheet in both.sheets:
                    merge_interview.keep_sheet(deed, self.theirs, sheet, self.done)
                deed.put(both.interview or here)
                self.done.records += len(both.nouns)

    @contextmanager
    def _acting(self, id: InterviewId) -> Iterator[Deed]:
        with acting(self.archive, self.actor, "merge_interview", reason=self.reason) as deed:
            deed.about += [f"archive:{self.done.archive}", id]
            yield deed


def _gone(unit: Unit) -> Gone:
    """What the newest entry that names it says is gone."""
    interviews: dict[InterviewId, bool] = {}
    records: dict[tuple[str, str], bool] = {}
    for _, opening in unit.ledger.leaves(0, unit.ledger.size()):
        if opening is None:
            continue
        said = journal.read_entry(opening.payload)
        interviews.update((change.id, change.mac is None) for change in said.interviews)
        records.update(((noted.kind, noted.id), noted.mac is None) for noted in said.records)
    return Gone(
        frozenset(id for id, gone in interviews.items() if gone),
        frozenset(key for key, gone in records.items() if gone),
    )
