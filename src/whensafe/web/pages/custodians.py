"""Custodians: who they are, adopting others by their cards, and drills.

No page here takes or makes a custodian's words: each makes them on a machine of their own. Should somebody
give them all the same, they are neither kept nor shown again.
"""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as noop
from django.views.decorators.http import require_POST, require_safe

from whensafe.desk import adopt as act
from whensafe.desk import drill
from whensafe.errors import BadAnswer, WhensafeError
from whensafe.sealing.custodians import fingerprint
from whensafe.web import words
from whensafe.web.served import PageRequest
from whensafe.web.show import custodians as show
from whensafe.web.show.forms import number

MESSAGES = (
    noop("this archive has no custodians yet"),
    noop("the same custodian twice"),
    noop("this card was changed after it was made"),
    noop("this is not a file of this kind, or it is damaged"),
    noop("no drill is under way"),
    noop("no drill of yours is under way on this machine"),
)


@require_safe
def custodians(request: PageRequest) -> HttpResponse:
    """Who they are, how the last drill went, and how somebody becomes one."""
    return _page(request, done=words.deed(request.GET.get("done")))


@require_POST
def compare(request: PageRequest) -> HttpResponse:
    """The cards that were given, to be compared with their custodians before anything is adopted."""
    files = [(file.name or "?", file.read(show.MOST_BYTES)) for file in request.FILES.getlist("files")]
    pasted = request.POST.get("pasted", "")
    given = show.read(pasted, files)
    if given.words:
        return _page(request, words_given=True, status=400)
    if not given.cards:
        told = gettext("Give at least one card.")
        if given.unread:
            told = gettext("This is no card, or it is damaged: %(names)s.") % {"names": _names(given)}
        return _page(request, pasted=pasted, no_card=told, status=400)
    return _compare(request, given)


@require_POST
def adopt(request: PageRequest) -> HttpResponse:
    """Adopt them: K of N, from now on."""
    given = show.read("\n".join(request.POST.getlist("card")), ())
    threshold, wrong = number(request.POST.get("threshold")), {}
    if not 1 <= threshold <= len(given.cards):
        wrong["threshold"] = gettext("Say how many of them open together.")
    if "compared" not in request.POST:
        wrong["compared"] = gettext("Compare every fingerprint with its custodian first.")
    if threshold == 1 and "alone" not in request.POST:
        wrong["alone"] = gettext("With 1, say that you accept what it gives up.")
    if wrong:
        return _compare(request, given, wrong=wrong, status=400)
    cards = [(card.name, f"{card.text}\n".encode()) for card in given.cards]
    try:
        act.adopt(request.served.archive, request.actor, cards, threshold, alone=threshold == 1)
    except WhensafeError as error:
        return _compare(request, given, refused=words.sentence(error), status=400)
    return redirect("/custodians/?done=adopted")


@require_safe
def archive_card(request: PageRequest) -> HttpResponse:
    """The archive's card, for its custodians to know its requests by."""
    data = act.archive_card(request.served.archive, request.actor)
    return _file(data, "whensafe-archive-card.json")


@require_POST
def begin_drill(request: PageRequest) -> HttpResponse:
    """A new drill; the key that reads its answers stays on this machine, outside the archive."""
    archive, actor, openers = request.served.archive, request.actor, request.served.openers
    before = drill.opener_of(archive, actor)
    key = openers.make(archive.randomness.bytes(32))
    try:
        drill.begin(archive, actor, key)
    except BaseException:
        openers.forget(key)
        raise
    if before is not None:
        openers.forget(before)
    return redirect("/custodians/?done=drill#drill")


@require_safe
def drill_request(request: PageRequest) -> HttpResponse:
    """The request of the drill under way, for every custodian."""
    found = drill.request_of(request.served.archive, request.actor)
    if found is None:
        raise Http404
    return _file(found[1], "whensafe-drill.json")


@require_POST
def drill_answers(request: PageRequest) -> HttpResponse:
    """Take in answers to the drill, some or all."""
    archive, actor = request.served.archive, request.actor
    files = [(file.name or "?", file.read()) for file in request.FILES.getlist("files")]
    if not files:
        return _page(request, no_answer=gettext("Give at least one answer."), status=400)
    asked = drill.opener_of(archive, actor)
    key = None if asked is None else request.served.openers.find(asked)
    if key is None:
        told = gettext("This drill was begun on another machine: take the answers in there.")
        return _page(request, no_answer=told, status=400)
    try:
        _, bad = drill.answered(archive, actor, files, key)
    except WhensafeError as error:
        return _page(request, wrong=words.sentence(error), status=400)
    if bad:
        return _page(request, bad_answers=bad, status=400)
    return redirect("/custodians/?done=drill_answered#drill")


def _page(
    request: PageRequest,
    *,
    status: int = 200,
    bad_answers: tuple[tuple[str, BadAnswer], ...] = (),
    **more: object,
) -> HttpResponse:
    archive, actor = request.served.archive, request.actor
    held = act.adopted(archive, actor)
    health = None if held is None else drill.health(archive, actor)
    under_way = drill.request_of(archive, actor)
    context = {
        "roster": None if held is None else held.roster,
        "cards": []
        if held is None
        else [(card.name, fingerprint(card.verify)) for card in held.roster.cards],
        "others": 0 if held is None else held.groups_of_others,
        "health": health,
        "drill_at": None if under_way is None else under_way[0],
        "warnings": list(show.warnings(health)) if health is not None and under_way is not None else [],
        "bad_answers": [(name, one.where, words.sentence(one)) for name, one in bad_answers],
        **more,
    }
    return render(request, "custodians.html", context, status=status)


def _compare(
    request: PageRequest,
    given: show.Given,
    *,
    wrong: dict[str, str] | None = None,
    refused: words.Said | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "cards": given.cards,
        "unread": _names(given),
        "thresholds": show.thresholds(len(given.cards)),
        "chosen": number(request.POST.get("threshold")),
        "compared": "compared" in request.POST,
        "alone": "alone" in request.POST,
        "wrong_field": wrong or {},
        "wrong": refused,
    }
    return render(request, "custodians_compare.html", context, status=status)


def _names(given: show.Given) -> str:
    return ", ".join(given.unread)


def _file(data: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
