"""Sealing on the web: until when, then everything that goes with it, then the act."""

from __future__ import annotations

import hashlib

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from whensafe.desk import marked
from whensafe.desk import seal as sealing
from whensafe.desk.restrict import Named, Somebody
from whensafe.errors import BadOption, NotFound, Refused
from whensafe.nouns.edition import Ground
from whensafe.protection.closure import Whole
from whensafe.web import words
from whensafe.web.pages import marking_sheet as sheets
from whensafe.web.show import goes, labels, until
from whensafe.web.show.conditions import until as lines_of
from whensafe.web.show.forms import line
from whensafe.web.show.stretches import Unclear


def ask(sheet: sheets.Sheet) -> HttpResponse:
    """How it is sealed: until what, on what ground."""
    if isinstance(sheet.chosen.what, Named | Somebody):
        wrong = gettext("A name is restricted, not sealed: the archive has to know it in the next interview.")
        return sheets.choose(sheet.request, sheet.interview, sheet.given, Unclear("kind", wrong))
    if sheet.given.get("do") == "seal-more":
        sheet, form = sheets.with_more(sheet)
        return _seal_form(sheet, form)
    first = "need" not in sheet.given
    form = until.blank(agrees=True) if first else until.read(sheet.given, sheet.people)
    return _seal_form(sheet, form if first else until.quiet(form))


def _seal_form(sheet: sheets.Sheet, form: until.Until, wrong: words.Said | None = None) -> HttpResponse:
    what = sheet.chosen.what
    context = {
        **sheets.about(sheet),
        "until": form,
        "ground": sheet.given.get("ground") or Ground.DANGER_TO_OTHERS.value,
        "secret": sheet.given.get("secret") == "yes",
        "whole": isinstance(what, Whole),
        "roster": marked.roster_now(sheet.request.served.archive, sheet.request.actor),
        "wrong": wrong,
    }
    status = 400 if wrong is not None or form.faults else 200
    return render(sheet.request, "marking_until.html", context, status=status)


def closure(sheet: sheets.Sheet, wrong: words.Said | None = None, fault: str | None = None) -> HttpResponse:
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
        **sheets.about(sheet),
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


def act(sheet: sheets.Sheet) -> HttpResponse:
    """Seal what was shown, if it is still that."""
    form = until.read(sheet.given, sheet.people)
    what = sheet.chosen.what
    if form.condition is None or isinstance(what, Named | Somebody):
        return closure(sheet)
    reason = line(sheet.given.get("reason"))
    try:
        shown = _plan(sheet)
        if sheet.given.get("agreed") != _digest(shown, form.condition):
            return closure(sheet, words.constant("changed_meanwhile"))
        if shown.warnings and reason is None:
            return closure(sheet, fault=gettext("Say why it is sealed all the same."))
        receipt = sealing.seal(
            sheet.request.served.archive,
            sheet.request.actor,
            sheet.interview.id,
            what,
            until=form.condition,
            ground=sheets.ground(sheet, Ground.DANGER_TO_OTHERS),
            secret=sheet.given.get("secret") == "yes",
            reason=reason,
            shown=shown,
        )
    except BadOption:
        said = gettext("Neither the reason nor the condition may repeat the words: both stay readable.")
        return closure(sheet, fault=said)
    except Refused as error:
        return closure(sheet, words.sentence(error))
    sheet.request.session["sealed"] = {
        "interview": sheet.interview.id,
        "seal": receipt.seal,
        "scope": receipt.scope.value,
        "backups": [[made.at, made.label] for made in receipt.backups_still_holding],
        "erased": receipt.erased,
    }
    return redirect("mark-done", id=sheet.interview.id)


def _plan(sheet: sheets.Sheet) -> sealing.Plan:
    what = sheet.chosen.what
    if isinstance(what, Named | Somebody):
        raise BadOption("a name is restricted, not sealed")
    archive, actor = sheet.request.served.archive, sheet.request.actor
    secret = sheet.given.get("secret") == "yes"
    return sealing.plan(archive, actor, sheet.interview.id, what, secret=secret)


def _digest(shown: sealing.Plan, condition: str) -> str:
    """What a person agreed to: places and the condition, without a word."""
    return hashlib.sha256(repr((shown.closure, condition)).encode()).hexdigest()[:32]
