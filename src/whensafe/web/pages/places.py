"""Text that is sealed before this archive ever has it: a place is made and taken along, the sealed file comes
back. Its words are typed on no page of this server.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from whensafe.desk import place as act
from whensafe.desk.awaited import New
from whensafe.errors import WhensafeError
from whensafe.nouns.edition import Ground
from whensafe.nouns.ids import InterviewId, typed
from whensafe.nouns.text import Language
from whensafe.sealing.places import MOST_BYTES
from whensafe.web import words
from whensafe.web.served import PageRequest
from whensafe.web.show import labels
from whensafe.web.show.forms import day, line, role

TEXT = 2000


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, as it was typed."""

    interview: str = ""
    until: str = ""
    after: str = ""
    role: str = "narrator"
    language: str = ""
    ground: str = Ground.DANGER_TO_OTHERS.value
    title: str = ""
    interviewed: str = ""
    reason: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
def places(request: PageRequest) -> HttpResponse:
    """Places that wait for a sealed text; making one gives its file to take along."""
    if request.method != "POST":
        return _drawn(request, Typed(interview=request.GET.get("in", "")[:40]))
    given = {name: request.POST.get(name, "")[:TEXT] for name in Typed.__slots__}
    said = Typed(**given)
    if line(said.until) is None:
        return _drawn(request, said, wrong=gettext("Say until when it is sealed."), status=400)
    try:
        made = act.place(
            request.served.archive,
            request.actor,
            _where(said),
            until=said.until.strip(),
            after=None if not said.interview.strip() else line(said.after),
            role=role(said.role),
            language=Language(said.language.strip()) if said.language.strip() else None,
            ground=Ground(said.ground) if said.ground in labels.GROUNDS else Ground.DANGER_TO_OTHERS,
            reason=line(said.reason),
        )
    except WhensafeError as error:
        return _drawn(request, said, wrong=words.sentence(error), status=400)
    headers = {"Content-Disposition": f'attachment; filename="whensafe-place-{made.awaited.id}"'}
    return HttpResponse(made.file, content_type="application/octet-stream", headers=headers)


@require_POST
def take(request: PageRequest) -> HttpResponse:
    """Take in what was sealed for a place: from then on it is a seal like every other."""
    file = request.FILES.get("sealed")
    if file is None:
        return _drawn(request, Typed(), wrong=gettext("Choose the sealed file."), status=400)
    try:
        data = file.read(MOST_BYTES + 1)
        taken = act.take(request.served.archive, request.actor, data)
    except WhensafeError as error:
        return _drawn(request, Typed(), wrong=words.sentence(error), status=400)
    return redirect("seal", id=taken.seal.id)


def _where(said: Typed) -> InterviewId | New:
    if said.interview.strip():
        return InterviewId(typed(said.interview))
    return New(Language(said.language.strip() or "und"), line(said.title), day(said.interviewed))


def _drawn(request: PageRequest, given: Typed, *, wrong: object = None, status: int = 200) -> HttpResponse:
    context = {
        "waiting": act.awaited(request.served.archive, request.actor),
        "given": given,
        "grounds": labels.GROUNDS.items(),
        "roles": words.ROLES.items(),
        "wrong": wrong,
    }
    return render(request, "places.html", context, status=status)
