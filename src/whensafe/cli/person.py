"""`whensafe person`."""

from __future__ import annotations

import click

from whensafe.cli.frame import CONTEXT, STATUSES, Frame, console, give, plain, say, team_reads, verb
from whensafe.errors import BadOption
from whensafe.nouns.ids import InterviewId, typed
from whensafe.nouns.person import Person

_DETAIL = click.option(
    "--detail",
    "details",
    multiple=True,
    metavar="KIND=VALUE",
    help="What might tell who it is, even without the name: unit=…, cell=… (repeatable)",
)
_NARRATES = click.option(
    "--narrator-of",
    multiple=True,
    metavar="ID",
    help="An interview that this person tells (repeatable)",
)


@click.group("person", epilog=STATUSES, context_settings=CONTEXT)
def command() -> None:
    """The register of people: those conditions wait for, those rules hide, narrators.

    Conditions name people by id only. The names in the register never leave the archive.
    """


@verb("add")
@click.argument("name")
@click.option("--also", multiple=True, metavar="SPELLING", help="Another spelling, any script (repeatable)")
@_DETAIL
@_NARRATES
def add(
    frame: Frame,
    *,
    name: str,
    also: tuple[str, ...],
    details: tuple[str, ...],
    narrator_of: tuple[str, ...],
) -> None:
    """Put somebody into the register. A pseudonym for editions is drawn and kept apart."""
    from whensafe.desk import people

    with frame.opened() as opened:
        made = people.add(
            opened.archive,
            opened.actor,
            name,
            also=also,
            details=_details(details),
            narrator_of=_interviews(narrator_of),
        )
    _give(frame, made.person)
    if made.namesakes:
        say(f"Already in the register and written the same way: {', '.join(made.namesakes)}.")


@verb("list")
@team_reads
def list_(frame: Frame) -> None:
    """Everybody in the register."""
    from whensafe.desk import people

    with frame.opened() as opened:
        found = people.people(opened.archive, opened.actor)
    if frame.json:
        give([as_json(person) for person in found])
        return
    for person in found:
        _show(person)
    say(f"{len(found)} in the register.")


@verb("spell")
@click.argument("id")
@click.argument("also", nargs=-1, required=True, metavar="SPELLING…")
@click.option("--remove", is_flag=True, help="Take these away instead: what they alone hid is told again.")
def spell(frame: Frame, *, id: str, also: tuple[str, ...], remove: bool) -> None:
    """Add spellings to somebody. Rules about them reach these from now on."""
    from whensafe.desk import people

    act = people.unspell if remove else people.spell
    with frame.opened() as opened:
        _give(frame, act(opened.archive, opened.actor, people.person_id(id), also))


@verb("describe")
@click.argument("id")
@_DETAIL
@_NARRATES
@click.option("--remove", is_flag=True, help="Take these details away instead.")
def describe(
    frame: Frame, *, id: str, details: tuple[str, ...], narrator_of: tuple[str, ...], remove: bool
) -> None:
    """Add details to somebody, or interviews that they tell."""
    from whensafe.desk import people

    if not details and not narrator_of:
        raise BadOption("nothing to add", todo="Give --detail or --narrator-of.")
    if remove:
        if narrator_of:
            raise BadOption("--remove takes details away", where="--narrator-of")
        with frame.opened() as opened:
            known, gone = people.person_id(id), _details(details)
            _give(frame, people.undescribe(opened.archive, opened.actor, known, gone))
        return
    with frame.opened() as opened:
        person = people.describe(
            opened.archive,
            opened.actor,
            people.person_id(id),
            details=_details(details),
            narrator_of=_interviews(narrator_of),
        )
    _give(frame, person)


for _part in (add, list_, spell, describe):
    command.add_command(_part)


def as_json(person: Person) -> dict[str, object]:
    """Somebody in the register; the pseudonym is kept apart and isn't told here."""
    return {
        "id": person.id,
        "name": person.name,
        "also": list(person.also),
        "details": [{"kind": kind, "value": value} for kind, value in person.details],
        "narrator_of": list(person.narrator_of),
        "added_at": person.added_at,
    }


def _give(frame: Frame, person: Person) -> None:
    if frame.json:
        give({"person": as_json(person)})
    else:
        _show(person)


def _show(person: Person) -> None:
    from rich.text import Text

    out = console()
    out.print(Text(f"{person.id}  {plain(', '.join(person.spellings))}"))
    for kind, value in person.details:
        out.print(Text(f"            {plain(kind)}: {plain(value)}", style="dim"))
    if person.narrator_of:
        out.print(Text(f"            tells {', '.join(person.narrator_of)}", style="dim"))


def _details(given: tuple[str, ...]) -> list[tuple[str, str]]:
    found = []
    for one in given:
        kind, equals, value = one.partition("=")
        if not equals:
            raise BadOption("a detail is KIND=VALUE", where="--detail", todo="For example: --detail cell=7")
        found.append((kind, value))
    return found


def _interviews(given: tuple[str, ...]) -> list[InterviewId]:
    return [InterviewId(typed(id)) for id in given]
