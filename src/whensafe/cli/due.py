"""`whensafe due`."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import click

from whensafe.cli.frame import Frame, console, counted, give, plain, say, team_reads, verb
from whensafe.errors import BadOption
from whensafe.protection.conditions import write

if TYPE_CHECKING:
    from whensafe.desk.due import Ask, Due


@verb("due")
@team_reads
@click.option("--as-of", metavar="DATE", help="At the end of this day in UTC (default: now).")
def command(frame: Frame, *, as_of: str | None) -> None:
    """What has become releasable: why, what it would give away, who has to be asked again.

    Nothing opens by the clock. Sealed words need custodians' answers, and telling needs consent.
    """
    from whensafe.desk.due import due

    try:
        day = None if as_of is None else datetime.date.fromisoformat(as_of)
    except ValueError as error:
        raise BadOption("not a day", where="--as-of", todo="Write it as 2026-03-01.") from error
    with frame.opened() as opened:
        found = due(opened.archive, opened.actor, as_of=day)
    if frame.json:
        give([as_json(one) for one in found])
    else:
        for one in found:
            _show(one)
    say(f"{len(found)} due.")


def as_json(one: Due) -> dict[str, object]:
    """One thing that is due, without any of its words."""
    return {
        "id": one.waiting.id,
        "kind": one.waiting.kind,
        "interview": one.waiting.interview,
        "seals": list(one.waiting.seals),
        "condition": one.waiting.condition,
        "since": one.since,
        "why": [
            {"clause": write(r.clause.clause), "met": r.clause.met, "confirmation": r.confirmation}
            for r in one.why
        ],
        "gives_away": {"turns": one.turns, "interviews": one.interviews},
        "ask": [_ask_json(ask) for ask in one.ask],
    }


def _ask_json(ask: Ask) -> dict[str, object]:
    return {
        "interview": ask.interview,
        "narrators": list(ask.narrators),
        "audience": ask.audience,
        "death_clause": ask.death.value,
        "who": ask.who,
        "answered": ask.answered,
    }


def _show(one: Due) -> None:
    from rich.text import Text

    out = console()
    out.print(Text(f"{one.waiting.id}  {one.waiting.kind}, due since {one.since}", style="bold"))
    if one.waiting.seals:
        out.print(Text(f"    seals  {', '.join(one.waiting.seals)}"))
    for reason in one.why:
        out.print(
            Text(f"    {'holds' if reason.clause.met else 'open '}  {plain(write(reason.clause.clause))}")
        )
    out.print(
        Text(f"    would tell {counted(one.turns, 'turn')} again, in {counted(one.interviews, 'interview')}")
    )
    for ask in one.ask:
        who = ask.who or "nobody can be asked"
        state = "answered" if ask.answered else ask.death.value.replace("_", " ")
        out.print(
            Text(f"    {ask.interview}, {plain(ask.audience or 'no audience yet')}: {plain(who)} ({state})")
        )
