"""A page's tree to pieces: stretches of text in reading order, each knowing the boxes it stands in.

One pass over the tree, without recursion. Nothing is judged here except what the page itself hides: every
text node a reader could see ends up in exactly one `Piece`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from whensafe.intake import limits, page_tags
from whensafe.intake.blocks import Kind
from whensafe.intake.page_style import Sheet, restyled, sheet_of, why_hidden
from whensafe.intake.page_text import BREAK, PLAIN, Chunk, Line, Style, line_of, lines_of, plain
from whensafe.intake.page_tree import Element, attributes_of, texts


@dataclass(slots=True, eq=False)
class Box:
    """An element that begins a block. Sums cover everything inside it, ``first``:``last`` its pieces."""

    tag: str
    parent: Box | None
    names: str
    kind: Kind
    level: int
    hidden: str  # "" or why: style, attribute, aria, reader (for screen readers only)
    itemprop: str = ""
    role: str = ""
    label: str = ""  # aria-label and itemtype: what it says it is
    lang: str = ""
    words: frozenset[str] = frozenset()
    first: int = 0
    last: int = 0
    chars: int = 0
    linked: int = 0
    children: list[Box] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Piece:
    """One block's worth of text, the ``n``-th.

    ``aside`` says why it can't be words whatever stands around it: ``hidden``, ``unseen`` (for screen
    readers), ``control`` (a button's, a picture's, a script's substitute), or ``""``.
    """

    n: int
    box: Box
    line: Line
    hint: str = ""
    aside: str = ""


@dataclass(slots=True)
class Flow:
    """All pieces of a page in reading order, and all boxes in the order they open."""

    pieces: list[Piece] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)


def flow_of(root: Element) -> Flow:
    """Walk the tree once. Raises `TooLarge` above `limits.MAX_BLOCKS` pieces."""
    walker = etree.iterwalk(root, events=("start", "end"))
    walk = _Walk(walker, sheet_of(root))
    start, end = walk.start, walk.end
    for event, element in walker:
        if event == "start":
            start(element)
        else:
            end(element)
    walk.close()
    return walk.flow


class _Walk:
    """The state of one pass: the open boxes, the style in force, and the chunks of the open block."""

    def __init__(self, walker: etree.iterwalk, sheet: Sheet) -> None:
        self.flow = Flow()
        self._walker = walker
        self._sheet = sheet
        self._box = Box("root", None, "", Kind.PARAGRAPH, 0, "")
        self._style = PLAIN
        self._chunks: list[Chunk] = []
        self._inline_names: list[str] = []
        self._stack: list[Style | tuple[Box, Style] | None] = []  # what each open element's end restores
        self._words: dict[str, frozenset[str]] = {}

    def start(self, element: Element) -> None:
        tag = element.tag
        attributes = attributes_of(element)
        if tag in page_tags.SILENT or (tag == "title" and self._box.tag == "head"):
            self._walker.skip_subtree()
            self._stack.append(None)
        elif tag == "br":
            self._chunks.append(BREAK)
            self._stack.append(None)
            self._add(element.text)
        elif tag in ("img", "amp-img"):
            self._stack.append(None)
            self._alternative(attributes.get("alt"))
        elif self._is_block(tag):
            self._open(tag, attributes)
            self._add(element.text)
        elif tag in page_tags.SET_ASIDE or (tag == "button" and self._box.kind is not Kind.HEADING):
            self._set_aside(element, "control")
        elif attributes and (why := why_hidden(tag, attributes, self._sheet)):
            self._set_aside(element, "unseen" if why == "reader" else "hidden")
        else:
            self._inline(tag, attributes)
            self._add(element.text)

    def end(self, element: Element) -> None:
        restore = self._stack.pop()
        if restore is None:
            pass
        elif isinstance(restore, Style):
            if element.tag in page_tags.MARKED:
                self._chunks.append((f"</{element.tag}>", None))
            self._style = restore
        else:
            box, self._style = restore
            self._close(box)
        self._add(element.tail)

    def close(self) -> None:
        """Whatever is still open."""
        self._flush()

    def _add(self, text: str | None) -> None:
        if text:
            self._chunks.append((text, self._style))

    def _is_block(self, tag: str) -> bool:
        if tag in page_tags.BLOCKS:
            return True
        return "-" in tag and self._box.tag not in page_tags.SENTENCE_BOXES

    def _open(self, tag: str, attributes: dict[str, str]) -> None:
        self._flush()
        parent = self._box
        names = f"{attributes.get('class', '')} {attributes.get('id', '')}".strip() if attributes else ""
        kind, level = self._kind(tag, parent)
        hidden = parent.hidden or (why_hidden(tag, attributes, self._sheet) if attributes else "")
        box = Box(tag, parent, names, kind, level, hidden, lang=parent.lang, first=len(self.flow.pieces))
        if attributes:
            box.itemprop = attributes.get("itemprop", "")
            box.role = attributes.get("role", "")
            if "aria-label" in attributes or "itemtype" in attributes:
                box.label = f"{attributes.get('aria-label', '')} {attributes.get('itemtype', '')}".lower()
            lang = attributes.get("lang") or attributes.get("xml:lang")
            if lang and tag not in ("html", "body"):  # theirs is the page's, a fact
                box.lang = lang
            if names:
                words = self._words.get(names)
                if words is None:
                    words = self._words[names] = page_tags.words_of(names)
                box.words = words
        self._box = box
        self._stack.append((box, self._style))
        self.flow.boxes.append(box)
        parent.children.append(box)
        if tag in page_tags.PREFORMATTED:
            self._style = self._style._replace(pre=True)
        if attributes:
            self._style = restyled(self._style, attributes, self._sheet)

    def _kind(self, tag: str, parent: Box) -> tuple[Kind, int]:
        kind = page_tags.KINDS.get(tag)
        if kind is None:
            return parent.kind, parent.level
        return kind, int(tag[1]) if kind is Kind.HEADING else 0

    def _close(self, box: Box) -> None:
        self._flush()
        box.last = len(self.flow.pieces)
        parent = box.parent
        if parent is not None:
            parent.chars += box.chars
            parent.linked += box.linked
            self._box = parent

    def _inline(self, tag: str, attributes: dict[str, str]) -> None:
        self._stack.append(self._style)
        if tag in page_tags.BOLD:
            self._style = self._style._replace(bold=True)
        elif tag in page_tags.ITALIC:
            self._style = self._style._replace(italic=True)
        elif tag == "a":
            self._style = self._style._replace(href=attributes.get("href", "").strip() or None)
        if tag in page_tags.MARKED:
            self._chunks.append((f"<{tag}>", None))
        if attributes:
            names = (
                f"{attributes.get('class', '')} {attributes.get('itemprop', '')} {attributes.get('rel', '')}"
            )
            self._inline_names.append(names)
            self._style = restyled(self._style, attributes, self._sheet)

    def _alternative(self, alt: str | None) -> None:
        text = plain(alt or "")
        if text:
            self._piece(line_of(text), "control")

    def _set_aside(self, element: Element, why: str) -> None:
        """Keep a subtree's text as one dropped stretch, and step over it."""
        self._walker.skip_subtree()
        self._stack.append(None)
        text = plain(" ".join(texts(element, ".//text()[not(parent::script) and not(parent::style)]")))
        if text:
            self._piece(line_of(text), why)

    def _flush(self) -> None:
        """End the open block: its chunks become pieces of the box that is open."""
        if self._chunks:
            box = self._box
            for line in lines_of(self._chunks):
                box.chars += len(line.text)
                box.linked += line.linked
                self._piece(line, "")
            self._chunks = []
        self._inline_names = []

    def _piece(self, line: Line, aside: str) -> None:
        pieces = self.flow.pieces
        if not aside and self._box.hidden:
            aside = "unseen" if self._box.hidden == "reader" else "hidden"
        pieces.append(Piece(len(pieces), self._box, line, self._hint(), aside))
        if len(pieces) % 10_000 == 0:
            limits.check_blocks(len(pieces))

    def _hint(self) -> str:
        """What the source calls it: its own names, its element if that says something, names inside it."""
        box: Box | None = self._box
        said = [*self._inline_names[:4]]
        if self._box.lang:
            said.append(f"lang:{self._box.lang}")
        depth = 0
        while box is not None and depth < 4:
            if box.tag in page_tags.TOLD_BY_TAG:
                said.append(box.tag)
            if box.names or box.itemprop:
                said.append(f"{box.names} {box.itemprop}")
                if depth:
                    break
            depth += 1
            box = box.parent
        return " ".join(dict.fromkeys(" ".join(said).split()))[:200] if said else ""
