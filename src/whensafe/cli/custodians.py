"""`whensafe custodians`: whom the archive seals for, and whether they can still answer."""

from __future__ import annotations

from pathlib import Path

import click

from whensafe.cli.frame import CONTEXT, Frame, counted, give, say, verb
from whensafe.desk.drill import Health
from whensafe.errors import BadAnswer, BadOption

ARCHIVE_CARD = "whensafe-archive-card.json"


@click.group("custodians", context_settings=CONTEXT, subcommand_metavar="VERB …")
def command() -> None:
    """Whom the archive seals for, and whether they can still answer.

    Each makes a card on a machine of their own (`whensafe custodian new`). Choose people in more than one
    country and with more than one employer: fewer than the threshold can open nothing, enough of them
    together can open everything, and too few of them left means lost for ever.
    """


@verb("set")
@click.argument("cards", nargs=-1, required=True, metavar="CARD…", type=click.Path(path_type=Path))
@click.option("--threshold", type=int, required=True, metavar="K", help="How many of them together open.")
@click.option("--alone", is_flag=True, help="Accept a threshold of 1: anyone of them alone can open.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=ARCHIVE_CARD,
    show_default=True,
    metavar="FILE",
    help="Where to write the archive's card.",
)
def set_(frame: Frame, *, cards: tuple[Path, ...], threshold: int, alone: bool, out: Path) -> None:
    """Adopt custodians: any K of these cards open what is sealed from now on.

    Writes the archive's card, which each custodian keeps to know this archive's requests by. What is sealed
    already stays with the custodians it was sealed for. Compare each fingerprint with its custodian first:
    custodians whose cards have the same name are called by it and the start of their fingerprint.
    """
    from whensafe.desk.adopt import adopt, archive_card
    from whensafe.outside.durable import read, taken, write_new
    from whensafe.sealing.custodians import fingerprint

    files = [(str(path), read(path, _MOST_CARD)) for path in cards]
    with frame.opened() as opened:
        own = archive_card(opened.archive, opened.actor)
        there = out.exists() or out.is_symlink()
        if there and read(out, _MOST_CARD) != own:
            raise taken(out)
        done = adopt(opened.archive, opened.actor, files, threshold, alone=alone)
        if not there:
            write_new(out, own, private=False)
    people = [{"name": c.name, "fingerprint": fingerprint(c.verify)} for c in done.roster.cards]
    if frame.json:
        give(
            {
                "threshold": threshold,
                "custodians": people,
                "archive_card": str(out),
                "groups_of_others": done.groups_of_others,
            }
        )
    for one in people:
        say(f"{one['fingerprint']}  {one['name']}")
    say(f"{threshold} of {len(people)} open what is sealed from now on. Give each of them {out}.")
    if threshold == len(people) > 1:
        say("Every one of them is needed: if one is lost, everything is.")
    if done.groups_of_others:
        say(
            f"What was sealed before stays with the custodians it was sealed for: {done.groups_of_others} "
            "release groups. Their words are still needed."
        )


@verb("drill")
@click.argument("out", required=False, type=click.Path(path_type=Path))
@click.option(
    "--answer",
    "answers",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A custodian's answer to the drill under way; may be given several times.",
)
def drill(frame: Frame, *, out: Path | None, answers: tuple[Path, ...]) -> int:
    """Find out which custodians can still answer, with a throw-away group that holds nothing.

    With OUT a new drill begins: send that file to every custodian. With --answer their answers are taken in,
    also one by one. With neither it says how they stand.

    Exit status 1 while fewer than the threshold have answered.
    """
    if out is not None and answers:
        raise BadOption("either OUT or --answer: a new drill has no answers yet")
    from whensafe.desk.drill import health
    from whensafe.wiring import answer_drill, begin_drill

    with frame.opened() as opened:
        if out is not None:
            begin_drill(opened, out)
            if frame.json:
                give({"request": str(out)})
            say(f"{out}: send it to every custodian, and take their answers in with drill --answer FILE.")
            return 0
        if answers:
            found, bad = answer_drill(opened, answers)
        else:
            found, bad = health(opened.archive, opened.actor), ()
    return _report(frame, found, bad)


def _report(frame: Frame, found: Health, bad: tuple[tuple[str, BadAnswer], ...]) -> int:
    warning = _warning(found)
    if frame.json:
        give(
            {
                "threshold": found.threshold,
                "live": found.live,
                "opened": found.opened,
                "custodians": [
                    {
                        "name": one.name,
                        "fingerprint": one.fingerprint,
                        "last_answered": one.last_answered,
                        "live": one.live,
                    }
                    for one in found.custodians
                ],
                "refused": [
                    {"file": name, "sender": wrong.where, "text": wrong.message} for name, wrong in bad
                ],
                "groups_short": found.groups_short,
                "groups_thin": found.groups_thin,
                "warning": warning,
            }
        )
    for name, wrong in bad:
        say(f"{name}: {wrong}")
    for one in found.custodians:
        state = "answered" if one.live else "has not answered this drill"
        before = f", last on {one.last_answered[:10]}" if one.last_answered and not one.live else ""
        say(f"{one.name}: {state}{before}")
    say(f"{found.live} of {len(found.custodians)} answered, {found.threshold} needed.")
    if warning is not None:
        say(warning)
    return 0 if found.opened else 1


def _warning(found: Health) -> str | None:
    """What a person must know now, if anything."""
    said = []
    if found.live < found.threshold:
        said.append(
            "Fewer than the threshold have answered: if nobody else can, what is sealed is lost for ever."
        )
    elif found.live == found.threshold:
        said.append(
            "Exactly as many as the threshold have answered: if one more is lost, what is sealed is lost."
        )
    elif found.live == found.threshold + 1:
        said.append(
            "One more than the threshold have answered: if two more are lost, what is sealed is lost."
        )
    if found.live <= found.threshold + 1:
        said.append("Adopt further custodians with `custodians set` for what is sealed from now on.")
    if found.groups_short:
        said.append(
            f"{counted(found.groups_short, 'sealed release group')} with too few custodians who answered, "
            "perhaps because they are with earlier ones."
        )
    return " ".join(said) or None


_MOST_CARD = 1 << 20
command.add_command(set_)
command.add_command(drill)
