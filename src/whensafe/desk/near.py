"""Is this the same account again: edited, a part of it, in another language? Two interviews, compared whole.

Prints only find candidates; here the words of both are at hand, and a likeness is called only where little
else can be the reason. A list of questions that an interviewer asks everybody makes no two accounts alike:
what the narrators say is compared, where they say enough.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from whensafe.desk.prints import shingles, signs
from whensafe.nouns.interview import Interview, Role, Transcript, TranscriptKind, Turn

SAME, PART, TRANSLATION = "same_words", "part", "translation"
"""Kinds of likeness (stable codes)."""

ENOUGH = 40
"""Shingles from which a text can be told from others by a part of it."""
_SAME = 0.35
_PART = 0.6
_TURNS = 8
_SURE_TURNS = 14
_CORRELATED, _SURELY = 0.7, 0.9
_FEWEST_SIGNS = 3
_UNKNOWN = ("und", "mul")


def likeness(one: Interview, other: Interview) -> str | None:
    """How the two are alike, if they are."""
    for mine in _first_readings(one):
        for theirs in _first_readings(other):
            found = _same_words(mine, theirs)
            if found is None and _is_translation(mine, theirs):
                found = TRANSLATION
            if found is not None:
                return found
    return None


def _first_readings(interview: Interview) -> list[Transcript]:
    return [t for session in interview.sessions for t in session.current if t.turns]


def _same_words(one: Transcript, other: Transcript) -> str | None:
    mine, theirs = _words(one), _words(other)
    if min(len(mine), len(theirs)) < ENOUGH:
        return None
    both = len(mine & theirs)
    if both >= _SAME * len(mine | theirs):
        return SAME
    return PART if both >= _PART * min(len(mine), len(theirs)) else None


def _words(transcript: Transcript) -> set[str]:
    told = shingles(turn.text for turn in transcript.turns if turn.role is not Role.INTERVIEWER)
    return told if len(told) >= ENOUGH else shingles(turn.text for turn in transcript.turns)


@dataclass(frozen=True, slots=True)
class _Shape:
    roles: tuple[Role, ...]
    lengths: tuple[float, ...]
    numbers: tuple[frozenset[str], ...]
    names: frozenset[str]


def _is_translation(one: Transcript, other: Transcript) -> bool:
    """Another language, the same turns by the same sides and of like lengths, the same numbers and names."""
    languages = {one.language.split("-")[0], other.language.split("-")[0]}
    both_translate = one.kind is other.kind is TranscriptKind.TRANSLATION
    if len(languages) < 2 or both_translate or not languages.isdisjoint(_UNKNOWN):
        return False
    a, b = _shape(one.turns), _shape(other.turns)
    if a.roles != b.roles or len(a.roles) < _TURNS:
        return False
    alike = _correlation(a.lengths, b.lengths, a.roles)
    numbers = _shared(a.numbers, b.numbers)
    if numbers is not None and numbers < 0.5:
        return False
    names = len(a.names & b.names)
    signed = (numbers is not None) + (names >= _FEWEST_SIGNS)
    return alike >= _CORRELATED and (bool(signed) or (alike >= _SURELY and len(a.roles) >= _SURE_TURNS))


def _shape(turns: Sequence[Turn]) -> _Shape:
    found = [signs(turn.text) for turn in turns]
    return _Shape(
        roles=tuple(turn.role for turn in turns),
        lengths=tuple(math.log(len(turn.text) + 1) for turn in turns),
        numbers=tuple(frozenset(s for s in one if s.isdigit()) for one in found),
        names=frozenset(s for one in found for s in one if not s.isdigit()),
    )


def _shared(one: Sequence[frozenset[str]], other: Sequence[frozenset[str]]) -> float | None:
    """The share of numbers that stand in the same turns of both; ``None`` where there are too few."""
    both = sum(len(a & b) for a, b in zip(one, other, strict=True))
    most = max(sum(map(len, one)), sum(map(len, other)))
    return None if most < _FEWEST_SIGNS else both / most


def _correlation(one: Sequence[float], other: Sequence[float], roles: Sequence[Role]) -> float:
    """Pearson's of the lengths, each side's mean taken off: questions are short in every language."""
    a, b = _levelled(one, roles), _levelled(other, roles)
    spread = math.sqrt(sum(x * x for x in a) * sum(y * y for y in b))
    return sum(x * y for x, y in zip(a, b, strict=True)) / spread if spread > 0 else 0.0


def _levelled(values: Sequence[float], roles: Sequence[Role]) -> list[float]:
    means = {
        role: sum(v for v, r in zip(values, roles, strict=True) if r is role) / roles.count(role)
        for role in set(roles)
    }
    return [v - means[r] for v, r in zip(values, roles, strict=True)]
