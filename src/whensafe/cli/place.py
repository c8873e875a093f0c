"""`whensafe place`: text that is sealed before it is uploaded, so that the archive never has its words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from whensafe.cli.frame import Frame, counted, give, say, verb
from whensafe.errors import BadOption
from whensafe.nouns.edition import Ground
from whensafe.nouns.ids import InterviewId, typed
from whensafe.nouns.interview import Role
from whensafe.nouns.said import said_date
from whensafe.nouns.text import Language

if TYPE_CHECKING:
    from whensafe.desk.awaited import New


@verb("place")
@click.argument("paths", nargs=-1, metavar="[ID] OUT")
@click.option("--new", is_flag=True, help="A new interview, which will be the sealed text; without ID.")
@click.option("--until", metavar="CONDITION", help="What must hold before it may be opened.")
@click.option("--after", metavar="N", help="After this turn, by number or address; 0: first. Default: last.")
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    metavar="ROLE",
    default=Role.NARRATOR.value,
    show_default=True,
    help="Who says it: " + ", ".join(role.value for role in Role) + ".",
)
@click.option("--language", metavar="TAG", help="Of the text (default: the interview's; und for a new one).")
@click.option(
    "--ground",
    type=click.Choice([ground.value for ground in Ground]),
    metavar="GROUND",
    default=Ground.DANGER_TO_OTHERS.value,
    show_default=True,
    help="Why it is sealed, as editions may say it.",
)
@click.option("--title", metavar="TEXT", help="With --new: kept in clear.")
@click.option("--interviewed", metavar="DATE", help="With --new: kept in clear.")
@click.option("--list", "listing", is_flag=True, help="List places that nothing was taken in for yet.")
@click.option(
    "--take", type=click.Path(path_type=Path), metavar="SEALED", help="Take in what was sealed for a place."
)
def command(  # noqa: PLR0913 - one parameter an option
    frame: Frame,
    *,
    paths: tuple[str, ...],
    new: bool,
    until: str | None,
    after: str | None,
    role: str,
    language: str | None,
    ground: str,
    title: str | None,
    interviewed: str | None,
    listing: bool,
    take: Path | None,
) -> None:
    """Seal text before this archive ever has it, in three steps.

    Write a place into OUT, in interview ID or a --new one: it says whom the text is sealed for. Seal the
    text for it on a machine of one's own, with the custodians' page or `custodian seal`. Bring the sealed
    file here with --take: from then on it is a seal like every other.

    The archive never has the words; it does make the key they are sealed for and forgets it at once. If you
    don't trust the machine it runs on, even that is too much: keep the text elsewhere until you do.
    """
    if listing:
        _list(frame)
        return
    if take is not None:
        if paths or new or until is not None:
            raise BadOption("--take goes without the options that make a place")
        _take(frame, take)
        return
    if until is None or len(paths) != (1 if new else 2):
        raise BadOption(
            "where does it belong, and until when is it sealed?",
            todo="Give [ID] OUT --until CONDITION, ID unless --new; or --take SEALED.",
        )
    if not new and (title is not None or interviewed is not None):
        raise BadOption("--title and --interviewed go with --new")
    if new and after is not None:
        raise BadOption("--after goes with an interview that is there")
    where = _new(title, interviewed, language) if new else InterviewId(typed(paths[0]))
    _place(
        frame,
        where,
        Path(paths[-1]),
        until=until,
        after=after,
        role=Role(role),
        language=language,
        ground=Ground(ground),
    )


def _new(title: str | None, interviewed: str | None, language: str | None) -> New:
    from whensafe.desk.awaited import New

    day = None if interviewed is None else said_date(interviewed)
    return New(Language(language or "und"), title, day)


def _place(  # noqa: PLR0913 - one parameter an option
    frame: Frame,
    where: InterviewId | New,
    out: Path,
    *,
    until: str,
    after: str | None,
    role: Role,
    language: str | None,
    ground: Ground,
) -> None:
    from whensafe.desk.place import place
    from whensafe.outside.durable import refuse_taken, write_new
    from whensafe.sealing.custodians import fingerprint

    refuse_taken(out)
    with frame.opened() as opened:
        made = place(
            opened.archive,
            opened.actor,
            where,
            until=until,
            after=after,
            role=role,
            language=None if language is None else Language(language),
            ground=ground,
            reason=frame.reason,
        )
    write_new(out, made.file, private=False)
    if frame.json:
        give(
            {
                "place": str(out),
                "seal": made.awaited.id,
                "interview": made.awaited.interview,
                "address": made.awaited.address,
                "group": made.awaited.group,
                "condition": made.condition,
                "fingerprint": fingerprint(made.key),
            }
        )
    say(f"{out}: whoever seals text with it compares the archive's key: {fingerprint(made.key)}")
    say("Then take the sealed file in with --take. Nothing has changed in the interview so far.")


def _list(frame: Frame) -> None:
    from whensafe.desk.place import awaited

    with frame.opened() as opened:
        found = awaited(opened.archive, opened.actor)
    if frame.json:
        give(
            [
                {
                    "seal": one.id,
                    "interview": one.interview,
                    "new": one.new is not None,
                    "language": one.language,
                    "group": one.group,
                    "at": one.at,
                }
                for one in found
            ]
        )
        return
    for one in found:
        where = f"a new interview, {one.interview}" if one.new is not None else one.interview
        click.echo(f"{one.id}  {where}  made {one.at}")
    say(f"{counted(len(found), 'place')} waiting.")


def _take(frame: Frame, file: Path) -> None:
    from whensafe.desk.place import take
    from whensafe.outside.durable import read
    from whensafe.sealing.places import MOST_BYTES

    data = read(file, MOST_BYTES)
    with frame.opened() as opened:
        taken = take(opened.archive, opened.actor, data, reason=frame.reason)
    if frame.json:
        give(
            {
                "seal": taken.seal.id,
                "scope": taken.seal.scope.value,
                "interview": taken.seal.interview,
                "turn": taken.n,
                "address": taken.address,
            }
        )
    say(f"{taken.seal.id}  sealed: turn {taken.n} of {taken.seal.interview} is a hole. Ask with `request`.")
