"""`whensafe add`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from whensafe.cli.frame import Frame, give, say, say_error, verb
from whensafe.cli.sources import Source, named
from whensafe.cli.working import counting
from whensafe.errors import BadInput, BadOption, WhensafeError
from whensafe.nouns.ids import InterviewId, typed
from whensafe.nouns.interview import Basis
from whensafe.nouns.receipt import TakenIn
from whensafe.nouns.text import Language

if TYPE_CHECKING:
    from whensafe.desk.incoming import Incoming, Prepared
    from whensafe.wiring import Opened

KINDS = ("session", "translation", "exhibit")


@verb("add")
@click.argument("what", nargs=-1, required=True, metavar="PATH… or URL…")
@click.option("--together", is_flag=True, help="All files are sessions of one interview, in this order.")
@click.option("--to", "to", metavar="ID", help="Add to this interview: a session, translation or exhibit.")
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
@click.option("--again", is_flag=True, help="Take in what is already here, byte for byte, a second time.")
def command(  # noqa: PLR0913 - one parameter an option
    frame: Frame,
    *,
    what: tuple[str, ...],
    together: bool,
    to: str | None,
    kind: Literal["session", "translation", "exhibit"] | None,
    language: str | None,
    note: str,
    basis: str | None,
    again: bool,
) -> int:
    """Take in interviews: files, folders with all their files, or web addresses.

    Each file is an interview of its own unless --together or --to says otherwise. The bytes are kept as
    received. A file that can't be used is named on standard error and doesn't keep the others out; the
    exit status is then 2. What is already here byte for byte is not stored twice: its id is given as
    duplicate_of. What has the same words in another format is stored, with a question.
    """
    if to is None and (kind or language or note):
        raise BadOption("--kind, --language and --note go with --to ID")
    if to is not None and (basis or together):
        raise BadOption("--basis and --together don't go with --to ID")
    sources, refused = named(what)
    for error in refused:
        say_error(str(error))
    status = 2 if refused else 0
    done: list[TakenIn] = []
    if sources or not refused:
        with frame.opened() as opened:
            if to is not None:
                id = InterviewId(typed(to))
                done.append(_add_to(opened, frame, id, sources, kind=kind, language=language, note=note))
            elif together:
                done.append(_together(opened, frame, sources, Basis(basis) if basis else None))
            else:
                status = max(
                    status, _each(opened, frame, sources, Basis(basis) if basis else None, again, done)
                )
    if frame.json:
        give([as_json(taken) for taken in done])
    return status


def as_json(taken: TakenIn) -> dict[str, object]:
    """A receipt by the contract's keys."""
    from whensafe.desk.show_json import question_json

    return {
        "id": taken.id,
        "title": taken.title,
        "questions": [question_json(question) for question in taken.questions],
        "duplicate_of": taken.duplicate_of,
    }


def _each(
    opened: Opened,
    frame: Frame,
    sources: Sequence[Source],
    basis: Basis | None,
    again: bool,
    done: list[TakenIn],
) -> int:
    """Every file an act of its own; 2 if any was refused."""
    from whensafe.cli.ahead import prepared
    from whensafe.desk.take_in import take_in

    status = 0
    with counting("Taking in", len(sources)) as count:
        for source, reading in prepared(sources, lambda source: _prepare(opened, frame, source)):
            try:
                taken = take_in(opened.archive, opened.actor, [reading.result()], basis=basis, again=again)
            except BadInput as error:
                say_error(_named(error, source))
                status = 2
            else:
                done.append(taken)
                if not frame.json:
                    _tell(source, taken)
            count()
    return status


def _together(opened: Opened, frame: Frame, sources: Sequence[Source], basis: Basis | None) -> TakenIn:
    from whensafe.desk.take_in import take_in

    taken = take_in(
        opened.archive, opened.actor, [_prepare(opened, frame, source) for source in sources], basis=basis
    )
    _tell(sources[0], taken)
    return taken


def _add_to(
    opened: Opened,
    frame: Frame,
    id: InterviewId,
    sources: Sequence[Source],
    *,
    kind: Literal["session", "translation", "exhibit"] | None,
    language: str | None,
    note: str,
) -> TakenIn:
    from whensafe.desk.take_in import add_to

    taken = add_to(
        opened.archive,
        opened.actor,
        id,
        [_incoming(opened, frame, source) for source in sources],
        kind=kind,
        language=Language(language) if language else None,
        note=note,
    )
    _tell(sources[0], taken)
    return taken


def _incoming(opened: Opened, frame: Frame, source: Source) -> Incoming:
    from whensafe.desk.incoming import Incoming, fetch

    if source.url is not None:
        return fetch(opened.archive, source.url)
    return Incoming(Path(source.given).name, source.read(frame.settings.max_bytes))


def _prepare(opened: Opened, frame: Frame, source: Source) -> Prepared:
    from whensafe.desk.incoming import prepare

    return prepare(opened.archive, _incoming(opened, frame, source))


def _named(error: WhensafeError, source: Source) -> str:
    """The error's line under the name that the person gave."""
    error.where = source.given
    return str(error)


def _tell(source: Source, taken: TakenIn) -> None:
    if taken.duplicate_of == taken.id:
        say(f"{source.given}: already here, byte for byte, as {taken.id}; not stored twice (--again does).")
        return
    questions = len(taken.questions)
    asked = f", {questions} question{'s' if questions != 1 else ''} for you" if questions else ""
    say(f"{taken.id}  {taken.title or source.given}{asked}")
    if taken.duplicate_of is not None:
        say(f"{'':10}  looks like {taken.duplicate_of}, already here: both are kept until you answer.")
