"""OHMS XML, versions 5 and 6: what the record says of itself, and its transcript.

``sync`` says in which line of a transcript each minute begins: marked there, as ``[0:05:00]``. The transcript
of version 6 is WebVTT, often without its first line. An index is an archivist's description, not testimony:
kept aside, and so are footnotes. "No transcript." is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from whensafe.intake import limits, xml_tree
from whensafe.intake.blocks import Block, Document, Fact, Kind, Run, lost_letters
from whensafe.intake.captions import read_webvtt
from whensafe.intake.xml_tree import Element
from whensafe.nouns.interview import Mark, MarkKind
from whensafe.nouns.text import Language, nfc

FAMILY, MEDIA_TYPE = "ohms", "application/xml"
MAX_MINUTES = 60 * 24 * 30

_NONE = re.compile(
    r"\W*(?:no transcripts?(?: (?:is )?(?:yet )?available)?|transcript(?: is)? not available)\W*",
    re.IGNORECASE,
)
_SYNC = re.compile(r"(\d{1,7})(?:\((\d{1,5})\))?")
_NOTES = re.compile(r"\[\[footnotes\]\](.*?)\[\[/footnotes\]\]", re.DOTALL)
_REFERENCE = re.compile(r"\[\[footnote\]\].{0,20}?\[\[/footnote\]\]|\[\[/?note\]\]")
_TIMES = re.compile(r"[{\[]\d{1,2}:\d{2}:\d{2}[}\]]")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_SAID = (("interviewee", "Interviewee"), ("interviewer", "Interviewer"))
_ASIDE = (
    "description", "repository", "collection_name", "series_name", "accession", "duration", "rights", "usage",
    "funding", "user_notes", "subject", "keyword", "media_url", "file_name",
)  # fmt: skip


def is_ohms(root: Element) -> bool:
    """A record of the Oral History Metadata Synchronizer?"""
    record = root if xml_tree.name(root) == "record" else xml_tree.first(root, "record")
    return record is not None and any(
        xml_tree.first(record, key) is not None
        for key in ("transcript", "vtt_transcript", "sync", "index", "interviewee", "cms_record_id")
    )


def read_ohms(root: Element) -> Document:
    """Read a record. Doubts: those of captions, ``no_transcript`` where it has none."""
    record = root if xml_tree.name(root) == "record" else xml_tree.first(root, "record")
    assert record is not None  # noqa: S101 - `is_ohms` took it
    head, facts = _head(record), _facts(record)
    aside = [*_said(record, _ASIDE), *_index(record)]
    captions = _text(record, "vtt_transcript")
    if captions.strip():
        return _with_captions(captions, head, facts, aside)
    text, notes = _without_notes(_text(record, "transcript"))
    if _NONE.fullmatch(text.strip()):
        aside, text = [*aside, text.strip()], ""
    blocks = [*head, *_paragraphs(text, _sync(_text(record, "sync")))]
    limits.check_blocks(len(blocks))
    doubts = [] if text.strip() else ["no_transcript"]
    if lost_letters(blocks):
        doubts.append("replacement_characters")
    return Document(
        FAMILY,
        MEDIA_TYPE,
        tuple(blocks),
        facts,
        (*aside, *notes),
        _language(facts),
        breaks_are_soft=True,
        doubts=tuple(doubts),
    )


def _with_captions(text: str, head: list[Block], facts: tuple[Fact, ...], aside: list[str]) -> Document:
    text, notes = _without_notes(text.strip())
    read = read_webvtt(text if text.startswith("WEBVTT") else f"WEBVTT\n\n{text}")
    return replace(
        read,
        family=FAMILY,
        media_type=MEDIA_TYPE,
        blocks=(*head, *read.blocks),
        facts=facts,
        dropped=(*aside, *(part for part in read.dropped if part.strip() != "WEBVTT"), *notes),
        language=_language(facts),
    )


def _text(record: Element, key: str) -> str:
    found = xml_tree.first(record, key)
    return "" if found is None else nfc("".join(str(part) for part in found.itertext()))


def _facts(record: Element) -> tuple[Fact, ...]:
    named = (("title", "title"), ("language", "language"))
    found = ((key, xml_tree.words(xml_tree.first(record, element))) for key, element in named)
    return tuple(Fact(key, nfc(said), f"ohms {key}") for key, said in found if said)


def _language(facts: tuple[Fact, ...]) -> Language | None:
    said = next((fact.value for fact in facts if fact.name == "language"), "")
    return Language(said.lower()) if _TAG.fullmatch(said) else None


def _head(record: Element) -> list[Block]:
    """Title, people and day, as lines that the front of any transcript may have."""
    blocks = []
    title = xml_tree.words(xml_tree.first(record, "title"))
    if title:
        blocks.append(Block(Kind.HEADING, (Run(nfc(title)),), level=1, hint="ohms title"))
    lines = [
        f"{label}: {said}"
        for key, label in _SAID
        for one in xml_tree.children(record, key)
        if (said := nfc(xml_tree.words(one)))
    ]
    day = xml_tree.first(record, "date")
    said = "" if day is None else day.get("value") or xml_tree.words(day)
    said = said or xml_tree.words(xml_tree.first(record, "date_nonpreferred_format"))
    if said.strip():
        lines.append(f"Date of interview: {nfc(said.strip())}")
    blocks += [Block(Kind.PARAGRAPH, (Run(line),), hint="ohms header") for line in lines]
    return blocks


def _said(record: Element, keys: tuple[str, ...]) -> Iterator[str]:
    for key in keys:
        for one in xml_tree.children(record, key):
            if said := nfc(xml_tree.words(one)):
                yield f"{key}: {said}"


def _index(record: Element) -> Iterator[str]:
    index = xml_tree.first(record, "index")
    for point in () if index is None else xml_tree.children(index, "point"):
        parts = [xml_tree.words(part) for part in point if xml_tree.name(part) != "gpspoints"]
        if said := nfc(" · ".join(part for part in parts if part)):
            yield f"index: {said}"


def _without_notes(text: str) -> tuple[str, list[str]]:
    """The words without footnotes, and the footnotes."""
    notes = [" ".join(_REFERENCE.sub(" ", note).split()) for note in _NOTES.findall(text)]
    return _NOTES.sub("", text), [note for note in notes if note]


def _sync(said: str) -> dict[int, list[tuple[int, int]]]:
    """Line (from 1) → (word in it, milliseconds). ``1:|12(3)|25(1)``: one each minute."""
    step, _, codes = said.strip().partition(":")
    if not step.strip().isdigit() or not 0 < int(step) <= 60:
        return {}
    found: dict[int, list[tuple[int, int]]] = {}
    for n, code in enumerate(codes.strip("|").split("|")[:MAX_MINUTES], 1):
        match = _SYNC.fullmatch(code.strip())
        if match is not None:
            found.setdefault(int(match[1]), []).append((int(match[2] or 1), n * int(step) * 60_000))
    return found


def _paragraphs(text: str, sync: dict[int, list[tuple[int, int]]]) -> Iterator[Block]:
    """Blank lines part paragraphs; without any, each line is one."""
    lines = re.split("\r\n|[\r\n]", text)
    apart = any(not line.strip() for line in "\n".join(lines).strip().split("\n"))
    block: list[tuple[int, str]] = []
    for n, line in enumerate(lines, 1):
        if line.strip():
            block.append((n, line.strip()))
        if block and (not apart or not line.strip()):
            yield _paragraph(block, sync)
            block = []
    if block:
        yield _paragraph(block, sync)


def _paragraph(lines: list[tuple[int, str]], sync: dict[int, list[tuple[int, int]]]) -> Block:
    text, marks, start = "", [], None
    for n, line in lines:
        text += "\n" if text else ""
        minutes = sync.get(n, ())
        words = list(re.finditer(r"\S+", line)) if minutes else []
        for word, at in minutes:
            place = len(text) + (words[min(max(word, 1), len(words)) - 1].start() if words else 0)
            marks.append(Mark(MarkKind.MARKUP, place, _clock(at)))
            start = at if place == 0 else start
        text += line
    return _cut(text, marks, start)


def _cut(text: str, marks: list[Mark], start: int | None) -> Block:
    """Footnote signs and times in the words are marks, not words."""
    said, at = "", 0
    kept: list[Mark] = []
    places = sorted([*_REFERENCE.finditer(text), *_TIMES.finditer(text)], key=lambda m: m.start())
    moved: list[tuple[int, int]] = []
    for match in places:
        said += text[at : match.start()]
        end = match.end() + (said[-1:] in ("", " ", "\n") and text[match.end() : match.end() + 1] == " ")
        kept.append(Mark(MarkKind.MARKUP, len(said), match[0]))
        moved.append((match.start(), end - match.start()))
        at = end
    said += text[at:]
    for mark in marks:
        lost = sum(size for begin, size in moved if begin < mark.at)
        kept.append(replace(mark, at=max(0, min(len(said), mark.at - lost))))
    kept.sort(key=lambda mark: mark.at)
    return Block(Kind.PARAGRAPH, (Run(said),), start_ms=start, marks=tuple(kept))


def _clock(ms: int) -> str:
    seconds = ms // 1000
    return f"[{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}]"
