"""The form that begins an edition: for whom, as of when, under which name, and what to compare it with."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from whensafe.desk.publish import Wanted
from whensafe.desk.publish_work import is_edition
from whensafe.desk.published import Published
from whensafe.editions import manifest as manifests
from whensafe.editions.as_zip import ZipEdition
from whensafe.editions.manifest import MANIFEST
from whensafe.editions.phrases import LANGUAGES
from whensafe.errors import BadInput, BadOption, Unreadable
from whensafe.nouns.actor import Audience
from whensafe.nouns.actor import audience as read_audience
from whensafe.nouns.edition import EditionRequest
from whensafe.nouns.text import Language
from whensafe.web.show import edition_words
from whensafe.web.show.forms import line

PLAIN = ("public", "family", "researcher", "narrator")
NAMED = ("partner", "justice")
Files: TypeAlias = "MultiValueDict[str, UploadedFile[Any]]"


@dataclass
class Asked:
    """The form as it was filled in, what it asks for, and what is wrong with which field."""

    given: dict[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    wrongs: dict[str, str] = field(default_factory=dict)
    wanted: Wanted | None = None
    earlier: ZipEdition | None = None
    since: ZipEdition | None = None
    beside: list[ZipEdition] = field(default_factory=list)


def read(given: QueryDict, files: Files, known: Sequence[Published]) -> Asked:
    """The form as it was sent. ``known`` are the editions that were published, to tell what was brought."""
    asked = Asked({key: str(value) for key, value in given.items()}, tuple(given.getlist("language")))
    audience = _audience(asked)
    as_of = _day(asked)
    address = _front(asked)
    if audience is None:
        return asked
    asked.wanted = Wanted(
        audience,
        as_of,
        line(given.get("title")),
        line(given.get("publisher")),
        tuple(Language(tag) for tag in LANGUAGES if tag in asked.languages),
        address,
        {"yes": True, "no": False}.get(given.get("search_engines", "")),
    )
    _brought(files, asked, [one for one in known if one.edition.audience == audience], audience)
    return asked


def _audience(asked: Asked) -> Audience | None:
    kind, name = asked.given.get("audience", ""), line(asked.given.get("name"))
    if kind in PLAIN:
        return read_audience(kind)
    if kind not in NAMED:
        asked.wrongs["audience"] = edition_words.wrong("audience")
        return None
    try:
        return read_audience(f"{kind}:{name or ''}")
    except BadOption:
        asked.wrongs["name"] = edition_words.wrong("name")
        return None


def _day(asked: Asked) -> datetime.date | None:
    text = line(asked.given.get("as_of"))
    try:
        return None if text is None else datetime.date.fromisoformat(text)
    except ValueError:
        asked.wrongs["as_of"] = edition_words.wrong("as_of")
        return None


def _front(asked: Asked) -> str | None:
    """Where it will stand, with a slash at the end; titles and names are looked at, too."""
    text, probe = line(asked.given.get("address")), (Audience("public"), datetime.date.min)
    address = None if text is None else text if text.endswith("/") else f"{text}/"
    for wrong, title, base in (("address", "-", address), ("front", asked.given.get("title"), None)):
        try:
            EditionRequest(*probe, line(title) or "-", "-", (LANGUAGES[0],), base)
        except BadInput:
            asked.wrongs[wrong] = edition_words.wrong(wrong)
    return address


def _brought(files: Files, asked: Asked, ours: Sequence[Published], audience: Audience) -> None:
    """Editions that somebody brought along, so that differences can be looked at word by word."""
    last = files.get("last")
    if last is not None and last.size:
        _last(asked, ours, last.read())
    for file in files.getlist("beside"):
        try:
            found = ZipEdition(file.read())
            whose = manifests.read(found.read(MANIFEST) or b"").audience
        except Unreadable:
            asked.wrongs["beside"] = edition_words.wrong("beside_unreadable")
            continue
        if whose == audience:
            asked.wrongs["beside"] = edition_words.wrong("beside_same")
        asked.beside.append(found)


def _last(asked: Asked, ours: Sequence[Published], data: bytes) -> None:
    try:
        found = ZipEdition(data)
    except Unreadable:
        asked.wrongs["last"] = edition_words.wrong("last_unreadable")
        return
    one = next((one for one in ours if is_edition(found, one.edition)), None)
    if one is None:
        asked.wrongs["last"] = edition_words.wrong("last_other")
    elif one.last:
        asked.earlier = found
    else:
        asked.since = found
