"""Marking a stretch, then restricting or sealing it. Nothing acts before what it takes with it was shown.

    choose → restrict → done        names: every form that is found is shown first
           → seal    → closure → done

Everything travels in forms' bodies: no address, title, cookie or history holds what is marked. A stretch
travels as turn addresses and positions; only a quotation that was typed, and names, are words.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from whensafe.desk import look, people
from whensafe.desk import restrict as restricting
from whensafe.errors import NotFound
from whensafe.nouns.actor import TEAM
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import State
from whensafe.nouns.restriction import RestrictionId
from whensafe.web.pages import marking_restrict, marking_seal
from whensafe.web.pages import marking_sheet as sheets
from whensafe.web.served import PageRequest
from whensafe.web.show import labels, stretches
from whensafe.web.show.forms import line
from whensafe.web.show.stretches import Unclear


@require_http_methods(["GET", "HEAD", "POST"])
def mark(request: PageRequest, id: str) -> HttpResponse:
    """Choose a stretch, say how it is closed, look at what goes with it, do it: by the button pressed."""
    interview = look.show(request.served.archive, request.actor, TEAM, InterviewId(id))
    if interview.state is State.DRAFT:
        return redirect("draft", id=id)
    if request.method != "POST":
        return sheets.choose(request, interview, {"turn": request.GET.get("turn", "")})
    given = request.POST.dict()
    found = stretches.read(interview, {key: str(value) for key, value in given.items()})
    if isinstance(found, Unclear):
        return sheets.choose(request, interview, given, found)
    register = {p.id: p for p in people.people(request.served.archive, request.actor)}
    sheet = sheets.Sheet(request, interview, {k: str(v) for k, v in given.items()}, register, found)
    return {
        "seal": marking_seal.ask,
        "seal-more": marking_seal.ask,
        "closure": marking_seal.closure,
        "seal-now": marking_seal.act,
        "restrict-more": marking_restrict.ask,
        "restrict-now": marking_restrict.act,
    }.get(sheet.given.get("do", ""), marking_restrict.ask)(sheet)


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
