"""The small forms of a draft as changes of the desk; `BadOption` for what is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from whensafe.desk import correct
from whensafe.errors import BadOption
from whensafe.nouns.ids import ParticipantId
from whensafe.nouns.text import Language
from whensafe.web.show.forms import answer, day, line, number, role

Given = Mapping[str, str]


def read(given: Given) -> correct.Change:
    """What a form asks for. Its ``kind`` is the name of the button that was pressed."""
    reader = KINDS.get(given.get("kind", ""))
    if reader is None:
        raise BadOption("no such change")
    return reader(given)


def _about(given: Given) -> correct.Change:
    return correct.SetTitle(line(given.get("title")), line(given.get("standfirst")))


def _dates(given: Given) -> correct.Change:
    return correct.SetDates(
        published=day(given.get("published")),
        first_published=day(given.get("first_published")),
        interviewed=day(given.get("interviewed")),
    )


def _source(given: Given) -> correct.Change:
    return correct.SetSource(
        name=line(given.get("source_name")),
        url=line(given.get("source_url")),
        republisher=line(given.get("republisher")),
    )


def _person(given: Given) -> correct.Change:
    person = ParticipantId(given.get("person", ""))
    return correct.NamePerson(person, line(given.get("name")), role(given.get("role")))


def _turn(given: Given) -> correct.Change:
    return correct.SetTurn(number(given.get("n")), role(given.get("role")), line(given.get("speaker")))


def _restore(given: Given) -> correct.Change:
    before = number(given.get("before")) or None
    return correct.RestoreDropped(number(given.get("index")), role(given.get("role")), before)


KINDS: dict[str, Callable[[Given], correct.Change]] = {
    "about": _about,
    "dates": _dates,
    "source": _source,
    "language": lambda given: correct.SetLanguage(Language(given.get("language", ""))),
    "person": _person,
    "swap": lambda _: correct.SwapRoles(),
    "answer": lambda given: correct.Answer(number(given.get("index")), answer(given)),
    "turn": _turn,
    "join": lambda given: correct.JoinTurns(number(given.get("n"))),
    "split": lambda given: correct.SplitTurn(number(given.get("n")), number(given.get("at"))),
    "drop": lambda given: correct.DropTurn(number(given.get("n"))),
    "restore": _restore,
}
"""By button. One form sends only its own fields; what is missing counts as empty."""
