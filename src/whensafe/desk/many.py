"""A folder of thousands taken in, one interview after the other, each an act of its own.

    begin   the folder is noted, or found again where it was left
    Folder  take(work, files) · refuse(work, error): one work each, its record in the same transaction
    end     all has been tried; what was refused is tried again the next time

What has a record is not taken in again, and what is taken in has one: a process that ends at any moment loses
nothing and doubles nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from whensafe.desk import given, intakes, registers
from whensafe.desk.act import Deed, acting, require
from whensafe.desk.archive import Archive
from whensafe.desk.incoming import Prepared
from whensafe.desk.many_plan import SHOWN, Plan, Work
from whensafe.desk.recordings import Recorded
from whensafe.desk.take_in import add_to, take_in
from whensafe.errors import NotFound, Refused, WhensafeError
from whensafe.nouns.actor import Actor
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.intake import KEPT, KNOWN, OPENED, REFUSED, Intake, TakenFile
from whensafe.nouns.interview import Basis, Interview
from whensafe.nouns.receipt import TakenIn

Columns = Sequence[tuple[str, str | None]]


def begin(
    archive: Archive,
    actor: Actor | None,
    path: str,
    plan: Plan,
    *,
    columns: Columns = (),
    resume: bool = False,
    reason: str | None = None,
) -> Folder:
    """Begin to take in the folder at ``path`` (absolute), or go on where it was left.

    Raises `Refused` where it was left unfinished and ``resume`` isn't asked for; where it was begun with a
    list and ``columns`` are now missing; and where interviews of it were sealed since, so that nobody can
    tell which files they came from, unless a ``reason`` is given: then rows that aren't used aren't kept.
    """
    require(actor)
    with archive.store.read() as unit:
        before, sealed = intakes.of_folder(unit, path), intakes.sealed_since(unit, path)
    if before is not None and before.ended_at is None and not resume:
        raise Refused(
            "this folder was begun and not finished",
            where=path.rpartition("/")[2] or path,
            todo="Go on with --resume.",
        )
    if before is not None and resume and before.columns and not columns:
        raise Refused(
            "this folder was begun with a list of what is known of its files",
            where=path.rpartition("/")[2] or path,
            todo="Give it again with --metadata FILE.",
        )
    if sealed and not reason:
        raise Refused(
            f"files of this folder were sealed since: {sealed}. Their names are forgotten, so they"
            " would be taken in again",
            where=path.rpartition("/")[2] or path,
            todo="Move them out of the folder first, then say --yes --reason TEXT.",
        )
    with acting(archive, actor, "begin_folder", reason=reason) as deed:
        if before is None or not resume:
            before = Intake(deed.mint.record(), intakes.folder_id(deed.unit.secrets, path), deed.at)
        # A row may name a file whose interview was sealed since.
        odd = () if sealed else tuple((row.n, row.file, row.code) for row in plan.odd[:SHOWN])
        intake = replace(before, ended_at=None, columns=tuple(columns) or before.columns, odd=odd)
        deed.note(intake)
        done = {
            one.name: _Done(one.id, one.state, one.interview) for one in intakes.files(deed.unit, intake.id)
        }
        listed = frozenset(name for work in plan.works if work.given is not None for name in work.files)
    return Folder(archive, actor, intake, listed, done)


@dataclass(frozen=True, slots=True)
class _Done:
    id: str
    state: str
    interview: InterviewId | None


@dataclass(slots=True)
class Folder:
    """A folder on its way in. ``listed`` are the files that the list has a row for."""

    archive: Archive
    actor: Actor | None
    intake: Intake
    listed: frozenset[str]
    done: dict[str, _Done] = field(default_factory=dict)

    def left(self, plan: Plan) -> Iterator[Work]:
        """What is still to be done: files without a record, and those that were refused."""
        for work in plan.works:
            there = [one for name in work.files if (one := self.done.get(name)) and one.state != REFUSED]
            rest = tuple(
                name for name in work.files if name not in self.done or self.done[name].state == REFUSED
            )
            if rest:
                yield replace(work, files=rest, joins=there[0].interview if there else None)

    def take(
        self,
        work: Work,
        files: Sequence[Prepared | Recorded],
        *,
        basis: Basis | None = None,
        again: bool = False,
    ) -> TakenIn:
        """Take in one work, its files read, in their order. Raises what `take_in` and `add_to` raise.

        Files that one interview has already, byte for byte, aren't stored again unless ``again``.
        """
        if work.translation_of is not None:
            return self._translation(work, files)
        if work.joins is not None:
            return self._further(work, work.joins, files)
        said = work.given
        taken = take_in(
            self.archive,
            self.actor,
            files,
            basis=basis or (said.basis if said is not None else None),
            again=again,
            along=lambda deed, interview: self._along(deed, interview, work),
        )
        if work.files[0] not in self.done or self.done[work.files[0]].interview != taken.id:
            with acting(self.archive, self.actor, "known_file") as deed:  # nothing was stored
                self._note(deed, work, KNOWN, taken.id, like=taken.id)
        return taken

    def has(self, name: str) -> bool:
        """Is there a record of this file, other than that it was refused?"""
        return name in self.done and self.done[name].state != REFUSED

    def opened(self, work: Work) -> None:
        """Note that all that lies in these files is taken in, each document by itself."""
        with acting(self.archive, self.actor, "known_file") as deed:
            self._note(deed, work, OPENED, None)

    def refuse(self, work: Work, error: WhensafeError) -> None:
        """Note that these files aren't taken in, and why."""
        with acting(self.archive, self.actor, "refuse_file") as deed:
            self._note(deed, work, REFUSED, None, code=error.code, reason=error.message)

    def end(self) -> None:
        """Everything has been tried."""
        with acting(self.archive, self.actor, "end_folder") as deed:
            now = registers.find(deed.unit, Intake, self.intake.id) or self.intake
            self.intake = replace(now, ended_at=deed.at)
            deed.note(self.intake)

    def _translation(self, work: Work, files: Sequence[Prepared | Recorded]) -> TakenIn:
        of = self.done.get(work.translation_of or "")
        if of is None or of.interview is None:
            raise NotFound("the file that this translates is not taken in", where=work.files[0])
        language = work.given.language if work.given is not None else None
        return add_to(
            self.archive,
            self.actor,
            of.interview,
            files,
            kind="translation",
            language=language,
            along=lambda deed, interview: self._along(deed, interview, replace(work, given=None)),
        )

    def _further(self, work: Work, id: InterviewId, files: Sequence[Prepared | Recorded]) -> TakenIn:
        """Sessions that the list had only since the others came."""
        return add_to(
            self.archive,
            self.actor,
            id,
            files,
            kind="session",
            along=lambda deed, interview: self._along(deed, interview, replace(work, given=None)),
        )

    def _along(self, deed: Deed, interview: Interview, work: Work) -> Interview:
        fields: tuple[str, ...] = ()
        if work.given is not None:
            interview, fields = given.correct(deed.mint, interview, work.given)
        deed.about += [self.intake.id, *(f"given:{name}" for name in dict.fromkeys(fields))]
        codes = tuple(q.code for q in interview.questions if q.answer is None)
        self._note(deed, work, KEPT, interview.id, questions=codes, like=interview.duplicate_of)
        return interview

    def _note(  # noqa: PLR0913 - what a record says
        self,
        deed: Deed,
        work: Work,
        state: str,
        interview: InterviewId | None,
        *,
        questions: tuple[str, ...] = (),
        like: InterviewId | None = None,
        code: str | None = None,
        reason: str | None = None,
    ) -> None:
        for name in work.files:
            id = self.done[name].id if name in self.done else deed.mint.record()
            row = name in self.listed
            deed.note(
                TakenFile(
                    id, self.intake.id, interview, name, state, row, deed.at, questions, like, code, reason
                )
            )
            self.done[name] = _Done(id, state, interview)
