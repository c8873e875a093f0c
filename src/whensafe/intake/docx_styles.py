"""What a Word file says apart from its words: styles, list labels, link targets, properties."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from whensafe.intake import docx_xml as xml
from whensafe.intake.blocks import Fact

Part = Callable[[str], xml.Element | None]
"""A part of the package by its name, parsed."""

_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_TEMPLATE_TITLE = re.compile(
    r"(?:word document|document\d*|untitled.*|template.*|.*\btemplate|microsoft word.*|powerpoint.*"
    r"|без імені.*|без названия.*"
    r"|документ\s*(?:microsoft )?word\d*|шаблон.*|.*\.(?:docx?|dotx?|rtf|odt|pdf|indd))",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:python-docx|microsoft.*|user\d*|admin\w*|owner|author|unknown|пользователь\w*|користувач\w*|pc|home|hp|acer|asus"
    r"|lenovo|windows.*|utilisateur.*|usuario.*|benutzer.*|apache poi|docx4j|pandoc|aspose.*|google.*)",
    re.IGNORECASE,
)
_DASHES = frozenset("-–—―−‒⁃")


@dataclass(frozen=True, slots=True)
class Style:
    """What matters of a style. ``None`` is what it leaves to the style it is based on."""

    name: str = ""
    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    level: int | None = None
    list: tuple[str, int] | None = None

    def over(self, base: Style) -> Style:
        """This style where it says something, the base elsewhere."""
        return Style(
            self.name,
            base.bold if self.bold is None else self.bold,
            base.italic if self.italic is None else self.italic,
            base.hidden if self.hidden is None else self.hidden,
            base.level if self.level is None else self.level,
            base.list if self.list is None else self.list,
        )


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: what Word prints before the words, ``%1`` standing for the count."""

    text: str
    bullet: bool
    start: int

    @property
    def speaks(self) -> bool:
        """Whether the label may say who speaks: a dash, or letters ("Q%1.")."""
        bare = re.sub(r"%\d", "", self.text)
        if self.bullet:
            return bare.strip() in _DASHES
        return any(letter.isalpha() for letter in bare)


@dataclass(slots=True)
class Numbering:
    """The lists of a file and how far each has counted."""

    levels: Mapping[tuple[str, int], Level]
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    def label(self, of: tuple[str, int]) -> str:
        """The label that Word would print here, if it may say who speaks; else nothing. Counts on."""
        level = self.levels.get(of)
        if level is None:
            return ""
        count = self.counts.get(of, level.start - 1) + 1
        self.counts[of] = count
        return re.sub(r"%\d", str(count), level.text).strip() + " " if level.speaks else ""


def style(properties: xml.Element | None, name: str = "") -> Style:
    """What paragraph or run properties say."""
    run = properties if properties is None or xml.name(properties) == "rPr" else xml.child(properties, "rPr")
    outline = xml.attribute(xml.child(properties, "outlineLvl"), "val")
    return Style(
        name,
        bold=xml.switch(run, "b"),
        italic=xml.switch(run, "i"),
        hidden=xml.switch(run, "vanish"),
        level=int(outline) + 1 if outline is not None and outline in "012345" and outline else None,
        list=list_of(properties),
    )


def list_of(properties: xml.Element | None) -> tuple[str, int] | None:
    """Which list and level a paragraph is in."""
    number = xml.child(properties, "numPr")
    chosen = xml.attribute(xml.child(number, "numId"), "val")
    if chosen is None or chosen == "0":
        return None
    level = xml.attribute(xml.child(number, "ilvl"), "val") or "0"
    return chosen, int(level) if level.isdecimal() and len(level) == 1 else 0


