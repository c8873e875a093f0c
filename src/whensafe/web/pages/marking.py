"""Marking a stretch, then restricting or sealing it. Nothing acts before what it takes with it was shown.

    choose → restrict → done        names: every form that is found is shown first
           → seal    → closure → done

Everything travels in forms' bodies: no address, title, cookie or history holds what is marked. A stretch
travels as turn addresses and positions; only a quotation that was typed, and names, are words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from whensafe.desk import look, marked, people
from whensafe.desk import restrict as restricting
from whensafe.desk import seal as sealing
from whensafe.desk.restrict import Named, Rule, Somebody
from whensafe.errors import BadOption, NotFound, Refused, WhensafeError
from whensafe.nouns.actor import TEAM, Audience
from whensafe.nouns.actor import audience as read_audience
from whensafe.nouns.condition import PersonId
from whensafe.nouns.edition import Ground
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import Interview, State
from whensafe.nouns.person import Person
from whensafe.nouns.restriction import RestrictionId
from whensafe.protection.closure import OneTurn, Quote, Whole
from whensafe.web import words
from whensafe.web.served import PageRequest
from whensafe.web.show import goes, labels, rows, stretches, until
from whensafe.web.show.conditions import until as lines_of
from whensafe.web.show.forms import day, line
from whensafe.web.show.stretches import Chosen, Unclear

FORMS_SHOWN = 300
INTERVIEWS_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Sheet:
    """One request: the interview, the fields as sent, everybody in the register, what is marked."""

    request: PageRequest
    interview: Interview
    given: Mapping[str, str]
    people: Mapping[PersonId, Person]
    chosen: Chosen

    def carried(self) -> list[tuple[str, str]]:
        """What every further form of this stretch sends on."""
        names = ("kind", "from", "from_at", "to", "to_at", "quote", "turn", "place", "names", "person")
        return [(name, self.given[name]) for name in names if self.given.get(name)]

    def everything(self) -> list[tuple[str, str]]:
        """All fields as sent, so that a step back finds them as they were."""
        left = {"csrfmiddlewaretoken", "do", "agreed", "reason"}
        return [(k, v) for k, all in self.request.POST.lists() if k not in left for v in all]


@require_http_methods(["GET", "HEAD", "POST"])
def mark(request: PageRequest, id: str) -> HttpResponse:
    """Choose a stretch, say how it is closed, look at what goes with it, do it: by the button pressed."""
    interview = look.show(request.served.archive, request.actor, TEAM, InterviewId(id))
    if interview.state is State.DRAFT:
        return redirect("draft", id=id)
    if request.method != "POST":
        return _choose(request, interview, {"turn": request.GET.get("turn", "")})
    given = request.POST.dict()
    found = stretches.read(interview, {key: str(value) for key, value in given.items()})
    if isinstance(found, Unclear):
        return _choose(request, interview, given, found)
    register = {p.id: p for p in people.people(request.served.archive, request.actor)}
    sheet = Sheet(request, interview, {k: str(v) for k, v in given.items()}, register, found)
    step = sheet.given.get("do", "").partition(":")[0]
    return {
        "seal": _seal,
        "seal-more": _seal,
        "closure": _closure,
        "seal-now": _seal_now,
        "restrict-more": _restrict,
        "restrict-now": _restrict_now,
    }.get(step, _restrict)(sheet)


@require_safe
def done(request: PageRequest, id: str) -> HttpResponse:
    """What was sealed, and which copies still hold it; remembered with the sign-in, without a word of it."""
    interview = look.show(request.served.archive, request.actor, TEAM, InterviewId(id))
    receipt = request.session.get("sealed")
    if not isinstance(receipt, dict) or receipt.get("interview") != interview.id:
        return redirect("reading", id=id)
    return render(request, "marking_done.html", {"interview": interview, "receipt": receipt})


@require_http_methods(["GET", "HEAD", "POST"])
def lift(request: PageRequest, id: str, rule: str) -> HttpResponse:
    """End a restriction, with a reason that goes to the ledger."""
    archive, actor = request.served.archive, request.actor
    interview = look.show(archive, actor, TEAM, InterviewId(id))
    standing = restricting.restrictions(archive, actor, interview.id)
    found = next((one for one in standing if one.id == rule), None)
    if found is None:
        raise NotFound("no such restriction", where=rule[:40])
    wrong = None
    if request.method == "POST":
        reason = line(request.POST.get("reason"))
        if reason is not None:
            restricting.end(archive, actor, RestrictionId(rule), reason=reason)
            return redirect(f"/interviews/{interview.id}?done=lifted")
        wrong = gettext("Say why it ends: the ledger keeps the reason.")
    context = {
        "interview": interview,
        "rule": found,
        "hidden": [labels.audience(one) for one in found.hidden_from],
        "everywhere": found.interview is None,
        "wrong": wrong,
    }
    return render(request, "marking_lift.html", context, status=400 if wrong else 200)


def _choose(
    request: PageRequest, interview: Interview, given: Mapping[str, object], unclear: Unclear | None = None
) -> HttpResponse:
    place = rows.part_of(interview, str(given.get("turn") or given.get("from") or ""))
    context = {
        "interview": interview,
        "row": rows.row(place[0], rows.people(interview)) if place is not None else None,
        "given": given,
        "unclear": unclear,
        "people": people.people(request.served.archive, request.actor),
    }
    return render(request, "marking.html", context, status=400 if unclear is not None else 200)


def _seal(sheet: Sheet) -> HttpResponse:
    """How it is sealed: until what, on what ground."""
    if isinstance(sheet.chosen.what, Named | Somebody):
        wrong = gettext("A name is restricted, not sealed: the archive has to know it in the next interview.")
        return _choose(sheet.request, sheet.interview, sheet.given, Unclear("kind", wrong))
    if sheet.given.get("do") == "seal-more":
        sheet, form = _with_more(sheet)
        return _seal_form(sheet, form)
    first = "need" not in sheet.given
    form = until.blank(agrees=True) if first else until.read(sheet.given, sheet.people)
    return _seal_form(sheet, form if first else until.quiet(form))


def _seal_form(sheet: Sheet, form: until.Until, wrong: words.Said | None = None) -> HttpResponse:
    what = sheet.chosen.what
    context = {
        **_about(sheet),
        "until": form,
        "ground": sheet.given.get("ground") or Ground.DANGER_TO_OTHERS.value,
        "secret": sheet.given.get("secret") == "yes",
        "whole": isinstance(what, Whole),
        "roster": marked.roster_now(sheet.request.served.archive, sheet.request.actor),
        "wrong": wrong,
    }
    status = 400 if wrong is not None or form.faults else 200
    return render(sheet.request, "marking_until.html", context, status=status)


def _closure(sheet: Sheet, wrong: words.Said | None = None, fault: str | None = None) -> HttpResponse:
    """Everything that goes with it, before anything does."""
    form = until.read(sheet.given, sheet.people)
    if form.condition is None:
        return _seal_form(sheet, form if form.faults else until.unsaid(form))
    archive, actor = sheet.request.served.archive, sheet.request.actor
    try:
        shown = _plan(sheet)
    except (BadOption, NotFound, Refused) as error:
        return _seal_form(sheet, form, words.sentence(error))
    context = {
        **_about(sheet),
        "everything": sheet.everything(),
        "goes": goes.lines(shown.closure.goes),
        "look": goes.lines(shown.look),
        "originals": sum(item.count for item in shown.closure.goes if item.kind == "originals"),
        "backups": shown.backups,
        "warnings": shown.warnings,
        "condition": form.condition,
        "lines": lines_of(form.condition, None, sheet.people),
        "ground": labels.ground(sheet.given.get("ground", "")),
        "secret": shown.closure.secret,
        "scope": shown.closure.scope.value,
        "roster": marked.roster_now(archive, actor),
        "agreed": _digest(shown, form.condition),
        "reason": sheet.given.get("reason", ""),
        "fault": fault,
        "wrong": wrong,
    }
    status = 400 if wrong is not None or fault is not None else 200
    return render(sheet.request, "marking_closure.html", context, status=status)


def _seal_now(sheet: Sheet) -> HttpResponse:
    form = until.read(sheet.given, sheet.people)
    what = sheet.chosen.what
    if form.condition is None or isinstance(what, Named | Somebody):
        return _closure(sheet)
    reason = line(sheet.given.get("reason"))
    try:
        shown = _plan(sheet)
        if sheet.given.get("agreed") != _digest(shown, form.condition):
            return _closure(sheet, words.constant("changed_meanwhile"))
        if shown.warnings and reason is None:
            return _closure(sheet, fault=gettext("Say why it is sealed all the same."))
        receipt = sealing.seal(
            sheet.request.served.archive,
            sheet.request.actor,
            sheet.interview.id,
            what,
            until=form.condition,
            ground=_ground(sheet, Ground.DANGER_TO_OTHERS),
            secret=sheet.given.get("secret") == "yes",
            reason=reason,
            shown=shown,
        )
    except BadOption:
        said = gettext("Neither the reason nor the condition may repeat the words: both stay readable.")
        return _closure(sheet, fault=said)
    except Refused as error:
        return _closure(sheet, words.sentence(error))
    sheet.request.session["sealed"] = {
        "interview": sheet.interview.id,
        "seal": receipt.seal,
        "scope": receipt.scope.value,
        "backups": [[made.at, made.label] for made in receipt.backups_still_holding],
        "erased": receipt.erased,
    }
    return redirect("mark-done", id=sheet.interview.id)


def _plan(sheet: Sheet) -> sealing.Plan:
    what = sheet.chosen.what
    if isinstance(what, Named | Somebody):
        raise BadOption("a name is restricted, not sealed")
    archive, actor = sheet.request.served.archive, sheet.request.actor
    secret = sheet.given.get("secret") == "yes"
    return sealing.plan(archive, actor, sheet.interview.id, what, secret=secret)


def _digest(shown: sealing.Plan, condition: str) -> str:
    """What a person agreed to: places and the condition, without a word."""
    return hashlib.sha256(repr((shown.closure, condition)).encode()).hexdigest()[:32]


def _restrict(sheet: Sheet) -> HttpResponse:
    if sheet.given.get("do") == "restrict-more":
        sheet, form = _with_more(sheet)
        return _restrict_form(sheet, form)
    first = "need" not in sheet.given
    form = until.blank(agrees=False) if first else until.quiet(until.read(sheet.given, sheet.people))
    return _restrict_form(sheet, form)


def _restrict_form(
    sheet: Sheet, form: until.Until, faults: Mapping[str, str] | None = None, wrong: words.Said | None = None
) -> HttpResponse:
    what = sheet.chosen.what
    archive, actor = sheet.request.served.archive, sheet.request.actor
    try:
        found = restricting.look(archive, actor, what) if isinstance(what, Named | Somebody) else None
    except (BadOption, NotFound) as error:
        unclear = Unclear("names", words.sentence(error).wrong)
        return _choose(sheet.request, sheet.interview, sheet.given, unclear)
    again = (
        goes.lines(restricting.repeats(archive, actor, sheet.interview.id, what))
        if isinstance(what, Quote | OneTurn)
        else ()
    )
    chosen = sheet.request.POST.getlist("audience")
    faults = {**form.faults, **(faults or {})}
    context = {
        **_about(sheet),
        "until": form,
        "audiences": [(a, a in chosen) for a in labels.AUDIENCES if a != TEAM],
        "some": sheet.given.get("whom") == "some",
        "ground": sheet.given.get("ground") or restricting.default_ground(what).value,
        "found": found,
        "forms": found.forms[:FORMS_SHOWN] if found is not None else (),
        "more_forms": max(0, len(found.forms) - FORMS_SHOWN) if found is not None else 0,
        "interviews": found.interviews[:INTERVIEWS_SHOWN] if found is not None else (),
        "namesakes": [sheet.people[p] for p in found.people if p in sheet.people]
        if found is not None
        else (),
        "again": again,
        "faults": faults,
        "wrong": wrong,
    }
    status = 400 if faults or wrong is not None else 200
    return render(sheet.request, "marking_restrict.html", context, status=status)


def _restrict_now(sheet: Sheet) -> HttpResponse:
    form, faults = until.read(sheet.given, sheet.people), dict[str, str]()
    hidden = _audiences(sheet, faults)
    review = None
    try:
        review = day(sheet.given.get("review"))
    except WhensafeError:
        faults["review"] = gettext("Write a year, month or day: 2030, 2030-06 or 2030-06-15.")
    if faults or form.faults:
        return _restrict_form(sheet, form, faults)
    if sheet.given.get("stamp", "") != sheet.chosen.stamp:
        return _restrict_form(sheet, form, wrong=words.constant("changed_meanwhile"))
    rule = Rule(
        hidden_from=tuple(hidden),
        until=form.condition,
        ground=_ground(sheet, restricting.default_ground(sheet.chosen.what)),
        review=review,
        review_cleared=sheet.given.get("review_cleared") == "yes",
    )
    archive, actor = sheet.request.served.archive, sheet.request.actor
    try:
        reason = line(sheet.given.get("reason"))
        made = restricting.restrict(
            archive, actor, sheet.interview.id, sheet.chosen.what, rule, reason=reason
        )
    except (BadOption, NotFound) as error:
        return _restrict_form(sheet, form, wrong=words.sentence(error))
    address = made[0].scope.address
    return redirect(f"/interviews/{sheet.interview.id}?done=restricted{'#' + address if address else ''}")


def _audiences(sheet: Sheet, faults: dict[str, str]) -> Sequence[Audience]:
    """From whom it is hidden; nobody named is everybody but the team."""
    if sheet.given.get("whom") != "some":
        return ()
    said = sheet.request.POST.getlist("audience")
    named = (name.strip() for name in sheet.given.get("named", "").split(","))
    try:
        found = [read_audience(name) for name in (*said, *filter(None, named))]
    except BadOption:
        faults["named"] = gettext("Write it like partner:NAME or justice:NAME, with commas between.")
        return ()
    if not found:
        faults["whom"] = gettext("Say from whom, or hide it from everybody but the team.")
    return found


def _about(sheet: Sheet) -> dict[str, object]:
    """What every page of a stretch shows."""
    what = sheet.chosen.what
    return {
        "interview": sheet.interview,
        "given": sheet.given,
        "chosen": sheet.chosen,
        "named": what.words if isinstance(what, Named) else (),
        "somebody": sheet.people.get(what.person) if isinstance(what, Somebody) else None,
        "everywhere": isinstance(what, Quote) and what.everywhere,
        "is_whole": isinstance(what, Whole),
        "carried": sheet.carried(),
        "people": tuple(sheet.people.values()),
        "grounds": tuple(Ground),
    }


def _with_more(sheet: Sheet) -> tuple[Sheet, until.Until]:
    """One more row for a person; one who isn't in the register yet is put there first."""
    given, name = dict(sheet.given), line(sheet.given.get("new_person"))
    count = len(until.read(given, sheet.people).rows)
    register = dict(sheet.people)
    if name is not None:
        added = people.add(sheet.request.served.archive, sheet.request.actor, name).person
        register[added.id] = added
        free = next((n for n in range(count) if not given.get(f"person_{n}")), count)
        given[f"person_{free}"] = added.id
        given["new_person"] = ""
        count = max(count, free + 1)
    else:
        count += 1
    given["rows"] = str(count)
    more = Sheet(sheet.request, sheet.interview, given, register, sheet.chosen)
    return more, until.quiet(until.read(given, register))


def _ground(sheet: Sheet, otherwise: Ground) -> Ground:
    said = sheet.given.get("ground", "")
    return Ground(said) if said in set(Ground) else otherwise
