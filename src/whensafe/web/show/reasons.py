"""The gate's reasons in plain words. `whensafe why` says the same: a test holds it to that.

A code that isn't here is shown as it is: the gate may know more than this page.
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from whensafe.web.show import labels

REASONS: dict[str, str | Promise] = {
    "agreed": _("the narrator agreed to this audience’s edition"),
    "another_audience": _("this rule hides it from other audiences only"),
    "condition_met": _("the condition holds"),
    "condition_not_met": _("the condition doesn’t hold"),
    "consent_older_than_release": _("consent was given to the words without what a release brought back"),
    "draft": _("it is a draft"),
    "ended": _("the rule was ended"),
    "never_asked": _("nobody asked the narrator about this audience"),
    "narrator_not_asked_again": _("the condition holds but for the narrator, who has to be asked again"),
    "no_actor": _("nobody asked"),
    "no_evidence": _("it was published by others, and nothing shows that the narrator agreed here"),
    "no_right_to_agree": _("somebody else agreed, and it isn’t said by what right"),
    "not_covered": _("consent doesn’t cover this turn"),
    "not_released": _("it was opened, and nothing says when it may be told"),
    "not_restricted": _("no restriction hides the name"),
    "nothing_to_tell": _("no word is left that may be told"),
    "other_version": _("consent was given to another version of the words"),
    "person_unknown": _("a person is restricted whom the register doesn’t know"),
    "place_unknown": _("a place is restricted that isn’t there"),
    "refused": _("the narrator refused"),
    "ask_again": _("the narrator has not decided yet and is to be asked again"),
    "released": _("it was opened and brought back"),
    "restricted": _("it is restricted, without an end"),
    "sealed": _("it is sealed: nobody here can read it"),
    "sealed_secret": _("it is sealed, and nobody but the team is told that it exists"),
    "team": _("the team works with what it recorded"),
    "withdrawn": _("the narrator withdrew"),
    "condition_holds": _("the condition holds"),
    "hidden_from_others": _("this rule hides it from other audiences only"),
    "name_replaced": _("a code stands in the place of a name"),
    "name_withheld": _("a name is withheld, since no code can stand in its place"),
    "secret": _("it is sealed, and nobody but the team is told that it exists"),
    "translation_not_aligned": _("nobody said what this translation renders"),
}

KINDS: dict[str, str | Promise] = {
    "interview": _("the interview"),
    "turn": _("this turn"),
    "seal": _("what is sealed"),
    "restriction": _("what is restricted"),
    "person": _("the name of this person"),
    "passage": _("these words, as they stand"),
}


def reason(code: str) -> str:
    """One reason as a sentence."""
    if code in REASONS:
        return str(REASONS[code])
    if code.startswith("withheld_"):
        return gettext("withheld: %(ground)s") % {"ground": labels.ground(code.removeprefix("withheld_"))}
    return code.replace("_", " ")


def kind(code: str) -> str:
    """What was asked about."""
    return str(KINDS.get(code, code))
