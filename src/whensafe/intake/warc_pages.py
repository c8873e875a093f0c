"""The pages of a web archive, each cut out with what belongs to it as a small web archive of its own.

Taken: HTML that came with status 200, and HTML kept as a resource. A page's archive is its record, byte for
byte, and the request and metadata that name it. Passed over and counted: everything else, and a page that was
captured again with the same bytes. A page is never tied to another one by a digest, a record or a file.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import unquote, urljoin, urlsplit

from whensafe.errors import TooLarge, Unreadable
from whensafe.intake import limits
from whensafe.intake.blocks import Document, Fact
from whensafe.intake.warc import Record, records
from whensafe.intake.warc_http import Answer, answer
from whensafe.nouns.text import nfc
from whensafe.nouns.unpacked import LeftOut, Member, Unpacked

MEDIA_TYPE = "application/warc"
NOT_A_PAGE, NOT_FOUND, REVISIT, AGAIN, EMBEDDED = "not_a_page", "not_found", "revisit", "again", "embedded"

_BESIDE = frozenset({"request", "metadata"})
_MOST_BESIDE = 64 * 1024
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?Z)?)?)?")


@dataclass(slots=True)
class Pages:
    """What was found in one or several files of a web archive."""

    found: list[tuple[Record, Answer]] = field(default_factory=list)
    beside: dict[str, list[Record]] = field(default_factory=dict)
    concurrent: dict[str, str] = field(default_factory=dict)
    led_on: dict[str, str] = field(default_factory=dict)
    skipped: Counter[str] = field(default_factory=Counter)
    left_out: list[LeftOut] = field(default_factory=list)
    seen: set[tuple[str, bytes]] = field(default_factory=set)
    size: int = 0

    def read(self, data: bytes, name: str) -> None:
        """Go through one file. Where it breaks off, what came before stays, and one line says so."""
        try:
            for record in records(data, _held):
                self._take(record)
        except Unreadable as error:
            self.left_out.append(LeftOut(name, error.code, error.message, error.todo))

    def _take(self, record: Record) -> None:
        if record.kind in _BESIDE:
            self._keep_beside(record)
        elif record.kind == "revisit":
            self.skipped[REVISIT] += 1
        elif record.kind in ("response", "resource"):
            self._keep_page(record)

    def _keep_beside(self, record: Record) -> None:
        named = record.headers.get("warc-concurrent-to") or record.headers.get("warc-refers-to")
        if record.block is None:
            return
        self.size += len(record.block)
        self._check()
        if named:
            self.beside.setdefault(named, []).append(record)
        if record.id:
            self.beside.setdefault(record.id, []).append(record)

    def _keep_page(self, record: Record) -> None:
        said = answer_of(record)
        if "warc-segment-number" in record.headers or said is None or not record.url.startswith("http"):
            self.skipped[NOT_A_PAGE] += 1
        elif said.status != 200:
            self.skipped[NOT_FOUND] += 1
            if "location" in said.headers:
                self.led_on[_plain(record.url)] = _plain(said.headers["location"], record.url)
        elif not said.is_page or not said.body:
            self.skipped[NOT_A_PAGE] += 1
        elif (key := (record.url, hashlib.sha256(said.body).digest())) in self.seen:
            self.skipped[AGAIN] += 1
        else:
            self.seen.add(key)
            self.size += len(record.block or b"")
            self.found.append((record, said))
            self._check()

    def _check(self) -> None:
        if self.size > limits.MAX_UNPACKED_BYTES or len(self.found) > limits.MAX_MEMBERS:
            raise TooLarge(
                f"this web archive has more than {limits.MAX_MEMBERS:,} pages or"
                f" {limits.MAX_UNPACKED_BYTES // 1_000_000} MB of them",
                todo="Capture the pages that matter by themselves.",
            )

    def unpacked(self, listed: Collection[str] = ()) -> Unpacked:
        """Each page. ``listed`` are the addresses that the archive itself calls its pages, where it does."""
        wanted = {_plain(url) for url in listed}
        wanted |= {on for url in wanted for on in self._on(url)}
        pages = [(r, a) for r, a in self.found if not wanted or _plain(r.url) in wanted]
        if not pages:
            pages = self.found
        skipped = self.skipped + Counter({EMBEDDED: len(self.found) - len(pages)})
        members = [Member(_name(record), self._cut(record)) for record, _ in pages]
        return Unpacked(tuple(members), tuple(self.left_out), tuple(sorted((+skipped).items())))

    def _on(self, url: str) -> list[str]:
        """Where an address led, a few steps at most."""
        steps: list[str] = []
        while len(steps) < 10 and url in self.led_on:
            url = self.led_on[url]
            steps.append(url)
        return steps

    def _cut(self, record: Record) -> bytes:
        own = list(self.beside.get(record.id, ())) if record.id else []
        own += self.beside.get(record.headers.get("warc-concurrent-to", ""), [])
        whole = dict.fromkeys(one.written() for one in (record, *own))
        return b"".join(whole)


def read_warc(data: bytes) -> Document:
    """The one page in a small web archive. `Unreadable` where there is none, or several."""
    pages = Pages()
    pages.read(data, "")
    if len(pages.found) != 1:
        several = "several pages" if pages.found else "no page"
        raise Unreadable(f"this web archive holds {several}", todo="Save the page from a browser.")
    from whensafe.intake.html import read_html  # here: pages that are none don't need it

    record, said = pages.found[0]
    document = read_html(said.page(), said.charset)
    captured = record.headers.get("warc-date", "")
    aside = (f"captured: {captured}",) if _DATE.fullmatch(captured) else ()
    said_of_itself = (fact for fact in document.facts if fact.name not in {"canonical", "url"})
    return replace(
        document,
        family="warc",
        media_type=MEDIA_TYPE,
        facts=(Fact("url", nfc(record.url), "warc"), *said_of_itself),  # where it stood is known
        dropped=(*aside, *document.dropped),
    )


def answer_of(record: Record) -> Answer | None:
    """What a server said, or the same of a page kept as a resource; ``None`` where nothing was held."""
    if record.block is None:
        return None
    if record.kind == "resource":
        return Answer(200, {"content-type": record.headers.get("content-type", "")}, record.block)
    return answer(record.block)


def _held(headers: Mapping[str, str]) -> int:
    """How much of a record is held: pages, and the little that belongs to them."""
    kind = headers.get("warc-type", "").lower()
    if kind in _BESIDE:
        return _MOST_BESIDE
    return limits.MAX_PAGE_BYTES if kind in ("response", "resource") else 0


def _plain(url: str, base: str = "") -> str:
    """A whole address without what only its page looks at."""
    try:
        return urljoin(base, url.partition("#")[0])
    except ValueError:
        return url


def _name(record: Record) -> str:
    try:
        parts = urlsplit(record.url)
        tail = unquote(parts.path.rstrip("/").rpartition("/")[2]) or parts.hostname or "page"
    except ValueError:
        tail = "page"
    clean = "".join(c for c in tail if c.isprintable() and c not in '/\\:*?"<>|')[:100]
    return f"{clean or 'page'}.warc"
