"""Release groups as the archive keeps them: what opens together, and what binds its seals to their place."""

from __future__ import annotations

from dataclasses import dataclass

from whensafe.nouns.ids import BlobName, InterviewId
from whensafe.nouns.sealed import Evidence, Seal
from whensafe.sealing.groups import Group
from whensafe.sealing.seals import Context


@dataclass(frozen=True, slots=True)
class ReleaseGroup:
    """One interview and one condition in its canonical written form. An opened group takes no further seal.

    ``group`` is what the archive keeps of its key: nothing in it opens anything. Times are RFC 3339 in UTC.
    ``archive`` is the one that made it, if it came by merging: its seals are bound to that one's token.
    """

    id: str
    interview: InterviewId
    condition: str
    group: Group
    at: str
    opened_at: str | None = None
    archive: str | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """A request that is under way here. ``id`` is its group's; ``blob`` holds the request as it was sent.

    ``opener`` is whom the answers are for; ``here`` that this is a key made for this request alone, on the
    machine that asked. ``answers`` are files of custodians, each found true. ``at`` is RFC 3339 in UTC.
    """

    id: str
    interview: InterviewId
    blob: BlobName
    opener: str
    here: bool
    at: str
    answers: tuple[bytes, ...] = ()


def seal_context(archive: str, seal: Seal) -> Context:
    """What a seal's ciphertext is bound to: sealed with it, and compared by whoever opens it."""
    return Context(archive, seal.group, seal.id, seal.interview, seal.scope.value, 1, "text")


def evidence_context(archive: str, evidence: Evidence) -> Context:
    """The same for the outermost layer of an evidence file. ``version`` counts layers, the innermost is 1."""
    layers = evidence.layers
    return Context(archive, layers[-1], evidence.id, evidence.interview, "interview", len(layers), "evidence")
