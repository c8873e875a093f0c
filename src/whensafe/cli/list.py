"""`whensafe list`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from whensafe.cli.frame import Frame, console, counted, give, plain, reads, say, verb
from whensafe.desk.ports import Line
from whensafe.errors import BadOption
from whensafe.nouns.interview import State

if TYPE_CHECKING:
    from whensafe.wiring import Opened

PAGE = 500


@verb("list")
@reads
@click.option("--drafts", is_flag=True, help="What was read but not kept yet, instead.")
@click.option("--limit", type=int, metavar="N", help="At most so many (default: all).")
@click.option(
    "--name", metavar="NAME", help="Only where somebody of this name takes part, in any form of it."
)
def command(frame: Frame, *, drafts: bool, limit: int | None, name: str | None) -> None:
    """What is there, newest first."""
    if limit is not None and limit < 1:
        raise BadOption("a limit is 1 or more", where="--limit")
    if name is not None and drafts:
        raise BadOption("drafts are not looked through for names", where="--name")
    with frame.opened() as opened:
        if name is None:
            lines, total = _lines(frame, opened, State.DRAFT if drafts else State.KEPT, limit)
        else:
            lines = _with(frame, opened, name)
            lines, total = lines[:limit], len(lines)
    if frame.json:
        give([as_json(line) for line in lines])
    elif lines:
        _table(lines)
    say(f"{len(lines)} of {counted(total, 'interview')}.")


def as_json(line: Line) -> dict[str, object]:
    """A line of the list; ``added_at`` is null for an audience other than the team."""
    return {
        "id": line.id,
        "state": line.state.value,
        "title": line.title,
        "language": line.language,
        "narrators": list(line.narrators),
        "interviewed": line.interviewed,
        "published": line.published,
        "turns": line.turns,
        "open_questions": line.open_questions,
        "added_at": line.added_at or None,
    }


def _lines(frame: Frame, opened: Opened, state: State, limit: int | None) -> tuple[list[Line], int]:
    from whensafe.desk.look import page

    found: list[Line] = []
    after: str | None = None
    while True:
        size = PAGE if limit is None else min(PAGE, limit - len(found))
        part = page(opened.archive, opened.actor, frame.audience, state=state, after=after, limit=size)
        found += part.lines
        after = part.after
        if after is None or len(found) == limit:
            return found, part.total


def _with(frame: Frame, opened: Opened, name: str) -> list[Line]:
    """The lines of interviews in which somebody of this name takes part."""
    from whensafe.desk.named import named

    ids = {one.id for one in named(opened.archive, opened.actor, frame.audience, name)}
    lines, _ = _lines(frame, opened, State.KEPT, None) if ids else ([], 0)
    return [line for line in lines if line.id in ids]


def _table(lines: list[Line]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, expand=True)
    table.add_column("id", no_wrap=True, width=10)
    table.add_column("date", no_wrap=True, width=10)
    table.add_column("", no_wrap=True, width=3)
    table.add_column("turns", no_wrap=True, width=5, justify="right")
    table.add_column("?", no_wrap=True, width=3, justify="right")
    table.add_column("interview", ratio=1, overflow="fold")
    for line in lines:
        table.add_row(
            line.id,
            line.interviewed or line.published or "",
            line.language[:3],
            str(line.turns),
            str(line.open_questions or ""),
            Text(plain(line.title or ", ".join(line.narrators) or "(no title)")),
        )
    console().print(table)
