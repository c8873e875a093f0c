"""What is made of all interviews together: contents, about, feed, newsletter, the list as data.

Everything is counted and ordered from what the edition itself tells: by date said, then title, then address.
The order in which interviews were taken in or handed over leaves no trace.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from whensafe.editions.as_json import index_json
from whensafe.editions.phrases import Phrases, phrases
from whensafe.editions.rendering import Rendering
from whensafe.editions.templating import around, languages_of, rendered, trusted
from whensafe.editions.wording import date_in, for_whom, notice_in
from whensafe.nouns.edition import EditionRequest, Loss
from whensafe.nouns.text import Language

ROWS_A_PAGE = 200
NEWEST = 50
"""How many interviews the feed and the newsletter name: those told most recently."""


def in_order(renderings: Sequence[Rendering]) -> list[Rendering]:
    """Newest interview first, those without a date last; then by title; then by address."""
    by_title = sorted(renderings, key=lambda r: r.order[1:])
    return sorted(by_title, key=lambda r: r.order[0], reverse=True)


def losses_of(request: EditionRequest, renderings: Sequence[Rendering]) -> tuple[Loss, ...]:
    """What this edition doesn't carry, in the order of the list."""
    found = {Loss.ORIGINALS, Loss.RECORDINGS, Loss.MARKS, Loss.TIMES, Loss.SESSIONS, *request.losses}
    if any(rendering.pictures for rendering in renderings):
        found.add(Loss.PICTURES)
    return tuple(loss for loss in Loss if loss in found)


def shared_files(
    request: EditionRequest, ordered: Sequence[Rendering], *, signed: bool, logged: bool
) -> Iterator[tuple[str, bytes]]:
    """Every file that speaks of more than one interview, other than the manifest."""
    front = {**around(request, request.languages[0], ""), "languages": languages_of(request, None)}
    yield "index.html", rendered("front.html", front)
    yield "index.json", index_json(request, (rendering.entry for rendering in ordered))
    yield "robots.txt", _robots(request)
    newest = _newest(request, ordered)
    for language in request.languages:
        yield from _contents(request, language, ordered)
        yield f"{language}/about.html", _about(request, language, losses_of(request, ordered), signed, logged)
        yield f"{language}/feed.atom", _feed(request, language, newest)
        yield f"{language}/newsletter.txt", _newsletter(request, language, newest)


def contents_path(language: Language, page: int) -> str:
    """Where a page of the contents is, from 1."""
    return f"{language}/index.html" if page == 1 else f"{language}/index-{page}.html"


def _contents(
    request: EditionRequest, language: Language, ordered: Sequence[Rendering]
) -> Iterator[tuple[str, bytes]]:
    frame = around(request, language, "../")
    pages = max(1, -(-len(ordered) // ROWS_A_PAGE))
    for page in range(1, pages + 1):
        shown = ordered[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE]
        context = {
            **frame,
            "languages": languages_of(request, language),
            "file": "index.html",
            "as_of": _as_of(request, phrases(language)),
            "rows": trusted("".join(rendering.rows[language] for rendering in shown)),
            "page": page,
            "pages": pages,
            "before": _beside(language, page - 1),
            "after": _beside(language, page + 1),
        }
        yield contents_path(language, page), rendered("contents.html", context)


def _beside(language: Language, page: int) -> str:
    return contents_path(language, max(1, page)).partition("/")[2]


def _about(
    request: EditionRequest, language: Language, losses: Sequence[Loss], signed: bool, logged: bool
) -> bytes:
    w = phrases(language)
    return rendered(
        "about.html",
        {
            **around(request, language, "../"),
            "languages": languages_of(request, language),
            "file": "about.html",
            "as_of": _as_of(request, w),
            "notices": [notice_in(notice, w) for notice in request.notices],
            "losses": losses,
            "signed": signed,
            "logged": logged,
        },
    )


def _as_of(request: EditionRequest, w: Phrases) -> str:
    return w.as_of.format(date=date_in(request.as_of.isoformat(), w.language))


def _newest(request: EditionRequest, ordered: Sequence[Rendering]) -> list[Rendering]:
    """Those told most recently, as far as it is known; otherwise in the order of the contents."""
    return sorted(ordered, key=lambda r: r.released or request.as_of, reverse=True)[:NEWEST]


def _feed(request: EditionRequest, language: Language, newest: Sequence[Rendering]) -> bytes:
    """An Atom feed (RFC 4287). Its times are days of editions: no clock is read."""
    base = request.base_address
    entries = []
    for rendering in newest:
        item = rendering.items[language]
        entries.append(
            {
                "id": f"{base}i/{rendering.id}" if base is not None else f"urn:x-whensafe:{rendering.id}",
                "heading": item.heading,
                "updated": _midnight(rendering.released or request.as_of),
                "lang": item.language,
                "path": item.path,
                "names": rendering.names,
                "standfirst": item.standfirst,
            }
        )
    return rendered(
        "feed.atom",
        {
            **around(request, language, "../"),
            "feed_id": f"{base}{language}/feed.atom"
            if base is not None
            else f"urn:x-whensafe:{request.audience.replace(' ', '%20')}:{language}",
            "updated": _midnight(request.as_of),
            "base": base,
            "root": "../" if base is None else base,
            "entries": entries,
        },
    )


def _midnight(day: datetime.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _newsletter(request: EditionRequest, language: Language, newest: Sequence[Rendering]) -> bytes:
    """Plain text to paste into a letter: no mark-up, addresses on lines of their own."""
    w = phrases(language)
    blocks = [f"{request.title}\n{request.publisher} · {for_whom(request.audience, w)}\n{_as_of(request, w)}"]
    for rendering in newest:
        item = rendering.items[language]
        lines = [item.heading, " · ".join((*rendering.names, item.fact))]
        if item.standfirst is not None:
            lines.append(item.standfirst)
        lines.append((request.base_address or "") + item.path)
        blocks.append("\n".join(lines))
    return ("\n\n".join(blocks) + "\n").encode()


def _robots(request: EditionRequest) -> bytes:
    return b"User-agent: *\nDisallow:" + (b"\n" if request.search_engines else b" /\n")
