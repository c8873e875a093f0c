"""Withdrawing consent: first what will happen, then the act, then a receipt that says what it can't do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as noop
from django.views.decorators.http import require_http_methods

from whensafe.desk import look
from whensafe.desk import withdraw as act
from whensafe.desk.consent import NARRATOR
from whensafe.errors import WhensafeError
from whensafe.nouns.actor import TEAM
from whensafe.nouns.consent import ConsentEvent
from whensafe.nouns.ids import InterviewId
from whensafe.web import words
from whensafe.web.served import PageRequest
from whensafe.web.show import consent as show
from whensafe.web.show import labels
from whensafe.web.show.forms import line

MESSAGES = (
    noop("no consent stands that this would end: it is closed already"),
    noop("no such withdrawal"),
)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: PageRequest, id: str) -> HttpResponse:
    """Say what would happen, do it, and give the receipt of one that was done."""
    archive, actor = request.served.archive, request.actor
    interview = look.show(archive, actor, TEAM, InterviewId(id))
    context: dict[str, object] = {"interview": interview}
    if request.method != "POST" and "receipt" in request.GET:
        done = act.receipt(archive, actor, interview.id, request.GET["receipt"])
        context.update(_reach(done), receipt=done, ended=_ended(done.events), at=done.events[0].at)
        return render(request, "withdrawn.html", context)
    ahead = act.foresee(archive, actor, interview.id)
    choices = _choices(ahead.grants)
    context.update(_reach(ahead), choices=list(choices.items()), given=request.POST, wrong_field={})
    if request.method != "POST":
        return render(request, "withdraw.html", context)
    what, by = request.POST.get("what", ""), line(request.POST.get("by"))
    wrong = {}
    if what != "all" and what not in choices:
        wrong["what"] = gettext("Say what is withdrawn.")
    if request.POST.get("who") == "other" and by is None:
        wrong["by"] = gettext("Who spoke for them?")
    if wrong:
        return render(request, "withdraw.html", {**context, "wrong_field": wrong}, status=400)
    one = choices.get(what)
    try:
        done = act.withdraw(
            archive,
            actor,
            interview.id,
            use=one.event.use if one else None,
            audience=one.event.audience if one else None,
            scope=one.event.scope if one and one.single else None,
            by=(by or "") if request.POST.get("who") == "other" else NARRATOR,
            reason=line(request.POST.get("reason")),
        )
    except WhensafeError as error:
        context["wrong"] = words.sentence(error)
        return render(request, "withdraw.html", context, status=400)
    return redirect(f"/interviews/{id}/withdraw?receipt={done.events[0].id}")


@dataclass(frozen=True, slots=True)
class Choice:
    """One question that was answered with yes. Withdrawing it ends what was said of single things, too; or
    it is about such a ``single`` thing alone.
    """

    event: ConsentEvent
    label: str
    alone: int
    single: bool = False


def _choices(grants: Sequence[ConsentEvent]) -> dict[str, Choice]:
    """A choice for each use and audience, and for each single thing that was asked about."""
    found: dict[str, Choice] = {}
    for use, audience in dict.fromkeys((grant.use, grant.audience) for grant in grants):
        same = [grant for grant in grants if (grant.use, grant.audience) == (use, audience)]
        first = next((grant for grant in same if grant.scope is None), same[0])
        single = [grant for grant in same if grant.scope is not None]
        found[first.id] = Choice(first, show.question(use, audience), len(single))
        if len(same) > 1:
            alone = (Choice(one, show.question(use, audience), 0, single=True) for one in single)
            found |= {f"alone-{one.event.id}": one for one in alone}
    return found


def _reach(of: act.Foreseen | act.Withdrawn) -> dict[str, object]:
    """What a withdrawal does not reach, in words."""
    return {
        "editions": [(edition, labels.audience(edition.audience)) for edition in of.editions],
        "shared_with": [labels.audience(body) for body in of.shared_with],
        "backups": of.backups,
    }


def _ended(events: tuple[ConsentEvent, ...]) -> list[tuple[ConsentEvent, str]]:
    return [(event, show.question(event.use, event.audience)) for event in events]
