"""One seal: how it stands, asking the custodians, taking in their answers, putting the words back.

No page here shows a word of what is sealed, before or after. Opened words go to their place in the interview
in the same act, and are read there by who may.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from whensafe.desk import opening, standing
from whensafe.desk import release as releasing
from whensafe.desk import request as requests
from whensafe.desk.request import Prospect
from whensafe.desk.standing import Standing
from whensafe.errors import BadAnswer, BadInput, Refused, WhensafeError
from whensafe.nouns.actor import TEAM
from whensafe.nouns.condition import NarratorAgrees
from whensafe.protection import conditions
from whensafe.sealing.custodians import read_card
from whensafe.sealing.stanzas import HybridIdentity
from whensafe.web import words
from whensafe.web.pages.due import cases
from whensafe.web.served import PageRequest
from whensafe.web.show import labels
from whensafe.web.show import standing as show
from whensafe.web.show.forms import line
from whensafe.web.show.waiting import Case

LANGUAGES = ("en", "uk")
MOST = 4000
CARD_BYTES = 1 << 20
NARRATOR = conditions.write(NarratorAgrees())


@dataclass(slots=True)
class Asking:
    """What was typed into the form, as it was typed; ``wrong`` says by field what can't be used."""

    whom: str = "team"
    in_words: str = ""
    language: str = "en"
    opener: str = "here"
    reason: str = ""
    although: bool = False
    wrong: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Left:
    """A file that was left out: its name, why, and who signed it."""

    name: str
    why: str
    sender: str | None


@require_safe
def seal(request: PageRequest, id: str) -> HttpResponse:
    """How it stands and what comes next."""
    return _page(request, id)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: PageRequest, id: str) -> HttpResponse:
    """Say for whom and why, and make the request; with a one-time key here, unless a card is given."""
    archive, actor = request.served.archive, request.actor
    typed = _typed(request)
    if request.method != "POST":
        return _form(request, requests.prospect(archive, actor, id), typed)
    whom = typed.whom if typed.whom != "words" else line(typed.in_words) or ""
    found = requests.prospect(archive, actor, id, for_whom=whom or TEAM)
    card = _judge(request, typed, found, whom)
    if typed.wrong:
        return _form(request, found, typed, status=400)
    before = opening.asked(archive, actor, id)
    openers = request.served.openers
    key = card if card is not None else openers.make(archive.randomness.bytes(32))
    try:
        requests.ask(
            archive,
            actor,
            id,
            key,
            for_whom=whom,
            reason=line(typed.reason),
            although_unmet=typed.although,
            language=typed.language,
            here=card is None,
        )
    except BaseException:
        if card is None:
            openers.forget(key)
        raise
    if before is not None and before.here:
        openers.forget(before.opener)
    return redirect(f"/seals/{id}?done=asked#answers")


