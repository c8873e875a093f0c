"""The desk: what waits for a person, and where to begin."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from whensafe.desk import history, look
from whensafe.nouns.actor import TEAM
from whensafe.nouns.interview import State
from whensafe.web import words
from whensafe.web.served import PageRequest

DRAFTS = 50
NEWEST = 8


@require_safe
def desk(request: PageRequest) -> HttpResponse:
    """Drafts that wait, the newest interviews, and the last entry of the ledger."""
    archive, actor = request.served.archive, request.actor
    drafts = look.page(archive, actor, TEAM, state=State.DRAFT, limit=DRAFTS)
    newest = look.page(archive, actor, TEAM, limit=NEWEST)
    past = history.history(archive, actor, limit=1)
    context = {
        "drafts": drafts,
        "newest": newest,
        "past": past,
        "today": archive.clock.now().date().isoformat(),
        "done": words.deed(request.GET.get("done")),
    }
    return render(request, "desk.html", context)
