"""`whensafe add DIR --metadata FILE --resume`: a folder of thousands, and the report on it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from whensafe.cli.frame import Frame, counted, give, plain, say, say_error
from whensafe.cli.sources import Source, named, with_recordings
from whensafe.cli.working import counting
from whensafe.errors import BadInput, BadOption, NotFound, Refused, WhensafeError
from whensafe.nouns.interview import Basis

if TYPE_CHECKING:
    from whensafe.desk.incoming import Prepared
    from whensafe.desk.many import Folder
    from whensafe.desk.many_plan import Plan, Work
    from whensafe.desk.many_report import Report
    from whensafe.desk.recordings import Recorded
    from whensafe.desk.unpacking import Brought
    from whensafe.intake.mapping_values import Line
    from whensafe.wiring import Opened

_MOST_LINES = 20
"""Of each kind, lines that are shown to people; the JSON has all."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for: the folder, the list, whether to go on, what else `add` takes."""

    folder: Path
    metadata: Path | None = None
    resume: bool = False
    report_only: bool = False
    basis: str | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class _Bundle:
    """One work with its files on disk."""

    work: Work
    sources: tuple[Source, ...]

    def size(self) -> int:
        return sum(source.size() for source in self.sources)


def take_folder(frame: Frame, asked: Asked) -> int:
    """Take in what is left of the folder and report; 2 where something was refused."""
    if not asked.folder.is_dir():
        raise NotFound("no such folder", where=str(asked.folder))
    path = str(asked.folder.resolve())
    if asked.report_only:
        with frame.opened() as opened:
            return _tell(frame, opened, path)
    sources = _sources(asked)
    with frame.opened(reads=True) as opened:
        head, lines = _list(asked.metadata)
        plan = _plan(sources, lines)
        folder = _begin(frame, opened, path, plan, head, resume=asked.resume)
        _take_all(frame, opened, folder, plan, sources, asked)
        folder.end()
        return _tell(frame, opened, path)


def _sources(asked: Asked) -> dict[str, Source]:
    """The folder's files by their paths in it; the list itself is none of them."""
    found, refused = named([str(asked.folder)])
    for error in refused:
        raise error
    own = asked.metadata.resolve() if asked.metadata is not None else None
    root = Path(os.path.normpath(asked.folder))
    return {
        source.path.relative_to(root).as_posix(): source
        for source in found
        if source.path is not None and source.path.resolve() != own
    }


def _list(metadata: Path | None) -> tuple[tuple[tuple[str, str | None], ...], list[Line]]:
    """The list's heads with what each was taken for, and its rows."""
    if metadata is None:
        return (), []
    from whensafe.intake import mapping_heads, mapping_values
    from whensafe.wiring import read_list

    head, *rows = read_list(metadata)
    places = mapping_heads.columns(head)
    told = tuple((cell, places.get(n)) for n, cell in enumerate(head) if cell)
    for cell, field in told:
        say(f"column {cell}: {field.replace('_', ' ') if field is not None else 'not known, left out'}")
    return told, mapping_values.lines(head, rows)


def _plan(sources: dict[str, Source], lines: list[Line]) -> Plan:
    from whensafe.desk.many_plan import plan

    names = {source: name for name, source in sources.items()}
    beside = {
        names[source]: tuple(names[one] for one in recordings)
        for source, recordings in with_recordings(list(sources.values())).items()
    }
    return plan(list(sources), lines, beside)


def _begin(
    frame: Frame,
    opened: Opened,
    path: str,
    plan: Plan,
    head: Sequence[tuple[str, str | None]],
    *,
    resume: bool,
) -> Folder:
    from whensafe.desk.many import begin

    reason = frame.reason if frame.yes else None
    return begin(opened.archive, opened.actor, path, plan, columns=head, resume=resume, reason=reason)


def _take_all(
    frame: Frame, opened: Opened, folder: Folder, plan: Plan, sources: dict[str, Source], asked: Asked
) -> None:
    from whensafe.cli.ahead import prepared
    from whensafe.desk.incoming import Incoming
    from whensafe.desk.unpacking import Brought, brought

    def read_one(source: Source) -> Brought:
        sound = source.recorded()
        if sound is not None:
            return Brought(((sound,),))
        data = source.read(frame.settings.max_bytes)
        return brought(opened.archive, Incoming(Path(source.given).name, data))

    def read(bundle: _Bundle) -> list[Brought]:
        return [read_one(source) for source in bundle.sources]

    left = [_Bundle(work, tuple(sources[name] for name in work.files)) for work in folder.left(plan)]
    basis = Basis(asked.basis) if asked.basis is not None else None
    take = _Taking(folder, basis, again=asked.again)
    with counting("Taking in", len(left)) as count:
        for bundle, reading in prepared(left, read):
            try:
                take.all_of(bundle.work, reading.result())
            except (BadInput, Refused) as error:  # anything else isn't the file's fault: --resume goes on
                take.refuse(bundle.work, error)
            count()


