"""One interview, rendered: its files, and what the lists of the edition need of it later.

A rendering depends on the cleared interview and on the frame of the edition (title, publisher, audience,
languages, address), never on the day of the edition or on any other interview; so it may be kept. It holds
sizes and digests, not bytes: those went out when it was made.
"""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import msgspec

from whensafe.editions.as_json import exhibit_path, index_entry, interview_json
from whensafe.editions.heads import Head, TextHead
from whensafe.editions.phrases import phrases
from whensafe.editions.templating import around, filled, materials, rendered
from whensafe.editions.view import data_path, heading, page_context, page_path, spoken, text_links
from whensafe.editions.wording import page_language
from whensafe.nouns.edition import (
    ClearedInterview,
    ClearedTranslation,
    EditionFile,
    EditionRequest,
    Ground,
)
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.text import Language, direction

RENDERER = 1
"""Raised whenever this package's code could give other bytes: what was kept is then void."""
_NO_ROWS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Item:
    """What feed and newsletter say of an interview in one language."""

    path: str
    language: Language
    heading: str
    standfirst: str | None
    fact: str


@dataclass(frozen=True, slots=True)
class Rendering:
    """One interview as an edition has it. ``rows`` and ``items`` are by language of the edition."""

    id: InterviewId
    digest: str
    order: tuple[str, str, str]
    released: datetime.date | None
    names: tuple[str, ...]
    files: tuple[EditionFile, ...]
    entry: bytes
    rows: Mapping[str, str]
    items: Mapping[str, Item]
    withheld: tuple[tuple[Ground, int], ...]
    pictures: bool


@dataclass(frozen=True, slots=True)
class Renderings:
    """What may be kept from one edition to the next of the same audience, by digest of the cleared interview.

    ``frame`` is the digest of what all pages share; under another one nothing kept may be used.
    """

    frame: str
    by_digest: Mapping[str, Rendering] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Stands for a cleared interview that is the same as when it was rendered: its digest."""

    digest: str


@dataclass(frozen=True, slots=True)
class Named:
    """A cleared interview and a digest that whoever hands it over knows it by."""

    digest: str
    interview: ClearedInterview


def digest_of(interview: ClearedInterview) -> str:
    """The digest of a cleared interview, over its fields in their order; never written into an edition."""
    return hashlib.sha256(msgspec.json.encode(interview)).hexdigest()


def frame_of(request: EditionRequest) -> str:
    """The digest of what all pages share: what makes them; the request without day, notices and losses."""
    shared = (
        RENDERER,
        materials(),
        request.audience,
        request.title,
        request.publisher,
        request.languages,
        request.base_address,
        request.search_engines,
    )
    return hashlib.sha256(msgspec.json.encode(shared)).hexdigest()


def file_of(path: str, data: bytes) -> EditionFile:
    """A file's line in the manifest."""
    return EditionFile(path, len(data), hashlib.sha256(data).hexdigest())


def files_of(interview: ClearedInterview, request: EditionRequest) -> Iterator[tuple[str, bytes]]:
    """The interview's own files: a page for each language, its data, its pictures."""
    texts: tuple[ClearedTranslation | None, ...] = (None, *interview.translations)
    for text in texts:
        said = interview if text is None else text
        frame = around(request, page_language(said.language, request), "../")
        yield (
            page_path(interview.id, said.language),
            rendered("interview.html", {**frame, **page_context(interview, text, request)}),
        )
    yield data_path(interview.id), interview_json(interview)
    for exhibit in interview.exhibits:
        yield exhibit_path(exhibit), exhibit.data


def summary_of(
    interview: ClearedInterview, digest: str, files: tuple[EditionFile, ...], request: EditionRequest
) -> Rendering:
    """What lists, feeds and newsletter will need when all interviews are known."""
    grounds = Counter(ground for turn in interview.all_turns for ground in turn.withheld)
    return rendering_of(interview, digest, files, request, grounds, interview.released)


def rendering_of(
    head: Head,
    digest: str,
    files: tuple[EditionFile, ...],
    request: EditionRequest,
    grounds: Mapping[Ground, int],
    released: datetime.date | None,
    rows: Mapping[str, str] = _NO_ROWS,
) -> Rendering:
    """The same from the head alone. ``files`` are pages, data and pictures, ``grounds`` counts holes,
    ``rows`` are lines of the contents that are there already, by language.
    """
    date = head.interviewed or head.published or head.first_published or ""
    own = 1 + len(head.languages)
    return Rendering(
        id=head.id,
        digest=digest,
        order=(date, head.title or "", head.id),
        released=released,
        names=tuple(n.display for n in head.narrators if n.display is not None),
        files=files,
        entry=index_entry(head),
        rows={tag: rows[tag] if tag in rows else _row(head, tag) for tag in request.languages},
        items={tag: _item(head, tag) for tag in request.languages},
        withheld=tuple((ground, count) for ground, count in sorted(grounds.items()) if count),
        pictures=len(files) > own,
    )


def _best(interview: Head, language: Language) -> TextHead:
    """What a reader of this language opens first: a translation into it, else the narrator's words."""
    if interview.language.split("-")[0].lower() == language:
        return interview
    found = (t for t in interview.translations if t.language.split("-")[0].lower() == language)
    return next(found, interview)


def _row(interview: Head, language: Language) -> str:
    text = _best(interview, language)
    w = phrases(language)
    context = {
        "w": w,
        "lang": language,
        "said": {"lang": text.language, "dir": direction(text.language)},
        "href": page_path(interview.id, text.language),
        **heading(text.title, text.language, w),
        "quoted": interview.title_from is not None,
        "narrators": [(n.display, n.attribution) for n in interview.narrators],
        "fact": spoken(interview, w),
        "standfirst": text.standfirst,
        "others": [link for link in text_links(interview, text.language) if not link.here],
    }
    return filled("row.html", context)


def _item(interview: Head, language: Language) -> Item:
    text = _best(interview, language)
    w = phrases(language)
    path = page_path(interview.id, text.language)
    title = heading(text.title, text.language, w)["heading"]
    return Item(path, text.language, str(title), text.standfirst, spoken(interview, w))
