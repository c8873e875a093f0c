"""Restricting on the web: from whom and until when; every form of a name that is found is shown first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from whensafe.desk import restrict as restricting
from whensafe.desk.restrict import Named, Rule, Somebody
from whensafe.errors import BadOption, NotFound, WhensafeError
from whensafe.nouns.actor import TEAM, Audience
from whensafe.nouns.actor import audience as read_audience
from whensafe.protection.closure import OneTurn, Quote
from whensafe.web import words
from whensafe.web.pages import marking_sheet as sheets
from whensafe.web.show import goes, labels, until
from whensafe.web.show.forms import day, line
from whensafe.web.show.stretches import Unclear

FORMS_SHOWN = 300
INTERVIEWS_SHOWN = 40


def ask(sheet: sheets.Sheet) -> HttpResponse:
    """From whom, until when, why; for names also every form that is found."""
    if sheet.given.get("do") == "restrict-more":
        sheet, form = sheets.with_more(sheet)
        return _restrict_form(sheet, form)
    first = "need" not in sheet.given
    form = until.blank(agrees=False) if first else until.quiet(until.read(sheet.given, sheet.people))
    return _restrict_form(sheet, form)


def _restrict_form(
    sheet: sheets.Sheet,
    form: until.Until,
    faults: Mapping[str, str] | None = None,
    wrong: words.Said | None = None,
) -> HttpResponse:
    what = sheet.chosen.what
    archive, actor = sheet.request.served.archive, sheet.request.actor
    try:
        found = restricting.look(archive, actor, what) if isinstance(what, Named | Somebody) else None
    except (BadOption, NotFound) as error:
        unclear = Unclear("names", words.sentence(error).wrong)
        return sheets.choose(sheet.request, sheet.interview, sheet.given, unclear)
    again = (
        goes.lines(restricting.repeats(archive, actor, sheet.interview.id, what))
        if isinstance(what, Quote | OneTurn)
        else ()
    )
    chosen = sheet.request.POST.getlist("audience")
    faults = {**form.faults, **(faults or {})}
    context = {
        **sheets.about(sheet),
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


def act(sheet: sheets.Sheet) -> HttpResponse:
    """Note the rule, if the form is right and the interview is as it was shown."""
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
        ground=sheets.ground(sheet, restricting.default_ground(sheet.chosen.what)),
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


def _audiences(sheet: sheets.Sheet, faults: dict[str, str]) -> Sequence[Audience]:
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
