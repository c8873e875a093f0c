"""Grounds, audiences and scopes in the page's language."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

GROUNDS: dict[str, str | Promise] = {
    "danger_to_others": _("danger to other people"),
    "narrators_wish": _("the narrator’s wish"),
    "third_party": _("it concerns somebody else"),
    "legal": _("a legal reason"),
    "privacy": _("privacy"),
    "health": _("health"),
    "rights": _("the rights of others"),
}
"""The fixed list of grounds, in its order; an edition says nothing more than this."""

AUDIENCES: dict[str, str | Promise] = {
    "team": _("the team"),
    "narrator": _("the narrator"),
    "family": _("the family"),
    "researcher": _("researchers"),
    "public": _("the public"),
}
"""The audiences that need no name, narrowest first."""

_NAMED: dict[str, str | Promise] = {
    "partner": _("partner: %(name)s"),
    "justice": _("justice: %(name)s"),
}


def ground(value: str) -> str:
    """Why something is not told."""
    return str(GROUNDS.get(str(value), value))


def audience(value: str) -> str:
    """Who reads: one of the five, or a partner or body of justice by its name."""
    kind, colon, name = str(value).partition(":")
    if colon and kind in _NAMED:
        return gettext(str(_NAMED[kind])) % {"name": name}
    return str(AUDIENCES.get(str(value), value))
