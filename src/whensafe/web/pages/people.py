"""The register of people: who is in it, how they are written, what is known and what depends on them.

Names are typed into forms and never stand in an address, a title or a log. Pseudonyms are kept apart: no
page shows them.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from whensafe.desk import contacts, look, people, restrict
from whensafe.desk.about_person import about_person, register
from whensafe.errors import WhensafeError
from whensafe.nouns.actor import TEAM
from whensafe.nouns.condition import PersonId
from whensafe.nouns.ids import InterviewId
from whensafe.web import words
from whensafe.web.served import PageRequest
from whensafe.web.show import people as show
from whensafe.web.show.forms import line, number
from whensafe.words import fold

LINES = 100


@require_http_methods(["GET", "HEAD", "POST"])
def listed(request: PageRequest) -> HttpResponse:
    """Everybody, by name, a hundred at a time; or those with a spelling like the one that is asked for.

    A name is asked for in a form's body, so that it stands in no address.
    """
    archive, actor = request.served.archive, request.actor
    start = number(request.GET.get("from")) // LINES * LINES
    everybody = show.lines(register(archive, actor), key=fold)
    asked = line(request.POST.get("q")) if request.method == "POST" else None
    if asked is not None:
        return render(request, "people.html", {"lines": show.like(everybody, asked, fold), "asked": asked})
    context = {
        "lines": everybody[start : start + LINES],
        "total": len(everybody),
        "start": start,
        "back_to": max(0, start - LINES) if start else None,
        "onward": start + LINES if start + LINES < len(everybody) else None,
    }
    return render(request, "people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: PageRequest) -> HttpResponse:
    """Look where a name is found before it is put into the register, and put it there."""
    if request.method != "POST":
        form = show.PersonForm(tells=request.GET.get("tells", "")[:40])
        return render(request, "person_add.html", {"form": form})
    form = show.typed_in(request.POST)
    show.judge_names(form, new=True)
    show.judge_details(form)
    if form.wrong:
        return render(request, "person_add.html", {"form": form}, status=400)
    if "look" in request.POST:
        return render(request, "person_add.html", {"form": form, "found": _looked(request, form)})
    try:
        made = people.add(
            request.served.archive,
            request.actor,
            form.name,
            also=form.spellings,
            details=form.details,
            narrator_of=form.interviews,
        )
    except WhensafeError as error:
        context = {"form": form, "wrong": words.sentence(error)}
        return render(request, "person_add.html", context, status=400)
    return redirect(f"/people/{show.bare(made.person.id)}?done=person_added")


@require_http_methods(["GET", "HEAD", "POST"])
def person(request: PageRequest, id: str) -> HttpResponse:
    """One person: spellings, what is known, what hides them, what waits for them; and adding to it."""
    known = PersonId(f"p:{id}")
    if request.method != "POST":
        return _drawn(request, known, done=words.deed(request.GET.get("done")))
    form, what = show.typed_in(request.POST), request.POST.get("what")
    archive, actor = request.served.archive, request.actor
    if what == "look":
        found = show.found(restrict.look(archive, actor, restrict.Somebody(known)))
        return _drawn(request, known, found=found)
    if what in ("unspell", "undescribe"):
        return _taken_away(request, known, form)
    if what == "spell":
        show.judge_names(form, new=False)
    else:
        show.judge_details(form)
    if form.wrong:
        return _drawn(request, known, form=form, status=400)
    try:
        if what == "spell":
            people.spell(archive, actor, known, form.spellings)
        elif form.details or form.interviews:
            people.describe(archive, actor, known, details=form.details, narrator_of=form.interviews)
        else:
            return redirect("person", id=id)
    except WhensafeError as error:
        return _drawn(request, known, form=form, wrong=words.sentence(error), status=400)
    return redirect(f"/people/{id}?done=person_changed")


def _taken_away(request: PageRequest, id: PersonId, form: show.PersonForm) -> HttpResponse:
    """Without a spelling, or a detail."""
    archive, actor = request.served.archive, request.actor
    try:
        if request.POST.get("what") == "unspell":
            people.unspell(archive, actor, id, [request.POST.get("gone", "")])
        else:
            people.undescribe(archive, actor, id, form.details)
    except WhensafeError as error:
        return _drawn(request, id, wrong=words.sentence(error), status=400)
    return redirect(f"/people/{show.bare(id)}?done=person_less")


def _looked(request: PageRequest, form: show.PersonForm) -> show.Found:
    named = restrict.Named((form.name, *form.spellings))
    return show.found(restrict.look(request.served.archive, request.actor, named))


def _drawn(
    request: PageRequest,
    id: PersonId,
    *,
    form: show.PersonForm | None = None,
    found: show.Found | None = None,
    wrong: words.Said | None = None,
    done: str | None = None,
    status: int = 200,
) -> HttpResponse:
    archive, actor = request.served.archive, request.actor
    about = about_person(archive, actor, id)
    everybody = {one.id: one for one in people.people(archive, actor)}
    context = {
        "about": about,
        "person": about.person,
        "key": show.bare(id),
        "facts": show.facts(about),
        "rules": show.rules(about, everybody),
        "waits": show.waits(about, everybody),
        "namesakes": [(show.bare(other.id), other) for other in about.namesakes],
        "tells": [(told, _title(request, told)) for told in about.person.narrator_of],
        "contact": contacts.kept_since(archive, actor, id),
        "form": form or show.PersonForm(),
        "found": found,
        "wrong": wrong,
        "done": done,
    }
    return render(request, "person.html", context, status=status)


def _title(request: PageRequest, id: InterviewId) -> str | None:
    return look.show(request.served.archive, request.actor, TEAM, id).title
