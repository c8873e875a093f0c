"""Consent to one interview: how it stands, a sheet to fill in with the witness, and its history."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_noop as noop
from django.views.decorators.http import require_http_methods

from whensafe.desk import consent as act
from whensafe.desk.consent_state import consent_state
from whensafe.desk.people import people
from whensafe.errors import WhensafeError
from whensafe.nouns.consent import Attribution, DeathClause, Said, WithdrawalReach
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import State
from whensafe.web import words
from whensafe.web.served import PageRequest
from whensafe.web.show import consent as show
from whensafe.web.show import consent_form as forms
from whensafe.web.show.people import bare

MESSAGES = (
    noop("a draft can still change"),
    noop("no transcript is in this language"),
    noop("no such seal or restriction of this interview"),
    noop("this was published by others, so what shows that its narrator agrees here?"),
)
GIVEN = {
    "written": noop("on paper, signed"),
    "recorded": noop("spoken, and it is on the recording"),
    "spoken": noop("spoken, and on no recording"),
    "other": noop("in another way"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: PageRequest, id: str) -> HttpResponse:
    """The sheet, and recording what was answered: all of it, or nothing."""
    archive, actor = request.served.archive, request.actor
    state = consent_state(archive, actor, InterviewId(id))
    if state.interview.state is State.DRAFT:
        return redirect("draft", id=id)
    alone = dict(show.alone(state))
    about = request.GET.get("about", "")
    about = about if about in alone else ""
    form = forms.blank(state, about=about)
    wrong, status = None, 200
    if request.method == "POST":
        form = forms.filled(state, request.POST, about=about)
        answers, status = forms.answers(form, state), 400
        if answers:
            try:
                act.answered(archive, actor, state.interview.id, answers)
            except WhensafeError as error:
                wrong = words.sentence(error)
            else:
                return redirect(f"/interviews/{id}/consent?done=consented")
    context = {
        "interview": state.interview,
        "cells": show.cells(state),
        "form": form,
        "given": list(GIVEN.items()),
        "answers": [
            (Said.AGREED.value, noop("yes")),
            (Said.REFUSED.value, noop("no")),
            (Said.ASK_AGAIN.value, noop("wants time")),
            ("", noop("not asked")),
        ],
        "attributions": [(one.value, show.ATTRIBUTIONS[one]) for one in Attribution],
        "limits": [(str(n), limit) for n, limit in enumerate(forms.LIMITS)],
        "reaches": [(one.value, show.REACHES[one]) for one in WithdrawalReach],
        "deaths": [(one.value, show.DEATHS[one]) for one in DeathClause],
        "alone": list(alone.items()),
        "about": about,
        "about_what": alone.get(about),
        "transcripts": state.transcripts,
        "tongues": tuple(dict.fromkeys(show.primary(t.language) for t in state.transcripts)),
        "known": [
            (bare(one.id), one.name)
            for one in people(archive, actor)
            if state.interview.id in one.narrator_of
        ],
        "history": show.history(state, {one.member: one.name for one in request.served.members()}),
        "done": words.deed(request.GET.get("done")) if request.method != "POST" else None,
        "wrong": wrong,
    }
    return render(request, "consent.html", context, status=status)
