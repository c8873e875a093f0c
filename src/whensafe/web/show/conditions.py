"""A release condition in plain words: one line for each clause, and whether it is met."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from whensafe.errors import BadOption
from whensafe.nouns.condition import After, And, Condition, Dead, Decision, Free, NarratorAgrees, Or, PersonId
from whensafe.nouns.person import Person
from whensafe.protection import conditions
from whensafe.protection.conditions import Fact
from whensafe.web.show import said

People = Mapping[PersonId, Person]


@dataclass(frozen=True, slots=True)
class Known:
    """What the lines are judged by. ``facts`` hold, with the time of their confirmation (RFC 3339).

    ``agreed``: whether the narrator has, asked again; ``None`` while it isn't time to ask.
    """

    people: People
    facts: Mapping[Fact, str]
    now: datetime.datetime
    agreed: bool | None = None


def until(text: str | None, known: Known | None, people: People | None = None) -> SafeString:
    """The condition as nested lists. Without ``known`` no line says whether it is met."""
    if not text:
        return SafeString("")
    try:
        condition = conditions.parse(text)
    except BadOption:
        return mark_safe(f'<p dir="ltr"><code>{escape(text)}</code></p>')  # noqa: S308  (escaped)
    named = known.people if known is not None else people or {}
    return mark_safe(_list(condition, named, known))  # noqa: S308  (built of escaped parts)


def clause(one: Condition, people: People) -> str:
    """One clause as a sentence without its full stop, as HTML."""
    match one:
        case Free(person):
            return escape(gettext("%(name)s is free")) % {"name": _name(person, people)}
        case Dead(person):
            return escape(gettext("%(name)s has died")) % {"name": _name(person, people)}
        case NarratorAgrees():
            return escape(gettext("the narrator agrees, asked again"))
        case After(date, zone):
            over = escape(gettext("%(date)s is over") % {"date": said.said_date(date)})
            return over if zone is None else f'{over} (<bdi dir="ltr">{escape(zone)}</bdi>)'
        case Decision(body, ref):
            told = {"body": f"<bdi>{escape(body)}</bdi>", "ref": f"<bdi>{escape(ref)}</bdi>"}
            return escape(gettext("%(body)s has decided: %(ref)s")) % told
        case _:
            return escape(conditions.write(one))


def sentence(text: str, people: People) -> str | None:
    """A condition without parentheses as one line of HTML; ``None`` for one that needs its lines."""
    try:
        condition = conditions.parse(text)
    except BadOption:
        return None
    parts = condition.parts if isinstance(condition, And | Or) else (condition,)
    if any(isinstance(part, And | Or) for part in parts):
        return None
    between = gettext(", or ") if isinstance(condition, Or) else gettext(", and ")
    return escape(between).join(clause(part, people) for part in parts)


def _list(condition: Condition, people: People, known: Known | None) -> str:
    parts = condition.parts if isinstance(condition, And | Or) else (condition,)
    intro = (
        f'<p class="until__any">{escape(gettext("One of these:"))}</p>' if isinstance(condition, Or) else ""
    )
    lines = "".join(f"<li>{_line(part, people, known)}</li>" for part in parts)
    return f'{intro}<ul class="until">{lines}</ul>'


def _line(one: Condition, people: People, known: Known | None) -> str:
    if isinstance(one, And | Or):
        intro = "" if isinstance(one, Or) else _intro(gettext("All of these:"))
        return f"<div>{intro}{_list(one, people, known)}</div>"
    words = f"<span>{clause(one, people)}</span>"
    return words if known is None else f"{words} {_state(one, known)}"


def _intro(words: str) -> str:
    return f'<p class="until__any">{escape(words)}</p>'


def _state(one: Condition, known: Known) -> str:
    if isinstance(one, NarratorAgrees):
        if known.agreed is None:
            return _said("is-open", gettext("asked when due"))
        return _said("is-yes", gettext("agreed")) if known.agreed else _said("is-ask", gettext("ask now"))
    if isinstance(one, After):
        over = conditions.holds(one, frozenset(), agreed=False, now=known.now)
        return _said("is-yes", gettext("over")) if over else _said("is-open", gettext("not yet"))
    at = known.facts.get(one) if isinstance(one, Free | Dead | Decision) else None
    if at is None:
        return _said("is-open", gettext("not yet"))
    return _said("is-yes", gettext("confirmed %(date)s") % {"date": said.said_date(at[:10])})


def _said(state: str, word: str) -> str:
    return f'<span class="state {state}">{escape(word)}</span>'


def _name(id: PersonId, people: People) -> str:
    person = people.get(id)
    return f"<bdi>{escape(person.name if person is not None else id)}</bdi>"
