"""One turn by its address: the way to it, and how to cite it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from whensafe.desk import look
from whensafe.errors import NotFound
from whensafe.nouns.actor import TEAM
from whensafe.nouns.ids import InterviewId, typed
from whensafe.nouns.interview import Interview, Turn
from whensafe.web.served import PageRequest
from whensafe.web.show import rows
from whensafe.web.show.citation import citation


@require_safe
def turn(request: PageRequest, id: str, address: str) -> HttpResponse:
    """The stable address of a turn, however it is typed: leads to it on the reading page."""
    interview, found, part = _found(request, id, address)
    query = f"?part={part}" if part > 1 else ""
    return redirect(f"/interviews/{interview.id}{query}#{found.address}")


@require_safe
def cite(request: PageRequest, id: str, address: str) -> HttpResponse:
    """A citation to copy, and the words it is of."""
    interview, found, part = _found(request, id, address)
    context = {
        "interview": interview,
        "row": rows.row(found, rows.people(interview)),
        "part": part,
        "citation": citation(interview, found),
    }
    return render(request, "cite.html", context)


def _found(request: PageRequest, id: str, address: str) -> tuple[Interview, Turn, int]:
    interview = look.show(request.served.archive, request.actor, TEAM, InterviewId(typed(id)))
    place = rows.part_of(interview, typed(address))
    if place is None:
        raise NotFound("no such turn in this interview", where=interview.id)
    return interview, *place
