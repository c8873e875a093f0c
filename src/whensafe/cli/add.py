"""`whensafe add`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from whensafe.cli.frame import Frame, counted, give, say, say_error, verb
from whensafe.cli.sources import Source, named, with_recordings
from whensafe.cli.unpacked import in_all, name_of
from whensafe.cli.working import counting
from whensafe.errors import BadInput, BadOption, Refused, WhensafeError
from whensafe.nouns.ids import InterviewId, typed
from whensafe.nouns.interview import Basis
from whensafe.nouns.receipt import TakenIn
from whensafe.nouns.text import Language

if TYPE_CHECKING:
    from whensafe.desk.incoming import Incoming, Prepared
    from whensafe.desk.recordings import Given, Recorded
    from whensafe.desk.unpacking import Brought, Letters
    from whensafe.wiring import Opened

KINDS = ("session", "translation", "exhibit")
Kind = Literal["session", "translation", "exhibit"]


@verb("add")
@click.argument("what", nargs=-1, required=True, metavar="PATH… or URL…")
@click.option("--together", is_flag=True, help="All files are sessions of one interview, in this order.")
@click.option(
    "--to", "to", metavar="ID", help="Add to this interview: a session, translation, recording or exhibit."
)
@click.option("--kind", type=click.Choice(KINDS), help="With --to: what it is (default: what it looks like).")
@click.option("--language", metavar="TAG", help="With --to: the language of a translation.")
@click.option(
    "--note",
    default="",
    metavar="TEXT",
    help="With --to: how an exhibit came here, for its chain of custody.",
)
@click.option(
    "--basis",
    type=click.Choice([basis.value for basis in Basis]),
    help="Why we hold it (default: published when a source address is found, else own).",
)
@click.option(
    "--ocr",
    metavar="LANGUAGES",
    help="Read the letters in scans and pictures with Tesseract, if it is on this machine (ukr+eng).",
)
@click.option("--again", is_flag=True, help="Take in what is already here, byte for byte, a second time.")
@click.option(
    "--metadata",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A list of a folder's files and what you know of each: CSV, XLSX or JSON lines.",
)
@click.option("--resume", is_flag=True, help="Take in what is left of a folder, and nothing twice.")
@click.option("--report", is_flag=True, help="Take nothing in: what became of the folder.")
def command(  # noqa: PLR0913 - one parameter an option
    frame: Frame,
    *,
    what: tuple[str, ...],
    together: bool,
    to: str | None,
    kind: Kind | None,
    language: str | None,
    note: str,
    basis: str | None,
    ocr: str | None,
    again: bool,
    metadata: Path | None,
    resume: bool,
    report: bool,
) -> int:
    """Take in interviews: files, folders with all their files, or web addresses.

    Each file is an interview of its own unless --together or --to says otherwise; a recording goes with the
    transcript that has its name (talk.mp3, talk.vtt). The bytes are kept as received. A file that can't be
    used is named on standard error and doesn't keep the others out; the exit status is then 2. What is
    already here byte for byte is not stored twice: its id is given as duplicate_of. What has the same words
    in another format is stored, with a question.

    A whole folder: whensafe add DIR --metadata FILE. Columns are known by their heads (file, title, narrator,
    interviewer, interviewed, published, source, url, language, basis, session, translation of) in nine
    languages. Stopped at any moment, the same with --resume takes in exactly the rest. A report is printed at
    the end, and at any time with --report.
    """
    if ocr is not None and (metadata is not None or resume or report):
        raise BadOption("--ocr doesn't go with a whole folder yet", todo="Add its scans by their names.")
    if metadata is not None or resume or report:
        from whensafe.cli import folder

        asked = folder.Asked(
            folder.only(what), metadata, resume=resume, report_only=report, basis=basis, again=again
        )
        folder.require_fitting(together=together, to=to)
        return folder.take_folder(frame, asked)
    if to is None and (kind or language or note):
        raise BadOption("--kind, --language and --note go with --to ID")
    if to is not None and (basis or together):
        raise BadOption("--basis and --together don't go with --to ID")
    sources, refused = named(what)
    for error in refused:
        say_error(str(error))
    status = 2 if refused else 0
    done: list[TakenIn] = []
    try:
        if sources:
            with _letters(ocr) as letters, frame.opened(reads=True) as opened:
                job = _Job(opened, frame, sources, done, letters)
                if to is not None:
                    job.add_to(InterviewId(typed(to)), kind, language, note)
                elif together:
                    job.together(basis)
                else:
                    status = max(status, job.each(basis, again=again))
    finally:
        if frame.json:  # also what was done before something went wrong is told
            give([as_json(taken) for taken in done])
    return status


@contextmanager
def _letters(languages: str | None) -> Iterator[Letters | None]:
    """What reads letters in pictures, if it was asked for; `BadOption` where it can't be had."""
    if languages is None:
        yield None
        return
    from whensafe.outside.ocr import Tesseract  # here: few ask for it

    with Tesseract(languages) as reader:
        yield reader.read


