"""The ledger: every act, newest first, and the signed checkpoint."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from whensafe.desk import history
from whensafe.web.served import PageRequest
from whensafe.web.show.forms import number

ENTRIES = 50


@require_safe
def ledger(request: PageRequest) -> HttpResponse:
    """A stretch of the ledger."""
    before = number(request.GET.get("before")) or None
    past = history.history(request.served.archive, request.actor, before=before, limit=ENTRIES)
    return render(request, "ledger.html", {"past": past, "first": before is None})
