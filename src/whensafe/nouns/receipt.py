"""What an act gives back, what a check found, which copies were made."""

from __future__ import annotations

from dataclasses import dataclass

from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import Question


@dataclass(frozen=True, slots=True)
class TakenIn:
    """One file or several files of one interview, taken in."""

    id: InterviewId
    title: str | None
    questions: tuple[Question, ...]
    duplicate_of: InterviewId | None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not as it was written: a stable code, where, and a sentence for people."""

    code: str
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What `check` found. ``checked`` counts what was re-derived, by kind."""

    problems: tuple[Problem, ...]
    checked: tuple[tuple[str, int], ...]

    @property
    def ok(self) -> bool:
        """Nothing is wrong."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A copy of the archive was begun ``at`` (RFC 3339, UTC): whoever has it has what the archive held then.

    ``label`` is what the copy's folder was called, never where it was.
    """

    id: str
    at: str
    label: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One turn that answers a search. Positions are code points of the turn's text, end exclusive.

    ``snippet`` is a stretch of the turn's own text starting at ``snippet_start``; ``matches`` are the matched
    words as (start, end) in the turn. ``score``: higher is nearer; only its order means anything.
    """

    id: InterviewId
    turn: int
    address: str
    start: int
    end: int
    snippet: str
    snippet_start: int
    matches: tuple[tuple[int, int], ...]
    score: float