def as_json(taken: TakenIn) -> dict[str, object]:
    """A receipt by the contract's keys."""
    from whensafe.desk.show_json import question_json

    return {
        "id": taken.id,
        "title": taken.title,
        "questions": [question_json(question) for question in taken.questions],
        "duplicate_of": taken.duplicate_of,
    }


@dataclass(frozen=True, slots=True)
class _Job:
    """What was given to one `add`; ``done`` grows with each receipt."""

    opened: Opened
    frame: Frame
    sources: Sequence[Source]
    done: list[TakenIn]
    letters: Letters | None = None

    def each(self, basis: str | None, *, again: bool) -> int:
        """Every file an act of its own; 2 if any was refused."""
        from whensafe.cli.ahead import prepared

        status = 0
        beside = with_recordings(self.sources)
        with counting("Taking in", len(beside)) as count:
            for source, reading in prepared(list(beside), self.brought):
                try:
                    found = reading.result()
                    sound = [self.prepare(one) for one in beside[source]]
                except (BadInput, Refused) as error:
                    error.where = source.given
                    say_error(str(error))
                    status = 2
                else:
                    status = max(status, self.take(source, found, sound, basis, again=again))
                count()
        return status

    def take(
        self,
        source: Source,
        found: Brought,
        sound: Sequence[Prepared | Recorded],
        basis: str | None,
        *,
        again: bool,
    ) -> int:
        """What one file brought, each interview an act of its own; 2 if any was refused."""
        from whensafe.desk.take_in import take_in

        refused: list[WhensafeError] = list(found.refused)
        for files in found.interviews:
            given = source.given if found.sha256 is None else name_of(files[0])
            try:
                taken = take_in(
                    self.opened.archive,
                    self.opened.actor,
                    [*files, *sound],
                    basis=_basis(basis),
                    again=again,
                )
            except (BadInput, Refused) as error:
                error.where = given
                refused.append(error)
            else:
                self.tell(given, taken)
        for why in refused:
            say_error(str(why))
        if found.sha256 is not None:
            say(in_all(source.given, found, len(refused)))
        return 2 if refused else 0

    def together(self, basis: str | None) -> None:
        """All files in one act."""
        from whensafe.desk.take_in import take_in

        files = [file for source in self.sources for file in self.every(source)]
        taken = take_in(self.opened.archive, self.opened.actor, files, basis=_basis(basis))
        self.tell(self.sources[0].given, taken)

    def add_to(self, id: InterviewId, kind: Kind | None, language: str | None, note: str) -> None:
        """All files to one interview in one act."""
        from whensafe.desk.take_in import add_to

        taken = add_to(
            self.opened.archive,
            self.opened.actor,
            id,
            [file for source in self.sources for file in self.every(source, kind)],
            kind=kind,
            language=Language(language) if language else None,
            note=note,
        )
        self.tell(self.sources[0].given, taken)

    def incoming(self, source: Source) -> Incoming:
        """A file's bytes, or a fetched page."""
        from whensafe.desk.incoming import Incoming, fetch

        if source.url is not None:
            return fetch(self.opened.archive, source.url)
        return Incoming(Path(source.given).name, source.read(self.frame.settings.max_bytes))

    def prepare(self, source: Source) -> Prepared | Recorded:
        """The same, read; a recording as such, whatever its size."""
        from whensafe.desk.incoming import prepare

        return source.recorded() or prepare(self.opened.archive, self.incoming(source))

    def brought(self, source: Source) -> Brought:
        """The same, with everything in a zip, a web archive or a mail."""
        from whensafe.desk.unpacking import Brought, brought

        sound = source.recorded()
        if sound is not None:
            return Brought(((sound,),))
        return brought(self.opened.archive, self.incoming(source), self.letters)

    def every(self, source: Source, kind: Kind | None = None) -> Sequence[Given]:
        """All that lies in a file, for one interview; an exhibit as it is."""
        from whensafe.desk.unpacking import every

        sound = source.recorded()
        if sound is not None:
            return [sound]
        file = self.incoming(source)
        return [file] if kind == "exhibit" else every(self.opened.archive, file, self.letters)

    def tell(self, given: str, taken: TakenIn) -> None:
        """The receipt, and its line for people."""
        self.done.append(taken)
        if taken.duplicate_of == taken.id:
            say(f"{given}: already here, byte for byte, as {taken.id}; --again stores it twice.")
            return
        asked = f", {counted(len(taken.questions), 'question')} for you" if taken.questions else ""
        say(f"{taken.id}  {taken.title or given}{asked}")
        if taken.duplicate_of is not None:
            say(f"{'':10}  looks like {taken.duplicate_of}, already here: both are kept until you answer.")


def _basis(value: str | None) -> Basis | None:
    return Basis(value) if value is not None else None
