"""An interview of an earlier edition, taken over as it is: its rendering, from that edition's own files.

So nothing is kept beside an edition to make the next one quickly: what is already told is the only store.
"""

from __future__ import annotations

import datetime
import hashlib
import itertools
import re
from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

import msgspec

from whensafe.editions.lists import contents_path
from whensafe.editions.rendering import Rendering, rendering_of
from whensafe.editions.told import Read
from whensafe.editions.view import data_path
from whensafe.nouns.consent import Attribution
from whensafe.nouns.edition import ClearedNarrator, EditionFile, EditionRequest, Ground
from whensafe.nouns.ids import Address, InterviewId
from whensafe.nouns.interview import Basis
from whensafe.nouns.said import SaidDate
from whensafe.nouns.text import Language

_HOLE = b'{"withheld":"'
"""A hole as data. No text looks like it: inside a string every quotation mark has a backslash before it."""
_ROW = re.compile('^(?=<li><h2 class="toc__title)', re.MULTILINE)
_WHOSE = re.compile(r'<li><h2 class="[a-z_ -]*"><a href="\.\./i/([0-9a-z]+)\.')
"""How `row.html` begins. No text looks like it: each of its angle brackets is an entity."""

Rows = Mapping[str, Mapping[str, str]]
"""Lines of the contents by interview and language."""
_NO_ROWS: Rows = MappingProxyType({})


class _Narrator(msgspec.Struct, frozen=True):
    attribution: Attribution
    name: str | None


class _Text(msgspec.Struct, frozen=True):
    language: Language
    page: str
    title: str | None
    standfirst: str | None


class _Exhibit(msgspec.Struct, frozen=True):
    path: str


class _Told(msgspec.Struct, frozen=True):
    """The head of ``i/ID.json``: a `heads.Head`."""

    id: InterviewId
    title: str | None
    title_from: Address | None
    standfirst: str | None
    language: Language
    published: SaidDate | None
    first_published: SaidDate | None
    interviewed: SaidDate | None
    basis: Basis
    named: tuple[_Narrator, ...] = msgspec.field(name="narrators")
    texts: tuple[_Text, ...]
    exhibits: tuple[_Exhibit, ...]

    @property
    def narrators(self) -> tuple[ClearedNarrator, ...]:
        return tuple(ClearedNarrator(one.name, one.attribution) for one in self.named)

    @property
    def translations(self) -> tuple[_Text, ...]:
        return self.texts[1:]

    @property
    def languages(self) -> tuple[Language, ...]:
        return tuple(text.language for text in self.texts)


def carried(
    read: Read,
    listed: Mapping[str, EditionFile],
    id: InterviewId,
    digest: str,
    released: datetime.date | None,
    request: EditionRequest,
    rows: Rows = _NO_ROWS,
) -> Rendering | None:
    """The rendering of an interview as an earlier edition has it, ``None`` if a file isn't what was signed.

    ``listed`` are that edition's files by path, ``rows`` what `rows_of` gives of it. The frame of both
    editions must be one: whoever calls knows.
    """
    data = _intact(read, listed.get(data_path(id)))
    if data is None:
        return None
    try:
        told = msgspec.json.decode(data, type=_Told)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    pages = [listed.get(text.page) for text in told.texts]
    pictures = [listed.get(exhibit.path) for exhibit in told.exhibits]
    if any(_intact(read, file) is None for file in (*pages, *pictures)):
        return None
    files = tuple(file for file in (*pages, listed[data_path(id)], *pictures) if file is not None)
    return rendering_of(told, digest, files, request, _grounds(data), released, rows.get(id, {}))


def rows_of(read: Read, listed: Mapping[str, EditionFile], request: EditionRequest) -> Rows:
    """Each interview's line in the contents as an earlier edition has it, by language of the page; only where
    the pages are what was signed.
    """
    found: dict[str, dict[str, str]] = {}
    for language in request.languages:
        for page in itertools.count(1):
            data = _intact(read, listed.get(contents_path(language, page)))
            if data is None:
                break
            _, _, rows = data.decode().partition('<ul class="toc">\n')
            for row in _ROW.split(rows.partition("</ul>\n")[0])[1:]:
                match = _WHOSE.match(row)
                if match is not None:
                    found.setdefault(match[1], {})[language] = row
    return found


def _grounds(data: bytes) -> Mapping[Ground, int]:
    """How many holes there are of each ground."""
    found = Counter(after.partition(b'"')[0] for after in data.split(_HOLE)[1:])
    return {Ground(name.decode()): count for name, count in found.items()}


def _intact(read: Read, file: EditionFile | None) -> bytes | None:
    data = None if file is None else read(file.path)
    if file is None or data is None or len(data) != file.size:
        return None
    return data if hashlib.sha256(data).hexdigest() == file.sha256 else None
