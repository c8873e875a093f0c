"""A Word paragraph to runs: what is printed is words, what was deleted or hidden is kept apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from whensafe.intake import docx_xml as xml
from whensafe.intake.blocks import Run
from whensafe.intake.docx_styles import Style, style
from whensafe.nouns.interview import Mark, MarkKind
from whensafe.nouns.text import nfc

_THROUGH = frozenset({
    "ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "bdo", "dir", "ruby",
    "rubyBase", "m:oMath", "m:oMathPara", "m:r", "mc:Choice", "mc:Fallback", "hyperlink", "r",
})  # fmt: skip
_AWAY = frozenset({"del", "moveFrom"})
_LETTERS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_NOTES = frozenset({"footnoteReference", "endnoteReference"})
_DRAWN = frozenset({"drawing", "pict", "object"})


@dataclass(frozen=True, slots=True)
class Look:
    """How the words at this place look and where they lead."""

    bold: bool
    italic: bool
    hidden: bool
    href: str | None = None


@dataclass(slots=True)
class Paragraph:
    """A paragraph while it is read. ``hidden`` is text not seen on the page, ``boxes`` its text boxes."""

    links: Mapping[str, str]
    styles: Mapping[str, Style]
    runs: list[Run] = field(default_factory=list)
    marks: list[tuple[int, str]] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    boxes: list[xml.Element] = field(default_factory=list)
    length: int = 0

    def read(self, element: xml.Element, base: Style) -> None:
        """Read the content of a ``w:p`` whose style is ``base``."""
        self._content(element, Look(bool(base.bold), bool(base.italic), bool(base.hidden)))

    def finished(self, label: str = "") -> tuple[tuple[Run, ...], tuple[Mark, ...]]:
        """Runs of one style joined, white space off both ends, all NFC, and marks counted in the result.

        ``label`` is what Word prints before the paragraph: it comes first, as it would on paper.
        """
        joined = _trimmed(_joined([Run(label), *self.runs] if label else self.runs))
        text = "".join(run.text for run in joined)
        if nfc(text) != text:
            joined = tuple(replace(run, text=nfc(run.text)) for run in joined)
        whole = "".join(run.text for run in self.runs)
        shift = len(label) - (len(whole) - len(whole.lstrip()) if not label else 0)
        marks = tuple(
            Mark(MarkKind.MARKUP, len(nfc(text[: max(0, at + shift)])), verbatim)
            for at, verbatim in self.marks
        )
        return joined, marks

    def _content(self, element: xml.Element, look: Look) -> None:
        for kind, child in xml.children(element):
            if kind in _THROUGH:
                self._content(child, self._look(kind, child, look))
            elif kind in _AWAY:
                self._away(child)
            elif kind == "mc:AlternateContent":
                self._alternate(child, look)
            elif kind in _DRAWN:
                self.boxes += _text_boxes(child)
            else:
                self._letter(kind, child, look)

    def _letter(self, kind: str, element: xml.Element, look: Look) -> None:
        if kind in ("t", "m:t"):
            self._say(element.text or "", look)
        elif kind == "br":
            self._say(" " if xml.attribute(element, "type") == "column" else "\n", look)
        elif kind in _LETTERS:
            self._say(_LETTERS[kind], look)
        elif kind == "sym":  # a picture out of a symbol font: it has no letter
            self._say("\ufffd", look)
        elif kind == "delText":
            self.hidden.append(element.text or "")
        elif kind in _NOTES:
            self.marks.append(
                (self.length, f"[{kind.removesuffix('Reference')} {xml.attribute(element, 'id')}]")
            )

    def _look(self, kind: str, element: xml.Element, look: Look) -> Look:
        if kind == "hyperlink":
            return replace(look, href=self.links.get(xml.attribute(element, "r:id") or "", look.href))
        if kind != "r":
            return look
        properties = xml.child(element, "rPr")
        if properties is None:
            return look
        named = self.styles.get(xml.attribute(xml.child(properties, "rStyle"), "val") or "\0", Style())
        own = style(properties).over(named)
        return replace(
            look,
            bold=look.bold if own.bold is None else own.bold,
            italic=look.italic if own.italic is None else own.italic,
            hidden=look.hidden if own.hidden is None else own.hidden,
        )

    def _say(self, text: str, look: Look) -> None:
        if look.hidden:
            self.hidden.append(text)
            return
        self.runs.append(Run(text, bold=look.bold, italic=look.italic, href=look.href))
        self.length += len(text)

    def _away(self, element: xml.Element) -> None:
        words = [one.text or "" for one in element.iter() if xml.name(one) in ("t", "delText")]
        self.hidden.append("".join(words))

    def _alternate(self, element: xml.Element, look: Look) -> None:
        """The newer form of a drawing or the older one: the same words, so only the first of them."""
        first = next(
            (one for kind, one in xml.children(element) if kind in ("mc:Choice", "mc:Fallback")), None
        )
        if first is not None:
            self._content(first, look)


def _text_boxes(element: xml.Element) -> list[xml.Element]:
    """The outermost text boxes of a drawing; boxes in them are found when they are read."""
    found: list[xml.Element] = []
    waiting = [element]
    while waiting:
        one = waiting.pop()
        for kind, child in xml.children(one):
            if kind == "txbxContent":
                found.append(child)
            elif kind != "mc:Fallback":
                waiting.append(child)
    return found


def _joined(runs: list[Run]) -> tuple[Run, ...]:
    groups: list[tuple[list[str], Run]] = []
    for run in runs:
        if groups and replace(groups[-1][1], text="") == replace(run, text=""):
            groups[-1][0].append(run.text)
        else:
            groups.append(([run.text], run))
    return tuple(replace(run, text="".join(parts)) for parts, run in groups if any(parts))


def _trimmed(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    left = list(runs)
    while left and not left[0].text.strip():
        left.pop(0)
    while left and not left[-1].text.strip():
        left.pop()
    if left:
        left[0] = replace(left[0], text=left[0].text.lstrip())
        left[-1] = replace(left[-1], text=left[-1].text.rstrip())
    return tuple(left)
