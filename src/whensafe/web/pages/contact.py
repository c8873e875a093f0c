"""A contact sheet: how to reach a narrator or a person, kept apart, deletable alone. Every look is logged."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_noop as noop
from django.views.decorators.http import require_http_methods

from whensafe.desk import contacts, look
from whensafe.desk.about_person import about_person
from whensafe.nouns.actor import TEAM
from whensafe.nouns.condition import PersonId
from whensafe.nouns.ids import InterviewId
from whensafe.web import words
from whensafe.web.served import PageRequest

MESSAGES = (noop("a contact sheet has at most 1 MiB"), noop("no contact sheet"))


@require_http_methods(["GET", "HEAD", "POST"])
def of_interview(request: PageRequest, id: str) -> HttpResponse:
    """The sheet kept for the narrators of an interview."""
    interview = look.show(request.served.archive, request.actor, TEAM, InterviewId(id))
    return _sheet(request, interview.id, reverse("contact", args=[id]), reverse("reading", args=[id]))


@require_http_methods(["GET", "HEAD", "POST"])
def of_person(request: PageRequest, id: str) -> HttpResponse:
    """The sheet kept for somebody in the register."""
    person = about_person(request.served.archive, request.actor, PersonId(f"p:{id}")).person
    return _sheet(request, person.id, reverse("person-contact", args=[id]), reverse("person", args=[id]))


def _sheet(request: PageRequest, whose: str, here: str, back: str) -> HttpResponse:
    archive, actor = request.served.archive, request.actor
    context: dict[str, object] = {"whose": whose, "here_url": here, "back_url": back}
    what = request.POST.get("what") if request.method == "POST" else None
    if what == "delete":
        gone = contacts.delete(archive, actor, whose)
        context["gone"] = gone
    elif what == "show":
        context["text"], context["whole"] = _read(contacts.show(archive, actor, whose))
    elif what == "keep":
        text = request.POST.get("text", "")
        if text.strip():
            contacts.keep(archive, actor, whose, text.replace("\r\n", "\n").encode())
            return redirect(f"{here}?done=contact_kept")
        context.update(text=text, whole=True, empty=True)
    context["kept"] = contacts.kept_since(archive, actor, whose)
    context["done"] = words.deed(request.GET.get("done")) if what is None else None
    return render(request, "contact.html", context, status=400 if "empty" in context else 200)


def _read(sheet: bytes) -> tuple[str, bool]:
    """The sheet as text, and whether it is nothing but text: another file can't be written back from here."""
    try:
        return sheet.decode(), True
    except UnicodeDecodeError:
        return sheet.decode("utf-8", "replace"), False
