"""The small forms of a draft as changes of the desk; `BadOption` for what is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from whensafe.desk import changes
from whensafe.errors import BadOption
from whensafe.nouns.ids import ParticipantId, TranscriptId
from whensafe.nouns.text import Language
from whensafe.web.show.forms import answer, day, line, number, role

Given = Mapping[str, str]


def read(given: Given) -> changes.Change:
    """What a form asks for. Its ``kind`` is the name of the button that was pressed."""
    reader = KINDS.get(given.get("kind", ""))
    if reader is None:
        raise BadOption("no such change")
    return reader(given)


def _about(given: Given) -> changes.Change:
    return changes.SetTitle(line(given.get("title")), line(given.get("standfirst")))


def _dates(given: Given) -> changes.Change:
    return changes.SetDates(
        published=day(given.get("published")),
        first_published=day(given.get("first_published")),
        interviewed=day(given.get("interviewed")),
    )


def _source(given: Given) -> changes.Change:
    return changes.SetSource(
        name=line(given.get("source_name")),
        url=line(given.get("source_url")),
        republisher=line(given.get("republisher")),
    )


def _person(given: Given) -> changes.Change:
    person = ParticipantId(given.get("person", ""))
    return changes.NamePerson(person, line(given.get("name")), role(given.get("role")))


def _turn(given: Given) -> changes.Change:
    name = line(given.get("speaker"))
    return changes.SetTurn(number(given.get("n")), role(given.get("role")), name, _of(given))


def _restore(given: Given) -> changes.Change:
    before = number(given.get("before")) or None
    return changes.RestoreDropped(number(given.get("index")), role(given.get("role")), before, _of(given))


def _of(given: Given) -> TranscriptId | None:
    """The transcript that the page showed."""
    return TranscriptId(given["of"]) if given.get("of") else None


KINDS: dict[str, Callable[[Given], changes.Change]] = {
    "about": _about,
    "dates": _dates,
    "source": _source,
    "language": lambda given: changes.SetLanguage(Language(given.get("language", ""))),
    "person": _person,
    "swap": lambda _: changes.SwapRoles(),
    "answer": lambda given: changes.Answer(number(given.get("index")), answer(given)),
    "turn": _turn,
    "join": lambda given: changes.JoinTurns(number(given.get("n")), _of(given)),
    "split": lambda given: changes.SplitTurn(number(given.get("n")), number(given.get("at")), _of(given)),
    "drop": lambda given: changes.DropTurn(number(given.get("n")), _of(given)),
    "restore": _restore,
}
"""By button. One form sends only its own fields; what is missing counts as empty."""
