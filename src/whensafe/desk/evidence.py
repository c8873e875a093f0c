"""Evidence files: what holds more words than one seal's own, sealed once for each release group they are of.

    innermost   salt (32) ‖ length of head (8, big-endian) ‖ head, canonical JSON ‖ the files' bytes in order
    with turns  what a seal holds (`protection.contents.spell`)
    each more   commitment of what it holds (32) ‖ the age file it holds

In one without turns are originals, first readings, salts and payloads of ledger entries, times of turns that
still have holes, keys of sealed recordings. It is written and read here; nothing in the archive opens it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from whensafe.desk import registers
from whensafe.desk.act import Deed
from whensafe.desk.ports import Opening, Unit
from whensafe.desk.records import canonical
from whensafe.desk.release_groups import ReleaseGroup, evidence_context, seal_context
from whensafe.desk.sealed_recordings import HeldRecording
from whensafe.errors import BadInput
from whensafe.nouns.ids import Address, BlobName, InterviewId
from whensafe.nouns.interview import Original
from whensafe.nouns.sealed import Evidence, EvidenceId, GroupId, Seal, SealState
from whensafe.protection.contents import SALT, SetAside, Times, commitment
from whensafe.sealing.requests import AskedSeal
from whensafe.sealing.seals import seal_media, seal_text

_LENGTH = 8


@dataclass(frozen=True, slots=True)
class HeldFile:
    """One original: its name among the blobs it came from, its size, SHA-256 in hex."""

    blob: BlobName
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class HeldOpening:
    """What a ledger entry said, and the salt that its leaf commits to it with."""

    index: int
    salt: bytes
    payload: bytes

    @property
    def opening(self) -> Opening:
        """As the ledger keeps it."""
        return Opening(self.salt, self.payload)


@dataclass(frozen=True, slots=True)
class Held:
    """What an evidence file holds besides the bytes of its files."""

    interview: InterviewId
    set_aside: SetAside
    files: tuple[HeldFile, ...] = ()
    openings: tuple[HeldOpening, ...] = ()
    times: tuple[Times, ...] = ()
    recordings: tuple[HeldRecording, ...] = ()
    v: int = 1


def gather(
    deed: Deed,
    interview: InterviewId,
    set_aside: SetAside,
    openings: Sequence[HeldOpening] = (),
    times: Sequence[Times] = (),
    recordings: Sequence[HeldRecording] = (),
) -> bytes:
    """The contents of a new evidence file: what was set aside, with the bytes of its files."""
    data = [b"".join(deed.unit.blobs.read(file.blob)) for file in files_of(set_aside)]
    files = tuple(
        HeldFile(file.blob, len(one), hashlib.sha256(one).hexdigest())
        for file, one in zip(files_of(set_aside), data, strict=True)
    )
    head = Held(interview, set_aside, files, tuple(openings), tuple(times), tuple(recordings))
    return spell(head, data, deed.archive.randomness.bytes(SALT))


def files_of(set_aside: SetAside) -> tuple[Original, ...]:
    """Every file that was set aside, in order."""
    of_sessions = (file for _, originals in set_aside.originals for file in originals)
    return (*of_sessions, *(exhibit.original for exhibit in set_aside.exhibits))


def spell(head: Held, files: Iterable[bytes], salt: bytes) -> bytes:
    """The innermost contents as bytes."""
    spelled = canonical(head)
    return b"".join([salt, len(spelled).to_bytes(_LENGTH, "big"), spelled, *files])


def read(content: bytes) -> tuple[Held, Mapping[BlobName, bytes]]:
    """What `spell` wrote, with each file's bytes by its former name; `BadInput` for anything else."""
    start = SALT + _LENGTH
    end = start + int.from_bytes(content[SALT:start], "big")
    try:
        head = msgspec.json.decode(content[start:end], type=Held)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise BadInput("what this evidence file holds can't be read") from None
    files: dict[BlobName, bytes] = {}
    at = end
    for file in head.files:
        files[file.blob] = content[at : at + file.size]
        at += file.size
        if hashlib.sha256(files[file.blob]).hexdigest() != file.sha256:
            raise BadInput("a file in this evidence file is not what went into it")
    if at != len(content):
        raise BadInput("what this evidence file holds can't be read")
    return head, files