def styles(part: Part) -> Mapping[str, Style]:
    """Every style by its id, with what it inherits. The default paragraph style is under ``""``."""
    root = part("word/styles.xml")
    own: dict[str, tuple[Style, str | None]] = {}
    default = ""
    for kind, element in xml.children(root) if root is not None else ():
        if kind != "style":
            continue
        found = _one_style(element)
        key = xml.attribute(element, "styleId") or ""
        own[key] = found, xml.attribute(xml.child(element, "basedOn"), "val")
        if xml.attribute(element, "type") == "paragraph" and xml.attribute(element, "default") in (
            "1",
            "true",
        ):
            default = key
    resolved = {key: _resolve(key, own) for key in own}
    resolved[""] = resolved.get(default, Style())
    return resolved


def _one_style(element: xml.Element) -> Style:
    called = xml.attribute(xml.child(element, "name"), "val") or ""
    paragraph = style(xml.child(element, "pPr"), called)
    run = style(xml.child(element, "rPr"), called)
    heading = _HEADING.fullmatch(called)
    level = (
        min(int(heading[1]), 6) or 1
        if heading is not None
        else {"title": 1, "subtitle": 2}.get(called.lower())
    )
    return Style(called, run.bold, run.italic, run.hidden, level or paragraph.level, paragraph.list)


def _resolve(key: str, own: Mapping[str, tuple[Style, str | None]]) -> Style:
    """Follow "based on", each style once, so that a circle ends."""
    chain: list[Style] = []
    seen: set[str] = set()
    at: str | None = key
    while at is not None and at in own and at not in seen:
        seen.add(at)
        chain.append(own[at][0])
        at = own[at][1]
    result = Style()
    for one in reversed(chain):
        result = one.over(result)
    return result


def numbering(part: Part) -> Numbering:
    """The lists, from ``numbering.xml``."""
    root = part("word/numbering.xml")
    abstract: dict[str, dict[int, Level]] = {}
    levels: dict[tuple[str, int], Level] = {}
    for kind, element in xml.children(root) if root is not None else ():
        if kind == "abstractNum":
            abstract[xml.attribute(element, "abstractNumId") or ""] = _levels(element)
        elif kind == "num":
            number = xml.attribute(element, "numId") or ""
            based = xml.attribute(xml.child(element, "abstractNumId"), "val") or ""
            levels |= {(number, at): level for at, level in abstract.get(based, {}).items()}
    return Numbering(levels)


def _levels(element: xml.Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for kind, one in xml.children(element):
        at = xml.attribute(one, "ilvl") or ""
        if kind == "lvl" and at.isdecimal() and len(at) == 1:
            start = xml.attribute(xml.child(one, "start"), "val") or "1"
            found[int(at)] = Level(
                text=xml.attribute(xml.child(one, "lvlText"), "val") or "",
                bullet=xml.attribute(xml.child(one, "numFmt"), "val") == "bullet",
                start=int(start) if start.isdecimal() and len(start) < 6 else 1,
            )
    return found


def links(part: Part, rels: str) -> Mapping[str, str]:
    """Web and mail addresses that relations point to, by relation id. No other target is kept."""
    root = part(rels)
    found: dict[str, str] = {}
    for kind, element in xml.children(root) if root is not None else ():
        target = element.get("Target") or ""
        if kind == "rel:Relationship" and target.startswith(("http://", "https://", "mailto:")):
            found[element.get("Id") or ""] = target
    return found


def facts(part: Part) -> tuple[Fact, ...]:
    """Title, author and time of change from the core properties, unless they are a template's."""
    root = part("docProps/core.xml")
    names = {
        "dc:title": "title",
        "dc:creator": "author",
        "dc:language": "language",
        "dcterms:modified": "modified",
    }
    found = []
    for kind, element in xml.children(root) if root is not None else ():
        value = " ".join((element.text or "").split())
        refused = {"dc:title": _TEMPLATE_TITLE, "dc:creator": _NOBODY}.get(kind)
        if kind in names and value and not (refused is not None and refused.fullmatch(value)):
            found.append(Fact(names[kind], value, "docx core"))
    return tuple(found)
