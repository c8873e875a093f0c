"""Reading: the list, one interview, an original. Every function asks the gate before it looks.

The team reads what is stored; everybody else reads what is cleared for them now, and nothing else is counted,
listed or found.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from whensafe.desk import as_told
from whensafe.desk.act import acting, require, seen_by
from whensafe.desk.archive import Archive
from whensafe.desk.clearing import Clearing
from whensafe.desk.ports import Line, Page
from whensafe.errors import BadOption, NotFound, NotPermitted
from whensafe.nouns.actor import TEAM, Actor, Audience
from whensafe.nouns.ids import BlobName, InterviewId
from whensafe.nouns.interview import Interview, Original, Recording, State


def page(
    archive: Archive,
    actor: Actor | None,
    audience: Audience,
    *,
    state: State = State.KEPT,
    after: str | None = None,
    limit: int = 50,
) -> Page:
    """A stretch of the list, newest first. ``after`` is what the page before gave."""
    allowed = require(actor)
    if not 1 <= limit <= 1000:
        raise BadOption("a page holds 1 to 1000 lines")
    with archive.store.read() as unit:
        if audience == TEAM:
            return unit.interviews.page(audience, state, after=after, limit=limit)
        if state is not State.KEPT:
            return Page((), 0, None)
        return _told_page(Clearing(unit, allowed, audience, archive.clock.now()), after, limit)


def show(archive: Archive, actor: Actor | None, audience: Audience, id: InterviewId) -> Interview:
    """One interview, or `NotFound`, also where there is one that this audience may not see."""
    allowed = require(actor)
    with archive.store.read() as unit:
        if audience == TEAM:
            return seen_by(actor, audience, unit, id)
        stored = unit.interviews.get(id, TEAM)
        clearing = Clearing(unit, allowed, audience, archive.clock.now())
        found = None if stored is None else clearing.of(stored)
    if found is None:
        raise NotFound("no such interview", where=str(id)[:40])
    return as_told.interview(found.cleared)


def _told_page(clearing: Clearing, after: str | None, limit: int) -> Page:
    """Ordered by what is told: the newest interview first, then by id; ``after`` is the last one's key."""
    lines = {_key(line): line for line in (as_told.line(told.cleared) for told in clearing.every())}
    keys = sorted(lines, reverse=True)
    start = next((n for n, key in enumerate(keys) if after is None or key < after), len(keys))
    shown = keys[start : start + limit]
    more = start + limit < len(keys)
    return Page(tuple(lines[key] for key in shown), len(keys), shown[-1] if more and shown else None)


def _key(line: Line) -> str:
    return f"{line.interviewed or line.published or ''}/{line.id}"


def originals(interview: Interview) -> tuple[Original, ...]:
    """Every file of an interview: the documents its sessions came from, its recordings, its exhibits."""
    return (
        *(original for session in interview.sessions for original in session.originals),
        *(recording.original for recording in recordings(interview)),
        *(exhibit.original for exhibit in interview.exhibits),
    )


def recordings(interview: Interview) -> tuple[Recording, ...]:
    """Every recording of an interview, session by session."""
    return tuple(recording for session in interview.sessions for recording in session.recordings)


def original(
    archive: Archive, actor: Actor | None, audience: Audience, id: InterviewId, blob: BlobName
) -> tuple[Original, Iterator[bytes]]:
    """An original, taken out: its bytes as received, in chunks. Taking it out is in the ledger first."""
    require(actor)
    if audience != TEAM:  # a file as received is cleared for nobody: it holds everything that was said
        raise NotPermitted("not allowed: team_only", reasons=("team_only",))
    with acting(archive, actor, "take_out") as deed:
        found = _original(seen_by(actor, audience, deed.unit, id), blob)
        deed.about.extend((id, blob))
    return found, _chunks(archive, blob)


def digest(archive: Archive, actor: Actor | None, id: InterviewId, original: Original) -> str:
    """SHA-256 in hex of an original, computed now for the team; nothing unkeyed is stored."""
    require(actor, TEAM)
    with archive.store.read() as unit:
        _original(seen_by(actor, TEAM, unit, id), original.blob)
        sha = hashlib.sha256()
        for chunk in unit.blobs.read(original.blob):
            sha.update(chunk)
    return sha.hexdigest()


def _original(interview: Interview, blob: BlobName) -> Original:
    for candidate in originals(interview):
        if candidate.blob == blob:
            return candidate
    raise NotFound("no such file in this interview", where=interview.id)


def _chunks(archive: Archive, blob: BlobName) -> Iterator[bytes]:
    with archive.store.read() as unit:
        yield from unit.blobs.read(blob)
