"""The desk: what waits for a person, and where to begin. What isn't there isn't spoken of."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from whensafe.desk import history, look, standing, today, under_way
from whensafe.nouns.actor import TEAM
from whensafe.nouns.interview import State
from whensafe.nouns.receipt import BackupMade
from whensafe.web import words
from whensafe.web.pages.due import cases
from whensafe.web.served import PageRequest
from whensafe.web.show.waiting import Title

DRAFTS = 50
NEWEST = 8
OLD = datetime.timedelta(days=7)
"""A copy of the archive older than this is worth a word."""


@dataclass(frozen=True, slots=True)
class Request:
    """Custodians who were asked: the seal to go on from, how many answered, and of how many it needs."""

    seal: str
    title: Title
    at: str
    here: bool
    answered: int
    threshold: int

    @property
    def enough(self) -> bool:
        """Can it be opened?"""
        return self.answered >= self.threshold


@require_safe
def desk(request: PageRequest) -> HttpResponse:
    """What is due, who is asked, drafts that wait, the newest interviews, the last entry of the ledger."""
    archive, actor = request.served.archive, request.actor
    drafts = look.page(archive, actor, TEAM, state=State.DRAFT, limit=DRAFTS)
    newest = look.page(archive, actor, TEAM, limit=NEWEST)
    now, found = archive.clock.now(), cases(request)
    asked = standing.under_way_now(archive, actor)
    under = {asking.id for asking, _, _ in asked}
    due = found.due()
    backup = today.last_backup(archive, actor)
    context = {
        "due": [case for case in due if case.sealed and case.id not in under],
        "again": [case for case in due if not case.sealed and case.to_ask],
        "asked": [
            Request(
                seal=seal.id,
                title=found.title(asking.interview),
                at=asking.at,
                here=asking.here,
                answered=sum(holder.answered for holder in under_way.holders(group, asking)),
                threshold=group.group.threshold,
            )
            for asking, group, seal in asked
        ],
        "behind": today.behind(archive, actor),
        "backup": backup,
        "backup_old": _is_old(backup, now) and newest.total > 0,
        "drafts": drafts,
        "newest": newest,
        "past": history.history(archive, actor, limit=1),
        "today": now.date().isoformat(),
        "done": words.deed(request.GET.get("done")),
    }
    return render(request, "desk.html", context)


def _is_old(made: BackupMade | None, now: datetime.datetime) -> bool:
    return made is None or now - datetime.datetime.fromisoformat(made.at) > OLD
