"""Word files (ECMA-376) to blocks.

The printed page is what counts: inserted text is words, deleted and hidden text, comments and notes are not,
and are dropped where everybody can see that they were there (doubt ``hidden_text``).

Doubts: ``hidden_text``, ``translation_alignment`` (two languages side by side in a table), ``no_text``,
``replacement_characters``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from zipfile import ZipFile

from whensafe.errors import Unreadable
from whensafe.intake import docx_package, docx_styles, docx_tables, limits
from whensafe.intake import docx_xml as xml
from whensafe.intake.blocks import Block, Document, Kind, Run, lost_letters
from whensafe.intake.docx_styles import Numbering, Style
from whensafe.intake.docx_text import Paragraph
from whensafe.intake.plain import breaks_are_soft
from whensafe.nouns.text import nfc

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_THROUGH = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "mc:Choice", "body"})
_AROUND = (("word/header", "header"), ("word/footer", "footer"))
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")


def read_docx(data: bytes) -> Document:
    """Read a Word file. Raises `Unreadable` when it is broken or locked, `TooLarge` above the bounds."""
    with docx_package.open_package(data) as package:
        main = docx_package.main_part(package)
        if main is None:
            raise Unreadable("this is not a Word file", todo="Save it as .docx from Word.")
        reading = _Reading.of(package, main)
        root = reading.part(main)
        body = None if root is None else xml.child(root, "body")
        if body is None:
            raise Unreadable("this Word file has no body", todo="Copy or download it again.")
        blocks = reading.blocks(body)
        reading.dropped += _around(package, reading)
        return _document(blocks, reading)


@dataclass(slots=True)
class _Reading:
    """One Word file while it is read."""

    package: ZipFile
    styles: Mapping[str, Style] = field(default_factory=dict)
    numbering: Numbering = field(default_factory=lambda: Numbering({}))
    links: Mapping[str, str] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)
    hidden: bool = False
    side_by_side: bool = False
    count: int = 0

    @classmethod
    def of(cls, package: ZipFile, main: str) -> _Reading:
        """Load what applies to the whole file."""
        reading = cls(package)
        reading.styles = docx_styles.styles(reading.part)
        reading.numbering = docx_styles.numbering(reading.part)
        reading.links = docx_styles.links(reading.part, f"word/_rels/{main.removeprefix('word/')}.rels")
        return reading

    def part(self, name: str) -> xml.Element | None:
        """A part, parsed, if there is one."""
        data = docx_package.read_part(self.package, name)
        return None if data is None else xml.parse(data)

    def blocks(self, element: xml.Element) -> list[Block]:
        """The blocks of a body, a cell or a text box, in order. An empty paragraph has no runs."""
        found: list[Block] = []
        for kind, child in xml.children(element):
            if kind == "p":
                found += self._paragraph(child)
            elif kind == "tbl":
                found += self._table(child)
            elif kind in _THROUGH:
                found += self.blocks(child)
            elif kind == "mc:AlternateContent":
                found += [block for _, one in list(xml.children(child))[:1] for block in self.blocks(one)]
            elif kind in ("del", "moveFrom"):
                self._hide(
                    "".join(one.text or "" for one in child.iter() if xml.name(one) in ("t", "delText"))
                )
        return found

    def _paragraph(self, element: xml.Element) -> list[Block]:
        self.count += 1
        limits.check_blocks(self.count)
        properties = xml.child(element, "pPr")
        named = self.styles.get(xml.attribute(xml.child(properties, "pStyle"), "val") or "", self.styles[""])
        own = replace(docx_styles.style(properties), bold=None, italic=None, hidden=None).over(named)
        paragraph = Paragraph(self.links, self.styles)
        paragraph.read(element, named)
        for text in paragraph.hidden:
            self._hide(text)
        in_list = (
            None
            if xml.child(properties, "numPr") is not None and own.list is None
            else own.list or named.list
        )
        written = any(run.text.strip() for run in paragraph.runs)
        label = self.numbering.label(in_list) if in_list is not None and written else ""
        runs, marks = paragraph.finished(label)
        kind = Kind.HEADING if own.level is not None else Kind.ITEM if in_list is not None else Kind.PARAGRAPH
        block = Block(kind, runs, level=own.level or 0, hint=named.name, marks=marks)
        return [block, *(inner for box in paragraph.boxes for inner in self.blocks(box))]

    def _table(self, element: xml.Element) -> list[Block]:
        rows: list[list[docx_tables.Cell]] = []
        heads = 0
        for row in _descend(element, "tr"):
            rows.append([
                tuple(block for block in self.blocks(cell) if block.runs) for cell in _descend(row, "tc")
            ])  # fmt: skip
            if heads == len(rows) - 1 and xml.switch(xml.child(row, "trPr"), "tblHeader"):
                heads += 1
        table = docx_tables.read_table(rows, head_rows=heads)
        self.dropped += table.head
        self.side_by_side = self.side_by_side or table.side_by_side
        return [Block(Kind.PARAGRAPH, ()), *table.blocks, Block(Kind.PARAGRAPH, ())]

    def _hide(self, text: str) -> None:
        if text.strip():
            self.dropped.append(nfc(text.strip()))
            self.hidden = True


def _descend(element: xml.Element, wanted: str) -> Iterable[xml.Element]:
    """Rows or cells, also those inside content controls and insertions."""
    for kind, child in xml.children(element):
        if kind == wanted:
            yield child
        elif kind in _THROUGH:
            yield from _descend(child, wanted)


def _around(package: ZipFile, reading: _Reading) -> list[str]:
    """Running heads and feet, notes and comments: not the words of the page, but shown as dropped."""
    found: list[str] = []
    names = sorted(package.namelist())
    for start, _ in _AROUND:
        found += [line for name in names if name.startswith(start) for line in _texts(reading.part(name))]
    for name in _NOTES:
        found += _texts(reading.part(name))
    comments = _texts(reading.part("word/comments.xml"))
    reading.hidden = reading.hidden or bool(comments)
    return list(dict.fromkeys(found)) + comments


def _texts(root: xml.Element | None) -> list[str]:
    """The paragraphs of a part as plain lines."""
    lines = []
    for element in root.iter() if root is not None else ():
        if xml.name(element) == "p":
            words = "".join(one.text or "" for one in element.iter() if xml.name(one) == "t")
            lines.append(nfc(" ".join(words.split())))
    return [line for line in lines if line]


def _document(blocks: Sequence[Block], reading: _Reading) -> Document:
    groups = _groups(blocks)
    wrapped = breaks_are_soft([[block.text for block in group] for group in groups if len(group) > 1])
    kept = [_one(group) for group in groups] if wrapped else [block for block in blocks if block.runs]
    doubts = ["hidden_text"] if reading.hidden else []
    if reading.side_by_side:
        doubts.append("translation_alignment")
    if not kept:
        doubts.append("no_text")
    if lost_letters(kept):
        doubts.append("replacement_characters")
    return Document(
        family="docx",
        media_type=MEDIA_TYPE,
        blocks=tuple(kept),
        facts=docx_styles.facts(reading.part),
        dropped=tuple(reading.dropped),
        breaks_are_soft=wrapped,
        doubts=tuple(doubts),
    )


def _groups(blocks: Iterable[Block]) -> list[list[Block]]:
    """Plain paragraphs between empty ones: where a text was pasted line by line, these are its paragraphs."""
    groups: list[list[Block]] = []
    open_group = False
    for block in blocks:
        if not block.runs:
            open_group = False
            continue
        plain = block.kind is Kind.PARAGRAPH and block.voice is None and "\n" not in block.text
        if plain and open_group:
            groups[-1].append(block)
        else:
            groups.append([block])
        open_group = plain
    return groups


def _one(group: Sequence[Block]) -> Block:
    """The paragraphs of a group as lines of one block."""
    if len(group) == 1:
        return group[0]
    runs: list[Run] = []
    marks = []
    length = 0
    for n, block in enumerate(group):
        if n:
            runs.append(Run("\n"))
            length += 1
        marks += [replace(mark, at=mark.at + length) for mark in block.marks]
        runs += block.runs
        length += len(block.text)
    return replace(group[0], runs=tuple(runs), marks=tuple(marks))
