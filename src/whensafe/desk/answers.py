"""What follows from an answer: who asks, who speaks, which day it was are set as it says.

Any other answer is kept with its question and changes nothing. The codes come from `intake.turns.questions`
and `intake.front.when`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

from whensafe.desk import given_asked
from whensafe.desk.changes import NamePerson, SetDates, SetTurn, SwapRoles
from whensafe.errors import BadOption
from whensafe.intake.front.when import asked_about
from whensafe.intake.turns.questions import WHO_ASKS
from whensafe.nouns.interview import Interview, Question, Role, Turn
from whensafe.nouns.said import said_date

_SIDES = (Role.INTERVIEWER, Role.NARRATOR)


Follows: TypeAlias = NamePerson | SetDates | SetTurn | SwapRoles | given_asked.Follows


def follows(interview: Interview, question: Question, answer: str) -> Follows | None:
    """The change that settles the question, or ``None``."""
    if question.code == "who_asks":
        return _who_asks(interview, answer)
    if question.code in {"unnamed_speaker", "joint_speaker"} and question.turn is not None:
        written = interview.transcript
        if written is not None and 1 <= question.turn <= len(written.turns):
            return _who_speaks(interview, written.turns[question.turn - 1], answer)
    if question.code.startswith(given_asked.DIFFERS):
        return given_asked.follows(interview, question, answer)
    kind = asked_about(question)
    return _which_day(interview, kind, answer) if kind is not None else None


def _which_day(interview: Interview, kind: str, answer: str) -> SetDates | None:
    """That date, the others as they are; nothing where the answer is in words."""
    try:
        day = said_date(answer)
    except BadOption:
        return None
    now = SetDates(interview.published, interview.first_published, interview.interviewed)
    return replace(now, **{kind: day})


def _who_asks(interview: Interview, name: str) -> SwapRoles | None:
    """The sides change places if whoever is said to ask was taken for the one who answers."""
    if name in WHO_ASKS:
        written = interview.transcript
        sides = [t.role for t in written.turns if t.role in _SIDES] if written is not None else []
        said = Role.INTERVIEWER if name == WHO_ASKS[0] else Role.NARRATOR
        return SwapRoles() if sides and sides[0] is not said else None
    roles = {p.role for p in interview.participants if p.name == name}
    return SwapRoles() if Role.NARRATOR in roles and Role.INTERVIEWER not in roles else None


def _who_speaks(interview: Interview, turn: Turn, name: str) -> NamePerson | SetTurn:
    """A participant of that name speaks this turn; else the unnamed speaker has this name, in every turn."""
    known = [p for p in interview.participants if p.name == name]
    if known:
        best = next((p for p in known if p.role is turn.role), known[0])
        return SetTurn(turn.n, best.role, name)
    if turn.speaker is not None and interview.name_of(turn.speaker) is None:
        return NamePerson(turn.speaker, name, turn.role)
    return SetTurn(turn.n, turn.role, name)