def keep(
    deed: Deed,
    interview: InterviewId,
    content: bytes,
    groups: Sequence[ReleaseGroup],
    *,
    ledger: int = 0,
    turns: tuple[Address, ...] = (),
) -> Evidence:
    """Seal these contents for every one of the groups, the last one outermost, and keep the file."""
    id = EvidenceId(deed.mint.record())
    made = Evidence(id, interview, BlobName(""), (), commitment(content), deed.at, ledger, turns)
    inner = content
    for group in groups:
        made, inner = _layer(deed, made, inner, group)
    made = replace(made, blob=deed.keep_blob(iter((inner,))).name)
    deed.note(made)
    return made


def close_for(deed: Deed, seal: Seal, group: ReleaseGroup) -> None:
    """Seal every evidence file that holds words of this seal for its group, too."""
    for kept in list(registers.every(deed.unit, Evidence, seal.interview)):
        holds = not kept.turns or not set(kept.turns).isdisjoint(seal.addresses)
        if holds and seal.group not in kept.layers:
            wrap(deed, kept, group)


def wrap(deed: Deed, evidence: Evidence, group: ReleaseGroup) -> Evidence:
    """Seal an evidence file once more, for a group that came later. The file with fewer layers goes."""
    held = b"".join(deed.unit.blobs.read(evidence.blob))
    wrapped, ciphertext = _layer(deed, evidence, held, group)
    deed.unit.blobs.remove(evidence.blob)
    wrapped = replace(wrapped, blob=deed.keep_blob(iter((ciphertext,))).name)
    deed.note(wrapped)
    return wrapped


def peel(deed: Deed, evidence: Evidence, content: bytes) -> Evidence | None:
    """Take off the outermost layer, whose contents these are. ``None``: it was the last, nothing is kept."""
    deed.unit.blobs.remove(evidence.blob)
    if len(evidence.layers) == 1:
        deed.strike(Evidence, evidence.id)
        return None
    left = replace(
        evidence,
        layers=evidence.layers[:-1],
        commitment=content[:SALT],
        blob=deed.keep_blob(iter((content[SALT:],))).name,
    )
    deed.note(left)
    return left


def asked(unit: Unit, group: GroupId, interview: InterviewId) -> tuple[AskedSeal, ...]:
    """All that K answers of this group open: its seals, and the evidence files that it closes outermost."""
    archive = origin(unit, group)
    return (
        *(
            AskedSeal(seal.ciphertext, seal_context(archive, seal))
            for seal in registers.every(unit, Seal, interview)
            if seal.group == group and seal.state is SealState.SEALED
        ),
        *(
            AskedSeal(b"".join(unit.blobs.read(one.blob)), evidence_context(archive, one))
            for one in registers.every(unit, Evidence, interview)
            if one.layers[-1] == group
        ),
    )


def origin(unit: Unit, group: str) -> str:
    """The token of the archive that made this group: what its seals are bound to."""
    kept = registers.find(unit, ReleaseGroup, group)
    made = None if kept is None else kept.archive
    return made if made is not None else unit.secrets.archive_id()


def closing(unit: Unit, interview: InterviewId) -> Iterator[ReleaseGroup]:
    """The groups that still close something of this interview and were not opened, the oldest first."""
    closed = {s.group for s in registers.every(unit, Seal, interview) if s.state is SealState.SEALED}
    for group in registers.every(unit, ReleaseGroup, interview):
        if group.id in closed and group.opened_at is None:
            yield group


def _layer(deed: Deed, evidence: Evidence, held: bytes, group: ReleaseGroup) -> tuple[Evidence, bytes]:
    content = evidence.commitment + held if evidence.layers else held
    closed = replace(
        evidence, layers=(*evidence.layers, GroupId(group.id)), commitment=commitment(content), at=deed.at
    )
    context = evidence_context(group.archive or deed.unit.secrets.archive_id(), closed)
    padded = seal_text if closed.turns else seal_media
    return closed, padded(content, context, group.group.sealed_for(), deed.archive.randomness.bytes)
