"""Reading: the list, one interview, an original. Every function asks the gate before it looks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from whensafe.desk.act import acting, require, seen_by
from whensafe.desk.archive import Archive
from whensafe.desk.ports import Page
from whensafe.errors import BadOption, NotFound
from whensafe.nouns.actor import TEAM, Actor, Audience
from whensafe.nouns.ids import BlobName, InterviewId
from whensafe.nouns.interview import Interview, Original, State


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
    require(actor, audience)
    if not 1 <= limit <= 1000:
        raise BadOption("a page holds 1 to 1000 lines")
    with archive.store.read() as unit:
        return unit.interviews.page(audience, state, after=after, limit=limit)


def show(archive: Archive, actor: Actor | None, audience: Audience, id: InterviewId) -> Interview:
    """One interview, or `NotFound`, also where there is one that this audience may not see."""
    require(actor, audience)
    with archive.store.read() as unit:
        return seen_by(actor, audience, unit, id)


def originals(interview: Interview) -> tuple[Original, ...]:
    """Every file of an interview: what its sessions came from, then its exhibits."""
    of_sessions = tuple(original for session in interview.sessions for original in session.originals)
    return of_sessions + tuple(exhibit.original for exhibit in interview.exhibits)


def original(
    archive: Archive, actor: Actor | None, audience: Audience, id: InterviewId, blob: BlobName
) -> tuple[Original, Iterator[bytes]]:
    """An original, taken out: its bytes as received, in chunks. Taking it out is in the ledger first."""
    require(actor, audience)
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
