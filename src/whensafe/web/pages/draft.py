"""A draft: what was found, how sure, its open questions, and every turn to correct before it is kept."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from whensafe.desk import keep as act
from whensafe.desk import look
from whensafe.desk.correct import correct
from whensafe.errors import WhensafeError
from whensafe.nouns.actor import TEAM
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import Interview, Question, Role, State, Transcript, Turn
from whensafe.nouns.text import direction
from whensafe.web import words
from whensafe.web.pages import errors
from whensafe.web.pages.interviews import LANGUAGES
from whensafe.web.pages.originals import held
from whensafe.web.served import PageRequest
from whensafe.web.show import changes, rows, splits
from whensafe.web.show.forms import number

SHOWN = 60
"""Turns to correct on one page."""


@dataclass(frozen=True, slots=True)
class Fix:
    """A turn to correct: as it is read, where it could be two, what is asked about it."""

    anchor: str
    row: rows.Row
    role: Role
    speaker: str
    splits: tuple[splits.Split, ...]
    last: bool


@dataclass(frozen=True, slots=True)
class Other:
    """A transcript to read through beside the one that is being corrected."""

    session: int
    id: str
    language: str
    rows: tuple[rows.Row, ...]


@require_safe
def preview(request: PageRequest, id: str) -> HttpResponse:
    """The draft, from turn ``from`` on."""
    interview = look.show(request.served.archive, request.actor, TEAM, InterviewId(id))
    if interview.state is State.KEPT:
        return redirect("reading", id=id)
    start = number(request.GET.get("from"))
    return _drawn(request, interview, start=start, done=words.deed(request.GET.get("done")))


@require_POST
def change(request: PageRequest, id: str) -> HttpResponse:
    """One change; with htmx the draft comes back in place, else by a redirect to where one was."""
    start, back = number(request.POST.get("from")), request.POST.get("back", "")
    in_place = bool(request.headers.get("HX-Request"))
    given = {**request.POST.dict(), "of": request.GET.get("of", "")}
    try:
        after = correct(request.served.archive, request.actor, InterviewId(id), changes.read(given))
    except WhensafeError as error:
        if not in_place:
            return errors.told(request, error)
        before = look.show(request.served.archive, request.actor, TEAM, InterviewId(id))
        return _drawn(request, before, start=start, wrong=words.sentence(error), back=back)
    if in_place:
        return _drawn(request, after, start=start, done=words.deed("changed"), back=back)
    anchor = f"#{back}" if back.isascii() and back.replace("-", "").isalnum() else ""
    of = f"of={given['of']}&" if given["of"].isascii() and given["of"].isalnum() else ""
    return redirect(f"/take-in/{id}?{of}from={start}&done=changed{anchor}")


@require_POST
def keep(request: PageRequest, id: str) -> HttpResponse:
    """Into the archive."""
    kept = act.keep(request.served.archive, request.actor, InterviewId(id))
    return redirect(f"/interviews/{kept.id}?done=kept")


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: PageRequest, id: str) -> HttpResponse:
    """Ask once, then discard."""
    interview = look.show(request.served.archive, request.actor, TEAM, InterviewId(id))
    if request.method != "POST":
        return render(request, "discard.html", {"interview": interview})
    act.discard(request.served.archive, request.actor, interview.id)
    return redirect("/?done=discarded")


def _drawn(
    request: PageRequest,
    interview: Interview,
    *,
    start: int,
    done: str | None = None,
    wrong: words.Said | None = None,
    back: str = "",
) -> HttpResponse:
    in_place = bool(request.headers.get("HX-Request"))
    first, given = interview.transcript, request.GET.get("of")
    written = [t for session in interview.sessions for t in session.current]
    chosen = next((t for t in written if t.id == given), first)
    turns = chosen.turns if chosen is not None else ()
    start = min(start, max(0, len(turns) - 1)) // SHOWN * SHOWN
    context = {
        "interview": interview,
        "lang": interview.language,
        "dir": direction(interview.language),
        "turns": len(turns),
        "of": chosen.id if chosen is not None and chosen is not first else "",
        "of_session": next((s.n for s in interview.sessions if chosen in s.transcripts), 1),
        "more_sessions": len(interview.sessions) - 1,
        "others": _others(interview, chosen),
        "by_role": _by_role(turns),
        "fixes": _fixes(interview, turns, start, asked_of=chosen is first),
        "start": start,
        "until": min(start + SHOWN, len(turns)),
        "stretches": [(at, min(at + SHOWN, len(turns))) for at in range(0, len(turns), SHOWN)],
        "questions": [
            (n, q, rows.asked(q), _anchor(q, start) if chosen is first else None)
            for n, q in enumerate(interview.questions)
        ],
        "open": sum(1 for q in interview.questions if q.answer is None),
        "doubted": {q.turn for q in interview.questions if q.turn is not None and q.answer is None},
        "codes": {q.code for q in interview.questions if q.answer is None},
        "originals": [held(request, interview.id, o) for o in look.originals(interview)],
        "roles": tuple(Role),
        "languages_asked": dict.fromkeys((str(interview.language), *LANGUAGES)),
        "done": done,
        "wrong": wrong,
        "in_place": in_place,
        "back_to": back,
    }
    return render(request, "draft_body.html" if in_place else "draft.html", context)


def _by_role(turns: tuple[Turn, ...]) -> list[tuple[Role, int]]:
    counts = [(role, sum(1 for turn in turns if turn.role is role)) for role in Role]
    return [(role, count) for role, count in counts if count]


def _fixes(interview: Interview, turns: tuple[Turn, ...], start: int, *, asked_of: bool) -> list[Fix]:
    """The turns of this page. ``asked_of``: it is the first transcript, whose turns questions are about."""
    who = rows.people(interview)
    open_now = [q for q in interview.questions if asked_of and q.turn is not None and q.answer is None]
    about = {q.turn: tuple(rows.asked(r) for r in open_now if r.turn == q.turn) for q in open_now}
    return [
        Fix(
            anchor=f"n{turn.n}",
            row=rows.row(turn, who, notes=about.get(turn.n, ())),
            role=turn.role,
            speaker=interview.name_of(turn.speaker) or "",
            splits=splits.splits(turn.text),
            last=turn.n == len(turns),
        )
        for turn in turns[start : start + SHOWN]
    ]


def _others(interview: Interview, chosen: Transcript | None) -> list[Other]:
    """What is written besides the one that is being corrected."""
    who = rows.people(interview)
    return [
        Other(session.n, t.id, t.language, tuple(rows.row(turn, who) for turn in t.turns))
        for session in interview.sessions
        for t in session.current
        if t is not chosen
    ]


def _anchor(question: Question, start: int) -> str | None:
    """Where on this page the turn is that a question is about."""
    here = question.turn is not None and start < question.turn <= start + SHOWN
    return f"n{question.turn}" if here else None
