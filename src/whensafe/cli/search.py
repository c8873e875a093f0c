"""`whensafe search`."""

from __future__ import annotations

import click

from whensafe.cli.frame import Frame, console, counted, give, plain, reads, say, verb
from whensafe.desk.ports import Query
from whensafe.errors import BadOption
from whensafe.nouns.receipt import Hit


@verb("search")
@reads
@click.argument("query", nargs=-1, required=True)
@click.option("--language", metavar="TAG", help="Only turns in this language, such as uk or ar.")
@click.option("--role", metavar="ROLE", help="Only what a narrator, interviewer, interpreter … said.")
@click.option("--from", "since", metavar="DATE", help="Interviewed (else published) on this day or later.")
@click.option("--to", "until", metavar="DATE", help="On this day or earlier.")
@click.option("--limit", type=int, default=20, show_default=True, metavar="N", help="At most so many.")
@click.option("--offset", type=int, default=0, metavar="N", help="Leave out the first so many.")
def command(  # noqa: PLR0913 - one parameter an option
    frame: Frame,
    *,
    query: tuple[str, ...],
    language: str | None,
    role: str | None,
    since: str | None,
    until: str | None,
    limit: int,
    offset: int,
) -> None:
    """Full text over the turns of kept interviews, nearest first.

    Words are found in any of their forms, "exact phrases" as they stand; case and accents don't matter.
    Interviews in which somebody of that name takes part are named after them (see also list --name).
    """
    from whensafe.desk.named import named
    from whensafe.desk.search import search

    asked = Query(" ".join(query), language, role, since, until, limit, offset)
    if "\0" in asked.text:
        raise BadOption("a query has no NUL in it")
    with frame.opened() as opened:
        found = search(opened.archive, opened.actor, frame.audience, asked)
        people = () if frame.json else named(opened.archive, opened.actor, frame.audience, asked.text)
    if frame.json:
        give([as_json(hit) for hit in found.hits])
    else:
        for hit in found.hits:
            _print(hit)
    say(f"{len(found.hits)} of {counted(found.total, 'turn')}.")
    for one in people[:limit]:
        say(f"{one.id}  {one.name} takes part ({one.role.value}).")


def as_json(hit: Hit) -> dict[str, object]:
    """A hit by the contract's keys; ``start`` and ``end`` are code points of the turn's text."""
    return {
        "id": hit.id,
        "turn": hit.turn,
        "start": hit.start,
        "end": hit.end,
        "snippet": hit.snippet,
        "score": hit.score,
    }


def _print(hit: Hit) -> None:
    from rich.padding import Padding
    from rich.text import Text

    out = console()
    out.print(Text(f"{hit.id}  turn {hit.turn}", style="dim"))
    snippet = Text(plain(hit.snippet))
    for start, end in hit.matches:
        snippet.stylize("bold", max(0, start - hit.snippet_start), max(0, end - hit.snippet_start))
    out.print(Padding(snippet, (0, 0, 1, 4)))
