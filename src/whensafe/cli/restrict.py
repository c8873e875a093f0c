"""`whensafe restrict`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from whensafe.cli.frame import Frame, counted, give, say, verb
from whensafe.cli.items import item_json, lines
from whensafe.cli.working import working
from whensafe.errors import BadOption, Refused
from whensafe.nouns.actor import audience as read_audience
from whensafe.nouns.edition import Ground
from whensafe.nouns.ids import InterviewId, typed
from whensafe.nouns.restriction import Restriction, RestrictionId
from whensafe.nouns.said import said_date

if TYPE_CHECKING:
    from whensafe.desk.restrict import Looked, Named, Rule, Somebody, What
    from whensafe.protection.closure import Item
    from whensafe.wiring import Opened

SHOWN = 40
"""Written forms and interviews that are written out; --json has them all."""


@verb("restrict")
@click.argument("id", required=False)
@click.option("--quote", metavar="WORDS", help="These very words.")
@click.option("--turn", metavar="N", help="A whole turn; with --quote, the turn the words stand in.")
@click.option("--at", type=int, metavar="POSITION", help="With --quote: where in the turn they begin.")
@click.option("--everywhere", is_flag=True, help="With --quote: every place in the interview.")
@click.option("--whole", is_flag=True, help="The whole interview.")
@click.option("--name", multiple=True, metavar="TEXT", help="A name, in every interview (repeatable).")
@click.option("--place", multiple=True, metavar="TEXT", help="A place, in every interview (repeatable).")
@click.option("--person", metavar="P", help="Somebody in the register, in every interview.")
@click.option("--from", "hidden", multiple=True, metavar="A", help="From whom (default: all but the team).")
@click.option("--until", metavar="CONDITION", help="What must hold before it may be told.")
@click.option(
    "--ground",
    type=click.Choice([g.value for g in Ground]),
    metavar="GROUND",
    help="The ground that editions give: " + ", ".join(g.value for g in Ground) + ".",
)
@click.option("--review", metavar="DATE", help="When somebody looks again; nothing opens then.")
@click.option("--review-cleared", is_flag=True, help="Editions may tell that date.")
@click.option("--end", metavar="RESTRICTION", help="End this one (with --reason).")
def command(  # noqa: PLR0913 - one parameter an option
    frame: Frame,
    *,
    id: str | None,
    quote: str | None,
    turn: str | None,
    at: int | None,
    everywhere: bool,
    whole: bool,
    name: tuple[str, ...],
    place: tuple[str, ...],
    person: str | None,
    hidden: tuple[str, ...],
    until: str | None,
    ground: str | None,
    review: str | None,
    review_cleared: bool,
    end: str | None,
) -> None:
    """Hide something from audiences; the team goes on working with it.

    A quotation, a turn or the whole of interview ID; or a name, a place or a person, which are hidden in
    every spelling and word form, in every interview, also in later ones: what is found is shown first, and
    --yes accepts it. Of a quotation or a turn, other places that repeat its words are listed: they stay as
    they are. Turns that render it, in a translation or the original, are listed, too: editions hide them
    whole until as many stretches of them are restricted.
    """
    from whensafe.desk.consent import nobody_agreed
    from whensafe.desk.restrict import Named, Rule, Somebody, repeats, restrict
    from whensafe.protection.closure import OneTurn, Quote

    if end is not None:
        _end(frame, RestrictionId(end))
        return
    what = _what(quote, turn, at, (*name, *place), person, whole=whole, everywhere=everywhere)
    rule = Rule(
        hidden_from=tuple(read_audience(one) for one in hidden),
        until=until,
        ground=None if ground is None else Ground(ground),
        review=None if review is None else said_date(review),
        review_cleared=review_cleared,
    )
    interview = None if id is None else InterviewId(typed(id))
    with frame.opened() as opened:
        looked: Looked | None = None
        look: tuple[Item, ...] = ()
        if isinstance(what, Named | Somebody):
            looked = _confirmed(frame, opened, what)
        elif isinstance(what, Quote | OneTurn) and interview is not None:
            look = repeats(opened.archive, opened.actor, interview, what)
        made = restrict(opened.archive, opened.actor, interview, what, rule, reason=frame.reason)
        strangers = nobody_agreed(opened.archive, opened.actor, rule.hidden_from, made[0].interview)
    if frame.json:
        give({**as_json(made, looked, look), "nobody_agreed": list(strangers)})
    for one in made:
        say(f"{one.id}  restricted ({one.scope.kind.value}).")
    if look:
        say("Not restricted with it; look at it yourself:")
        lines(look)
    for stranger in strangers:
        say(f"{stranger}: nobody has agreed to tell them anything. Is it the audience you mean?")
    if _is_open_ended(rule, frame):
        say("It has no end and no day on which somebody looks again: give --until, --review or --reason.")


def as_json(
    made: tuple[Restriction, ...], looked: Looked | None, look: tuple[Item, ...] = ()
) -> dict[str, object]:
    """``restriction`` is the first of ``restrictions``; ``found`` counts the forms of names, ``withheld``
    those in whose place no code can stand; ``look`` lists where else the words of a quotation or a turn
    stand, and what renders it.
    """
    found = None
    if looked is not None:
        found = {
            "forms": [{"form": form, "count": count} for form, count in looked.forms],
            "withheld": [{"form": form, "count": count} for form, count in looked.withheld],
            "interviews": list(looked.interviews),
            "people": list(looked.people),
        }
    rules = [restriction_json(one) for one in made]
    return {
        "restriction": rules[0],
        "restrictions": rules,
        "found": found,
        "look": [item_json(item) for item in look],
    }


def restriction_json(rule: Restriction) -> dict[str, object]:
    """One rule. Positions are code points of the turn's text."""
    return {
        "id": rule.id,
        "interview": rule.interview,
        "scope": rule.scope.kind.value,
        "address": rule.scope.address,
        "start": rule.scope.start,
        "end": rule.scope.end,
        "person": rule.scope.person,
        "words": list(rule.scope.words),
        "ground": rule.ground.value,
        "from": list(rule.hidden_from),
        "until": rule.until,
        "review": rule.review,
        "review_cleared": rule.review_cleared,
        "at": rule.at,
        "ended_at": rule.ended_at,
    }


