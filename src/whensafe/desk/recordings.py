"""Recordings: sound and film, taken in beside their transcript or before there is one.

They are told by their content, read in small pieces and stored as a stream: whatever their size, little of
them is in memory. The team alone hears them; nothing of them is in any edition.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeAlias

from whensafe.desk import compose
from whensafe.desk.act import Deed, require, seen_by
from whensafe.desk.archive import Archive
from whensafe.desk.incoming import CHUNK, Incoming, Prepared, file_name, keep, prepare
from whensafe.errors import BadInput, NotFound, NotPermitted
from whensafe.intake import recording as headers
from whensafe.nouns.actor import TEAM, Actor, Audience
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import (
    Interview,
    Original,
    Question,
    Recording,
    Session,
)
from whensafe.nouns.reading import Reading, without_words

NO_TRANSCRIPT = "unwritten_recording"
"""The code of the question that a recording without words asks."""

MAIL = "message/rfc822"


class Bytes(Protocol):
    """A file that needn't be in memory."""

    @property
    def size(self) -> int:
        """How many bytes it has."""

    def read_at(self, at: int, n: int) -> bytes:
        """The bytes from a position, at most so many; fewer only at the end."""

    def chunks(self) -> Iterator[bytes]:
        """All of it, from the beginning."""


@dataclass(frozen=True, slots=True)
class InMemory:
    """Bytes that are in memory already."""

    data: bytes

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return len(self.data)

    def read_at(self, at: int, n: int) -> bytes:
        """See `Bytes`."""
        return self.data[at : at + n]

    def chunks(self) -> Iterator[bytes]:
        """See `Bytes`."""
        for start in range(0, len(self.data), CHUNK):
            yield self.data[start : start + CHUNK]


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recording as given, with what its headers say of it."""

    name: str
    source: Bytes
    media_type: str
    duration_ms: int | None


Given: TypeAlias = Incoming | Prepared | Recorded
"""A file as given, read already or not, or a recording."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """What was given of one sitting: a document, its recordings, or both."""

    document: Prepared | None
    recordings: tuple[Recorded, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """A stretch of a recording: its bytes from ``start`` up to and without ``stop``, in chunks."""

    recording: Recording
    start: int
    stop: int
    chunks: Iterator[bytes]


def recognized(name: str, source: Bytes) -> Recorded | None:
    """The file as a recording if it is one by its content, whatever its name says."""
    media_type = headers.sniff(source.read_at(0, headers.HEAD))
    if media_type is None:
        return None
    length = headers.duration_ms(media_type, source.size, source.read_at)
    return Recorded(name, source, media_type, length)


def sittings(files: Sequence[Prepared | Recorded]) -> list[Sitting]:
    """Which recording belongs to which document: those of one name but for the ending; one and one, too.

    In the order given; a recording without a document is a sitting of its own.
    """
    documents = [file for file in files if isinstance(file, Prepared)]
    of: dict[int, list[Recorded]] = {}
    alone: list[Recorded] = []
    recordings = [file for file in files if isinstance(file, Recorded)]
    for file in recordings:
        same = [d for d in documents if is_same_name(file.name, d.incoming.name)]
        if len(documents) == len(recordings) == 1:
            same = documents
        if same:
            of.setdefault(id(same[0]), []).append(file)
        else:
            alone.append(file)
    found = [(files.index(d), Sitting(d, tuple(of.get(id(d), ())))) for d in documents]
    found += [(files.index(file), Sitting(None, (file,))) for file in alone]
    return [sitting for _, sitting in sorted(found, key=lambda one: one[0])]


def with_recordings(files: Sequence[Incoming]) -> list[list[Incoming]]:
    """Each file with the recordings that have its name and go with it; a recording without one by itself."""
    sound = [file for file in files if headers.sniff(file.data[: headers.HEAD]) is not None]
    found = [[file] for file in files if file not in sound]
    for file in sound:
        of = next((group for group in found if is_same_name(file.name, group[0].name)), None)
        if of is None or of[0] in sound:
            found.append([file])
        else:
            of.append(file)
    return found


def is_same_name(recording: str, document: str) -> bool:
    """``talk.mp3`` goes with ``talk.vtt`` and ``talk.en.vtt``."""
    stem, other = (file_name(name).casefold().rpartition(".") for name in (recording, document))
    return bool(stem[0]) and (other[0] == stem[0] or other[0].startswith(f"{stem[0]}."))


def store(deed: Deed, file: Recorded) -> Recording:
    """Keep a recording's bytes as received. `BadInput` if the file changed while it was read."""
    ref = deed.keep_blob(file.source.chunks())
    name = file_name(file.name)
    if ref.size != file.source.size:
        raise BadInput("the file changed while it was being read", where=name)
    return Recording(
        deed.mint.recording(), Original(ref.name, ref.size, file.media_type, name), file.duration_ms
    )


