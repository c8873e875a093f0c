"""Bytes of a page to a tree: decoded by what the page declares, parsed with bounds, never fetching anything.

The parser is libxml2's HTML parser. It knows no entity but HTML's own, so nothing expands; it reads no DTD
and no file. A page that it can't take whole raises: half a page would be a silent loss.
"""

from __future__ import annotations

import re
from typing import TypeAlias, cast

from lxml import etree

from whensafe.errors import TooLarge, Unreadable
from whensafe.intake.decode import decode

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml has no public name for its element class

_HEAD_BYTES = 4096
_CHARSET = re.compile(
    rb"""<meta\b[^>]{0,300}?\bcharset\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{1,40})""", re.IGNORECASE
)
_XML_CHARSET = re.compile(rb"""^\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9_:.\-]{1,40})""")
# libxml2 loses what stands after it; browsers show it, and broken templates put half the page there.
_END_OF_PAGE = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)


def elements(of: Element, path: str) -> list[Element]:
    """What an XPath that names elements finds."""
    return cast("list[Element]", of.xpath(path))


def texts(of: Element, path: str) -> list[str]:
    """What an XPath that names text finds."""
    return [str(text) for text in cast("list[str]", of.xpath(path))]


def attributes_of(element: Element) -> dict[str, str]:
    """An element's attributes; HTML has no other than text."""
    return cast("dict[str, str]", dict(element.items()))


def parse(data: bytes, charset: str | None = None) -> tuple[Element, tuple[str, ...]]:
    """The root element, comments and processing instructions left out, and the doubts of decoding.

    ``charset`` is what a server said of its encoding; it counts for more than what the page says.

    Raises `Unreadable` for what holds no element, `TooLarge` for more text or depth than a page has.
    """
    decoded = decode(data, charset or declared_charset(data))
    source = _END_OF_PAGE.sub("", decoded.text).encode("utf-8", errors="replace")
    root = _parse(source, beyond_usual=False)
    if root is None:
        # Old pages open a <font> in every paragraph and close none, so 256 levels are met by honest files.
        # The second try is bounded too: by libxml2 at 2,048 levels, by `limits` in size.
        root = _parse(source, beyond_usual=True)
    if root is None:
        raise TooLarge(
            "this page is nested deeper than any page should be", todo="Save it as text and add that."
        )
    return root, decoded.doubts


def declared_charset(data: bytes) -> str | None:
    """The charset that a page's head or XML declaration names, as written."""
    head = data[:_HEAD_BYTES]
    match = _CHARSET.search(head) or _XML_CHARSET.search(head)
    return match.group(1).decode("ascii") if match else None


def _parse(source: bytes, *, beyond_usual: bool) -> Element | None:
    """The tree, or ``None`` if a bound of the parser was met before the end."""
    parser = etree.HTMLParser(
        encoding="utf-8",
        no_network=True,
        recover=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=beyond_usual,
    )
    try:
        root = etree.fromstring(source, parser)
    except etree.XMLSyntaxError as error:
        if _met_a_bound(parser):
            return None
        raise Unreadable("this page holds nothing to read") from error
    if root is None:
        raise Unreadable("this page holds nothing to read")
    return None if _met_a_bound(parser) else root


def _met_a_bound(parser: etree.HTMLParser) -> bool:
    return any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log)
