"""The same interview twice: the same bytes, or the same words in another format. Asked, never decided.

What is stored to recognise them is keyed: without the archive's key nothing can be guessed from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from whensafe.desk import near, prints
from whensafe.desk.act import Deed
from whensafe.desk.look import originals
from whensafe.desk.ports import Secrets, Unit
from whensafe.desk.prints import ALIKE
from whensafe.nouns.actor import TEAM
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import Interview, Question

CODE = "duplicate"
LIKENESS = {
    CODE: near.SAME,
    "duplicate_part": near.PART,
    "duplicate_translation": near.TRANSLATION,
}
"""Each code that asks about a likeness, with what kind it is (stable code)."""
SAME, DIFFERENT = "same", "different"
_DIGEST = "duplicate digest"
_SKETCH = "duplicate sketch"
_SHAPE = "duplicate shape"
_LEAST, _LEAST_SHAPE, _MOST = 6, 3, 3
"""Prints that a candidate shares at least, and how many candidates are compared."""


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
    """What an interview is recognised by: a keyed digest of each file; of each transcript a keyed sketch of
    its words, and one of what a translation leaves as it is.
    """

    digests: tuple[bytes, ...]
    sketches: tuple[tuple[bytes, ...], ...]
    shapes: tuple[tuple[bytes, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Like:
    """Another interview, and the code of the question whether it is this one."""

    id: InterviewId
    code: str = CODE


def prints_of(secrets: Secrets, interview: Interview, digests: Iterable[bytes]) -> Prints:
    """The prints of an interview whose files have these digests."""
    key, texts = secrets.mac(_SHAPE, b"key"), list(_texts(interview))
    return Prints(
        tuple(digests),
        tuple(sketch(secrets, one) for one in texts),
        tuple(prints.shape(key, one) for one in texts),
    )


def find(deed: Deed, interview: Interview, prints: Prints) -> Like | None:
    """Another kept interview that shares a file or words with this one, or that is it in another language."""
    return next(alike(deed.unit, interview, prints), None)


def alike(unit: Unit, interview: Interview, prints: Prints) -> Iterator[Like]:
    """Every other kept interview that is found by these prints; what isn't nearly the same is compared."""
    for mac in prints.digests:
        id = unit.interviews.look_alike(mac, ())
        if id is not None and id != interview.id:
            yield Like(id)
    codes = {kind: code for code, kind in LIKENESS.items()}
    asked = [(words, _LEAST) for words in prints.sketches] + [(s, _LEAST_SHAPE) for s in prints.shapes]
    for words, least in asked:
        for id, shared in unit.interviews.near(words, least=least, most=_MOST) if words else ():
            if id == interview.id:
                continue
            if least == _LEAST and shared >= ALIKE * len(set(words)):
                yield Like(id)
                continue
            other = unit.interviews.get(id, TEAM)
            kind = None if other is None else near.likeness(interview, other)
            if kind is not None:
                yield Like(id, codes[kind])


_ASKED = {
    CODE: "This looks like interview {id}, which is already in the archive. Is it the same?",
    "duplicate_part": "This and interview {id} have a large part in common. Is one a part of the other?",
    "duplicate_translation": "This may be interview {id} in another language. Is it?",
}


def ask(interview: Interview, like: Like | None) -> Interview:
    """The same interview with the question about its likeness, once."""
    if like is None or any(q.code in LIKENESS for q in interview.questions):
        return interview
    question = Question(like.code, _ASKED[like.code].format(id=like.id), options=(SAME, DIFFERENT))
    return replace(interview, duplicate_of=like.id, questions=(*interview.questions, question))


def remember(deed: Deed, interview: Interview, prints: Prints) -> None:
    """Keep the prints of an interview; they are compared once it is kept."""
    words = [one for sketched in (*prints.sketches, *prints.shapes) for one in sketched]
    deed.unit.interviews.remember_prints(interview.id, prints.digests, words)


def _texts(interview: Interview) -> Iterator[list[str]]:
    for session in interview.sessions:
        for transcript in session.transcripts:
            yield [turn.text for turn in transcript.turns]


def digests(deed: Deed, interview: Interview) -> list[bytes]:
    """The keyed digests of an interview's files, from what is stored."""
    secrets, blobs = deed.unit.secrets, deed.unit.blobs
    return [digest_of(secrets, blobs.read(file.blob)) for file in originals(interview)]
