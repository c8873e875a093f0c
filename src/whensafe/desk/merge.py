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

from collections.abc import Callable
from dataclasses import dataclass, field

from whensafe.desk import foreign, journal, merge_interview, merge_registers, registers
from whensafe.desk.act import Deed, acting, require
from whensafe.desk.archive import Archive
from whensafe.desk.check import check
from whensafe.desk.merged import Left, Merged
from whensafe.desk.ports import Unit
from whensafe.errors import Damaged
from whensafe.nouns.actor import TEAM, Actor
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import Interview
from whensafe.nouns.person import ContactSheet, Person

Progress = Callable[[str, int], None]


@dataclass(slots=True)
class Gone:
    """What this archive's ledger says was here and is gone: interviews, records by kind and id.

    What the newest entry that names it says counts; ``read`` entries are known.
    """

    interviews: set[InterviewId] = field(default_factory=set)
    records: set[tuple[str, str]] = field(default_factory=set)
    read: int = 0

    def follow(self, unit: Unit) -> None:
        """Read on: others may have erased something since."""
        size = unit.ledger.size()
        for _, opening in unit.ledger.leaves(self.read, size):
            if opening is None:
                continue
            said = journal.read_entry(opening.payload)
            for change in said.interviews:
                (self.interviews.add if change.mac is None else self.interviews.discard)(change.id)
            for noted in said.records:
                key = (noted.kind, noted.id)
                (self.records.add if noted.mac is None else self.records.discard)(key)
        self.read = size


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
    """One merge under way. Others may work here meanwhile: each act looks again before it writes."""

    archive: Archive
    actor: Actor | None
    theirs: Unit
    reason: str | None
    done: Merged = field(init=False)
    gone: Gone = field(default_factory=Gone)

    def __post_init__(self) -> None:
        self.done = Merged(self.theirs.secrets.archive_id(), self.theirs.ledger.size())

    def ledger(self) -> None:
        """Its ledger, if there is more of it than is kept here."""
        with self.archive.store.read() as unit:
            _, kept = foreign.compared(unit, self.theirs, self.archive.now())
        if kept is None:
            return
        with acting(self.archive, self.actor, "merge_ledger", reason=self.reason) as deed:
            _, kept = foreign.compared(deed.unit, self.theirs, deed.at)
            if kept is not None:
                foreign.put(deed, kept)
            deed.about.append(f"archive:{self.done.archive}")

    def registers(self) -> None:
        """People, their pseudonyms, rules that reach everywhere, facts."""
        with self.archive.store.read() as unit:
            plan, sheets = self._registers(unit)
        if plan.nouns or sheets:
            with acting(self.archive, self.actor, "merge_registers", reason=self.reason) as deed:
                plan, sheets = self._registers(deed.unit)
                for noun in plan.nouns:
                    deed.note(noun)
                for sheet in sheets:
                    merge_interview.keep_sheet(deed, self.theirs, sheet, self.done)
                deed.about.append(f"archive:{self.done.archive}")
                self.done.records += len(plan.nouns)
        self.done.left += plan.left
        self.done.namesakes += plan.namesakes

    def _registers(self, unit: Unit) -> tuple[merge_registers.Plan, list[ContactSheet]]:
        self.gone.follow(unit)
        gone = self.gone.records
        plan = merge_registers.plan(unit, self.theirs, gone, self.archive.randomness.bytes)
        sheets = [
            sheet
            for person in registers.every(self.theirs, Person)
            for sheet in merge_interview.sheets(unit, self.theirs, person.id, gone)
        ]
        return plan, sheets

    def interview(self, id: InterviewId) -> None:
        """One interview, in an act of its own if there is anything to do."""
        there = self.theirs.interviews.get(id, TEAM)
        if there is None:
            return
        with self.archive.store.read() as unit:
            todo = self._todo(unit, there)
        if not todo.is_nothing:
            with acting(self.archive, self.actor, "merge_interview", reason=self.reason) as deed:
                todo = self._todo(deed.unit, there)
                deed.about += [f"archive:{self.done.archive}", id]
                if not todo.is_nothing:
                    self._do(deed, there, todo)
        if todo.fate is not None:
            self.done.skipped.append(todo.fate)
        if todo.both is not None:
            self.done.left += todo.both.left
            self.done.same += not any(left.id == id for left in todo.both.left)

    def _todo(self, unit: Unit, there: Interview) -> _Todo:
        self.gone.follow(unit)
        here = unit.interviews.get(there.id, TEAM)
        if here is None:
            return _Todo(fate=merge_interview.refused(unit, self.theirs, there, self.gone.interviews))
        return _Todo(here, merge_interview.both(unit, self.theirs, here, there, self.gone.records))

    def _do(self, deed: Deed, there: Interview, todo: _Todo) -> None:
        if todo.here is None or todo.both is None:
            merge_interview.copy(deed, self.theirs, there, self.done, self.gone.records)
            self.done.merged.append(there.id)
            return
        for noun in todo.both.nouns:
            deed.note(noun)
        for sheet in todo.both.sheets:
            merge_interview.keep_sheet(deed, self.theirs, sheet, self.done)
        deed.put(todo.both.interview or todo.here)
        self.done.records += len(todo.both.nouns)


@dataclass(frozen=True, slots=True)
class _Todo:
    """What is to be done with an interview: why it stays away, or what both archives' make, or it comes."""

    here: Interview | None = None
    both: merge_interview.Both | None = None
    fate: Left | None = None

    @property
    def is_nothing(self) -> bool:
        """Is there nothing to write?"""
        if self.both is None:
            return self.fate is not None
        return not self.both.nouns and not self.both.sheets and self.both.interview is None
