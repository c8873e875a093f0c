"""When on a recording the words were spoken that a seal covers. Pure.

Only what is certain counts: every turn that the seal touches has a beginning and an end of its own, or
renders one that has, and the times fit the recording. Anything else is "not known": the recording goes whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from whensafe.nouns.ids import Address
from whensafe.nouns.interview import Interview, Recording, Session, Silence, Turn
from whensafe.nouns.sealed import SealScope
from whensafe.protection.closure import Closure, Piece

MARGIN_MS = 1000
"""So much more is cut on both sides: people and machines note times a little late or early."""
_FIT_MS = 2000
"""By so much a transcript's times may reach beyond a recording, or two recordings of one sitting differ."""


def touched(closure: Closure, session: Session) -> bool:
    """Does the seal cover anything that was spoken in this sitting?"""
    return closure.scope is SealScope.INTERVIEW or bool(_pieces(closure, session))


def spans(closure: Closure, session: Session, recording: Recording) -> tuple[Silence, ...] | None:
    """What is to be silent in a recording, or ``None`` where nobody can know it: then it goes whole.

    Turns that are silent in it already aren't named again.
    """
    if closure.scope is SealScope.INTERVIEW or not _fits(session, recording):
        return None
    turns = {turn.address: turn for transcript in session.current for turn in transcript.turns}
    known = {span.address for span in recording.silent}
    found: dict[Address, Silence] = {}
    for piece in _pieces(closure, session):
        turn = turns[piece.address]
        times = [one for one in (turn, turns.get(turn.translates or turn.address, turn)) if _is_timed(one)]
        if {turn.address, turn.translates} & known:
            continue
        if not times:
            return None
        for one in times:
            found[one.address] = _silence(one)
    return tuple(found.values())


def recordings(interview: Interview, closure: Closure) -> Iterator[tuple[Session, Recording]]:
    """Every recording of a sitting that the seal touches."""
    for session in interview.sessions:
        if session.recordings and touched(closure, session):
            for recording in session.recordings:
                yield session, recording


def _pieces(closure: Closure, session: Session) -> list[Piece]:
    own = {turn.address for transcript in session.current for turn in transcript.turns}
    return [p for p in closure.pieces if p.address in own and any(start < end for start, end in p.spans)]


def _is_timed(turn: Turn) -> bool:
    return turn.start_ms is not None and turn.end_ms is not None and turn.start_ms < turn.end_ms


def _silence(turn: Turn) -> Silence:
    start, end = turn.start_ms or 0, turn.end_ms or 0
    return Silence(turn.address, max(0, start - MARGIN_MS), end + MARGIN_MS)


def _fits(session: Session, recording: Recording) -> bool:
    """Do the times of this sitting's transcripts count from this recording's beginning?"""
    lengths = [one.duration_ms for one in session.recordings]
    known = [length for length in lengths if length is not None]
    if recording.duration_ms is None or len(known) != len(lengths) or max(known) - min(known) > _FIT_MS:
        return False
    times = (turn.end_ms or turn.start_ms or 0 for t in session.current for turn in t.turns)
    return max(times, default=0) <= recording.duration_ms + _FIT_MS
