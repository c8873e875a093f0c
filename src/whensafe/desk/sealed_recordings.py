"""What a seal does to recordings: a verified cut takes the place of one, or it is away whole.

    plan      which recordings the seal touches, and which spans of each can be cut → what is shown first
    close     cut, read the cut again, seal what was there before, and let go of it
    recall    the recording as it was, once the evidence that has its key is open

A recording may have gigabytes. So it is sealed as a stream for a key of its own, and that key (32 bytes) goes
into the evidence file, which every group that its words concern has to open.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from whensafe.desk import registers
from whensafe.desk.act import Deed, require
from whensafe.desk.archive import Archive
from whensafe.desk.ports import BlobRef, Unit
from whensafe.errors import BadInput, Damaged
from whensafe.nouns.actor import TEAM, Actor
from whensafe.nouns.ids import BlobName, InterviewId, SessionId
from whensafe.nouns.interview import Interview, Original, Recording, Session, Silence
from whensafe.nouns.sealed import SealedRecording
from whensafe.protection import silence, spoken
from whensafe.protection.closure import Closure, Item
from whensafe.sealing.seals import Context, open_long, seal_long
from whensafe.sealing.stanzas import HybridIdentity

SEED = 32
LOST, SILENCED = "recording_lost", "recording_silenced"
"""What a closure says of a recording: it can't be played any more, or a span of it is silent."""


