"""Codes of the gate, of risks and of losses, as the pages about editions say them."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from whensafe.editions.risks import RiskCode
from whensafe.nouns.edition import Loss
from whensafe.web.show import reasons

_Words = str | Promise

_STAYS: dict[str, _Words] = {
    "name_not_found_in_translation": _("a name that is not told was not found in the translation"),
    "named_in_translation": _("its translation names somebody who is not told"),
    "not_words": _("stood for something that is not words already in the source"),
    "translates_what_is_withheld": _("translates something that is withheld"),
    "translation_withheld": _("its translation is withheld"),
    "would_name": _("would lead to a name that is not told"),
    "would_name_or_quote": _("names somebody who is not told, or quotes what is withheld"),
}
"""Why something stays, where the gate itself has no word for it."""

RISKS: dict[RiskCode, tuple[_Words, _Words]] = {
    RiskCode.FREE_TEXT: (
        _("Free text names people in ways no list foresees"),
        _(
            "No program can say that these words are safe. "
            "Nothing said in them is counted, no number, date or trade that one narrator alone tells. "
            "Somebody has to read them to the end."
        ),
    ),
    RiskCode.ONLY_ONE: (
        _("Details declared in the register that only one narrator has"),
        _("Whoever knows such a person knows who speaks, whatever name is given."),
    ),
    RiskCode.SMALL_CELL: (
        _("Details declared in the register that very few narrators share"),
        _("So few people fit that a guess is often right."),
    ),
    RiskCode.RESTRICTED_NAME: (
        _("Words that may be a name not to be told, in another spelling"),
        _("The word itself is not repeated here: look at the turn."),
    ),
    RiskCode.FILLED_SINCE_LAST: (
        _("Told now, and not or otherwise in the last edition"),
        _("Whoever kept the last edition sees exactly what is new, and about when it became safe to tell."),
    ),
    RiskCode.GONE_SINCE_LAST: (
        _("In the last edition, and not in this one"),
        _("Both lie side by side for ever: what is taken back is pointed out by being gone."),
    ),
    RiskCode.CHANGED_SINCE_LAST: (
        _("Titles, dates, names or notices that are not as in the last edition"),
        _("Whoever kept the last edition can lay both side by side."),
    ),
    RiskCode.NOT_COMPARED: (
        _("The last edition for this audience was not at hand"),
        _("What the difference between both gives away could not be looked at word by word."),
    ),
    RiskCode.AHEAD: (
        _("Conditions were judged at a day that is still to come"),
        _("What opens by then is told already."),
    ),
    RiskCode.TOLD_ELSEWHERE: (
        _("Told otherwise in an edition for another audience"),
        _("Turns have the same address in every edition: whoever has both can lay them over each other."),
    ),
    RiskCode.NAMED_ELSEWHERE: (
        _("Narrators who are named otherwise in an edition for another audience"),
        _("Whoever has both editions learns the name behind the name."),
    ),
    RiskCode.NUMBER: (
        _("Numbers near somebody who isn’t told"),
        _("A unit, an age, a house or a cell can lead to a person as well as a name."),
    ),
    RiskCode.DAY: (
        _("Dates to the day"),
        _("Few people were taken, moved or let go on one day: whoever has a list of them looks there."),
    ),
    RiskCode.NAME_OR_WORD: (
        _("Codes that begin a sentence, where the name behind them is a common word, too"),
        _("If the word was meant, the sentence now says something else, and of a person."),
    ),
}
"""What a risk is, and what somebody could do with it."""

LOSSES: dict[Loss, _Words] = {
    Loss.ORIGINALS: _("files as received"),
    Loss.RECORDINGS: _("recordings"),
    Loss.MARKS: _("marks and labels of the source"),
    Loss.PICTURES: _("pictures only re-encoded, without metadata"),
    Loss.TIMES: _("times, which would tell how long a hole is"),
    Loss.SESSIONS: _("which sitting a turn is from"),
    Loss.EXHIBITS: _("exhibits"),
}
"""What an edition doesn't carry."""

WRONG: dict[str, _Words] = {
    "audience": _("Choose for whom the edition is."),
    "name": _("Give the name of this audience: letters, digits, spaces, dots and hyphens, up to 60."),
    "as_of": _("Write the day as 2026-03-01."),
    "address": _("Write the address as https://example.org/testimony/."),
    "front": _("A title or a name stands on one line."),
    "last_unreadable": _("This is not the ZIP file of an edition."),
    "last_other": _("This archive published no such edition for this audience."),
    "beside_unreadable": _("One of these is not the ZIP file of an edition."),
    "beside_same": _("One of these is for the same audience: give it as the last edition instead."),
    "reason": _("Give a reason: whoever looks into the ledger later reads it."),
    "read": _("Read both sides first, then say so here."),
    "place": _("Tick what is to be withheld."),
    "risk": _("Not looked at yet. Look at it, or let the preview go and change what is told."),
}
"""What is wrong with a field, said beside it."""


def reason(code: str) -> str:
    """Why something stays."""
    return str(_STAYS[code]) if code in _STAYS else reasons.reason(code)


def loss(value: str) -> str:
    """What an edition doesn't carry."""
    return str(LOSSES[Loss(value)])


def wrong(code: str) -> str:
    """What is wrong with a field."""
    return str(WRONG[code])


def risk(code: RiskCode) -> tuple[str, str]:
    """A risk's heading and what it means."""
    what, why = RISKS[code]
    return str(what), str(why)


def shared_by(size: int) -> str:
    """How many narrators of an edition share details; fewer than K of them."""
    return ngettext("one narrator only", "%(n)s narrators", size) % {"n": size}


def what_stays(kind: str, count: int) -> str:
    """What stays in one place, in numbers."""
    counted = {
        "passage": ngettext("%(n)s passage", "%(n)s passages", count),
        "name": ngettext("%(n)s name", "%(n)s names", count),
        "turn": ngettext("%(n)s turn, left out altogether", "%(n)s turns, left out altogether", count),
        "text": ngettext("A whole version, %(n)s turn", "A whole version, %(n)s turns", count),
    }
    if kind in counted:
        return counted[kind] % {"n": count}
    return str(_KINDS[kind])


_KINDS: dict[str, _Words] = {
    "whole": _("The whole turn"),
    "title": _("The title"),
    "standfirst": _("The standfirst"),
    "source": _("Where it was published"),
}
