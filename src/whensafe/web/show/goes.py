"""What goes with a seal, in plain words: one sentence for each kind of thing, never the words themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from whensafe.protection.closure import Item
from whensafe.web.show import said

KINDS: dict[str, str | Promise] = {
    "stretch": _("The words that are marked"),
    "turn": _("A whole turn"),
    "translation": _("What renders it, whole: nobody knows which of its words do"),
    "rendering": _("What renders it: hidden whole until its own words are restricted, too"),
    "mark": _("A mark of the source that holds the words"),
    "field": _("The same words elsewhere in this interview"),
    "recording_lost": _(
        "A recording, whole: it can’t be played any more. It can’t be cut so that nobody hears the words and"
        " everybody can check it"
    ),
    "recording_silenced": _(
        "This part of the recording becomes silence. Listen first whether the words are in it"
    ),
    "prints": _("Prints for finding duplicates"),
    "search_rows": _("Rows of the search index"),
    "same_words": _("The same words stand here, too"),
    "other_interview": _("Another interview has the same words"),
    "participant_name": _("Somebody in this interview has this name: restrict the person"),
    "rendered_words_unknown": _("Nobody said what this translation renders"),
    "exhibit": _("An exhibit may show or say it"),
    "exhibits": _("Exhibits"),
    "edition": _("A published edition has told something of this interview: it can’t be recalled"),
    "consent": _("A consent that was recorded repeats the words"),
    "restriction": _("A restriction repeats the words"),
}

FIELDS: dict[str, str | Promise] = {
    "title": _("title"),
    "standfirst": _("standfirst"),
    "section": _("section"),
    "source": _("source"),
    "republisher": _("republisher"),
    "participant": _("name of somebody in it"),
    "exhibit": _("exhibit"),
    "dropped": _("what was set aside"),
    "question": _("a question for the documenter"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing: what it is, where, and the address of its turn in this interview, if it has one."""

    what: str
    where: str
    address: str | None = None
    interview: str | None = None


def lines(items: Iterable[Item]) -> tuple[Line, ...]:
    """Each thing once, in order."""
    return tuple(dict.fromkeys(_line(item) for item in items))


def _line(item: Item) -> Line:
    elsewhere = item.id if item.kind == "other_interview" else None
    address = item.address if elsewhere is None else None
    return Line(_what(item), _where(item), address, elsewhere)


def _what(item: Item) -> str:
    if item.kind == "originals":
        return ngettext("%(n)s file as received", "%(n)s files as received", item.count) % {"n": item.count}
    if item.kind == "first_readings":
        return ngettext("%(n)s earlier reading", "%(n)s earlier readings", item.count) % {"n": item.count}
    return str(KINDS.get(item.kind, item.kind.replace("_", " ")))


def _where(item: Item) -> str:
    where = []
    if item.turn is not None:
        where.append(gettext("turn %(n)s") % {"n": item.turn})
    if item.language is not None:
        where.append(said.language(item.language))
    if item.start_ms is not None and item.end_ms is not None:
        where.append(f"{said.clock(item.start_ms)}–{said.clock(item.end_ms)}")
    if item.field is not None:
        key = item.field.split("/")[0]
        where.append(str(FIELDS.get(key, key)))
    return ", ".join(where)
