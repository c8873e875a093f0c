"""Labels in square brackets at the head of a cue: ``[BENOÎT LARRIEU] Madame Maubec…``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from whensafe.intake.blocks import Block
from whensafe.intake.people import is_name
from whensafe.nouns.interview import Mark, MarkKind

_LABEL = re.compile(r"\[(?P<name>[^\W\d_][^\[\]:\n]{1,40})\]:?\s+(?=\S)")


def voiced(blocks: Sequence[Block]) -> list[Block]:
    """The cues with such labels as their voices, where at least two names come at least twice each.

    ``[laughs]`` and ``[MUSIC]`` are no names of people, or come alone. What no label follows is said by
    whoever spoke last, as where captions name a voice only when it changes.
    """
    found = [_LABEL.match(block.text) if block.voice is None else None for block in blocks]
    counts = Counter(match["name"] for match in found if match is not None and _is_label(match["name"]))
    labels = {name for name, count in counts.items() if count >= 2}
    if len(labels) < 2 or any(block.voice is not None for block in blocks):
        return list(blocks)
    voice: str | None = None
    result: list[Block] = []
    for block, match in zip(blocks, found, strict=True):
        if match is not None and match["name"] in labels:
            voice = match["name"]
            result.append(_without(block, match.end(), voice))
        else:
            result.append(replace(block, voice=voice))
    return result


def _is_label(name: str) -> bool:
    """A name of two words or more, each with a capital."""
    return len(name.split()) >= 2 and is_name(name) and all(word[0].isupper() for word in name.split())


def _without(block: Block, end: int, voice: str) -> Block:
    runs, position = [], 0
    for run in block.runs:
        cut = max(0, min(len(run.text), end - position))
        position += len(run.text)
        if cut < len(run.text):
            runs.append(replace(run, text=run.text[cut:]))
    marks = (
        Mark(MarkKind.LABEL, 0, block.text[:end]),
        *(replace(mark, at=max(0, mark.at - end)) for mark in block.marks),
    )
    return replace(block, runs=tuple(runs), voice=voice, marks=marks)