@dataclass(frozen=True, slots=True)
class _Taking:
    """How each work is taken in, and said."""

    folder: Folder
    basis: Basis | None
    again: bool

    def all_of(self, work: Work, found: Sequence[Brought]) -> None:
        """One interview of all files; of a zip or web archive one of each document in it."""
        if len(found) == 1 and found[0].sha256 is not None:
            self.each_in(work, found[0])
            return
        refused = [error for one in found for error in one.refused]
        if refused:
            raise refused[0]
        self.take(work, [file for one in found for files in one.interviews for file in files])

    def each_in(self, work: Work, found: Brought) -> None:
        """Each document an act of its own, those that have a record already left alone."""
        from whensafe.cli.unpacked import name_of

        said = work.given if len(found.interviews) == 1 else None
        wrong = bool(found.refused)
        for error in found.refused:
            self.refuse(replace(work, files=(_within(work, error.where or "?"),), given=None), error)
        for files in found.interviews:
            inside = replace(work, files=(_within(work, name_of(files[0])),), given=said)
            if self.folder.has(inside.files[0]):
                continue
            try:
                self.take(inside, files)
            except (BadInput, Refused) as error:
                wrong = True
                self.refuse(inside, error)
        if not wrong:
            self.folder.opened(work)

    def take(self, work: Work, files: Sequence[Prepared | Recorded]) -> None:
        """One work."""
        taken = self.folder.take(work, files, basis=self.basis, again=self.again)
        say(f"{taken.id}  {work.files[0]}")

    def refuse(self, work: Work, error: WhensafeError) -> None:
        """Note it, and say so."""
        self.folder.refuse(work, error)
        say_error(f"{work.files[0]}: {error.message}")


def _within(work: Work, name: str) -> str:
    """What lies in a file of the folder: its path there, and the name inside."""
    return f"{work.files[0]} › {name.partition(' › ')[2] or name}"


def _tell(frame: Frame, opened: Opened, path: str) -> int:
    from whensafe.desk.many_report import report

    found = report(opened.archive, opened.actor, path)
    if frame.json:
        give(as_json(found))
    else:
        for line in as_text(found):
            sys.stdout.write(plain(line) + "\n")
    return 2 if found.refused else 0


def as_json(found: Report) -> dict[str, object]:
    """The report by stable keys."""
    return {
        "started_at": found.intake.at,
        "ended_at": found.intake.ended_at,
        "files": len(found.files) + found.intake.sealed,
        "kept": [
            {
                "file": one.name,
                "id": one.interview,
                "title": found.titles.get(one.interview) if one.interview is not None else None,
                "questions": [{"code": code} for code in one.questions],
                "duplicate_of": one.like,
            }
            for one in found.kept
        ],
        "questions": dict(found.questions().most_common()),
        "duplicates": [
            {"file": one.name, "id": one.interview, "duplicate_of": like, "kind": kind}
            for one, like, kind in found.duplicates()
        ],
        "refused": [{"file": one.name, "code": one.code, "reason": one.reason} for one in found.refused],
        "columns": [{"head": head, "field": field} for head, field in found.intake.columns],
        "unknown_columns": list(found.unknown_columns),
        "rows_not_used": [{"row": n, "file": file, "code": code} for n, file, code in found.intake.odd],
        "files_without_row": [one.name for one in found.without_row],
        "sealed_since": found.intake.sealed,
    }


_ROWS = {
    "no_file": "no such file in the folder",
    "several_files": "several files may be meant",
    "named_twice": "an earlier row is about the same file",
    "group_differs": "the rows of one session name different narrators: each file is an interview of its own",
    "translates_itself": "it would translate itself",
}


def as_text(found: Report) -> list[str]:
    """The report for people."""
    asked = found.questions()
    duplicates = list(found.duplicates())
    summed = (
        f"{counted(len(found.kept), 'file')} taken in, "
        f"{counted(len(found.refused), 'file')} refused, "
        f"{counted(sum(asked.values()), 'question')} for you, "
        f"{counted(len(duplicates), 'file')} that may be here already."
    )
    lines = [summed]
    if found.intake.ended_at is None:
        lines.append("It isn't finished: go on with --resume.")
    lines += _some("Refused", [f"{one.name}: {one.reason} ({one.code})" for one in found.refused])
    lines += _some("Questions", [f"{code}: {n}" for code, n in asked.most_common()])
    lines += _some(
        "May be here already",
        [f"{one.name}: {kind.replace('_', ' ')} as {like}" for one, like, kind in duplicates],
    )
    lines += _some("Columns that aren't known", found.unknown_columns)
    lines += _some(
        "Rows that weren't used",
        [f"row {n}, {file}: {_ROWS.get(code, code)}" for n, file, code in found.intake.odd],
    )
    lines += _some("Files that the list doesn't have", [one.name for one in found.without_row])
    if found.intake.sealed:
        lines.append(f"{counted(found.intake.sealed, 'file')} whose interview was sealed since: not listed.")
    return lines


def _some(title: str, lines: Sequence[str]) -> list[str]:
    if not lines:
        return []
    more = [f"  … and {len(lines) - _MOST_LINES:,} more: see --json"] if len(lines) > _MOST_LINES else []
    return [f"{title}:", *(f"  {line}" for line in lines[:_MOST_LINES]), *more]


def only(what: Sequence[str]) -> Path:
    """The one folder that was given."""
    if len(what) != 1 or what[0].startswith(("http://", "https://")):
        raise BadOption("--metadata, --resume and --report go with one folder")
    return Path(what[0])


def require_fitting(*, together: bool, to: str | None) -> None:
    """Refuse options that don't go with a whole folder."""
    if together or to is not None:
        raise BadOption("--together and --to don't go with --metadata, --resume and --report")