@dataclass(frozen=True, slots=True)
class HeldRecording:
    """What an evidence file holds of a recording: what it was, and the key of the file it is sealed in."""

    id: str
    session: SessionId
    recording: Recording
    seed: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of one recording. ``silent`` is ``None`` where it is sealed whole."""

    session: SessionId
    recording: Recording
    silent: tuple[Silence, ...] | None

    def items(self) -> Iterator[Item]:
        """As a closure shows it."""
        if self.silent is None:
            yield Item(LOST, id=self.recording.id)
        for span in self.silent or ():
            yield Item(
                SILENCED,
                address=span.address,
                id=self.recording.id,
                start_ms=span.start_ms,
                end_ms=span.end_ms,
            )


def plan(unit: Unit, interview: Interview, closure: Closure) -> tuple[Fate, ...]:
    """What the seal does to each recording of the sittings it touches."""
    return tuple(
        Fate(session.id, recording, _spans(unit, closure, session, recording))
        for session, recording in spoken.recordings(interview, closure)
    )


def shown(closure: Closure, fates: tuple[Fate, ...]) -> Closure:
    """The closure with what is lost of recordings, said first."""
    items = tuple(item for fate in fates for item in fate.items())
    return replace(closure, goes=(*sorted(items, key=lambda item: item.kind != LOST), *closure.goes))


def close(
    deed: Deed, interview: Interview, fates: tuple[Fate, ...]
) -> tuple[Interview, tuple[HeldRecording, ...]]:
    """The interview with cuts in the place of recordings, or without them; and what its evidence holds.

    Raises `Damaged`, and so undoes the act, where a cut isn't exactly what it should be.
    """
    held = []
    for fate in fates:
        if fate.silent == ():
            continue  # what the seal covers is silent in it already
        now = None if fate.silent is None else _cut(deed, fate.recording, fate.silent)
        held.append(_seal(deed, interview.id, fate))
        deed.unit.blobs.remove(fate.recording.original.blob)
        interview = _with(interview, fate.session, fate.recording, now)
    return interview, tuple(held)


def recall(deed: Deed, interview: Interview, held: tuple[HeldRecording, ...]) -> Interview:
    """The interview with a recording as it was, unless one that is nearer to the original is back already."""
    for one in held:
        kept = registers.find(deed.unit, SealedRecording, one.id)
        if kept is None:
            raise BadInput("a recording that this evidence file has the key of is gone", where=interview.id)
        deed.strike(SealedRecording, one.id)
        there = next((r for s in interview.sessions for r in s.recordings if r.id == one.recording.id), None)
        if there is None or len(there.silent) > len(one.recording.silent):
            ref = deed.keep_blob(_opened(deed.unit, kept, one))
            back = replace(one.recording, original=replace(one.recording.original, blob=ref.name))
            if there is not None:
                deed.unit.blobs.remove(there.original.blob)
            interview = _with(interview, one.session, there or back, back)
        deed.unit.blobs.remove(kept.blob)
    return interview


def unheard(archive: Archive, actor: Actor | None, interview: Interview) -> dict[SessionId, int]:
    """How many recordings of each session are sealed whole, for the team."""
    require(actor, TEAM)
    there = {recording.id for session in interview.sessions for recording in session.recordings}
    with archive.store.read() as unit:
        kept = {(one.recording, one.session) for one in registers.every(unit, SealedRecording, interview.id)}
    return Counter(session for recording, session in sorted(kept) if recording not in there)


def _spans(
    unit: Unit, closure: Closure, session: Session, recording: Recording
) -> tuple[Silence, ...] | None:
    found = spoken.spans(closure, session, recording)
    if found and silence.samples(*_readable(unit, recording.original)) is None:
        return None
    return found


def _cut(deed: Deed, recording: Recording, spans: tuple[Silence, ...]) -> Recording:
    """The cut, read again and compared before it counts."""
    before = _readable(deed.unit, recording.original)
    found = silence.samples(*before)
    if found is None:
        raise Damaged("a recording is not what it was when this was shown", where=recording.original.blob)
    times = [(span.start_ms, span.end_ms) for span in spans]
    data = deed.unit.blobs.read_part(recording.original.blob, found.at, found.at + found.length)
    ref = deed.keep_blob(silence.cut(found, times, data))
    original = Original(ref.name, ref.size, recording.original.media_type, f"{recording.id}.wav")
    if not silence.is_cut(before, _readable(deed.unit, original), times):
        raise Damaged("the cut is not silent where it should be, or not the same elsewhere", where=ref.name)
    return replace(recording, original=original, silent=(*recording.silent, *spans))


def _seal(deed: Deed, interview: InterviewId, fate: Fate) -> HeldRecording:
    unit, file, random = deed.unit, fate.recording.original, deed.archive.randomness.bytes
    id, seed, sha = deed.mint.record(), random(SEED), hashlib.sha256()

    def passing() -> Iterator[bytes]:
        for chunk in unit.blobs.read(file.blob):
            sha.update(chunk)
            yield chunk

    context = _context(
        unit, SealedRecording(id, interview, fate.session, fate.recording.id, BlobName(""), "")
    )
    whom = HybridIdentity(seed).recipient()
    ref: BlobRef = deed.keep_blob(seal_long(file.size, passing(), context, whom, random))
    deed.note(SealedRecording(id, interview, fate.session, fate.recording.id, ref.name, deed.at))
    return HeldRecording(id, fate.session, fate.recording, seed, sha.hexdigest())


def _opened(unit: Unit, kept: SealedRecording, held: HeldRecording) -> Iterator[bytes]:
    sha = hashlib.sha256()
    for piece in open_long(unit.blobs.read(kept.blob), _context(unit, kept), HybridIdentity(held.seed)):
        sha.update(piece)
        yield piece
    if sha.hexdigest() != held.sha256:
        raise BadInput("a sealed recording is not what was sealed", where=kept.interview)


def _context(unit: Unit, kept: SealedRecording) -> Context:
    """What the age file is bound to. It belongs to no group: its key does."""
    archive = kept.archive or unit.secrets.archive_id()
    return Context(archive, "", kept.id, kept.interview, kept.session, 1, "recording")


def _with(interview: Interview, session: SessionId, old: Recording, new: Recording | None) -> Interview:
    """The interview with a recording in the place of another of the same id, at the end if it isn't there."""

    def of_session(one: Session) -> Session:
        if one.id != session:
            return one
        kept = [new if r.id == old.id else r for r in one.recordings]
        if all(r.id != old.id for r in one.recordings):
            kept.append(new)
        return replace(one, recordings=tuple(r for r in kept if r is not None))

    return replace(interview, sessions=tuple(of_session(one) for one in interview.sessions))


def _readable(unit: Unit, file: Original) -> tuple[int, silence.ReadAt]:
    """A stored file's size, and how to read it at a place."""

    def read_at(at: int, n: int) -> bytes:
        return b"".join(unit.blobs.read_part(file.blob, at, min(at + n, file.size)))

    return file.size, read_at
