"""Why an audience may be told something of an interview, or not: the gate's own decision with its reasons.

What is asked is sent in a form's body; an id in an address says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from whensafe.desk import look, marked
from whensafe.desk import why as gate
from whensafe.errors import BadOption, NotFound
from whensafe.nouns.actor import TEAM, Audience
from whensafe.nouns.actor import audience as read_audience
from whensafe.nouns.ids import Address, InterviewId
from whensafe.nouns.interview import Interview, State, Turn
from whensafe.web.served import PageRequest
from whensafe.web.show import labels, reasons
from whensafe.web.show.forms import number


@dataclass(frozen=True, slots=True)
class Answer:
    """The decision as the page says it."""

    allowed: bool
    about: str
    audience: str
    reasons: tuple[str, ...]


@require_http_methods(["GET", "HEAD", "POST"])
def why(request: PageRequest, id: str) -> HttpResponse:
    """Choose an audience and an item; every reason that speaks, numbered."""
    archive, actor = request.served.archive, request.actor
    interview = look.show(archive, actor, TEAM, InterviewId(id))
    if interview.state is State.DRAFT:
        return redirect("draft", id=id)
    given = request.POST if request.method == "POST" else request.GET
    faults: dict[str, str] = {}
    audience = _audience(given.get("audience", ""), given.get("named", ""), faults)
    turn = _turn(interview, given.get("turn") or "", faults)
    item = given.get("item") or "interview"
    item = given.get("closed", "") if item == "closed" else item
    answer = None
    start, end = number(given.get("from_at")), number(given.get("to_at"))
    known = _by_address(interview, given.get("from") or given.get("address") or "")
    if known is not None and given.get("from"):  # from the bar of the reading page
        turn, item = known, "words"
        end = end if given["from"] == given.get("to") else len(known.text)
    elif known is not None and turn is not None and known.n == turn.n:  # in whichever language it was shown
        turn = known
    if not faults and (request.method == "POST" or given.get("item")):
        asked = audience or Audience("public")
        answer = _asked(request, interview, asked, item, turn, (start, end), faults)
    protected = marked.marked(archive, actor, interview.id)
    context = {
        "interview": interview,
        "audiences": labels.AUDIENCES,
        "audience": str(audience or "public"),
        "named": given.get("named", ""),
        "item": item,
        "turn": turn.n if turn is not None else given.get("turn", ""),
        "start": start,
        "end": end,
        "address": turn.address if turn is not None else "",
        "turns": len(interview.transcript.turns) if interview.transcript is not None else 0,
        "closed": _closed(interview, protected),
        "answer": answer,
        "faults": faults,
    }
    return render(request, "why.html", context, status=400 if faults else 200)


def _asked(
    request: PageRequest,
    interview: Interview,
    audience: Audience,
    item: str,
    turn: Turn | None,
    span: tuple[int, int],
    faults: dict[str, str],
) -> Answer | None:
    archive, actor = request.served.archive, request.actor
    try:
        if item in ("turn", "words"):
            if turn is None:
                faults["turn"] = gettext("Give the number of a turn.")
                return None
            if item == "words" and span[0] < span[1]:
                found = gate.why_words(archive, actor, audience, interview.id, (turn.address, *span))
            elif item == "words":
                faults["words"] = gettext("Give the first letter and the one after the last.")
                return None
            else:
                found = gate.why(archive, actor, audience, turn.address)
        else:
            found = gate.why(archive, actor, audience, interview.id if item == "interview" else item)
    except NotFound:
        faults["item"] = gettext("There is no such thing in the archive.")
        return None
    told = tuple(reasons.reason(code) for code in found.decision.reasons)
    about = reasons.kind(found.kind)
    return Answer(found.decision.allowed, about, labels.audience(audience), told)


def _closed(interview: Interview, known: marked.Marked) -> list[tuple[str, str]]:
    """Seals and restrictions, each with where it is."""
    turns = {t.address: t.n for session in interview.sessions for text in session.current for t in text.turns}
    named: list[tuple[str, str, Address | None]] = [
        (s.id, gettext("seal"), next(iter(s.addresses), None)) for s in known.seals
    ]
    named += [(r.id, gettext("restriction"), r.scope.address) for r in known.rules]
    found: list[tuple[str, str]] = [
        (id, _placed(what, turns.get(where) if where is not None else None)) for id, what, where in named
    ]
    for rule in known.everywhere:
        person = known.people.get(rule.scope.person) if rule.scope.person is not None else None
        name = person.name if person is not None else ", ".join(rule.scope.words)
        found.append((rule.id, f"{gettext('restriction')}, {name}"))
    return found


def _placed(what: str, n: int | None) -> str:
    where = gettext("the whole interview") if n is None else gettext("turn %(n)s") % {"n": n}
    return f"{what}, {where}"


def _audience(said: str, named: str, faults: dict[str, str]) -> Audience | None:
    """The audience chosen, or one that is written out by its name."""
    text = named.strip() if said in ("", "named") and named.strip() else said
    if not text:
        return None
    try:
        return read_audience(text)
    except BadOption:
        faults["named"] = gettext("Write it like partner:NAME or justice:NAME.")
        return None


def _turn(interview: Interview, said: str, faults: dict[str, str]) -> Turn | None:
    n, transcript = number(said), interview.transcript
    if not said:
        return None
    if transcript is None or not 1 <= n <= len(transcript.turns):
        faults["turn"] = gettext("There is no turn with this number.")
        return None
    return transcript.turns[n - 1]


def _by_address(interview: Interview, address: str) -> Turn | None:
    texts = (text for session in interview.sessions for text in session.current)
    return next((t for text in texts for t in text.turns if t.address == Address(address)), None)
