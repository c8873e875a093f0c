"""What a documenter's list says of an interview, as their corrections.

The list is the documenter's own word, so it stands; but where the document has another value the interview
gets a question with both, and answering with the document's puts that back. Nothing changes silently: the
ledger entry names the fields that the list gave.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from whensafe.desk import given_asked
from whensafe.desk.apply import apply
from whensafe.desk.archive import Mint
from whensafe.desk.changes import Change, NamePerson, SetDates, SetLanguage, SetSource, SetTitle
from whensafe.intake.mapping_values import Given
from whensafe.intake.people.same import same_person
from whensafe.nouns.interview import Interview, Participant, Question, Role
from whensafe.nouns.text import Language
from whensafe.words import fold, tokens

_UNKNOWN = (Language("und"), Language("mul"))
_ROLES = {"narrator": Role.NARRATOR, "interviewer": Role.INTERVIEWER}


@dataclass(slots=True)
class _Work:
    """The interview as it is corrected, what the list gave, what is to be asked."""

    mint: Mint
    interview: Interview
    fields: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    def change(self, name: str, change: Change) -> None:
        self.interview = apply(self.mint, self.interview, change)
        self.fields.append(name)

    def differs(self, name: str, given: str, read: str) -> None:
        self.questions.append(given_asked.differs(name, given, read))


def correct(mint: Mint, interview: Interview, given: Given) -> tuple[Interview, tuple[str, ...]]:
    """The interview as the list has it, with the questions that arise; and which fields the list gave."""
    work = _Work(mint, interview)
    _language(work, given)
    _people(work, "narrator", given.narrators)
    _people(work, "interviewer", given.interviewers)
    _dates(work, given)
    _title(work, given)
    _source(work, given)
    if given.basis is not None and given.basis is not work.interview.basis:
        work.interview = replace(work.interview, basis=given.basis)
        work.fields.append("basis")
    asked = (*work.questions, *(given_asked.unread(one.field, one.options) for one in given.unread))
    return replace(work.interview, questions=(*work.interview.questions, *asked)), tuple(work.fields)


def _title(work: _Work, given: Given) -> None:
    read = work.interview.title
    if given.title is None or _same(given.title, read):
        return
    if read is not None:
        work.differs("title", given.title, read)
    work.change("title", SetTitle(given.title, work.interview.standfirst))


def _language(work: _Work, given: Given) -> None:
    read = work.interview.language
    if given.language is None or read == given.language or read.startswith(f"{given.language}-"):
        return
    if read not in _UNKNOWN and not given.language.startswith(f"{read}-"):
        work.differs("language", given.language, read)
    work.change("language", SetLanguage(given.language))


def _dates(work: _Work, given: Given) -> None:
    now = SetDates(work.interview.published, work.interview.first_published, work.interview.interviewed)
    for name, said in (("interviewed", given.interviewed), ("published", given.published)):
        read = now.interviewed if name == "interviewed" else now.published
        if said is None or (read is not None and read.startswith(said)):
            continue
        if read is not None and not said.startswith(read):
            work.differs(name, said, read)
        now = replace(now, **{name: said})
        work.change(name, now)


def _source(work: _Work, given: Given) -> None:
    read = work.interview.source
    for name, said, was in (("source", given.source, read.name), ("url", given.url, read.url)):
        if said is None or (was is not None and (_same(said, was) if name == "source" else said == was)):
            continue
        if was is not None:
            work.differs(name, said, was)
        now = work.interview.source
        source, url = (said, now.url) if name == "source" else (now.name, said)
        work.change(name, SetSource(source, url, work.interview.republisher))


def _people(work: _Work, name: str, names: Sequence[str]) -> None:
    """Each name goes to who has it already, else to one of that side who has none, else it is asked about."""
    role = _ROLES[name]
    left = [p for p in work.interview.participants if p.role is role]
    told = list(names)
    for said in list(told):
        match = next((p for p in left if p.name is not None and same_person(p.name, said)), None)
        if match is not None:
            left.remove(match)
            told.remove(said)
            if len(said) > len(match.name or ""):
                work.change(name, NamePerson(match.id, said, role))
    for said, person in _pairs(told, left):
        if person is None:
            people = (*work.interview.participants, Participant(work.mint.participant(), said, role))
            work.interview = replace(work.interview, participants=people)
            work.fields.append(name)
            continue
        if person.name is not None:
            work.differs(name, said, person.name)
        work.change(name, NamePerson(person.id, said, role))


def _pairs(told: Sequence[str], left: Sequence[Participant]) -> Iterator[tuple[str, Participant | None]]:
    """A name and whose it is: the unnamed in their order, then, one against one, whoever has another name."""
    unnamed = [p for p in left if p.name is None]
    named = [p for p in left if p.name is not None]
    for said in told:
        if unnamed:
            yield said, unnamed.pop(0)
        elif named:
            yield said, named.pop(0)
        else:
            yield said, None


def _same(one: str, other: str | None) -> bool:
    return other is not None and _folded(one) == _folded(other)


def _folded(text: str) -> list[str]:
    return [fold(word.text) for word in tokens(text)]
