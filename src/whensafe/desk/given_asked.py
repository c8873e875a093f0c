"""Questions about a documenter's list: where it and the document differ, and what follows from an answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

from whensafe.desk.changes import NamePerson, SetDates, SetLanguage, SetSource, SetTitle
from whensafe.errors import BadOption
from whensafe.nouns.interview import Interview, Question, Role
from whensafe.nouns.said import said_date
from whensafe.nouns.text import Language

DIFFERS = "given_"
"""How the code of a question begins where list and document differ; the field comes after it."""
UNREAD = "given_unread"
"""The code where the list says something that isn't one value."""
SAID = {
    "title": "title",
    "narrator": "name for who tells it",
    "interviewer": "name for who asks",
    "interviewed": "day of the interview",
    "published": "day of publication",
    "source": "source",
    "url": "web address",
    "language": "language",
    "basis": "basis",
}
"""Each field of a list, as a question names it."""
CODES = (*(DIFFERS + name for name in SAID if name != "basis"), UNREAD)
"""Every code that is asked with."""
Follows: TypeAlias = NamePerson | SetDates | SetLanguage | SetSource | SetTitle


def differs(name: str, given: str, read: str) -> Question:
    """List and document give different values; the list's stands until this is answered."""
    text = f"Your list gives another {SAID[name]} than the document. Which is right?"
    return Question(DIFFERS + name, text, options=(given, read))


def unread(name: str, options: tuple[str, ...]) -> Question:
    """The list's value can't be read one way; none is set until this is answered."""
    text = f"What your list gives as the {SAID.get(name, name)} can't be read in one way. What is meant?"
    return Question(UNREAD, text, options=options)


def follows(interview: Interview, question: Question, answer: str) -> Follows | None:
    """The change that the answer asks for; ``None`` for any other question, and for an answer in words."""
    name = question.code.removeprefix(DIFFERS)
    if question.code == UNREAD:
        name = next((field for field, words in SAID.items() if f" the {words} can't" in question.text), "")
    elif name == question.code or answer not in question.options:
        return None
    if name in ("narrator", "interviewer"):
        return _named(interview, Role(name), question.options, answer)
    if name in ("interviewed", "published"):
        return _day(interview, name, answer)
    source = interview.source
    match name:
        case "title":
            return SetTitle(answer, interview.standfirst)
        case "source":
            return SetSource(answer, source.url, interview.republisher)
        case "url":
            return SetSource(source.name, answer, interview.republisher)
        case "language":
            return SetLanguage(Language(answer))
    return None


def _day(interview: Interview, name: str, answer: str) -> SetDates | None:
    try:
        day = said_date(answer)
    except BadOption:
        return None
    now = SetDates(interview.published, interview.first_published, interview.interviewed)
    return replace(now, **{name: day})


def _named(interview: Interview, role: Role, options: tuple[str, ...], answer: str) -> NamePerson | None:
    """Whoever has one of the two names on that side has the one that was answered."""
    person = next((p for p in interview.participants if p.role is role and p.name in options), None)
    return None if person is None else NamePerson(person.id, answer, role)
