"""Consent in words: how each question stands, and what was said when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from whensafe.desk.consent_state import Asked, ConsentState
from whensafe.nouns.actor import Audience
from whensafe.nouns.consent import (
    Attribution,
    ConsentEvent,
    DeathClause,
    Form,
    Said,
    Use,
    WithdrawalReach,
)
from whensafe.nouns.restriction import Restriction, ScopeKind
from whensafe.nouns.sealed import Seal, SealScope
from whensafe.protection.consents import NARRATOR
from whensafe.web.show import labels, said

USES: dict[Use, str | Promise] = {
    Use.RECORD: _("Record"),
    Use.ARCHIVE: _("Keep in the archive"),
    Use.SHARE: _("Share with a named body"),
    Use.PUBLISH: _("Publish"),
    Use.MACHINE: _("Machine processing"),
}

ANSWERS: dict[Said, str | Promise] = {
    Said.AGREED: _("agreed"),
    Said.REFUSED: _("refused"),
    Said.ASK_AGAIN: _("ask again"),
    Said.WITHDRAWN: _("withdrawn"),
}
SHAPES = {Said.AGREED: "yes", Said.REFUSED: "no", Said.ASK_AGAIN: "ask", Said.WITHDRAWN: "no"}

ATTRIBUTIONS: dict[Attribution, str | Promise] = {
    Attribution.FULL: _("full name"),
    Attribution.FIRST: _("first name only"),
    Attribution.INITIALS: _("initials"),
    Attribution.PSEUDONYM: _("a pseudonym"),
    Attribution.NONE: _("no name"),
}

FORMS: dict[Form, str | Promise] = {
    Form.WRITTEN: _("in writing"),
    Form.ORAL: _("spoken"),
    Form.OTHER: _("in another way"),
}

REACHES: dict[WithdrawalReach, str | Promise] = {
    WithdrawalReach.FUTURE_EDITIONS: _("Nothing of it stands in editions made afterwards."),
    WithdrawalReach.TAKEDOWN: _("We take down what we published on places that are ours."),
    WithdrawalReach.DEPOSIT_COPIES: _("We ask those who hold copies from us to give them up."),
}

DEATHS: dict[DeathClause, str | Promise] = {
    DeathClause.STAYS_CLOSED: _("Whatever waits for their word stays closed."),
    DeathClause.CONSENT_STANDS: _("What they have agreed to goes on to hold."),
    DeathClause.NAMED_PERSON_DECIDES: _("Somebody they name decides."),
}


@dataclass(frozen=True, slots=True)
class State:
    """How a question stands: a shape and words. ``about`` is the audience, where there is one."""

    shape: str
    text: str
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One of the five questions, with a state for each audience it was asked about."""

    question: str
    states: tuple[State, ...]


def cells(state: ConsentState) -> list[Cell]:
    """The five questions, in their order."""
    return [Cell(str(USES[use]), tuple(_states(state, use))) for use in Use]


def _states(state: ConsentState, use: Use) -> Iterator[State]:
    asked = [one for one in state.asked if one.use is use]
    if not asked:
        yield State("open", gettext("not asked"))
    for one in asked:
        yield standing(one)


def standing(one: Asked) -> State:
    """How one question stands. A yes to words that have changed since has to be asked again."""
    last = one.last
    about = labels.audience(one.audience) if one.audience is not None else None
    date = {"date": said.said_date(last.at[:10])}
    if last.said is Said.AGREED and _changed(one):
        return State("ask", gettext("ask again: the text is new since %(date)s") % date, about)
    text = gettext("%(answer)s %(date)s") % {"answer": ANSWERS[last.said], **date}
    if last.said is Said.AGREED and last.language is not None:
        language = said.language(last.language)
        text = gettext("%(text)s, the text in %(language)s") % {"text": text, "language": language}
    return State(SHAPES[last.said], text, about)


def answered(event: ConsentEvent) -> State:
    """What was said, and when; nothing of the text it was said about."""
    told = {"answer": ANSWERS[event.said], "date": said.said_date(event.at[:10])}
    return State(SHAPES[event.said], gettext("%(answer)s %(date)s") % told)


def _changed(one: Asked) -> bool:
    """Is there text that it should cover and was not there then? Another language was left out on purpose."""
    spoken = one.last.language
    return any(spoken is None or primary(t.language) == primary(spoken) for t in one.missing)


