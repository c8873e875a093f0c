"""Caption files to blocks: each cue a block with its times, a block for each voice where it has several.

WebVTT after https://www.w3.org/TR/webvtt1/#file-parsing; SubRip, which has no standard, as players read it.
Where a player would throw a cue away for its times, its words stay, without times and with a doubt.

Doubts: ``cue_times`` (missing, reversed or running backwards), ``translation_alignment`` (two scripts in each
cue), ``replacement_characters``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from whensafe.intake import captions_labels, captions_rolling, captions_text, limits
from whensafe.intake.blocks import Block, Document, Fact, Kind, lost_letters
from whensafe.intake.captions_times import is_timing, times
from whensafe.intake.language.letters import script_of
from whensafe.nouns.text import Language, nfc

CUE_TIMES = "cue_times"
REPLACED = "replacement_characters"

_HEADER_FIELD = re.compile(r"(?P<name>[A-Za-z][\w-]*)\s*[:=]\s*(?P<value>.+)")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_COMMENT = re.compile(r"(?:NOTE(?:[ \t].*)?|STYLE[ \t]*|REGION[ \t]*)")
_LETTER = re.compile(r"[^\W\d_]")
_FACTS = {"language": "language", "title": "title", "author": "author", "date": "published"}


@dataclass(frozen=True, slots=True)
class _Cue:
    """A cue as it stands in the file. ``times`` is ``None`` where its line could not be read."""

    name: str
    times: tuple[int, int] | None
    lines: tuple[str, ...]


def read_webvtt(text: str) -> Document:
    """Read a WebVTT file. Header, notes, styles and regions are dropped, cues and their voices kept."""
    lines = _lines(text)
    header_end = next((n for n, line in enumerate(lines) if not line.strip() or "-->" in line), len(lines))
    header = lines[:header_end]
    cues: list[_Cue] = []
    dropped = ["\n".join(header)] if header else []
    for block in _webvtt_blocks(lines[header_end:]):
        cue = _webvtt_cue(block)
        if cue is None:
            dropped.append("\n".join(block))
        else:
            cues.append(cue)
    facts = _header_facts(header)
    return _document("webvtt", "text/vtt", cues, captions_text.WEBVTT, dropped=dropped, facts=facts)


def read_srt(text: str) -> Document:
    """Read a SubRip file: numbers may be missing or wrong, times may have dots, cues may overlap."""
    lines = _lines(text)
    starts = [n for n, line in enumerate(lines) if is_timing(line)]
    heads = [n - 1 if n and lines[n - 1].strip().isdigit() else n for n in starts]
    before = [line for line in lines[: heads[0] if heads else len(lines)] if line.strip()]
    cues = []
    for start, head, end in zip(starts, heads, [*heads, len(lines)][1:], strict=True):
        found = times(lines[start])
        words = tuple(line for line in lines[start + 1 : end] if line.strip())
        name = lines[head].strip() if head < start else ""
        cues.append(_Cue(name, found[:2] if found is not None else None, words))
    dropped = ["\n".join(before)] if before else []
    return _document("srt", "application/x-subrip", cues, captions_text.SUBRIP, dropped=dropped)


def _lines(text: str) -> list[str]:
    limits.check_text_size(len(text))
    return re.split("\r\n|[\n\r]", nfc(text).removeprefix("\ufeff").lstrip("\r\n"))


def _webvtt_blocks(lines: Sequence[str]) -> Iterable[list[str]]:
    """Blank lines part blocks, and so does a second arrow: a new cue begins at its line."""
    block: list[str] = []
    arrow = comment = False
    for n, line in enumerate(lines):
        if not line.strip() and (not arrow or _parts(lines, n)):
            if block:
                yield block
            block, arrow, comment = [], False, False
            continue
        if not block:
            comment = _COMMENT.fullmatch(line) is not None
        if "-->" in line and not ((arrow and _is_said(line)) or (comment and not is_timing(line))):
            if arrow or len(block) > 1:
                yield block
                block = []
            arrow, comment = True, False
        block.append(line)
    if block:
        yield block


def _parts(lines: Sequence[str], n: int) -> bool:
    """Does this blank line end a cue? One of white space does so only before what can begin a block."""
    after = lines[n + 1 : n + 3]
    return (
        not lines[n]
        or any("-->" in line for line in after)
        or _is_comment(after)
        or not "".join(after).strip()
    )


def _is_said(line: str) -> bool:
    """An arrow among words, as somebody typed it."""
    return not is_timing(line) and _LETTER.search(line) is not None


def _is_comment(block: Sequence[str]) -> bool:
    """Something of the file's makers, as long as it gives no cue's times: an arrow in it is theirs, too."""
    return bool(block) and _COMMENT.fullmatch(block[0]) is not None and not any(map(is_timing, block))


def _webvtt_cue(block: Sequence[str]) -> _Cue | None:
    at = next((n for n, line in enumerate(block[:2]) if "-->" in line), None)
    if at is None or _is_comment(block):
        return None
    name = block[0].strip() if at else ""
    found = times(block[at])
    if found is None:  # an arrow among words, or times that no player reads
        words = block[at:] if _LETTER.search(block[at]) else block[at + 1 :]
        return _Cue(name, None, tuple(words))
    return _Cue(name, found[:2], tuple(block[at + 1 :]))


def _header_facts(header: Sequence[str]) -> tuple[Fact, ...]:
    """``Language: uk`` and the like, as caption services write them, and the words after the signature."""
    facts = []
    for line in header[1:]:
        match = _HEADER_FIELD.fullmatch(line.strip())
        if match is not None and match["name"].lower() in _FACTS:
            facts.append(Fact(_FACTS[match["name"].lower()], match["value"].strip(), "webvtt header"))
    words = header[0].removeprefix("WEBVTT").strip(" \t-–—:") if header else ""
    if words:
        facts.append(Fact("description", words, "webvtt signature line"))
    return tuple(facts)


def _document(
    family: str,
    media_type: str,
    cues: Sequence[_Cue],
    dialect: captions_text.Dialect,
    *,
    dropped: Sequence[str] = (),
    facts: tuple[Fact, ...] = (),
) -> Document:
    cues, again = _said_once(cues)
    blocks: list[Block] = []
    for cue in cues:
        blocks += _blocks(cue, dialect)
        limits.check_blocks(len(blocks))
    blocks = captions_labels.voiced(blocks)
    declared = next((fact.value for fact in facts if fact.name == "language"), "")
    doubts = [CUE_TIMES] if _times_are_doubtful(cues) else []
    if _is_bilingual(blocks):
        doubts.append("translation_alignment")
    if lost_letters(blocks):
        doubts.append(REPLACED)
    return Document(
        family=family,
        media_type=media_type,
        blocks=tuple(blocks),
        facts=facts,
        dropped=(*dropped, *again),
        language=Language(declared) if _TAG.fullmatch(declared) else None,
        breaks_are_soft=True,
        doubts=tuple(doubts),
    )


def _said_once(cues: Sequence[_Cue]) -> tuple[list[_Cue], list[str]]:
    """The cues without lines that are only shown again, and those lines."""
    kept, again = [], []
    for cue, shown in zip(cues, captions_rolling.returning([cue.lines for cue in cues]), strict=True):
        lines = [line for line in cue.lines if line.strip()]
        again += [line.strip() for line in lines[:shown]]
        kept.append(replace(cue, lines=tuple(lines[shown:])))
    return kept, again


def _blocks(cue: _Cue, dialect: captions_text.Dialect) -> list[Block]:
    """A cue's voices. An end before its start is no end."""
    start, end = cue.times if cue.times is not None else (None, None)
    if start is not None and end is not None and end < start:
        end = None
    return [
        Block(
            Kind.CUE,
            spoken.runs,
            voice=spoken.voice,
            start_ms=start,
            end_ms=end,
            hint=cue.name,
            marks=spoken.marks,
        )
        for spoken in captions_text.speak("\n".join(line.strip() for line in cue.lines), dialect)
    ]


def _is_bilingual(blocks: Sequence[Block]) -> bool:
    """Most cues have a line in one script above one in another: the words and a rendering of them."""
    pairs = [block.text.split("\n") for block in blocks]
    scripts = [tuple(script_of(line)[0] for line in pair) for pair in pairs if len(pair) == 2]
    two = sum(first != second and "" not in (first, second) for first, second in scripts)
    return two >= 2 and two * 5 >= len(pairs) * 3


def _times_are_doubtful(cues: Iterable[_Cue]) -> bool:
    last = 0
    for cue in cues:
        if cue.times is None or cue.times[1] < cue.times[0] or cue.times[0] < last:
            return True
        last = cue.times[0]
    return False
