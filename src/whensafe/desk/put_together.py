"""Putting a custodians' quorum together on the opener's machine: no archive is needed, nothing is kept.

Answers that are forged, or for another request, are named and left out; if enough true ones remain, it opens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from whensafe.desk.release_file import write_release
from whensafe.errors import BadAnswer, BadInput
from whensafe.protection import contents
from whensafe.sealing.requests import Opened, judge, open_request, read_request
from whensafe.sealing.stanzas import HybridIdentity


@dataclass(frozen=True, slots=True)
class OpenedSeal:
    """One seal's words, stretch by stretch, in clear. They don't print themselves."""

    seal: str
    stretches: tuple[str, ...] = field(repr=False)

    @property
    def text(self) -> str:
        """The stretches, one a line."""
        return "\n".join(self.stretches)


@dataclass(frozen=True, slots=True)
class PutTogether:
    """What was opened: seals, the one that was asked for first; how many other files of the interview, which
    only a release puts back; the release file. ``refused`` are answers left out, with the file they came in.
    """

    archive: str
    opener: str
    seals: tuple[OpenedSeal, ...]
    files: int
    refused: tuple[tuple[str, BadAnswer], ...]
    release: bytes = field(repr=False)


def put_together(request: bytes, answers: Sequence[tuple[str, bytes]], opener: HybridIdentity) -> PutTogether:
    """Open a request; ``answers`` with their files' names. `BadAnswer` or `BadInput` if too few are true."""
    asked = read_request(request, archive_key=None)
    if str(opener.recipient()) != asked.opener:
        raise BadInput("the answers to this request are for somebody else than these words")
    good, refused = judged(request, answers, opener)
    try:
        opened = open_request(request, good, opener)
    except BadInput as error:
        raise _with_names(error, refused) from None
    seals = tuple(_words(one) for one in opened if one.context.purpose != "evidence")
    return PutTogether(
        asked.archive,
        asked.opener,
        seals,
        len(opened) - len(seals),
        tuple(refused),
        write_release(asked.archive, opened),
    )


def judged(
    request: bytes, answers: Sequence[tuple[str, bytes]], opener: HybridIdentity
) -> tuple[list[bytes], list[tuple[str, BadAnswer]]]:
    """The true ones among these answers, and why each other isn't, with its file's name."""
    good: list[bytes] = []
    refused: list[tuple[str, BadAnswer]] = []
    for name, data in answers:
        true, wrong = judge(request, [data], opener)
        good += true
        refused += [(name, one) for one in wrong]
    return good, refused


def _words(one: Opened) -> OpenedSeal:
    held = contents.read(one.content)
    return OpenedSeal(
        one.context.seal,
        (
            *(part.words.reveal() for part in held.stretches),
            *(part.words.reveal() for part in held.fields),
        ),
    )


def _with_names(error: BadInput, refused: Sequence[tuple[str, BadAnswer]]) -> BadInput:
    """Too few are left: whoever sent what was refused is named in the same line."""
    if not refused:
        return error
    told = "; ".join(
        f"{name}: {wrong.message}" + (f" ({wrong.where})" if wrong.where else "") for name, wrong in refused
    )
    return BadAnswer(f"{error.message}; refused: {told}", todo=error.todo)
