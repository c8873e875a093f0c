"""XML read without entities, document types or network; elements named without their namespaces."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TypeAlias

from lxml import etree

from whensafe.errors import TooLarge, Unreadable
from whensafe.intake import limits

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml has no public name for its element class

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def safe_parser() -> etree.XMLParser:
    """The one parser of XML from outside: it expands nothing, fetches nothing and keeps libxml2's bounds."""
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def parse(data: bytes, what: str) -> Element:
    """The root. ``what`` names the file in an error: `Unreadable` for what is no XML or declares a document
    type, `TooLarge` for more text or depth than a document has.
    """
    limits.check_text_size(len(data))
    parser = safe_parser()
    try:
        root = etree.fromstring(data.lstrip(b" \t\r\n"), parser)
    except etree.XMLSyntaxError as error:
        if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
            raise TooLarge(f"this {what} is nested deeper than any document") from error
        raise Unreadable(
            f"this {what} is not whole XML", todo="Export it again, or copy it again."
        ) from error
    except ValueError as error:
        raise Unreadable(
            f"this {what} is not whole XML", todo="Export it again, or copy it again."
        ) from error
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(f"this {what} declares a document type, as none does", todo="Export it again.")
    return root


def name(element: Element) -> str:
    """The local name, in small letters; ``?`` for what is no element."""
    tag: object = element.tag
    return _local(tag) if isinstance(tag, str) else "?"


@lru_cache(maxsize=1024)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2].lower()


def children(of: Element, wanted: str) -> Iterator[Element]:
    """The children of a name."""
    return (child for child in of if name(child) == wanted)


def first(of: Element | None, *path: str) -> Element | None:
    """The first descendant along a path of names."""
    for step in path:
        if of is None:
            return None
        of = next(children(of, step), None)
    return of


def every(of: Element, *wanted: str) -> Iterator[Element]:
    """All descendants of these names, in the order of the source."""
    return (one for one in of.iter() if name(one) in wanted)


def words(of: Element | None) -> str:
    """All text of it, white space as one space."""
    return "" if of is None else " ".join("".join(str(text) for text in of.itertext()).split())
