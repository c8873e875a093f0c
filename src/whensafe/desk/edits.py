"""Edits to a sequence of turns: pure, positions are code points, numbers count from 1 and are given anew."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from whensafe.errors import BadOption, NotFound
from whensafe.nouns.ids import Address, ParticipantId
from whensafe.nouns.interview import Mark, MarkKind, Role, Turn

Turns = tuple[Turn, ...]
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}", re.ASCII)


def require_language(language: str) -> None:
    """Refuse what has not the shape of a BCP 47 tag."""
    if not _LANGUAGE.fullmatch(language):
        raise BadOption("not a language tag", where=language[:40], todo="Write it as uk, ar or uk-Latn.")


def turn(turns: Turns, n: int) -> Turn:
    """Turn ``n``, or `NotFound`."""
    if not 1 <= n <= len(turns):
        raise NotFound("no such turn", where=str(n))
    return turns[n - 1]


def numbered(turns: Sequence[Turn]) -> Turns:
    """The same turns numbered from 1."""
    return tuple(t if t.n == n else replace(t, n=n) for n, t in enumerate(turns, 1))


def change(turns: Turns, n: int, *, role: Role, speaker: ParticipantId | None) -> Turns:
    """Turn ``n`` is somebody else's."""
    changed = replace(turn(turns, n), role=role, speaker=speaker)
    return (*turns[: n - 1], changed, *turns[n:])


def without(turns: Turns, n: int) -> Turns:
    """All but turn ``n``."""
    turn(turns, n)
    return numbered(turns[: n - 1] + turns[n:])


def insert(turns: Turns, new: Turn, before: int | None) -> Turns:
    """A further turn, before turn ``before`` or at the end."""
    if before is None:
        return numbered((*turns, new))
    turn(turns, before)
    return numbered((*turns[: before - 1], new, *turns[before - 1 :]))


def join(turns: Turns, n: int) -> Turns:
    """Turn ``n`` and the next as one, under the first's address and speaker, one recorded space between."""
    one, two = turn(turns, n), turn(turns, n + 1)
    start = len(one.text) + 1
    shifted = tuple(replace(mark, at=mark.at + start) for mark in two.marks)
    joint = Mark(MarkKind.SOFT_BREAK, len(one.text), "\n")
    joined = replace(
        one, text=f"{one.text} {two.text}", end_ms=two.end_ms, marks=(*one.marks, joint, *shifted)
    )
    return numbered((*turns[: n - 1], joined, *turns[n + 1 :]))


def split(turns: Turns, n: int, at: int, address: Address) -> Turns:
    """Turn ``n`` as two; the second begins at code point ``at``. White space at the cut becomes a mark."""
    whole = turn(turns, n)
    one, two = whole.text[:at].rstrip(), whole.text[at:].lstrip() if at >= 0 else ""
    if not 0 < at < len(whole.text) or not one or not two:
        raise BadOption("a turn is split between two of its letters", where=str(at))
    start = len(whole.text) - len(two)
    gap = whole.text[len(one) : start]
    cut = (Mark(MarkKind.SOFT_BREAK, len(one), gap),) if gap else ()
    first = replace(whole, text=one, end_ms=None, marks=(*(m for m in whole.marks if m.at <= len(one)), *cut))
    second = replace(
        whole,
        address=address,
        text=two,
        start_ms=None,
        marks=tuple(replace(m, at=m.at - start) for m in whole.marks if m.at >= start and m.at > len(one)),
        translates=None,
    )
    return numbered((*turns[: n - 1], first, second, *turns[n:]))
