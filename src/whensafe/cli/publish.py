"""`whensafe publish`."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whensafe.cli.frame import Frame, console, counted, give, plain, say, verb
from whensafe.cli.risks import explain, risk_json
from whensafe.cli.working import working
from whensafe.desk.withhold import spelled
from whensafe.errors import BadOption, Refused
from whensafe.nouns.actor import audience as read_audience
from whensafe.nouns.edition import Withheld
from whensafe.nouns.text import HOLE, Language

if TYPE_CHECKING:
    from whensafe.desk.publish import Report, Wanted
    from whensafe.desk.withhold import Spot
    from whensafe.editions.difference import Difference
    from whensafe.nouns.edition import Piece
    from whensafe.nouns.restriction import Restriction
    from whensafe.wiring import Opened

SHOWN = 20
"""Changes and risks of one kind that are written out; --json has them all."""


@verb("publish")
@click.option("--audience", required=True, metavar="A", help="For whom: public, partner:NAME, family …")
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--as-of", metavar="DATE", help="Judge conditions at the end of this day (default: now).")
@click.option("--preview", is_flag=True, help="Write what would stand, unsigned, and publish nothing.")
@click.option(
    "--since",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The last edition for this audience, where it doesn't lie in OUT.",
)
@click.option(
    "--beside",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="DIR",
    help="An edition for another audience: what do both give away together? (repeatable)",
)
@click.option(
    "--withhold",
    multiple=True,
    metavar="PLACE",
    help="First restrict this place of the risk report from the audience (repeatable)",
)
@click.option("--title", metavar="TEXT", help="What the edition is called (default: as last time).")
@click.option("--publisher", metavar="TEXT", help="Who publishes it (default: as last time).")
@click.option("--language", multiple=True, metavar="TAG", help="Of the pages around the words: en, uk, ar.")
@click.option("--address", metavar="URL", help="Where it will stand: https://…/, for citations and feeds.")
@click.option(
    "--search-engines/--no-search-engines", default=None, help="May search engines list it? (default: no)"
)
def command(  # noqa: PLR0913 - one parameter an option
    frame: Frame,
    *,
    audience: str,
    out: Path,
    as_of: str | None,
    preview: bool,
    since: Path | None,
    beside: tuple[Path, ...],
    withhold: tuple[str, ...],
    title: str | None,
    publisher: str | None,
    language: tuple[str, ...],
    address: str | None,
    search_engines: bool | None,
) -> int:
    """Build the edition for an audience in the folder OUT, from what may be told to it now.

    First it shows what the edition would give away. Without --yes --reason TEXT it stops there, and nothing
    stands in OUT but what stood there before. With them the edition is signed, logged and takes its place.
    Interviews that haven't changed since the edition in OUT are taken over from it.

    A risk is settled by looking at it, or with --withhold PLACE: ID, ID/TURN or ID/TURN/START-END, as the
    report writes it. That makes a restriction for this audience, and the edition is made without it.
    """
    from whensafe.desk.publish import Wanted, draft
    from whensafe.desk.withhold import place
    from whensafe.outside.edition_folder import EditionFolder, replacing

    wanted = Wanted(
        read_audience(audience),
        _day(as_of),
        title,
        publisher,
        tuple(Language(tag) for tag in language),
        address,
        search_engines,
    )
    earlier = None if since is None else EditionFolder(since)
    others = [EditionFolder(folder) for folder in beside]
    spots = [place(one) for one in withhold]
    with replacing(out) as making, frame.opened() as opened:
        settled = _withheld(frame, opened, wanted, spots) if spots else ()
        with working("Clearing") as progress:
            made = draft(
                opened.archive,
                opened.actor,
                wanted,
                making,
                since=earlier,
                beside=others,
                preview=preview,
                progress=progress,
            )
        report = made.report
        if not frame.json:
            _show(report)
        if preview:
            made.preview()
            edition = None
        else:
            reason = _signed(frame, report)
            edition = None if reason is None else made.publish(reason).id
    if frame.json:
        give({**as_json(report, edition), "restrictions": [rule.id for rule in settled]})
    if preview:
        say(f"A preview of {counted(report.files, 'file')} is in {out}; nothing was published.")
        return 0
    if edition is None:
        raise Refused(
            "nothing was published: the risks shown are not accepted", todo="Say so with --yes --reason TEXT."
        )
    say(f"Edition {edition}: {counted(report.told, 'interview')}, {counted(report.files, 'file')} in {out}.")
    say(f"Readers check it with: whensafe verify FOLDER --key {report.key}")
    return 0


def _withheld(frame: Frame, opened: Opened, wanted: Wanted, spots: Sequence[Spot]) -> tuple[Restriction, ...]:
    """Withhold these places from the audience."""
    from whensafe.desk.publish import judged_at
    from whensafe.desk.withhold import withhold

    _, judged = judged_at(wanted.as_of, opened.archive.clock.now())
    made = withhold(opened.archive, opened.actor, wanted.audience, spots, judged=judged, reason=frame.reason)
    say(f"Withheld from {wanted.audience}: {counted(len(made), 'place')}.")
    return made


def as_json(report: Report, edition: str | None) -> dict[str, object]:
    """What was found out; ``edition`` is ``null`` where none was published."""
    return {
        "edition": edition,
        "files": report.files,
        "withheld": {ground.value: count for ground, count in report.withheld},
        "losses": [loss.value for loss in report.losses],
        "risks": [risk_json(risk) for risk in report.risks],
        "audience": report.audience,
        "as_of": report.as_of.isoformat(),
        "interviews": report.told,
        "key": report.key,
        "difference": None if report.difference is None else _difference_json(report.difference),
    }


def _difference_json(difference: Difference) -> dict[str, object]:
    return {
        "interviews_added": list(difference.interviews_added),
        "interviews_gone": list(difference.interviews_gone),
        "turns": [
            {
                "id": change.interview,
                "language": change.language,
                "address": change.address,
                "before": _text(change.before),
                "after": _text(change.after),
            }
            for change in difference.turns
        ],
        "notices": [
            {
                "id": change.interview,
                "part": change.notice.part.value,
                "ground": change.notice.ground.value,
                "added": change.added,
            }
            for change in difference.notices
        ],
        "other": list(difference.other),
    }


def _text(pieces: tuple[Piece, ...] | None) -> str | None:
    if pieces is None:
        return None
    return "".join(HOLE if isinstance(piece, Withheld) else piece for piece in pieces)


def _day(text: str | None) -> datetime.date | None:
    if text is None:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise BadOption("not a day", where="--as-of", todo="Write it as 2026-03-01.") from error


def _signed(frame: Frame, report: Report) -> str | None:
    """The reason for publishing in spite of the risks; ``None`` where nobody is there to give one."""
    try:
        return frame.signed(
            f"Shown above: {counted(sum(n for _, n in report.counts), 'risk')}. Publish nevertheless?"
        )
    except Refused:
        return None


def _show(report: Report) -> None:
    from rich.text import Text

    out = console()
    out.print(Text(f"For {plain(report.audience)} as of {report.as_of}", style="bold"))
    held = ", ".join(f"{count} × {ground.value}" for ground, count in report.withheld) or "nothing"
    out.print(
        Text(f"{counted(report.told, 'interview')}, {report.anew} of them new or changed. Withheld: {held}.")
    )
    out.print(Text("Not carried: " + ", ".join(loss.value for loss in report.losses) + "."))
    if report.difference is not None:
        _show_difference(report.difference)
    out.print(Text("\nWhat it would give away", style="bold"))
    for code, count in report.counts:
        out.print(Text(f"{count:>5}  {code.value}: {explain(code)}"))
        found = [risk for risk in report.risks if risk.code is code and risk.interview is not None]
        for risk in found[:SHOWN]:
            place = spelled(risk) or risk.interview or ""
            where = " ".join((place, *risk.kinds))
            out.print(Text(f"       {plain(where)}", style="dim"))
        if len(found) > SHOWN:
            out.print(Text(f"       … and {len(found) - SHOWN} more", style="dim"))


def _show_difference(difference: Difference) -> None:
    from rich.padding import Padding
    from rich.text import Text

    out = console()
    out.print(Text("\nSince the last edition", style="bold"))
    if difference.empty:
        out.print(Text("Nothing is told otherwise."))
    for sign, ids in (("+", difference.interviews_added), ("−", difference.interviews_gone)):
        for id in ids[:SHOWN]:
            out.print(Text(f"{sign} interview {id}"))
        if len(ids) > SHOWN:
            out.print(Text(f"{sign} … and {len(ids) - SHOWN} more"))
    for change in difference.turns[:SHOWN]:
        out.print(Text(f"  {change.interview} {change.address} ({change.language})", style="dim"))
        for sign, text in (("−", _text(change.before)), ("+", _text(change.after))):
            if text is not None:
                out.print(Padding(Text(f"{sign} {plain(text.replace(HOLE, '▒▒'))}"), (0, 0, 0, 4)))
    if len(difference.turns) > SHOWN:
        out.print(Text(f"  … and {len(difference.turns) - SHOWN} more turns"))
    for id in difference.other[:SHOWN]:
        out.print(Text(f"  {id}: title, dates, names or notices"))
