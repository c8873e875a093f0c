"""`whensafe list`."""

from __future__ import annotations

import click

from whensafe.cli.frame import Frame, console, counted, give, plain, reads, say, verb
from whensafe.desk.ports import Line
from whensafe.errors import BadOption
from whensafe.nouns.interview import State

PAGE = 500


@verb("list")
@reads
@click.option("--drafts", is_flag=True, help="What was read but not kept yet, instead.")
@click.option("--limit", type=int, metavar="N", help="At most so many (default: all).")
def command(frame: Frame, *, drafts: bool, limit: int | None) -> None:
    """What is there, newest first."""
    if limit is not None and limit < 1:
        raise BadOption("a limit is 1 or more", where="--limit")
    lines, total = _lines(frame, State.DRAFT if drafts else State.KEPT, limit)
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


def _lines(frame: Frame, state: State, limit: int | None) -> tuple[list[Line], int]:
    from whensafe.desk.look import page

    found: list[Line] = []
    after: str | None = None
    with frame.opened() as opened:
        while True:
            size = PAGE if limit is None else min(PAGE, limit - len(found))
            part = page(opened.archive, opened.actor, frame.audience, state=state, after=after, limit=size)
            found += part.lines
            after = part.after
            if after is None or len(found) == limit:
                return found, part.total


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
