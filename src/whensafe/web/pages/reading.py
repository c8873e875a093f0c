"""The reading page: a testimony, its translation beside it, and at the end everything it rests on."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from whensafe.desk import look
from whensafe.desk.changes import Answer
from whensafe.desk.consent_state import consent_state
from whensafe.desk.correct import correct
from whensafe.desk.marked import marked
from whensafe.desk.sealed_recordings import unheard
from whensafe.nouns.actor import TEAM
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import Interview, Question, Role, State
from whensafe.web import words
from whensafe.web.pages.originals import held
from whensafe.web.served import PageRequest
from whensafe.web.show import consent, rows
from whensafe.web.show.closed import Closing
from whensafe.web.show.forms import answer, number


@require_http_methods(["GET", "HEAD", "POST"])
def read(request: PageRequest, id: str) -> HttpResponse:
    """One kept interview, or one part of a very long one. A draft is read where it is corrected."""
    archive, actor = request.served.archive, request.actor
    if request.method == "POST":
        given = Answer(number(request.POST.get("index")), answer(request.POST))
        correct(archive, actor, InterviewId(id), given)
        return redirect(f"/interviews/{id}?done=answered#questions")
    interview = look.show(archive, actor, TEAM, InterviewId(id))
    if interview.state is State.DRAFT:
        return redirect("draft", id=id)
    closing = Closing(marked(archive, actor, interview.id), interview.id)
    paper = rows.paper(
        interview,
        part=number(request.GET.get("part")) or 1,
        language=request.GET.get("beside"),
        ui=get_language() or "en",
        closing=closing,
        unheard=unheard(archive, actor, interview),
    )
    context = {
        **_about(interview),
        "paper": paper,
        "closing": closing,
        "cells": consent.cells(consent_state(archive, actor, interview.id)),
        "done": words.deed(request.GET.get("done")),
        "listens": request.served.listener is not None,
        "recordings": [held(request, interview.id, r.original) for r in look.recordings(interview)],
        "originals": [held(request, interview.id, o) for s in interview.sessions for o in s.originals],
        "exhibits": [(e, held(request, interview.id, e.original)) for e in interview.exhibits],
    }
    return render(request, "reading.html", context)


def _about(interview: Interview) -> dict[str, object]:
    people, asked = rows.speaking(interview), interview.questions
    return {
        "interview": interview,
        "narrators": [p for p in people if p.role is Role.NARRATOR],
        "others": [p for p in people if p.role is not Role.NARRATOR],
        "questions": [(n, q, rows.asked(q), _anchor(interview, q)) for n, q in enumerate(asked)],
        "open": sum(1 for q in asked if q.answer is None),
    }


def _anchor(interview: Interview, question: Question) -> str | None:
    """The address of the turn that a question is about."""
    transcript = interview.transcript
    if transcript is None or question.turn is None or not 0 < question.turn <= len(transcript.turns):
        return None
    return transcript.turns[question.turn - 1].address