def _end(frame: Frame, id: RestrictionId) -> None:
    from whensafe.desk.restrict import end

    if frame.reason is None:
        raise Refused("why does it end?", where=id, todo="Say so with --reason TEXT.")
    with frame.opened() as opened:
        ended = end(opened.archive, opened.actor, id, reason=frame.reason)
    if frame.json:
        give({"restriction": restriction_json(ended)})
    say(f"{ended.id}  ended: it hides nothing from the next edition on.")


def _what(
    quote: str | None,
    turn: str | None,
    at: int | None,
    names: tuple[str, ...],
    person: str | None,
    *,
    whole: bool,
    everywhere: bool,
) -> What:
    from whensafe.desk.people import person_id
    from whensafe.desk.restrict import Named, Somebody
    from whensafe.protection.closure import OneTurn, Quote, Whole

    by_turn = quote is None and turn is not None
    if sum((quote is not None, by_turn, bool(names), person is not None, whole)) != 1:
        raise BadOption(
            "what is to be hidden?",
            todo="Give one of --quote, --turn, --whole, --name (or --place) and --person.",
        )
    if quote is None and (at is not None or everywhere):
        raise BadOption("--at and --everywhere belong to --quote")
    if quote is not None:
        return Quote(quote, turn, at, everywhere)
    if turn is not None:
        return OneTurn(turn)
    if person is not None:
        return Somebody(person_id(person))
    return Named(names) if names else Whole()


def _confirmed(frame: Frame, opened: Opened, what: Named | Somebody) -> Looked:
    """Show what was found and have it accepted, or refuse."""
    from whensafe.desk.restrict import Somebody, look

    with working("Looking") as progress:
        looked = look(opened.archive, opened.actor, what, progress=progress)
    times, interviews = counted(len(looked.places), "time"), counted(len(looked.interviews), "interview")
    say(f"Found {times} in {interviews}:")
    withheld = dict(looked.withheld) if isinstance(what, Somebody) else {}
    for form, count in looked.forms[:SHOWN]:
        holes = f"  ({withheld[form]} withheld: no code can stand there)" if form in withheld else ""
        say(f"{count:>6}  {form}{holes}")
    for id in looked.interviews[:SHOWN]:
        turns = sorted({p.turn for p in looked.places if p.interview == id and p.turn is not None})
        say(
            f"  {id}: {'turn' if len(turns) == 1 else 'turns'} {', '.join(map(str, turns))}"
            if turns
            else f"  {id}: title and the like"
        )
    for id_ in looked.people:
        say(f"{id_} has this name: with --person {id_}, a pseudonym stands in its place.")
    if not frame.yes:
        if not sys.stdin.isatty():
            raise Refused("what was found is hidden only once it is accepted", todo="Say so with --yes.")
        click.confirm("Hide all of these, and in later interviews, too?", abort=True, err=True)
    return looked


def _is_open_ended(rule: Rule, frame: Frame) -> bool:
    return rule.until is None and rule.review is None and frame.reason is None
