"""The XML of a Word file, read without entities, document types or network, and named without namespaces.

Transitional and strict files differ in their namespaces only (ECMA-376, part 1 and part 4), so names here are
local names of the word-processing namespace; other namespaces keep a prefix (``m:t``, ``mc:Choice``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TypeAlias

from lxml import etree

from whensafe.errors import TooLarge, Unreadable
from whensafe.intake import xml_tree

_PREFIXES: Mapping[str, str] = MappingProxyType({
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r:",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel:",
})  # fmt: skip
_FALSE = frozenset({"0", "false", "off", "none"})

Element: TypeAlias = xml_tree.Element


def parse(data: bytes) -> Element:
    """Parse one part. Raises `Unreadable` for broken XML or a document type, `TooLarge` for deep nesting."""
    parser = xml_tree.safe_parser()
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if "xcessive depth" in str(error) or "huge" in str(error).lower():
            raise TooLarge(
                "this Word file is nested deeper than any document", todo="Save it anew from Word."
            ) from error
        raise Unreadable("a part of this Word file is not XML", todo="Copy or download it again.") from error
    except ValueError as error:
        raise Unreadable("a part of this Word file is not XML", todo="Copy or download it again.") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("this Word file declares a document type, as no Word file does")
    return root


def name(element: Element) -> str:
    """The local name, with a short prefix outside the word-processing namespace; ``?`` for unknown ones."""
    tag: object = element.tag  # a function for an entity reference that was left alone
    space, _, local = (tag if isinstance(tag, str) else "?").rpartition("}")
    prefix = _PREFIXES.get(space[1:])
    return f"{prefix}{local}" if prefix is not None else f"?:{local}"


def children(element: Element) -> Iterator[tuple[str, Element]]:
    """The children with their names."""
    for child in element:
        yield name(child), child


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant along a path of names, or ``None``."""
    for step in path:
        if element is None:
            return None
        element = next((one for found, one in children(element) if found == step), None)
    return element


def attribute(element: Element | None, wanted: str) -> str | None:
    """An attribute by its name without the word-processing namespace (``val``, ``r:id``)."""
    if element is None:
        return None
    for key, value in element.attrib.items():
        space, _, local = str(key).rpartition("}")
        prefix = _PREFIXES.get(space[1:], "?:") if space else ""
        if prefix + local == wanted:
            return str(value)
    return None


def switch(properties: Element | None, wanted: str) -> bool | None:
    """A property that is on, off, or not said (``<w:b/>``, ``<w:b w:val="0"/>``)."""
    found = child(properties, wanted)
    if found is None:
        return None
    return (attribute(found, "val") or "1").lower() not in _FALSE
