"""Formats of exports, what they lose, and why one is refused, in the page's language."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from whensafe.errors import NotPermitted, WhensafeError
from whensafe.nouns.edition import Loss
from whensafe.nouns.export import Format, FormatLoss, Lost
from whensafe.web.show import edition_words
from whensafe.web.words import NOTHING_CHANGED, Said

_Words = str | Promise

FORMATS: dict[Format, tuple[_Words, _Words]] = {
    Format.HTML: (_("Page (HTML)"), _("for reading and printing; one file, nothing from elsewhere")),
    Format.DOCX: (_("Word (DOCX)"), _("for reading and printing; no author, dates or comments in it")),
    Format.PDF: (_("Paper (PDF)"), _("for printing and telephones; nothing in it but what is drawn")),
    Format.JSON: (_("Data (JSON)"), _("everything an export can hold; reads back whole")),
    Format.WEBVTT: (_("Captions (WebVTT)"), _("for the team alone, and only where every turn has a time")),
    Format.OHMS: (
        _("Oral history record (OHMS XML)"),
        _("for other archives; without times it has no place for addresses"),
    ),
}
"""Each with what it is good for."""

LOSSES: dict[FormatLoss, _Words] = {
    FormatLoss.WORK: _("questions, what was set aside, rules, consent and history"),
    FormatLoss.VERSIONS: _("a further translation into the same language"),
    FormatLoss.ATTRIBUTION: _("how each narrator chose to be named, other than by the name itself"),
    FormatLoss.ADDRESSES: _("the addresses of turns"),
    FormatLoss.LANGUAGES: _("the language of single turns"),
    FormatLoss.ALIGNMENT: _("which turn renders which"),
    FormatLoss.ENDS: _("ends of turns that nobody knows: another time stands in, marked so"),
    FormatLoss.LETTERS: _("letters of scripts that the PDF’s fonts lack"),
    FormatLoss.DATA: _("anything that a program could read back"),
}
"""What a format has no place for."""

ALWAYS: tuple[Lost, ...] = (Loss.ORIGINALS, Loss.RECORDINGS, Loss.EXHIBITS, Loss.MARKS, FormatLoss.WORK)
"""What no export carries."""


def format(value: Format) -> tuple[str, str]:
    """What a format is called, and what it is good for."""
    name, use = FORMATS[value]
    return str(name), str(use)


def loss(value: Lost) -> str:
    """What an export doesn't carry."""
    return edition_words.loss(value) if isinstance(value, Loss) else str(LOSSES[value])


def refused(error: WhensafeError) -> Said | None:
    """Why nothing was written, where this page knows better than the list of errors."""
    if isinstance(error, NotPermitted):
        return Said(
            str(_("Nothing of this interview may be told to this audience now.")),
            str(NOTHING_CHANGED),
            str(_("See who may hear it, and why; ask the narrator.")),
            None,
        )
    if error.message.startswith("captions need times"):
        return Said(
            str(_("Captions need a time for every turn, in their order, and only the team is told times.")),
            str(NOTHING_CHANGED),
            str(_("Choose another format.")),
            None,
        )
    return None
