"""The same interview twice: the same bytes, or the same words in another format. Asked, never decided.

What is stored to recognise them is keyed: without the archive's key nothing can be guessed from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from whensafe.desk import prints
from whensafe.desk.act import Deed
from whensafe.desk.look import originals
from whensafe.desk.ports import Secrets, Unit
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import Interview, Question

CODE = "duplicate"
LIKENESS = {CODE: "same_words"}
"""Each code that asks about a likeness, with what kind it is (stable code)."""
SAME, DIFFERENT = "same", "different"
_DIGEST = "duplicate digest"
_SKETCH = "duplicate sketch"


def digest(secrets: Secrets, data: bytes) -> bytes:
    """The keyed digest by which the same bytes are recognised."""
    return secrets.mac(_DIGEST, data)


def digest_of(secrets: Secrets, chunks: Iterator[bytes]) -> bytes:
    """The same of a stream."""
    return secrets.mac_stream(_DIGEST, chunks)


def sketch(secrets: Secrets, texts: Sequence[str]) -> tuple[bytes, ...]:
    """The keyed sketch by which the same words are recognised."""
    return prints.sketch(secrets.mac(_SKETCH, b"key"), texts)


def same_bytes(unit: Unit, chunks: Iterator[bytes]) -> InterviewId | None:
    """The kept interview that these very bytes were taken in for."""
    return unit.interviews.look_alike(digest_of(unit.secrets, chunks), ())


@dataclass(frozen=True, slots=True)
class Prints:
    """What an interview is recognised by: a keyed digest of each file, a keyed sketch of each transcript."""

    digests: tuple[bytes, ...]
    sketches: tuple[tuple[bytes, ...], ...]


def prints_of(secrets: Secrets, interview: Interview, digests: Iterable[bytes]) -> Prints:
    """The prints of an interview whose files have these digests."""
    return Prints(tuple(digests), tuple(sketch(secrets, texts) for texts in _texts(interview)))


def find(deed: Deed, interview: Interview, prints: Prints) -> InterviewId | None:
    """Another kept interview that shares a file, or nearly all words, with this one."""
    return next(alike(deed.unit, interview, prints), None)


def alike(unit: Unit, interview: Interview, prints: Prints) -> Iterator[InterviewId]:
    """Every other kept interview that is found by one of these prints."""
    look_alike = unit.interviews.look_alike
    asked: list[tuple[bytes, Sequence[bytes]]] = [(mac, ()) for mac in prints.digests]
    asked += [(b"", words) for words in prints.sketches if words]
    for mac, words in asked:
        id = look_alike(mac, words)
        if id is not None and id != interview.id:
            yield id


def ask(interview: Interview, like: InterviewId | None) -> Interview:
    """The same interview with the question about its likeness, once."""
    if like is None or any(q.code == CODE for q in interview.questions):
        return interview
    question = Question(
        CODE,
        f"This looks like interview {like}, which is already in the archive. Is it the same?",
        options=(SAME, DIFFERENT),
    )
    return replace(interview, duplicate_of=like, questions=(*interview.questions, question))


def remember(deed: Deed, interview: Interview, prints: Prints) -> None:
    """Keep the prints of an interview; they are compared once it is kept."""
    words = [one for sketched in prints.sketches for one in sketched]
    deed.unit.interviews.remember_prints(interview.id, prints.digests, words)


def _texts(interview: Interview) -> Iterator[list[str]]:
    for session in interview.sessions:
        for transcript in session.transcripts:
            yield [turn.text for turn in transcript.turns]


def digests(deed: Deed, interview: Interview) -> list[bytes]:
    """The keyed digests of an interview's files, from what is stored."""
    secrets, blobs = deed.unit.secrets, deed.unit.blobs
    return [digest_of(secrets, blobs.read(file.blob)) for file in originals(interview)]
