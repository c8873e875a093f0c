"""Reading an edition back, as a browser, a feed reader or a script would: from its bytes alone."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree, html

from whensafe.editions.publish import Files, publish
from whensafe.editions.rendering import Renderings
from whensafe.nouns.edition import Edition


def gather(files: Files) -> tuple[dict[str, bytes], Edition, Renderings]:
    """Every file that was given, and what publishing returned in the end."""
    found: dict[str, bytes] = {}
    while True:
        try:
            path, data = next(files)
        except StopIteration as end:
            return found, *end.value
        assert path not in found
        found[path] = data


def built(*args: Any, **named: Any) -> dict[str, bytes]:
    return gather(publish(*args, **named))[0]


def pages(files: Mapping[str, bytes]) -> Iterator[tuple[str, html.HtmlElement]]:
    for path, data in files.items():
        if path.endswith(".html"):
            yield path, page(data)


def page(data: bytes) -> html.HtmlElement:
    return html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))


def said(turn: html.HtmlElement) -> list[str]:
    """The words of one turn on a page: its paragraphs, a hole as one letter."""
    paragraphs = []
    for paragraph in turn.xpath('.//p[@class="voice" or @class="said"]'):
        words = paragraph.text or ""
        for hole in paragraph:
            assert hole.get("class") == "seal"
            words += "\ufffc" + (hole.tail or "")
        paragraphs.append(words)
    return paragraphs


def data(files: Mapping[str, bytes], path: str) -> Any:
    return json.loads(files[path])


def feed(data: bytes) -> etree._Element:
    return etree.fromstring(data, parser=etree.XMLParser(resolve_entities=False, no_network=True))
