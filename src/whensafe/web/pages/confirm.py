"""Facts that conditions wait for: a person states one with what shows it, or takes it back with a reason.

What is stated travels in the form's body; addresses hold tokens only.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from whensafe.desk import facts, standing
from whensafe.desk.standing import Surroundings
from whensafe.errors import BadOption
from whensafe.nouns.condition import Dead, Decision, Free, PersonId
from whensafe.nouns.said import SaidDate
from whensafe.protection import conditions
from whensafe.protection.conditions import Fact
from whensafe.web import words
from whensafe.web.pages.due import cases
from whensafe.web.served import PageRequest
from whensafe.web.show.conditions import clause
from whensafe.web.show.forms import day, line

MOST = 1900
"""Letters of evidence: what the desk takes, with room for the day before it."""
SAID = 100
"""Statements that the page lists, newest first."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A fact that conditions wait for; ``value`` is its written form, ``since`` when it was confirmed."""

    value: str
    text: SafeString
    since: str | None


@dataclass(slots=True)
class Statement:
    """What was typed, as it was typed; ``wrong`` says by field what can't be used."""

    fact: str = ""
    kind: str = "free"
    person: str = ""
    body: str = ""
    ref: str = ""
    evidence: str = ""
    when: str = ""
    hide: bool = False
    wrong: dict[str, str] = field(default_factory=dict)


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: PageRequest) -> HttpResponse:
    """The facts that are waited for, and stating one. ``?of=`` (a seal, group or rule) names fewer."""
    archive, actor = request.served.archive, request.actor
    around = standing.surroundings(archive, actor)
    of = request.GET.get("of") or None
    if request.method != "POST":
        return _form(request, around, of, Statement())
    typed = _typed(request.POST)
    fact, evidence, since = _fact(typed, around), _evidence(typed), _since(typed)
    if typed.wrong or fact is None:
        return _form(request, around, of, typed, status=400)
    done = facts.confirm(
        archive, actor, conditions.write(fact), evidence=evidence, hide=typed.hide, since=since
    )
    return redirect(_page(done.confirmation.id, "confirmed"))


@require_http_methods(["GET", "HEAD", "POST"])
def fact(request: PageRequest, id: str) -> HttpResponse:
    """One statement: who signed it, what rests on it, and taking it back."""
    archive, actor = request.served.archive, request.actor
    rests = standing.resting(archive, actor, id)
    typed = _typed(request.POST)
    if request.method == "POST":
        evidence = _evidence(typed)
        if not typed.wrong:
            was = rests.confirmation.fact
            back = facts.take_back(archive, actor, was, evidence=evidence, hide=typed.hide)
            return redirect(_page(back.confirmation.id, "taken-back"))
    found = cases(request)
    context = {
        "proof": found.proof(rests.confirmation),
        "rests": rests,
        "due": [found.case(one) for one, due in rests.waits if due],
        "closed": [found.case(one) for one, due in rests.waits if not due],
        "typed": typed,
        "done": words.deed(request.GET.get("done")),
    }
    return render(request, "fact.html", context, status=400 if typed.wrong else 200)


def _page(id: str, done: str) -> str:
    return f"/confirm/{id}?done={done}"


def _form(
    request: PageRequest, around: Surroundings, of: str | None, typed: Statement, *, status: int = 200
) -> HttpResponse:
    archive, actor, found = request.served.archive, request.actor, cases(request)
    choices = [_choice(one, around) for one in standing.facts_waited_for(archive, actor, of)]
    said = reversed(facts.confirmations(archive, actor))
    if not typed.fact and len(choices) == 1 and of is not None and choices[0].since is None:
        typed.fact = choices[0].value
    context = {
        "of": of,
        "open": [one for one in choices if one.since is None],
        "typed": typed,
        "other": typed.fact == "other" or not any(one.since is None for one in choices),
        "people": sorted(around.people.values(), key=lambda person: person.name.casefold()),
        "proofs": [found.proof(one) for one in itertools.islice(said, SAID)],
    }
    return render(request, "confirm.html", context, status=status)


def _choice(fact: Fact, around: Surroundings) -> Choice:
    held = around.held.get(fact)
    text = mark_safe(clause(fact, around.people))  # noqa: S308  (its parts are escaped)
    return Choice(conditions.write(fact), text, None if held is None else held.at)


def _typed(given: Mapping[str, str]) -> Statement:
    return Statement(
        fact=given.get("fact", "")[:2000],
        kind=given.get("kind", "")[:20],
        person=given.get("person", "")[:80],
        body=given.get("body", "")[:2000],
        ref=given.get("ref", "")[:2000],
        evidence=given.get("evidence", "")[:8000],
        when=given.get("when", "")[:40],
        hide=bool(given.get("hide")),
    )


def _fact(typed: Statement, around: Surroundings) -> Fact | None:
    """The fact that was chosen or put together, or ``None`` with what is wrong beside its field."""
    if not typed.fact:
        typed.wrong["fact"] = gettext("Which fact is met?")
        return None
    if typed.fact != "other":
        chosen = _read(typed.fact)
        if chosen is None:
            typed.wrong["fact"] = gettext("Choose one of these facts.")
        return chosen
    if typed.kind == "decision":
        found = _read(f'decision("{line(typed.body) or ""}", "{line(typed.ref) or ""}")')
        if found is None:
            typed.wrong["decision"] = gettext("Name the body and its decision, without quotation marks.")
        return found
    person = PersonId(typed.person)
    if person not in around.people:
        typed.wrong["person"] = gettext("Choose somebody in the register.")
        return None
    return Dead(person) if typed.kind == "dead" else Free(person)


def _read(text: str) -> Fact | None:
    try:
        found = conditions.parse(text)
    except BadOption:
        return None
    return found if isinstance(found, Free | Dead | Decision) else None


def _evidence(typed: Statement) -> str:
    """The evidence in one line."""
    said = line(typed.evidence)
    if said is None:
        typed.wrong["evidence"] = gettext("Say what shows it.")
    elif len(said) > MOST:
        typed.wrong["evidence"] = gettext("At most %(n)s letters.") % {"n": MOST}
    return said or ""


def _since(typed: Statement) -> SaidDate | None:
    """When it became so, if that was typed."""
    try:
        return day(typed.when)
    except BadOption:
        typed.wrong["when"] = gettext("Write a day, month or year like 2026-03-01, 2026-03 or 2026.")
        return None
