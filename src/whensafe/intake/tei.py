"""TEI transcripts of speech (chapter 8, ISO 24624): utterances with their speakers and times.

Words in ``<w>`` without white space between them are parted by one; what is not words (pauses, incidents, a
gap) is marked where it stood. Doubts: ``cue_times`` if the file has a timeline that doesn't run on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from whensafe.intake import limits, timed, xml_tree
from whensafe.intake.blocks import Block, Document, Fact, Kind, Run
from whensafe.intake.xml_tree import Element
from whensafe.nouns.interview import Mark, MarkKind
from whensafe.nouns.text import Language, nfc

FAMILY, MEDIA_TYPE = "tei", "application/tei+xml"

_ROLES = {
    "interviewer": "Interviewer", "investigator": "Interviewer", "interviewee": "Interviewee",
    "narrator": "Interviewee", "informant": "Interviewee", "witness": "Interviewee", "subject": "Interviewee",
    "interpreter": "Interpreter", "translator": "Interpreter",
}  # fmt: skip
_NO_WORDS = frozenset({"pause", "incident", "vocal", "kinesic", "gap", "shift", "writing", "note", "desc"})
_UNITS = {"ms": 0.001, "s": 1.0, "min": 60.0, "mn": 60.0, "h": 3600.0}
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SPACES = re.compile(r"\s{2,}|[^\S ]")


def is_tei(root: Element) -> bool:
    """A TEI file with utterances?"""
    return xml_tree.name(root) in {"tei", "teicorpus"} and next(xml_tree.every(root, "u"), None) is not None


def read_tei(root: Element) -> Document:
    """Read what `is_tei` took."""
    names = _names(root)
    times = _timeline(root)
    blocks = [*_head(root, names), *_utterances(root, names, times)]
    limits.check_blocks(len(blocks))
    cues = [block for block in blocks if block.kind is Kind.CUE]
    said = timed.doubts(cues)
    language = next((text.get(xml_tree.XML_LANG) for text in xml_tree.every(root, "text")), None)
    language = language or root.get(xml_tree.XML_LANG)
    title = xml_tree.words(xml_tree.first(root, "teiheader", "filedesc", "titlestmt", "title"))
    return Document(
        FAMILY,
        MEDIA_TYPE,
        tuple(blocks),
        (Fact("title", nfc(title), "tei title"),) if title else (),
        tuple(_aside(root)),
        Language(language)
        if language and re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", language)
        else None,
        breaks_are_soft=True,
        doubts=said if times else tuple(doubt for doubt in said if doubt != timed.CUE_TIMES),
    )


def _names(root: Element) -> dict[str, tuple[str, str | None]]:
    """Id → (name, what the header calls their role)."""
    found = {}
    for person in xml_tree.every(root, "person"):
        key = person.get(xml_tree.XML_ID) or person.get("id") or ""
        named = next(xml_tree.every(person, "persname", "name"), None)
        said = nfc(xml_tree.words(named)) or person.get("n") or key
        role = (person.get("role") or "").lower()
        found[key] = (said, _ROLES.get(role))
    return found


def _head(root: Element, names: Mapping[str, tuple[str, str | None]]) -> Iterator[Block]:
    title = xml_tree.words(xml_tree.first(root, "teiheader", "filedesc", "titlestmt", "title"))
    if title:
        yield Block(Kind.HEADING, (Run(nfc(title)),), level=1, hint="tei title")
    for said, role in names.values():
        if role is not None:
            yield Block(Kind.PARAGRAPH, (Run(f"{role}: {said}"),), hint="tei header")
    day = next(
        (d for place in xml_tree.every(root, "recording", "setting") for d in xml_tree.every(place, "date")),
        None,
    )
    said = "" if day is None else day.get("when") or xml_tree.words(day)
    if said.strip():
        yield Block(Kind.PARAGRAPH, (Run(f"Date of interview: {said.strip()}"),), hint="tei header")


def _aside(root: Element) -> Iterator[str]:
    header = xml_tree.first(root, "teiheader")
    for wanted in ("publicationstmt", "sourcedesc", "encodingdesc", "settingdesc"):
        for one in () if header is None else xml_tree.every(header, wanted):
            if said := nfc(xml_tree.words(one)):
                yield said


def _timeline(root: Element) -> dict[str, int]:
    """Points in time by their id, in milliseconds."""
    found: dict[str, int] = {}
    for line in xml_tree.every(root, "timeline"):
        unit = _UNITS.get(line.get("unit") or "s", 1.0)
        for when in xml_tree.every(line, "when"):
            key = when.get(xml_tree.XML_ID) or ""
            since = (when.get("since") or "").lstrip("#")
            at = timed.clock(when.get("absolute") or "")
            interval = when.get("interval")
            if interval is not None:
                step = _number(interval, unit)
                at = None if step is None else step + found.get(since, 0)
            elif at is None and not found:
                at = 0
            if at is not None:
                found[key] = at
    return found


def _number(said: str, unit: float) -> int | None:
    try:
        return timed.milliseconds(float(said) * unit)
    except ValueError:
        return None


def _utterances(
    root: Element, names: Mapping[str, tuple[str, str | None]], times: Mapping[str, int]
) -> Iterator[Block]:
    for one in xml_tree.every(root, "u"):
        around = one.getparent()
        whose = [one] if around is None or xml_tree.name(around) != "annotationblock" else [one, around]
        said = _said(one)
        text = said.text.strip()
        if not text:
            continue
        lead = len(said.text) - len(said.text.lstrip())
        marks = tuple(
            Mark(MarkKind.MARKUP, min(max(at - lead, 0), len(text)), verbatim) for at, verbatim in said.marks
        )
        key = (_attribute(whose, "who") or "").split(" ")[0].lstrip("#")
        voice = names.get(key, (key, None))[0] or None
        start, end = (times.get((_attribute(whose, side) or "").lstrip("#")) for side in ("start", "end"))
        yield timed.cue(nfc(text), voice, start, end, marks if nfc(text) == text else ())


def _attribute(elements: list[Element], key: str) -> str | None:
    return next((said for one in elements if (said := one.get(key))), None)


@dataclass(slots=True)
class _Said:
    """Words as they are gathered, and what stood between them."""

    text: str = ""
    marks: list[tuple[int, str]] = field(default_factory=list)

    def add(self, words: str | None, *, apart: bool = False) -> None:
        words = _SPACES.sub(" ", words or "")
        if apart and self.text and not self.text.endswith(" ") and words.strip():
            self.text += " "
        if not self.text or self.text.endswith(" "):
            words = words.lstrip(" ")
        self.text += words


def _said(utterance: Element) -> _Said:
    said = _Said()
    tokens = next(xml_tree.every(utterance, "w"), None) is not None
    _gather(utterance, said, tokens=tokens)
    return said


def _gather(element: Element, said: _Said, *, tokens: bool) -> None:
    stack: list[tuple[Element, bool]] = [(element, True)]
    while stack:
        one, opens = stack.pop()
        tag = xml_tree.name(one)
        if not opens:
            said.add(one.tail)
            continue
        if one is not element:
            if tag in _NO_WORDS:
                said.marks.append((len(said.text), _shown(one)))
                said.add(one.tail)
                continue
            stack.append((one, False))
        said.add(one.text, apart=tokens and tag == "w")
        stack += [(child, True) for child in reversed(one)]


def _shown(element: Element) -> str:
    words = xml_tree.words(element)
    how = element.get("type") or element.get("reason") or element.get("dur") or words
    return f"<{xml_tree.name(element)}{f' {how}' if how else ''}>"
