"""Taking in: files, a text or an address become drafts, which a person looks at before anything is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from whensafe.desk import take_in as act
from whensafe.desk.archive import Archive
from whensafe.desk.incoming import fetch
from whensafe.desk.recordings import Given, Recorded, with_recordings
from whensafe.desk.unpacking import brought, every
from whensafe.errors import WhensafeError
from whensafe.nouns.actor import Actor
from whensafe.nouns.interview import Basis
from whensafe.nouns.receipt import TakenIn
from whensafe.web import jobs, words
from whensafe.web.served import PageRequest

QUICK = 1.5
"""Seconds a job may take before its progress page is shown."""


@require_http_methods(["GET", "HEAD", "POST"])
def take_in(request: PageRequest) -> HttpResponse:
    """The form, and starting on what was given."""
    if request.method != "POST":
        under_way = request.served.jobs.under_way(request.actor.member)
        return render(request, "take_in.html", {"bases": tuple(Basis), "under_way": under_way})
    steps = _steps(request)
    if not steps:
        context = {"bases": tuple(Basis), "wrong": words.constant("no_file")}
        return render(request, "take_in.html", context, status=400)
    job = request.served.jobs.start(request.actor.member, steps)
    jobs.wait(job, QUICK)
    return _onward(job) or redirect("job", token=job.token)


@require_safe
def progress(request: PageRequest, token: str) -> HttpResponse:
    """How far a job is; it can be left. When it is done, what became of each document."""
    job = request.served.jobs.get(token, request.actor.member)
    if job is None:
        raise Http404
    onward = _onward(job)
    if onward is not None and not request.headers.get("HX-Request"):
        return onward
    outcomes = [
        (o, words.sentence(o.error) if o.error is not None else None, words.passed_over(o.passed_over))
        for o in job.outcomes
    ]
    context = {"job": job, "outcomes": outcomes, "done": len(job.outcomes), "fault": words.constant("fault")}
    response = render(request, "job_body.html" if request.headers.get("HX-Request") else "job.html", context)
    if onward is not None:
        response.headers["HX-Redirect"] = onward.headers["Location"]
    elif not job.finished and not request.headers.get("HX-Request"):
        response.headers["Refresh"] = "2"
    return response


def _onward(job: jobs.Job) -> HttpResponse | None:
    """Where a finished job with one good outcome leads: to the interview it belongs to, or to its draft."""
    only = job.outcomes[0].taken if job.finished and job.total == 1 else None
    if only is None:
        return None
    if job.into is not None:
        return redirect(f"/interviews/{job.into}?done=added")
    return redirect("draft", id=only.id)


def _steps(request: PageRequest) -> list[jobs.Step]:
    archive, actor = request.served.archive, request.actor
    given, basis = request.POST, request.POST.get("basis", "")
    chosen = Basis(basis) if basis in set(Basis) else None
    files = [act.Incoming(f.name or "file", f.read()) for f in request.FILES.getlist("files")]
    begin = partial(_draft, archive, actor, chosen)
    steps: list[jobs.Step] = []
    if given.get("together") and len(files) > 1:
        name = gettext("%(n)s files together") % {"n": len(files)}
        steps.append(jobs.Step(name, partial(_every, archive, begin, files)))
    else:
        for group in with_recordings(files):
            act_of = partial(_opened, archive, begin, *group) if len(group) == 1 else partial(begin, group)
            steps.append(jobs.Step(group[0].name, act_of))
    text = given.get("text", "")
    if text.strip():
        name = gettext("pasted text") + ".txt"
        steps.append(jobs.Step(name, partial(begin, [act.Incoming(name, text.encode())])))
    url = given.get("url", "").strip()
    if url:
        steps.append(jobs.Step(url, _fetching(archive, begin, url)))
    return steps


Begin = Callable[[Sequence[Given]], TakenIn]


def _draft(archive: Archive, actor: Actor, basis: Basis | None, files: Sequence[Given]) -> TakenIn:
    return act.take_in(archive, actor, files, basis=basis, keep=False)


def _opened(archive: Archive, begin: Begin, file: act.Incoming) -> TakenIn | jobs.Opened:
    """A draft; of a zip or web archive, a step for each interview in it and for each that is refused."""
    found = brought(archive, file)
    if found.sha256 is None:
        return begin(found.interviews[0])
    steps = [jobs.Step(_name(files[0]), partial(begin, files)) for files in found.interviews]
    steps += [jobs.Step(error.where or file.name, partial(_refuse, error)) for error in found.refused]
    return jobs.Opened(tuple(steps), found.skipped)


def _every(archive: Archive, begin: Begin, files: Sequence[act.Incoming]) -> TakenIn:
    return begin([one for file in files for one in every(archive, file)])


def _refuse(error: WhensafeError) -> TakenIn:
    raise error


def _name(file: act.Prepared | Recorded) -> str:
    return file.incoming.name if isinstance(file, act.Prepared) else file.name


def _fetching(archive: Archive, begin: Begin, url: str) -> Callable[[], TakenIn | jobs.Opened]:
    return lambda: _opened(archive, begin, fetch(archive, url))