def primary(language: str) -> str:
    """The first subtag of a language."""
    return language.split("-", maxsplit=1)[0].lower()


@dataclass(frozen=True, slots=True)
class Event:
    """One event in the history: a headline with its shape, and lines of (what, how)."""

    id: str
    at: str
    shape: str
    headline: str
    lines: tuple[tuple[str, str], ...]


def history(state: ConsentState, members: Mapping[str, str]) -> list[Event]:
    """Every event, the newest first. ``members`` are names by id, of those who may still unlock."""
    things = dict(alone(state))
    return [_event(event, things, members) for event in reversed(state.events)]


def question(use: Use, audience: Audience | None) -> str:
    """The question an event answers."""
    if audience is None:
        return str(USES[use])
    return gettext("%(use)s: %(audience)s") % {"use": USES[use], "audience": labels.audience(audience)}


def _event(event: ConsentEvent, things: Mapping[str, str], members: Mapping[str, str]) -> Event:
    told = {"question": question(event.use, event.audience), "answer": ANSWERS[event.said]}
    headline = gettext("%(question)s – %(answer)s") % told
    by = (gettext("Written down by"), members.get(event.recorded_by, event.recorded_by))
    return Event(event.id, event.at, SHAPES[event.said], headline, (*_lines(event, things), by))


def _lines(event: ConsentEvent, things: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if event.by == NARRATOR:
        yield gettext("Said by"), gettext("the narrator")
    else:
        yield gettext("Said by"), event.by
    if event.basis:
        yield gettext("By what right"), event.basis
    if event.scope is not None:
        yield gettext("About this alone"), things.get(event.scope, event.scope)
    if event.said is Said.AGREED and event.audience is not None:
        yield gettext("Named by"), str(ATTRIBUTIONS[event.attribution])
    if event.said is Said.WITHDRAWN:
        return
    yield gettext("Explained in"), said.language(event.language) or gettext("every language of the text")
    if event.interpreter:
        yield gettext("Interpreter"), event.interpreter
    yield gettext("Given"), _form(event)
    if event.evidence:
        yield gettext("Document or passage"), event.evidence
    for limit in event.limits_told:
        yield gettext("Was told"), limit
    for reach in event.withdrawal_reach:
        yield gettext("Withdrawing means"), str(REACHES[reach])
    if event.said is Said.AGREED:
        yield gettext("If they can’t be asked"), _death(event)


def _form(event: ConsentEvent) -> str:
    if event.form is not Form.ORAL:
        return str(FORMS[event.form])
    if event.recording_ms is None:
        return gettext("spoken, on no recording")
    return gettext("spoken, recording at %(time)s") % {"time": said.clock(event.recording_ms)}


def _death(event: ConsentEvent) -> str:
    if event.decides_then:
        return gettext("%(name)s decides.") % {"name": event.decides_then}
    return str(DEATHS[event.death_clause])


def alone(state: ConsentState) -> list[tuple[str, str]]:
    """What may be asked about alone: seals and restrictions of this interview, by id, in words."""
    return [*((seal.id, _seal(seal)) for seal in state.seals), *((r.id, _rule(r)) for r in state.rules)]


def _seal(seal: Seal) -> str:
    what = {
        SealScope.PASSAGE: gettext("a sealed passage"),
        SealScope.TURN: gettext("a sealed turn"),
        SealScope.EXCHANGE: gettext("a sealed question and answer"),
        SealScope.INTERVIEW: gettext("the sealed interview"),
    }[seal.scope]
    return _dated(what, seal.at, seal.ground, seal.id)


def _rule(rule: Restriction) -> str:
    what = {
        ScopeKind.PASSAGE: gettext("a restricted passage"),
        ScopeKind.TURN: gettext("a restricted turn"),
        ScopeKind.INTERVIEW: gettext("the restricted interview"),
    }.get(rule.scope.kind, gettext("a restriction"))
    if rule.restored is not None:
        what = gettext("words that came back from a seal")
    return _dated(what, rule.at, rule.ground, rule.id)


def _dated(what: str, at: str, ground: str, id: str) -> str:
    told = {"what": what, "date": said.said_date(at[:10]), "ground": labels.ground(ground), "id": id}
    return gettext("%(what)s, %(date)s, %(ground)s (%(id)s)") % told
