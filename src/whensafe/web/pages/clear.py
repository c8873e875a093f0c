"""Clear and publish: for whom, the very output beside what stays, what it would give away, the signature.

What is shown of an edition is served from memory, to whoever makes it and to nobody else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from whensafe.desk import people as register
from whensafe.desk import published, staying
from whensafe.desk import withhold as act
from whensafe.desk.publish import Draft
from whensafe.editions.phrases import LANGUAGES
from whensafe.errors import WhensafeError
from whensafe.nouns.edition import Ground
from whensafe.nouns.ids import InterviewId
from whensafe.web import previews, words
from whensafe.web.middleware import POLICY
from whensafe.web.previews import Preview, Stage
from whensafe.web.served import PageRequest
from whensafe.web.show import edition, edition_form, edition_words, labels
from whensafe.web.show.edition_form import Asked
from whensafe.web.show.forms import line, number

QUICK = 1.5
"""Seconds a making may take before its progress page is shown."""
ROWS = 50
FRAMING = POLICY + "; frame-src 'self'"
SEEN = (
    "sandbox allow-same-origin; default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "woff2": "font/woff2",
    "png": "image/png",
    "jpg": "image/jpeg",
}


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: PageRequest) -> HttpResponse:
    """For whom, and under which name; then the making begins."""
    known = published.published(request.served.archive, request.actor).editions
    asked = Asked()
    if request.method == "POST":
        asked = edition_form.read(request.POST, request.FILES, known)
    if request.method == "POST" and not asked.wrongs and asked.wanted is not None:
        made = request.served.previews.start(
            request.served.archive,
            request.actor,
            asked.wanted,
            earlier=asked.earlier,
            since=asked.since,
            beside=asked.beside,
        )
        previews.wait(made, QUICK)
        return redirect("clear-look", token=made.token)
    context = {
        "asked": asked,
        "plain": edition_form.PLAIN,
        "languages_asked": LANGUAGES,
        "waiting": request.served.previews.of(request.actor.member),
        "first": not known,
    }
    return render(request, "clear_choose.html", context, status=400 if asked.wrongs else 200)


@require_safe
def look(request: PageRequest, token: str) -> HttpResponse:
    """The preview as far as it is: in the making, to be read and signed, or published and to be taken."""
    preview = _preview(request, token)
    in_place = bool(request.headers.get("HX-Request"))
    if preview.working:
        response = render(
            request, "clear_making_body.html" if in_place else "clear_making.html", {"preview": preview}
        )
        if not in_place:
            response.headers["Refresh"] = "2"
        return response
    if in_place:
        return HttpResponse(headers={"HX-Redirect": request.path})
    if preview.stage is Stage.FAILED:
        return render(request, "clear_failed.html", {**_wrong(preview), "preview": preview}, status=400)
    if preview.stage is Stage.PUBLISHED:
        shelves = published.published(request.served.archive, request.actor)
        context = {"preview": preview, "made": preview.made, "shelves": shelves}
        return render(request, "clear_published.html", context)
    return _read(request, preview, {})


@require_POST
def sign(request: PageRequest, token: str) -> HttpResponse:
    """A person signs with a reason. Nothing is published while a risk has not been looked at."""
    preview = _preview(request, token)
    made = preview.made
    if preview.stage is not Stage.MADE or made is None:
        return redirect("clear-look", token=token)
    reason, ticked = line(request.POST.get("reason")), set(request.POST.getlist("risk"))
    wrongs = {
        code.value: edition_words.wrong("risk") for code, _ in made.report.counts if code.value not in ticked
    }
    if not request.POST.get("read"):
        wrongs["read"] = edition_words.wrong("read")
    if reason is None:
        wrongs["reason"] = edition_words.wrong("reason")
    if wrongs or reason is None:
        given = {"reason": reason or "", "ticked": ticked, "read": request.POST.get("read"), "wrongs": wrongs}
        return _read(request, preview, given, status=400)
    request.served.previews.sign(preview, request.served.archive, reason[:2000])
    previews.wait(preview, QUICK)
    return redirect("clear-look", token=token)


@require_POST
def withhold(request: PageRequest, token: str) -> HttpResponse:
    """Restrict the ticked places of risks from this audience, and make the preview again."""
    preview = _preview(request, token)
    made = preview.made
    if preview.stage is not Stage.MADE or made is None:
        return redirect("clear-look", token=token)
    spots = [act.place(one) for ticked in request.POST.getlist("place") for one in ticked.split()]
    if not spots:
        return _read(request, preview, {"wrongs": {"place": edition_words.wrong("place")}}, status=400)
    ground = request.POST.get("ground", "")
    try:
        act.withhold(
            request.served.archive,
            request.actor,
            made.report.audience,
            spots,
            judged=previews.judged(made),
            ground=Ground(ground) if ground in labels.GROUNDS else Ground.PRIVACY,
            reason=line(request.POST.get("why")),
        )
    except WhensafeError as error:
        wrongs = {"place": words.sentence(error)}
        return _read(request, preview, {"wrongs": wrongs}, status=400)
    again = request.served.previews.start(
        request.served.archive,
        request.actor,
        preview.wanted,
        earlier=preview.earlier,
        since=preview.since,
        beside=preview.beside,
    )
    previews.wait(again, QUICK)
    return redirect("clear-look", token=again.token)


@require_safe
def of_one(request: PageRequest, token: str, id: str) -> HttpResponse:
    """One interview: its own page in the edition, and beside it what stays of it."""
    preview = _preview(request, token)
    made = preview.made
    if made is None:
        return redirect("clear-look", token=token)
    archive, actor = request.served.archive, request.actor
    found = staying.beside(archive, actor, made.report.audience, previews.judged(made), InterviewId(id))
    contents = edition.Contents(preview.parcel.read)
    entry = contents.entry(id)
    before, difference = _before(preview), made.report.difference
    people = {person.id: person for person in register.people(archive, actor)}
    about = [one for one in made.report.risks if one.interview == id]
    risks = edition.risks(about, contents, before, shown=len(about))
    context = {
        **_said(preview, made),
        "found": found,
        "entry": entry,
        "rows": edition.rows(found, contents, people),
        "reasons": [edition_words.reason(code) for code in found.reasons],
        "since": None if difference is None else edition.since(difference, contents, before, only=id),
        "risks": [(one, None) for one in risks],
        "withholding": preview.stage is Stage.MADE and any(place.at for one in risks for place in one.places),
    }
    return _framed(render(request, "clear_of.html", context))


@require_safe
def seen(request: PageRequest, token: str, path: str) -> HttpResponse:
    """A file of the edition as it would go out, for whoever makes it: never stored, never run."""
    preview = _preview(request, token)
    data = preview.parcel.read(path)
    if data is None:
        raise Http404
    kind = TYPES.get(path.rpartition(".")[2], "text/plain; charset=utf-8")
    headers = {"Content-Security-Policy": SEEN, "X-Frame-Options": "SAMEORIGIN"}
    return HttpResponse(data, content_type=kind, headers=headers)


@require_POST
def take(request: PageRequest, token: str) -> HttpResponseBase:
    """The published edition as one ZIP file, packed on the spot."""
    preview = _preview(request, token)
    if preview.stage is not Stage.PUBLISHED or preview.record is None:
        return redirect("clear-look", token=token)
    name = f"whensafe-edition-{preview.record.id}"
    return StreamingHttpResponse(
        preview.parcel.zipped(name),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}.zip"'},
    )


@require_POST
def let_go(request: PageRequest, token: str) -> HttpResponse:
    """Forget it: a preview that is not signed, or a published edition that was taken along."""
    preview = _preview(request, token)
    if preview.stage is Stage.SIGNING:
        return redirect("clear-look", token=token)
    done = "edition_gone" if preview.stage is Stage.PUBLISHED else "preview_gone"
    request.served.previews.let_go(preview)
    return redirect(f"/editions/?done={done}")


def _preview(request: PageRequest, token: str) -> Preview:
    found = request.served.previews.get(token, request.actor.member)
    if found is None:
        raise Http404
    return found


def _read(
    request: PageRequest, preview: Preview, given: Mapping[str, object], *, status: int = 200
) -> HttpResponse:
    """The page that is read to the end before signing."""
    made = preview.made
    if made is None:
        raise Http404
    report, record = made.report, made.as_logged
    contents, before = edition.Contents(preview.parcel.read), _before(preview)
    known = published.published(request.served.archive, request.actor).editions
    last = next((one.edition for one in known if one.edition.audience == report.audience), None)
    moved = published.changes(last, record) if last is not None else None
    part, entries = max(1, number(request.GET.get("part"))), contents.entries
    start = (part - 1) * ROWS
    new = set() if moved is None else set(moved.added)
    told = set() if moved is None else set(moved.changed)
    wrongs = cast("dict[str, str]", given.get("wrongs", {}))
    risks = edition.risks(report.risks, contents, before)
    context = {
        **_said(preview, made),
        **_wrong(preview),
        **given,
        "told_here": [
            (one, "" if last is None else "new" if one.id in new else "changed" if one.id in told else "same")
            for one in entries[start : start + ROWS]
        ],
        "part": part,
        "parts": max(1, -(-len(entries) // ROWS)),
        "stays": edition.reasons(preview.stays),
        "stay_whole": len(preview.stays),
        "withheld": [(ground.value, count) for ground, count in report.withheld],
        "losses": [edition_words.loss(loss) for loss in report.losses],
        "risks": [(one, wrongs.get(one.code)) for one in risks],
        "withholding": any(place.at for one in risks for place in one.places),
        "last": last,
        "moved": moved,
        "since": None if report.difference is None else edition.since(report.difference, contents, before),
    }
    return _framed(render(request, "clear.html", context, status=status))


def _said(preview: Preview, made: Draft) -> dict[str, object]:
    front = made.as_logged.front
    return {
        "preview": preview,
        "report": made.report,
        "as_of": made.report.as_of.isoformat(),
        "front": front,
        "grounds": labels.GROUNDS.items(),
        "start": f"{front.languages[0]}/index.html" if front is not None else "index.html",
    }


def _wrong(preview: Preview) -> dict[str, object]:
    if preview.fault is not None:
        return {"wrong": words.constant("fault"), "code": preview.fault}
    return {"wrong": None if preview.error is None else words.sentence(preview.error)}


def _before(preview: Preview) -> edition.Contents:
    shelf = preview.since or preview.earlier
    return edition.Contents(shelf.read if shelf is not None else lambda _path: None)


def _framed(response: HttpResponse) -> HttpResponse:
    """The page may hold the preview in a frame, and nothing of anybody else's."""
    response.headers["Content-Security-Policy"] = FRAMING
    return response
