"""Our page for reading and printing, back to what it said: by its classes, never by its words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from whensafe.intake import limits
from whensafe.intake.ours.taken import Hole, Taken, TakenTurn, broken
from whensafe.intake.ours.times import stretch
from whensafe.intake.ours.webvtt import text_of
from whensafe.intake.xml_tree import Element

_LINE = re.compile("\r\n?")


def read_html(data: bytes) -> Taken:
    """Read a page, or `Unreadable`."""
    limits.check_text_size(len(data))
    try:
        text = data.decode("utf-8-sig")
        root = document_fromstring(
            _LINE.sub("\n", text).encode(),
            parser=HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True),
        )
    except (UnicodeDecodeError, etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise broken("it is no page") from error
    taken = Taken("ours-html", "text/html")
    for element in root.iter("h1"):
        if element.get("class") == "title":
            taken.title = _words(element)
    for element in root.iter("p"):
        if element.get("class") == "standfirst":
            taken.standfirst = _words(element)
    for element in root.iter("dl"):
        if element.get("class") == "fields":
            taken.take(_fields(element))
    for element in root.iter("section"):
        if element.get("class") == "text":
            about = dict(_fields(element))
            turns = [_turn(one, about) for one in element.iter("article")]
            taken.texts.append(text_of(about, turns))
    return taken


def _fields(of: Element) -> Iterator[tuple[str, str]]:
    for element in of.iter("dd"):
        unnamed = any(child.get("class") == "unnamed" for child in element)
        yield str(element.get("data-key", "")), "" if unnamed else _words(element)


def _turn(article: Element, about: dict[str, str]) -> TakenTurn:
    found = {str(one.get("class")): one for one in article.iter("bdi", "p")}
    said = found.get("said")
    if said is None:
        raise broken("a turn without words")
    times = _words(found["times"]) if "times" in found else None
    start, end = stretch(times)
    return TakenTurn(
        address=article.get("id"),
        role=str(article.get("data-role", "")),
        speaker=_words(found["speaker"]) if "speaker" in found else None,
        language=str(said.get("lang") or about.get("text_language", "und")),
        pieces=list(_pieces(said)),
        start_ms=start,
        end_ms=end,
        translates=_words(found["renders"]) if "renders" in found else None,
    )


def _pieces(said: Element) -> Iterator[str | Hole]:
    if said.text:
        yield str(said.text)
    for child in said:
        if child.get("class") == "withheld":
            yield Hole(str(child.get("data-ground", "")))
        else:
            yield _words(child)
        if child.tail:
            yield str(child.tail)


def _words(element: Element) -> str:
    return "".join(str(part) for part in element.itertext())
