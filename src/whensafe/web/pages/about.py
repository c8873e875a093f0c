"""About this archive: check it, and how to keep a copy of it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from whensafe.desk import history, look
from whensafe.desk.check import check
from whensafe.nouns.actor import TEAM
from whensafe.nouns.interview import State
from whensafe.web.served import PageRequest


@require_http_methods(["GET", "HEAD", "POST"])
def about(request: PageRequest) -> HttpResponse:
    """What it holds; on asking, everything is re-derived and what is wrong is named."""
    archive, actor = request.served.archive, request.actor
    report = check(archive, actor) if request.method == "POST" else None
    context = {
        "report": report,
        "kept": look.page(archive, actor, TEAM, limit=1).total,
        "drafts": look.page(archive, actor, TEAM, state=State.DRAFT, limit=1).total,
        "past": history.history(archive, actor, limit=1),
    }
    return render(request, "archive.html", context)
