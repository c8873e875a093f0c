"""The title and the breadcrumb. A heading on the page outranks what the file says of itself; nothing is
invented.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from whensafe.intake.blocks import Block, Document, Kind
from whensafe.intake.front import byline
from whensafe.intake.front.header import header_pairs, is_header

LONGEST_TITLE = 300
_STEP = re.compile(r"\s+[>›»→]\s+|\s+/\s+|\n")
_SUFFIX = re.compile(r"\s+[|·—–-]\s+|\s*\|\s*|\s+::\s+")
_LABELLED = re.compile(r"[^\W\d_][^:\n]{0,40}:\s+\S")
_NUMBERED = re.compile(r"[^\W\d_]{3,12}\s\d{1,4}:\s")
"""``Episode 12: The list``."""
_CUT = re.compile(r"\s*(?:\(\s*(?:\.{2,3}|…)\s*\)|\.{3}|…)\s*\Z")


def breadcrumb_steps(block: Block, title: str | None) -> tuple[str, ...]:
    """The steps of a breadcrumb, outermost first, without a last one that is only the page's title."""
    if block.kind is Kind.BREADCRUMB and len(block.runs) > 1:
        joined = [run.text for run in block.runs]
        parts = [
            step for text in joined for step in (_STEP.split(text) if text.strip() not in "/>›»→|" else [])
        ]
    else:
        parts = re.split(r"\s+[>›»→/]\s+", block.text)
    steps = [" ".join(part.split()).strip("*_ >›»→/") for part in parts]
    steps = [step for step in steps if step]
    if title is not None and steps and is_cut_of(steps[-1], title):
        steps.pop()
    return tuple(steps)


def is_cut_of(step: str, title: str) -> bool:
    """Is this the title, or its beginning with a sign that it was cut?"""
    short, whole = " ".join(_CUT.sub("", step).split()), " ".join(title.split())
    return short == whole or (short != " ".join(step.split()) and len(short) > 8 and whole.startswith(short))


def find_title(document: Document, crumb: int | None) -> tuple[str | None, int | None]:
    """The title and the block it stands in, or ``None`` for either."""
    blocks = document.blocks
    index = _heading(document)
    if index is None:
        index = _by_breadcrumb(blocks, crumb)
    stated = _stated(document)
    if index is None and stated is not None:
        index = next(
            (
                i
                for i, block in enumerate(blocks[:20])
                if _same(block.text, stated) and block.kind is not Kind.CUE
            ),
            None,
        )
        if index is None:
            return stated, None
    if index is None:
        index = _first_line(document, crumb)
    if index is None:
        return _from_header(document), None
    return " ".join(blocks[index].text.split()), index


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _heading(document: Document) -> int | None:
    site = document.fact("site")
    firsts = [
        i
        for i, block in enumerate(document.blocks)
        if block.kind is Kind.HEADING
        and block.level == 1
        and block.text.strip()
        and not (site and _same(block.text, site))
    ]
    facts = [fact.value for fact in document.facts if fact.name == "title"]
    stated = next(
        (i for i in firsts if any(_same(document.blocks[i].text, _without_site(f, site)) for f in facts)),
        None,
    )
    if stated is not None:
        return stated
    hinted = next(
        (i for i in firsts if re.search(r"title|headline|titre|titel", document.blocks[i].hint.casefold())),
        None,
    )
    if hinted is not None or firsts:
        return hinted if hinted is not None else firsts[0]
    titled = [
        i
        for i, b in enumerate(document.blocks[:15])
        if b.kind is Kind.HEADING
        and re.search(r"(?:post|entry|article|story)[-_]?title|headline", b.hint.casefold())
    ]
    if titled:
        return titled[0]
    seconds = [i for i, b in enumerate(document.blocks[:6]) if b.kind is Kind.HEADING and b.text.strip()]
    if (
        seconds
        and not document.blocks[seconds[0]].text.rstrip().endswith(("?", "؟"))
        and not (site and _same(document.blocks[seconds[0]].text, site))
    ):
        alike = [
            b
            for b in document.blocks
            if b.kind is Kind.HEADING and b.level == document.blocks[seconds[0]].level
        ]
        is_stated = any(_same(document.blocks[seconds[0]].text, _without_site(f, site)) for f in facts)
        return seconds[0] if is_stated or len(alike) == 1 or seconds[0] == 0 else None
    return None


def _by_breadcrumb(blocks: Sequence[Block], crumb: int | None) -> int | None:
    """A capture without headings: the breadcrumb's last step is the title, often cut short."""
    if crumb is None:
        return None
    steps = breadcrumb_steps(blocks[crumb], None)
    for index in range(crumb + 1, min(crumb + 8, len(blocks))):
        if steps and is_cut_of(steps[-1], blocks[index].text):
            return index
    return None


def _without_site(title: str, site: str | None) -> str:
    """A title without the name of the site that pages add to it."""
    parts = _SUFFIX.split(title)
    if site is not None:
        for separator in _SUFFIX.finditer(title):
            if _same(title[separator.end() :], site):
                return title[: separator.start()].strip()
            if _same(title[: separator.start()], site):
                return title[separator.end() :].strip()
        return title.strip()
    if (
        len(parts) >= 2
        and len(parts[-1]) <= 40
        and len(parts[-1].split()) <= 5
        and len(title) - len(parts[-1]) > len(parts[-1])
        and "|" in title
    ):
        return title[: title.rindex("|")].strip()
    return title.strip()


def _stated(document: Document) -> str | None:
    """What the file says of itself, best first: Open Graph and JSON-LD before a template's ``<title>``."""
    facts = [fact for fact in document.facts if fact.name == "title" and fact.value.strip()]
    facts.sort(key=lambda fact: fact.via in {"title", "html title", "<title>"})
    if facts:
        return " ".join(_without_site(facts[0].value, document.fact("site")).split()) or None
    if document.family == "webvtt":
        return next(
            (f.value for f in document.facts if f.name == "description" and "signature" in f.via), None
        )
    return None


def _first_line(document: Document, crumb: int | None) -> int | None:
    """In a text without headings: a first line that stands alone and is neither speech nor byline."""
    for index, block in enumerate(document.blocks[:3]):
        text = block.text.strip()
        if not text or index == crumb:
            continue
        if (
            block.kind in {Kind.CUE, Kind.ITEM, Kind.QUOTE, Kind.CAPTION}
            or len(text) > LONGEST_TITLE
            or "\n" in text
        ):
            return None
        if text[-1] in ".?؟,;:" or text[0] in "—–-―>[(" or is_header(block):
            return None
        if _LABELLED.match(text) and not _NUMBERED.match(text) and not re.search(r":\s+[“\"«„‘']", text):
            return None
        if any(text == b.text.split("\n", 1)[0].strip() for b in document.blocks[index + 1 : index + 40]):
            return None  # it comes back: a speaker's name
        if byline.is_byline(text, hinted=False, head=True) or len(document.blocks) < index + 2:
            return None
        return index
    return None


def _from_header(document: Document) -> str | None:
    for block in document.blocks[:25]:
        if is_header(block):
            for key, value in header_pairs(block.text):
                if key == "title":
                    return value
    return None
