"""A further session, a translation or an exhibit for an interview that is there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Literal, cast

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from whensafe.desk import look, take_in
from whensafe.desk.archive import Archive
from whensafe.desk.unpacking import every
from whensafe.nouns.actor import TEAM, Actor
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.receipt import TakenIn
from whensafe.nouns.text import Language
from whensafe.web import jobs, words
from whensafe.web.pages.interviews import LANGUAGES
from whensafe.web.pages.take_in import QUICK
from whensafe.web.served import PageRequest
from whensafe.web.show.forms import line

Kind = Literal["session", "translation", "exhibit"]
KINDS = ("session", "translation", "exhibit")


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: PageRequest, id: str) -> HttpResponse:
    """The form, and adding the files given."""
    interview = look.show(request.served.archive, request.actor, TEAM, InterviewId(id))
    context = {"interview": interview, "languages_asked": LANGUAGES}
    if request.method != "POST":
        return render(request, "add.html", context)
    files = [take_in.Incoming(f.name or "file", f.read()) for f in request.FILES.getlist("files")]
    if not files:
        return render(request, "add.html", {**context, "wrong": words.constant("no_file")}, status=400)
    kind, language = request.POST.get("kind"), line(request.POST.get("language"))
    act = partial(
        _added,
        request.served.archive,
        request.actor,
        interview.id,
        files,
        kind=cast("Kind", kind) if kind in KINDS else None,
        language=Language(language) if language is not None else None,
        note=request.POST.get("note", "")[:2000],
    )
    job = request.served.jobs.start(request.actor.member, [jobs.Step(files[0].name, act)], into=interview.id)
    if jobs.wait(job, QUICK) and job.outcomes[0].taken is not None:
        return redirect(f"/interviews/{interview.id}?done=added")
    return redirect("job", token=job.token)


def _added(
    archive: Archive,
    actor: Actor,
    id: InterviewId,
    files: Sequence[take_in.Incoming],
    *,
    kind: Kind | None,
    language: Language | None,
    note: str,
) -> TakenIn:
    """All that lies in the files; an exhibit as it is."""
    given = files if kind == "exhibit" else [one for file in files for one in every(archive, file)]
    return take_in.add_to(archive, actor, id, given, kind=kind, language=language, note=note)
