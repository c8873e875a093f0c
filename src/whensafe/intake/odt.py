"""OpenDocument text (ODF 1.3) to blocks: headings, paragraphs, lists and the cells of tables.

Deleted words of tracked changes, comments, notes and running heads are no paragraphs; the first two are a
doubt (``hidden_text``) and all are kept aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from whensafe.errors import Unreadable
from whensafe.intake import docx_package, limits, styled, xml_tree
from whensafe.intake.blocks import Block, Document, Fact, Kind, lost_letters
from whensafe.intake.xml_tree import Element
from whensafe.nouns.text import nfc

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"

_SPACES = re.compile(r"[ \t\r\n]{2,}|[\t\r\n]")
_ASIDE = frozenset({"note", "annotation"})
_SKIPPED = frozenset(
    {"annotation-end", "bookmark", "bookmark-start", "bookmark-end", "soft-page-break", "frame"}
)


@dataclass(frozen=True, slots=True)
class _Style:
    bold: bool = False
    italic: bool = False


@dataclass(slots=True)
class _Page:
    styles: Mapping[str, _Style]
    blocks: list[Block] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    hidden: bool = False


def read_odt(data: bytes) -> Document:
    """Read a text document of OpenDocument. `Unreadable` for a spreadsheet or a presentation."""
    with docx_package.open_package(data) as package:
        content = docx_package.read_part(package, "content.xml")
        meta = docx_package.read_part(package, "meta.xml")
    if content is None:
        raise Unreadable("this OpenDocument file has no content", todo="Save it again.")
    root = xml_tree.parse(content, "OpenDocument file")
    body = xml_tree.first(root, "body", "text")
    if body is None:
        raise Unreadable("this OpenDocument file is no text document", todo="Save its words as text.")
    page = _Page(dict(_styles(root)))
    _walk(body, page)
    doubts = ["hidden_text"] if page.hidden else []
    if lost_letters(page.blocks):
        doubts.append("replacement_characters")
    return Document(
        "odt",
        MEDIA_TYPE,
        tuple(page.blocks),
        tuple(_facts(meta)),
        tuple(page.aside),
        doubts=tuple(doubts if page.blocks else [*doubts, "no_text"]),
    )


def _facts(meta: bytes | None) -> Iterator[Fact]:
    root = xml_tree.parse(meta, "OpenDocument file") if meta else None
    found = next(xml_tree.every(root, "title"), None) if root is not None else None
    said = nfc(xml_tree.words(found))
    if said:
        yield Fact("title", said, "odf meta")


def _styles(root: Element) -> Iterator[tuple[str, _Style]]:
    for style in xml_tree.every(root, "style"):
        text = xml_tree.first(style, "text-properties")
        weight, slant = (
            "" if text is None else _attribute(text, key) for key in ("font-weight", "font-style")
        )
        bold = weight in {"bold", "600", "700", "800", "900"}
        yield _attribute(style, "name"), _Style(bold, slant in {"italic", "oblique"})


def _walk(of: Element, page: _Page) -> None:
    stack = [(child, Kind.PARAGRAPH) for child in reversed(of)]
    while stack:
        one, kind = stack.pop()
        tag = xml_tree.name(one)
        if tag in ("p", "h"):
            _paragraph(one, Kind.HEADING if tag == "h" else kind, page)
        elif tag == "tracked-changes":
            page.hidden = page.hidden or next(xml_tree.every(one, "deletion"), None) is not None
            page.aside += [
                words for gone in xml_tree.every(one, "deletion") if (words := xml_tree.words(gone))
            ]
        elif tag not in {"sequence-decls", "forms", "table-of-content", "alphabetical-index"}:
            inside = Kind.ITEM if tag == "list-item" else kind
            stack += [(child, inside) for child in reversed(one)]


def _paragraph(one: Element, kind: Kind, page: _Page) -> None:
    pieces: list[styled.Piece] = []
    style = page.styles.get(_attribute(one, "style-name"), _Style())
    _gather(one, style, pieces, page)
    runs = styled.runs(pieces)
    if not runs:
        return
    page.blocks.append(Block(kind, runs, level=_level(one, kind), hint=_attribute(one, "style-name")))
    limits.check_blocks(len(page.blocks))


def _level(one: Element, kind: Kind) -> int:
    if kind is not Kind.HEADING:
        return 0
    said = _attribute(one, "outline-level")
    return min(6, max(1, int(said))) if said.isdigit() else 1


def _attribute(element: Element, key: str) -> str:
    return next((str(v) for k, v in element.attrib.items() if str(k).rpartition("}")[2] == key), "")


def _gather(one: Element, style: _Style, pieces: list[styled.Piece], page: _Page) -> None:
    def say(text: str | None, of: _Style) -> None:
        text = _SPACES.sub(" ", text or "")
        before = pieces[-1][0] if pieces else " "
        if before.endswith((" ", "\n", "\t")):
            text = text.lstrip(" ")
        if text:
            pieces.append((text, of.bold, of.italic))

    stack: list[tuple[Element, _Style, bool]] = [(one, style, True)]
    while stack:
        here, of, opens = stack.pop()
        tag = xml_tree.name(here)
        if not opens:
            say(here.tail, of)
            continue
        if here is not one:
            if tag in _ASIDE or tag in _SKIPPED:
                _beside(here, tag, page)
                say(here.tail, of)
                continue
            stack.append((here, of, False))
            if tag == "line-break":
                pieces.append(("\n", of.bold, of.italic))
            elif tag == "tab":
                pieces.append(("\t", of.bold, of.italic))
            elif tag == "s":
                count = _attribute(here, "c")
                many = min(int(count), 100) if count.isdigit() else 1
                pieces.append((" " * many, of.bold, of.italic))
        inner = of
        if tag == "span" and (own := page.styles.get(_attribute(here, "style-name"))) is not None:
            inner = _Style(own.bold or of.bold, own.italic or of.italic)
        say(here.text, inner)
        stack += [(child, inner, True) for child in reversed(here)]


def _beside(here: Element, tag: str, page: _Page) -> None:
    if tag in _ASIDE and (words := xml_tree.words(here)):
        page.aside.append(nfc(words))
        page.hidden = page.hidden or tag == "annotation"