def as_prepared(archive: Archive, file: Given) -> Prepared | Recorded:
    """A recording as such; any other file read, unless it has been."""
    if not isinstance(file, Incoming):
        return file
    return recognized(file.name, InMemory(file.data)) or prepare(archive, file)


def part(deed: Deed, sitting: Sitting) -> compose.Part:
    """A sitting with its files stored."""
    kept = tuple(store(deed, file) for file in sitting.recordings)
    if sitting.document is None:
        return compose.Part(unspoken(sitting.recordings[0].media_type), None, kept)
    reading = sitting.document.reading
    beside = tuple(keep(deed, file, MAIL) for file in sitting.document.beside)
    return compose.Part(reading, keep(deed, sitting.document.incoming, reading.media_type), kept, beside)


def unspoken(media_type: str) -> Reading:
    """What is read in a recording without a transcript: no words, and a question that says so."""
    question = Question(
        NO_TRANSCRIPT,
        "There is no transcript of this recording yet. Can you add one, or have it written down?",
    )
    return without_words("recording", media_type, questions=(question,))


def without_answered(interview: Interview) -> Interview:
    """The interview without the question for a transcript, once every recording has one beside it."""
    if any(is_unwritten(session) for session in interview.sessions):
        return interview
    left = tuple(q for q in interview.questions if q.code != NO_TRANSCRIPT)
    return interview if left == interview.questions else replace(interview, questions=left)


def is_unwritten(session: Session) -> bool:
    """Has this sitting a recording and no words yet?"""
    return bool(session.recordings) and not session.transcripts


def heard(
    archive: Archive,
    actor: Actor | None,
    audience: Audience,
    id: InterviewId,
    recording: str,
    span: tuple[int, int | None] = (0, None),
) -> Heard:
    """A stretch of a recording, for listening, from a byte up to and without another: a first one below zero
    counts from the end, an end of ``None`` is the file's. Behind the end there is nothing.

    `NotPermitted` for any audience but the team, `NotFound` where there is no such recording.
    """
    require(actor)
    if audience != TEAM:
        raise NotPermitted("not allowed: team_only", reasons=("team_only",))
    with archive.store.read() as unit:
        found = find(seen_by(actor, audience, unit, id), recording)
    size, (first, end) = found.original.size, span
    start = min(size, first if first >= 0 else max(0, size + first))
    stop = size if end is None else max(start, min(end, size))
    return Heard(found, start, stop, _stretch(archive, found, start, stop))


def find(interview: Interview, id: str) -> Recording:
    """One recording of an interview, or `NotFound`."""
    for session in interview.sessions:
        for recording in session.recordings:
            if recording.id == id:
                return recording
    raise NotFound("no such recording in this interview", where=interview.id)


def _stretch(archive: Archive, recording: Recording, start: int, stop: int) -> Iterator[bytes]:
    """Each piece in a view of its own, so that whoever listens slowly keeps nothing from being erased."""
    for at in range(start, stop, CHUNK):
        with archive.store.read() as unit:
            piece = b"".join(unit.blobs.read_part(recording.original.blob, at, min(at + CHUNK, stop)))
        yield piece
