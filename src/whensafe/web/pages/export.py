"""One interview as a file, for whom and in which format. Each export is an act: a form, not a link."""

from __future__ import annotations

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from whensafe.desk import look
from whensafe.desk.export import Exported, export
from whensafe.editions.as_zip import zipped
from whensafe.errors import BadOption, Refused
from whensafe.nouns.actor import TEAM, Audience
from whensafe.nouns.actor import audience as read_audience
from whensafe.nouns.export import Format
from whensafe.nouns.ids import InterviewId
from whensafe.web import words
from whensafe.web.pages.originals import SANDBOX
from whensafe.web.served import PageRequest
from whensafe.web.show import export_words, labels
from whensafe.web.show.forms import line

PLAIN = tuple(labels.AUDIENCES)


@require_http_methods(["GET", "HEAD", "POST"])
def take(request: PageRequest, id: str) -> HttpResponseBase:
    """The form; or the file, to be saved and never shown in the browser."""
    interview = look.show(request.served.archive, request.actor, TEAM, InterviewId(id))
    given = request.POST if request.method == "POST" else request.GET
    wrong = None
    if request.method == "POST":
        try:
            return _file(_made(request, interview.id))
        except (BadOption, Refused) as error:
            wrong = export_words.refused(error) or words.sentence(error)
    kind, _, name = str(given.get("audience", "")).partition(":")
    context = {
        "interview": interview,
        "plain": PLAIN,
        "audience": kind,
        "name": given.get("name", name),
        "formats": [(one.value, *export_words.format(one)) for one in Format],
        "format": given.get("format", Format.HTML.value),
        "always": [export_words.loss(one) for one in export_words.ALWAYS],
        "wrong": wrong,
    }
    return render(request, "export.html", context, status=400 if wrong is not None else 200)


def _made(request: PageRequest, id: InterviewId) -> Exported:
    format = request.POST.get("format", "")
    if format not in set(Format):
        raise BadOption("no such format")
    return export(request.served.archive, request.actor, _audience(request), id, Format(format))


def _audience(request: PageRequest) -> Audience:
    kind, name = request.POST.get("audience", ""), line(request.POST.get("name"))
    return read_audience(kind if kind in PLAIN else f"{kind}:{name or ''}")


def _file(made: Exported) -> HttpResponseBase:
    """One file as it is, several in a ZIP; called by the interview's id, which says nothing of anybody."""
    name = f"whensafe-{made.id}"
    headers = {"Content-Security-Policy": SANDBOX}
    if len(made.files) == 1:
        file = made.files[0]
        headers["Content-Disposition"] = f'attachment; filename="{name}{file.tail}"'
        return HttpResponse(file.data, content_type="application/octet-stream", headers=headers)
    files = {f"{made.id}{file.tail}": file.data for file in made.files}
    headers["Content-Disposition"] = f'attachment; filename="{name}.zip"'
    packed = zipped(name, files, files.get, private=True)
    return StreamingHttpResponse(packed, content_type="application/zip", headers=headers)
