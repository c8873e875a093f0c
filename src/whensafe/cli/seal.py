"""`whensafe seal`: what is sealed nobody here can read any more."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from whensafe.cli.frame import Frame, give, say, verb
from whensafe.cli.items import item_json, lines
from whensafe.errors import BadOption, Refused
from whensafe.nouns.edition import Ground
from whensafe.nouns.ids import InterviewId, typed

if TYPE_CHECKING:
    from whensafe.desk.seal import Plan, SealReceipt
    from whensafe.nouns.receipt import BackupMade
    from whensafe.protection.closure import What


@verb("seal")
@click.argument("id")
@click.option("--quote", metavar="WORDS", help="These exact words, also across turns.")
@click.option(
    "--turn", metavar="N", help="A whole turn, by number or address. With --quote: the one it is in."
)
@click.option("--whole", is_flag=True, help="The whole interview: title, names, source and exhibits, too.")
@click.option("--at", type=int, metavar="POSITION", help="With --quote: the code point the words begin at.")
@click.option("--everywhere", is_flag=True, help="With --quote: every place where the words stand.")
@click.option("--until", required=True, metavar="CONDITION", help="What must hold before it may be opened.")
@click.option(
    "--ground",
    type=click.Choice([ground.value for ground in Ground]),
    metavar="GROUND",
    default=Ground.DANGER_TO_OTHERS.value,
    show_default=True,
    help="Why, as editions may say it.",
)
@click.option(
    "--secret",
    is_flag=True,
    help="Nobody but the team learns that it is there: the whole question-and-answer, or --whole.",
)
def command(  # noqa: PLR0913 - one parameter an option
    frame: Frame,
    *,
    id: str,
    quote: str | None,
    turn: str | None,
    whole: bool,
    at: int | None,
    everywhere: bool,
    until: str,
    ground: str,
    secret: bool,
) -> None:
    """Seal words of a kept interview until CONDITION holds; what goes with them is shown first.

    CONDITION is free(P), dead(P), narrator_agrees, after(DATE[, ZONE]) or decision("BODY", "REF"), joined
    by and, or, parentheses. P is a person's id in the register.

    Afterwards nobody here can read it. Fewer custodians than the threshold can't open it either; too few of
    them left means lost for ever. K of them together can open it whatever the condition says. Copies made
    before still hold the words, and what was read on a machine that others control was exposed.
    """
    from whensafe.desk.seal import plan, seal

    what = _what(quote, turn, at, whole=whole, everywhere=everywhere)
    interview = InterviewId(typed(id))
    with frame.opened() as opened:
        shown = plan(opened.archive, opened.actor, interview, what, secret=secret, until=until)
        _show(shown)
        reason = _agreed(frame, shown)
        receipt = seal(
            opened.archive,
            opened.actor,
            interview,
            what,
            until=until,
            ground=Ground(ground),
            secret=secret,
            reason=reason,
            shown=shown,
        )
    if frame.json:
        give(_as_json(shown, receipt))
    say(f"Sealed as {receipt.seal}.")
    if not receipt.erased:
        say("Somebody has the archive open, so the words linger in its log. Run check once they have left.")


def _what(quote: str | None, turn: str | None, at: int | None, *, whole: bool, everywhere: bool) -> What:
    """What the options choose, or `BadOption`."""
    from whensafe.protection.closure import OneTurn, Quote, Whole

    if quote is None and (at is not None or everywhere):
        raise BadOption("--at and --everywhere go with --quote")
    if whole and (quote is not None or turn is not None):
        raise BadOption("--whole goes without --quote and --turn")
    if whole:
        return Whole()
    if quote is not None:
        return Quote(quote, turn, at, everywhere)
    if turn is not None:
        return OneTurn(turn)
    raise BadOption("nothing to seal", todo='Say what with --quote "exact words", --turn N or --whole.')


def _agreed(frame: Frame, shown: Plan) -> str | None:
    """The reason, where one is asked for; else `Refused` unless the person accepts what was shown."""
    if shown.warnings:
        return frame.signed("This was published elsewhere: sealing it here takes it from nobody who has it.")
    if not frame.yes:
        if not sys.stdin.isatty():
            raise Refused("sealing can't be undone here", todo="Accept what is shown with --yes.")
        click.confirm("Seal all this?", abort=True, err=True)
    return frame.reason


def _show(shown: Plan) -> None:
    """What goes, what a person should look at and which copies keep it; never the words."""
    say("Sealing this takes with it:")
    lines(shown.closure.goes)
    if shown.look:
        say("Not sealed with it; look at it yourself:")
        lines(shown.look)
    if shown.backups:
        say("Copies that still hold the words:")
        for made in shown.backups:
            say(f"  {made.at}  {made.label}")


def _as_json(shown: Plan, receipt: SealReceipt) -> dict[str, object]:
    return {
        "seal": receipt.seal,
        "scope": receipt.scope.value,
        "closure": [item_json(item) for item in receipt.closure],
        "backups_still_holding": [_backup(made) for made in receipt.backups_still_holding],
        "look": [item_json(item) for item in shown.look],
        "erased": receipt.erased,
    }


def _backup(made: BackupMade) -> dict[str, str]:
    return {"at": made.at, "label": made.label}