@require_safe
def request_file(request: PageRequest, id: str) -> HttpResponse:
    """The request under way, as the file that is sent to each custodian."""
    data = opening.request_file(request.served.archive, request.actor, id)
    answer = HttpResponse(data, content_type="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="whensafe-request-{id}.json"'
    return answer


@require_POST
def answers(request: PageRequest, id: str) -> HttpResponse:
    """Take in answers. True ones stay, whatever is wrong with others; those are named with their sender."""
    given = [(file.name or "?", file.read()) for file in request.FILES.getlist("answers")]
    if not given:
        return _page(request, id, wrong=words.constant("no_answer"))
    try:
        taken = opening.take_answers(request.served.archive, request.actor, id, given, _opener(request, id))
    except (BadInput, Refused) as error:
        return _page(request, id, wrong=words.sentence(error))
    if not taken.refused:
        return redirect(f"/seals/{id}?done=answers#answers")
    left = [_left(name, one) for name, one in taken.refused]
    return _page(request, id, left=left, kept=len(given) - len(left))


@require_POST
def withdraw(request: PageRequest, id: str) -> HttpResponse:
    """Give the request up, and delete the key that was made for it."""
    archive, reason = request.served.archive, line(request.POST.get("reason"))
    before = opening.asked(archive, request.actor, id)
    opener = opening.withdraw_request(archive, request.actor, id, reason=reason)
    if before is not None and before.here:
        request.served.openers.forget(opener)
    return redirect(f"/seals/{id}?done=request-withdrawn")


@require_http_methods(["GET", "HEAD", "POST"])
def release(request: PageRequest, id: str) -> HttpResponse:
    """What opening does, and doing it: with the answers kept here, or with an opener's release file."""
    archive, actor = request.served.archive, request.actor
    if request.method != "POST":
        return _release(request, id)
    reason = line(request.POST.get("reason"))
    file = request.FILES.get("release")
    try:
        if file is not None:
            done = releasing.release(archive, actor, file.read(), reason=reason)
        else:
            done = opening.open_asked(archive, actor, id, _opener(request, id), reason=reason)
    except (BadInput, Refused) as error:
        return _release(request, id, wrong=words.sentence(error), reason=reason or "")
    for opener in done.openers:
        request.served.openers.forget(opener)
    back = {one.id for one in done.seals}
    return redirect(f"/seals/{id if id in back or not back else min(back)}?done=released")


def _page(
    request: PageRequest,
    id: str,
    *,
    wrong: words.Said | None = None,
    left: Sequence[Left] = (),
    kept: int = 0,
) -> HttpResponse:
    one = standing.standing(request.served.archive, request.actor, id)
    found = _prospect(request, one)
    met = found is not None and found.met
    context = {
        **_about(request, one, found),
        "steps": show.steps(one, met=met),
        "now": show.step(one, met=met),
        "key_here": one.asking is not None
        and one.asking.here
        and request.served.openers.find(one.asking.opener) is not None,
        "missing": max(0, one.threshold - one.answered),
        "wrong": wrong,
        "left": left,
        "kept": kept,
        "done": words.deed(request.GET.get("done")) if wrong is None and not left else None,
    }
    return render(request, "seal.html", context, status=400 if wrong is not None or left else 200)


def _prospect(request: PageRequest, one: Standing) -> Prospect | None:
    """What asking for it would ask; ``None`` where nothing of it is closed any more."""
    released = one.state == "released"
    return None if released else requests.prospect(request.served.archive, request.actor, one.seal.id)


def _agreed(one: Standing, found: Prospect | None, due: Iterable[Case]) -> bool:
    """Has the narrator, asked again? Of what was released, where no rule over it waits for an answer."""
    if found is None:
        return {rule.id for rule in one.rules}.isdisjoint(case.id for case in due)
    return any(met for clause, met in found.clauses if clause == NARRATOR)


def _about(request: PageRequest, one: Standing, found: Prospect | None) -> dict[str, object]:
    waiting = cases(request)
    agreed = _agreed(one, found, waiting.due() if one.rules else ())
    return {
        "one": one,
        "case": waiting.sealed(one, agreed=agreed),
        "state": show.state(one),
        "scope": show.scope(one),
        "n": len(one.seal.addresses),
    }


def _form(request: PageRequest, found: Prospect, typed: Asking, *, status: int = 200) -> HttpResponse:
    one = standing.standing(request.served.archive, request.actor, found.seal)
    context = {
        **_about(request, one, found),
        "found": found,
        "typed": typed,
        "whoms": [(code, labels.audience(code)) for code in labels.AUDIENCES],
    }
    return render(request, "ask.html", context, status=status)


def _release(
    request: PageRequest, id: str, *, wrong: words.Said | None = None, reason: str = ""
) -> HttpResponse:
    one = standing.standing(request.served.archive, request.actor, id)
    here = one.asking is not None and one.asking.here and one.answered >= one.threshold
    context = {
        **_about(request, one, _prospect(request, one)),
        "here": here,
        "wrong": wrong,
        "reason": reason,
    }
    return render(request, "release.html", context, status=400 if wrong is not None else 200)


def _typed(request: PageRequest) -> Asking:
    given = request.POST
    if request.method != "POST":
        return Asking(language=get_language() if get_language() in LANGUAGES else "en")
    return Asking(
        whom=given.get("whom", "")[:100],
        in_words=given.get("in_words", "")[: MOST + 1],
        language=given.get("language", "")[:8],
        opener=given.get("opener", "")[:8],
        reason=given.get("reason", "")[: MOST + 1],
        although=bool(given.get("although")),
    )


def _judge(request: PageRequest, typed: Asking, found: Prospect, whom: str) -> str | None:
    """Say beside each field what can't be used. The recipient of the card, if one is to be used."""
    if not whom:
        typed.wrong["whom"] = gettext("Say who will read it.")
    if typed.language not in LANGUAGES:
        typed.wrong["language"] = gettext("Choose a language.")
    if max(len(typed.reason), len(typed.in_words)) > MOST:
        typed.wrong["reason"] = gettext("At most %(n)s letters.") % {"n": MOST}
    if not found.met and not line(typed.reason):
        typed.wrong["reason"] = gettext("The condition is not met: say why you ask all the same.")
    if not found.met and not typed.although:
        typed.wrong["although"] = gettext("Say that you know it is not met.")
    if typed.opener != "card":
        return None
    card = request.FILES.get("card")
    if card is None:
        typed.wrong["card"] = gettext("Choose the opener’s card.")
        return None
    try:
        return read_card(card.read(CARD_BYTES)).recipient
    except WhensafeError as error:
        typed.wrong["card"] = words.sentence(error).wrong
        return None


def _opener(request: PageRequest, id: str) -> HybridIdentity:
    """The one-time key of the request under way, or `Refused`."""
    asking = opening.asked(request.served.archive, request.actor, id)
    if asking is None:
        raise Refused("no request for this seal is under way", where=id)
    found = request.served.openers.find(asking.opener)
    if found is None:
        raise Refused(
            "the key that reads these answers is not on this machine",
            todo="Open them where the request was made, or ask the custodians again.",
        )
    return found


def _left(name: str, wrong: BadAnswer) -> Left:
    return Left(name, words.sentence(wrong).wrong, wrong.where)
