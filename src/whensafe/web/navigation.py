"""The bar at the head of every page: one entry for each part of the archive that has an address.

An entry appears once `urls` knows its name; nothing else need be changed for a new part.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ENTRIES: tuple[tuple[str, str | Promise, tuple[str, ...]], ...] = (
    ("desk", _("Desk"), ()),
    ("take-in", _("Take in"), ()),
    ("interviews", _("Interviews"), ("/found/", "/i/")),
    ("people", _("People"), ()),
    ("due", _("Due"), ("/seals/", "/confirm/")),
    ("editions", _("Editions"), ("/publish/", "/clear/")),
    ("custodians", _("Custodians"), ("/drill/", "/places/")),
    ("ledger", _("Ledger"), ()),
    ("archive", _("Archive"), ()),
)
"""By the name of their address: the label, and where else one is still in that part."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. ``current`` is ``"page"`` on it, ``"true"`` on a page below it, else empty."""

    url: str
    label: str | Promise
    current: str


def entries(path: str) -> Iterator[Entry]:
    """The entries as they stand on the page at this path."""
    for name, label, below in ENTRIES:
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        yield Entry(url, label, _current(path, url, below))


def _current(path: str, url: str, below: tuple[str, ...]) -> str:
    if path == url:
        return "page"
    return "true" if url != "/" and path.startswith((url, *below)) else ""
