"""What has become releasable and why, who has to be asked again, and what waits and for what."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from whensafe.desk import standing
from whensafe.web import words
from whensafe.web.served import PageRequest
from whensafe.web.show.waiting import Cases, members


def cases(request: PageRequest) -> Cases:
    """What waits, for this page."""
    archive, actor = request.served.archive, request.actor
    around = standing.surroundings(archive, actor)
    return Cases(archive, actor, around, members(request.served.members()))


@require_safe
def due(request: PageRequest) -> HttpResponse:
    """The due list. Nothing opens here."""
    found = cases(request)
    context = {
        "due": found.due(),
        "waiting": found.waiting(),
        "today": request.served.archive.clock.now().date().isoformat(),
        "done": words.deed(request.GET.get("done")),
    }
    return render(request, "due.html", context)
