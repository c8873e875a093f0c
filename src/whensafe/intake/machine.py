"""Transcripts that a machine wrote, JSON to blocks: Whisper, faster-whisper, WhisperX, whisper.cpp.

Each segment is a cue, and one for each speaker where its words name several. Where the machine was unsure of
a word (less than `UNSURE`), its own figure is marked before the word, as ``{0.31}``. Doubts: ``machine_made``
always, ``cue_times``, ``replacement_characters``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from whensafe.intake import limits, timed
from whensafe.intake.blocks import Block, Document, Fact
from whensafe.nouns.interview import Mark, MarkKind
from whensafe.nouns.text import Language, nfc

UNSURE = 0.5
"""A word that a machine gives less than even odds."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word where it stands in its segment."""

    at: int
    voice: str | None
    start: int | None
    end: int | None
    sure: float | None


def is_machine_made(data: object) -> bool:
    """Segments with words and times, as such programs write them?"""
    segments = _segments(data)
    return bool(segments) and all(
        isinstance(one, Mapping)
        and isinstance(one.get("text"), str)
        and ("start" in one or "offsets" in one or "timestamps" in one or "timestamp" in one)
        for one in segments
    )


def read_machine(data: Any) -> Document:
    """Read what `is_machine_made` took."""
    blocks: list[Block] = []
    for segment in _segments(data):
        blocks += _cues(segment)
        limits.check_blocks(len(blocks))
    language = _language(data)
    return Document(
        family="machine",
        media_type="application/json",
        blocks=tuple(blocks),
        facts=(Fact("language", language, "language"),) if language else (),
        language=language,
        breaks_are_soft=True,
        doubts=timed.doubts(blocks, timed.MACHINE),
    )


def _segments(data: object) -> Sequence[Any]:
    if isinstance(data, Mapping):
        for key in ("segments", "transcription", "chunks"):
            if isinstance(data.get(key), list):
                return list(data[key])
        return ()
    return data if isinstance(data, list) else ()


def _language(data: object) -> Language | None:
    said = data.get("language") if isinstance(data, Mapping) else None
    if said is None and isinstance(data, Mapping) and isinstance(data.get("result"), Mapping):
        said = data["result"].get("language")
    if isinstance(said, str) and said.isascii() and said.isalpha() and 2 <= len(said) <= 3:
        return Language(said.lower())
    return None


def _cues(segment: Mapping[str, Any]) -> Iterator[Block]:
    text = nfc(segment["text"])
    start, end = _times(segment)
    voice = _voice(segment)
    words = _words(segment, text, voice)
    cuts = [n for n, word in enumerate(words) if n and word.voice != words[n - 1].voice]
    bounds = [0, *(words[n].at for n in cuts), len(text)]
    groups = [words[a:b] for a, b in zip([0, *cuts], [*cuts, len(words)], strict=True)]
    for group, first, last in zip(groups, bounds[:-1], bounds[1:], strict=True):
        said = text[first:last]
        lead = first + len(said) - len(said.lstrip())
        if not said.strip():
            continue
        several = len(groups) > 1
        marks = tuple(
            Mark(MarkKind.MARKUP, word.at - lead, f"{{{word.sure:.2f}}}")
            for word in group
            if word.sure is not None and word.sure < UNSURE
        )
        yield timed.cue(
            said.strip(),
            group[0].voice if group else voice,
            group[0].start if several and group else start,
            group[-1].end if several and group else end,
            marks,
        )


def _times(segment: Mapping[str, Any]) -> tuple[int | None, int | None]:
    offsets, stamps = segment.get("offsets"), segment.get("timestamps")
    if isinstance(offsets, Mapping):  # whisper.cpp, in milliseconds
        return tuple(_whole(offsets.get(key)) for key in ("from", "to"))  # type: ignore[return-value]
    if isinstance(stamps, Mapping):
        start, end = (timed.clock(str(stamps.get(key, ""))) for key in ("from", "to"))
        return start, end
    pair = segment.get("timestamp")
    if isinstance(pair, list) and len(pair) == 2:  # as pipelines of transformers write it
        return timed.milliseconds(pair[0]), timed.milliseconds(pair[1])
    return timed.milliseconds(segment.get("start")), timed.milliseconds(segment.get("end"))


def _whole(number: object) -> int | None:
    found = timed.milliseconds(number)
    return None if found is None else found // 1000


def _voice(of: Mapping[str, Any]) -> str | None:
    said = of.get("speaker")
    return str(said) if isinstance(said, str | int) and not isinstance(said, bool) and str(said) else None


def _words(segment: Mapping[str, Any], text: str, voice: str | None) -> list[_Word]:
    """The words that name their speaker or how sure they are, if all can be found in the segment's text."""
    given = segment.get("words")
    found: list[_Word] = []
    at = 0
    for one in given if isinstance(given, list) else ():
        said = one.get("word", one.get("text")) if isinstance(one, Mapping) else None
        if not isinstance(said, str):
            return []
        said = nfc(said).strip()
        at = text.find(said, at)
        if at < 0:
            return []
        sure = one.get("probability", one.get("score"))
        sure = float(sure) if isinstance(sure, int | float) and 0 <= sure <= 1 else None
        start, end = timed.milliseconds(one.get("start")), timed.milliseconds(one.get("end"))
        before = found[-1].voice if found else voice
        found.append(_Word(at, _voice(one) or before, start, end, sure))
        at += len(said)
    return found
