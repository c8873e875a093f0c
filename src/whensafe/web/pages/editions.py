"""The editions that were published: for whom, by whom, why, what changed, and what can't be recalled."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from whensafe.desk.published import Published, published
from whensafe.nouns.actor import Audience
from whensafe.nouns.ids import MemberId
from whensafe.web import words
from whensafe.web.served import PageRequest


@require_safe
def listed(request: PageRequest) -> HttpResponse:
    """Every edition, by audience, newest first."""
    shelves = published(request.served.archive, request.actor)
    names = {member.member: member.name for member in request.served.members()}
    context = {
        "audiences": _by_audience(shelves.editions, names),
        "shelves": shelves,
        "waiting": request.served.previews.of(request.actor.member),
        "done": words.deed(request.GET.get("done")),
    }
    return render(request, "editions.html", context)


def _by_audience(
    editions: Iterable[Published], names: dict[MemberId, str]
) -> list[tuple[Audience, list[tuple[Published, str | None]]]]:
    """Each with the name of who signed, while they may still unlock the archive."""
    found: dict[Audience, list[tuple[Published, str | None]]] = {}
    for one in editions:
        found.setdefault(one.edition.audience, []).append(
            (one, None if one.by is None else names.get(one.by))
        )
    return list(found.items())
