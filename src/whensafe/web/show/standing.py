"""A seal's page: its state in words, and the steps from asking to telling with the one that comes next."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from whensafe.desk.standing import Standing
from whensafe.nouns.sealed import SealScope

SCOPES: dict[SealScope, str | Promise] = {
    SealScope.PASSAGE: _("a passage"),
    SealScope.TURN: _("a turn"),
    SealScope.EXCHANGE: _("a question and its answer"),
    SealScope.INTERVIEW: _("the whole interview"),
}
STATES: dict[str, tuple[str, str | Promise]] = {
    "in_force": ("is-open", _("in force")),
    "due": ("is-ask", _("due")),
    "asked": ("is-ask", _("custodians are asked")),
    "open": ("is-ask", _("its group was opened, this is still sealed")),
    "released": ("is-yes", _("released")),
}
STEPS = ("condition", "ask", "answers", "open", "tell")


@dataclass(frozen=True, slots=True)
class State:
    """The drawn shape and the word."""

    shape: str
    word: str


def state(one: Standing) -> State:
    """Where the seal stands."""
    if one.state == "answers":
        told = {"n": one.answered, "k": one.threshold}
        return State("is-ask", gettext("answers: %(n)s of %(k)s") % told)
    shape, word = STATES[one.state]
    return State(shape, str(word))


def scope(one: Standing) -> str:
    """What it covers."""
    return str(SCOPES[one.seal.scope])


def step(one: Standing, *, met: bool) -> str:
    """The step that comes next, one of `STEPS`. ``met``: the archive judges that the condition holds."""
    if one.state == "released":
        return "tell"
    if one.asking is not None:
        return "open" if one.answered >= one.threshold and one.asking.here else "answers"
    return "ask" if met or one.state == "open" else "condition"


def steps(one: Standing, *, met: bool) -> dict[str, str]:
    """Each step with ``done``, ``now`` or ``later``; a condition that was not waited for is ``skipped``."""
    now = STEPS.index(step(one, met=met))
    at = {name: "done" if n < now else "now" if n == now else "later" for n, name in enumerate(STEPS)}
    if now > 0 and not (met or (one.state == "released" and one.due)):
        at["condition"] = "skipped"
    return at
