"""What the ledger says of an interview's former words is taken out of it when words are sealed.

An entry commits to an interview, a file, a record by a keyed digest. Whoever has the server's keys could try
guesses on it. So the salt and payload of each entry that has a digest of what is gone go into the evidence
file; the leaf stays. What else such an entry committed to, and is still there as it was, is committed to
again by the act that seals; what isn't as it was is left for `check` to find.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field

from whensafe.desk import journal, registers
from whensafe.desk.act import Deed
from whensafe.desk.check import ERASING, OPENING
from whensafe.desk.evidence import HeldOpening
from whensafe.desk.look import originals
from whensafe.desk.ports import Unit
from whensafe.desk.records import record_mac, register_mac
from whensafe.errors import Damaged
from whensafe.ledger import entry
from whensafe.nouns.actor import TEAM
from whensafe.nouns.ids import BlobName, InterviewId
from whensafe.nouns.interview import Interview
from whensafe.nouns.sealed import Evidence, SealedRecording


@dataclass(slots=True)
class Told:
    """Openings that are to go, and the newest digest in hex that they have of each thing."""

    openings: list[HeldOpening] = field(default_factory=list)
    interviews: dict[InterviewId, str | None] = field(default_factory=dict)
    records: dict[tuple[str, str], str | None] = field(default_factory=dict)
    blobs: dict[BlobName, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    own: set[BlobName] = field(default_factory=set)
    """The interview's own files, as they were."""


def told(unit: Unit, of: Interview, records: Set[tuple[str, str]] = frozenset()) -> Told:
    """Every opening with a digest of this interview or of one of these records (kind, id)."""
    found, interview = Told(own=_files_of(unit, of)), of.id
    wanted = re.compile(b"|".join(re.escape(id.encode()) for id in (interview, *(id for _, id in records))))
    # What is before the newest evidence file's time is in one already, but for records it didn't touch.
    start = 0 if records else max((e.ledger for e in registers.every(unit, Evidence, interview)), default=0)
    for index, (leaf, opening) in enumerate(unit.ledger.leaves(start, unit.ledger.size()), start):
        if opening is None or wanted.search(opening.payload) is None:
            continue
        said = journal.read_entry(opening.payload)
        of_it = any(change.id == interview and change.mac is not None for change in said.interviews)
        if not of_it and not any((noted.kind, noted.id) in records for noted in said.records):
            continue
        if not entry.opens(leaf, opening.salt, opening.payload):
            raise Damaged("a ledger entry is not what its leaf commits to", where=f"ledger entry {index}")
        found.openings.append(HeldOpening(index, opening.salt, opening.payload))
        found.interviews.update((change.id, change.mac) for change in said.interviews)
        found.records.update(((noted.kind, noted.id), noted.mac) for noted in said.records)
        found.blobs.update((kept.blob, kept.mac) for kept in said.blobs)
        if said.act in ERASING:
            found.taken.update(about for about in said.about if about.startswith(OPENING))
    return found


def require_unchanged(unit: Unit, interview: Interview, known: Told) -> None:
    """Refuse to put on record as sealed what isn't what the ledger says was there."""
    expected = known.interviews.get(interview.id)
    if expected is not None and record_mac(unit.secrets, interview).hex() != expected:
        raise Damaged("this interview is not what the last act on it wrote", where=interview.id)


def forget(deed: Deed, interview: Interview, known: Told) -> None:
    """Erase those openings and commit again to what else they are needed for. ``interview`` as it is now."""
    deed.unit.ledger.forget_openings([one.index for one in known.openings])
    deed.about += sorted(known.taken | {f"{OPENING}{one.index}" for one in known.openings}, key=_number)
    for id, mac in known.interviews.items():
        if id == interview.id or mac is None or id in deed.changed:
            continue
        other = deed.unit.interviews.get(id, TEAM)
        if other is not None and record_mac(deed.unit.secrets, other).hex() == mac:
            deed.changed[id] = bytes.fromhex(mac)
    for key, noted in known.records.items():
        if key not in deed.noted and _is_as_noted(deed.unit, key, noted):
            deed.noted[key] = None if noted is None else bytes.fromhex(noted)
    for blob in sorted(_still_there(deed, interview, known)):
        deed.blobs[blob] = bytes.fromhex(known.blobs[blob])


def _still_there(deed: Deed, interview: Interview, known: Told) -> Set[BlobName]:
    """Files that those openings commit to, and that are kept: of this interview, or of whatever else."""
    wanted = known.blobs.keys() - deed.blobs.keys()
    found = wanted & _files_of(deed.unit, interview)
    if wanted <= found | known.own:
        return found  # as nearly always: nothing but its own files, and those of before are gone
    return {ref.name for ref in deed.unit.blobs.refs() if known.blobs.get(ref.name) == ref.mac.hex()} & wanted


def _files_of(unit: Unit, interview: Interview) -> set[BlobName]:
    """Its originals and recordings, and the evidence files and sealed recordings that are kept of it."""
    kept = {evidence.blob for evidence in registers.every(unit, Evidence, interview.id)}
    kept |= {sealed.blob for sealed in registers.every(unit, SealedRecording, interview.id)}
    return kept | {file.blob for file in originals(interview)}


def _is_as_noted(unit: Unit, key: tuple[str, str], mac: str | None) -> bool:
    """Is the record what was noted, or gone as was noted? (A release may bring back that it was there.)"""
    record = unit.records.get(*key)
    return (None if record is None else register_mac(unit.secrets, record).hex()) == mac


def _number(about: str) -> int:
    return int(about.removeprefix(OPENING))


def recall(deed: Deed, openings: Sequence[HeldOpening]) -> None:
    """Bring openings back beside their leaves, those that are what the leaf commits to."""
    deed.unit.ledger.recall_openings([(one.index, one.opening) for one in _true(deed.unit, openings)])


def _true(unit: Unit, openings: Sequence[HeldOpening]) -> Iterator[HeldOpening]:
    for one in openings:
        for leaf, _ in unit.ledger.leaves(one.index, one.index + 1):
            if entry.opens(leaf, one.salt, one.payload):
                yield one
