"""The same interview twice: the same bytes, or the same words in another format. Asked, never decided.

What is stored to recognise them is keyed: without the archive's key nothing can be guessed from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from whensafe.desk import prints
from whensafe.desk.act import Deed
from whensafe.desk.look import originals
from whensafe.desk.ports import Secrets, Unit
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import Interview, Question

CODE = "duplicate"
SAME, DIFFERENT = "same", "different"
_DIGEST = "duplicate digest"
_SKETCH = "duplicate sketch"


def digest(secrets: Secrets, data: bytes) -> bytes:
    """The keyed digest by which the same bytes are recognised."""
    return secrets.mac(_DIGEST, data)


def sketch(secrets: Secrets, texts: Sequence[str]) -> tuple[bytes, ...]:
    """The keyed sketch by which the same words are recognised."""
    return prints.sketch(secrets.mac(_SKETCH, b"key"), texts)


def same_bytes(unit: Unit, data: bytes) -> InterviewId | None:
    """The kept interview that these very bytes were taken in for."""
    return unit.interviews.look_alike(digest(unit.secrets, data), ())


def find(deed: Deed, interview: Interview, digests: Sequence[bytes]) -> InterviewId | None:
    """A kept interview that shares a file (by its `digest`), or nearly all words, with this one."""
    interviews, secrets = deed.unit.interviews, deed.unit.secrets
    for words in _texts(interview):
        alike = interviews.look_alike(b"", sketch(secrets, words))
        if alike is not None and alike != interview.id:
            return alike
    for mac in digests:
        alike = interviews.look_alike(mac, ())
        if alike is not None and alike != interview.id:
            return alike
    return None


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


def remember(deed: Deed, interview: Interview, digests: Sequence[bytes]) -> None:
    """Keep the prints of an interview; they are compared once it is kept."""
    words = [sketch(deed.unit.secrets, texts) for texts in _texts(interview)]
    deed.unit.interviews.remember_prints(interview.id, digests, [p for one in words for p in one])


def _texts(interview: Interview) -> Iterator[list[str]]:
    for session in interview.sessions:
        for transcript in session.transcripts:
            yield [turn.text for turn in transcript.turns]


def digests(deed: Deed, interview: Interview) -> list[bytes]:
    """The keyed digests of an interview's files, from what is stored."""
    secrets, blobs = deed.unit.secrets, deed.unit.blobs
    return [secrets.mac_stream(_DIGEST, blobs.read(file.blob)) for file in originals(interview)]
