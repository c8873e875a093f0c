"""A folder taken in, and what became of each of its files: what the archive keeps of it."""

from __future__ import annotations

from dataclasses import dataclass

from whensafe.nouns.ids import InterviewId

KEPT, KNOWN, OPENED, REFUSED = "kept", "known", "opened", "refused"
"""What became of a file: taken in; here already, byte for byte; a zip or web archive, of which each document
is listed by itself; not taken in, with the reason.
"""


@dataclass(frozen=True, slots=True)
class Intake:
    """One folder. ``folder`` is a keyed digest of where it is. ``columns`` are the list's heads with what
    each was taken for, ``odd`` its rows that weren't used: number, file as written, code. ``sealed`` counts
    files whose interview was sealed since. Times are RFC 3339 in UTC; ``ended_at`` is ``None`` while it goes
    on.
    """

    id: str
    folder: bytes
    at: str
    ended_at: str | None = None
    columns: tuple[tuple[str, str | None], ...] = ()
    odd: tuple[tuple[int, str, str], ...] = ()
    sealed: int = 0


@dataclass(frozen=True, slots=True)
class TakenFile:
    """What became of one file. ``name`` is its path in the folder.

    ``row`` says whether the list has it, ``questions`` are the codes that were asked at once, ``like`` is the
    interview that it looks like. ``code`` and ``reason`` say why it was refused.
    """

    id: str
    intake: str
    interview: InterviewId | None
    name: str
    state: str
    row: bool
    at: str
    questions: tuple[str, ...] = ()
    like: InterviewId | None = None
    code: str | None = None
    reason: str | None = None
