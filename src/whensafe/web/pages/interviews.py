"""The list of interviews, and searching their turns.

What is searched for is sent in a form's body and kept with the sign-in, so that no address, browser history
or log holds a narrator's name.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from whensafe.desk import look, named, search
from whensafe.desk.ports import Found, Participation, Query
from whensafe.errors import BadOption, NotFound
from whensafe.nouns.actor import TEAM
from whensafe.nouns.interview import Interview, Role
from whensafe.nouns.receipt import Hit
from whensafe.nouns.text import direction
from whensafe.web import words
from whensafe.web.served import PageRequest
from whensafe.web.show import rows, snippets

LINES = 50
HITS = 10
PEOPLE = 50
REMEMBERED = 12
LANGUAGES = ("uk", "ru", "en", "fr", "es", "de", "ar", "pl", "crh", "fa", "he")


@require_safe
def listed(request: PageRequest) -> HttpResponse:
    """A stretch of the list, newest first."""
    if "q" in request.GET:
        return _remember(request, request.GET)
    page = look.page(
        request.served.archive, request.actor, TEAM, after=request.GET.get("after") or None, limit=LINES
    )
    context = {"page": page, "first": "after" not in request.GET, **_form(None)}
    return render(request, "interviews.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: PageRequest) -> HttpResponse:
    """Keep what is asked with the sign-in and go to its results; whoever types the address gets the list."""
    if request.method == "POST":
        return _remember(request, request.POST)
    return _remember(request, request.GET) if "q" in request.GET else redirect("interviews")


@dataclass(frozen=True, slots=True)
class Result:
    """A hit with what the page says of its interview."""

    hit: Hit
    stretches: tuple[snippets.Stretch, ...]
    title: str | None
    title_lang: str
    who: str
    lang: str
    dir: str
    part: int


@require_safe
def found(request: PageRequest, token: str) -> HttpResponse:
    """The results of a remembered query, ten at a time."""
    query = _remembered(request, token)
    start = _number(request.GET.get("from"))
    try:
        answer = search.search(
            request.served.archive, request.actor, TEAM, replace(query, limit=HITS, offset=start)
        )
        wrong = None
    except BadOption as error:
        answer, wrong = Found((), 0), words.sentence(error)
    context = {
        **_form(query),
        "token": token,
        "results": _results(request, answer.hits),
        "people": () if start or wrong else _people(request, query),
        "total": answer.total,
        "start": start,
        "until": start + len(answer.hits),
        "back_to": max(0, start - HITS) if start else None,
        "onward": start + HITS if start + HITS < answer.total else None,
        "wrong": wrong,
    }
    return render(request, "found.html", context)


def _people(request: PageRequest, query: Query) -> tuple[Participation, ...]:
    """Whoever takes part under this name, in the role that was asked for, if one was."""
    archive, actor = request.served.archive, request.actor
    found = named.named(archive, actor, TEAM, query.text)
    return tuple(one for one in found if query.role in {None, one.role})[:PEOPLE]


def _remember(request: HttpRequest, given: Mapping[str, object]) -> HttpResponse:
    said = {name: str(given.get(name, "")).strip() for name in ("q", "language", "role", "since", "until")}
    if not said["q"]:
        return redirect("interviews")
    query = Query(
        text=said["q"][:1000],
        language=said["language"] or None,
        role=said["role"] or None,
        since=said["since"] or None,
        until=said["until"] or None,
    )
    token = secrets.token_urlsafe(8)
    kept = list(request.session.get("asked", {}).items())[-REMEMBERED + 1 :]
    request.session["asked"] = dict([*kept, (token, asdict(query))])
    return redirect("found", token=token)


def _remembered(request: HttpRequest, token: str) -> Query:
    kept = request.session.get("asked", {}).get(token)
    if kept is None:
        raise Http404
    return Query(**kept)


def _form(query: Query | None) -> dict[str, object]:
    return {"query": query, "languages_asked": LANGUAGES, "roles": tuple(Role)}


def _results(request: PageRequest, hits: tuple[Hit, ...]) -> list[Result]:
    shown: dict[str, Interview] = {}
    results = []
    for hit in hits:
        if hit.id not in shown:
            try:
                shown[hit.id] = look.show(request.served.archive, request.actor, TEAM, hit.id)
            except NotFound:  # gone or closed since the search looked: then it is no result
                continue
        interview = shown[hit.id]
        place = rows.part_of(interview, hit.address)
        if place is None:
            continue
        turn, part = place
        name = interview.name_of(turn.speaker)
        results.append(
            Result(
                hit=hit,
                stretches=snippets.stretches(hit),
                title=interview.title,
                title_lang=interview.language,
                who=name or words.role(turn.role),
                lang=turn.language,
                dir=direction(turn.language),
                part=part,
            )
        )
    return results


def _number(text: str | None) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 9 else 0
