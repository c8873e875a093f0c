"""Re-derive everything that can be read, and name what is wrong.

    files of the folder ── store.verify_files
    ledger: tree from leaves, stored hashes, leaves from openings, the checkpoint's signature, what was seen
    interviews: each one's keyed digest against the newest ledger entry that names it, its verdict rows
    registers: each record's keyed digest against the newest ledger entry that names it
    blobs: decrypted whole, keyed digest against rows and ledger; none missing, none unnamed

What an entry said may have gone into a seal: then its leaf is there and can't be derived again, and a later
entry of the act that took it must say so (`OPENING`). Nothing is repaired here, and no narrator's word is in
a `Problem`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from whensafe.desk import foreign, journal, registers
from whensafe.desk.act import require
from whensafe.desk.archive import Archive
from whensafe.desk.enter import is_continued
from whensafe.desk.look import originals
from whensafe.desk.ports import BlobRef, Opening, Record, Unit
from whensafe.desk.records import BLOB_PURPOSE, record_mac, register_mac
from whensafe.errors import WhensafeError
from whensafe.ledger import checkpoint, entry, log
from whensafe.nouns.actor import TEAM, Actor
from whensafe.nouns.ids import BlobName, InterviewId
from whensafe.nouns.receipt import CheckReport, Problem
from whensafe.protection import gate

Progress = Callable[[str, int], None]
"""Called with what is being checked (a stable code) and how many of it are done."""

OPENING = "opening:"
"""Before an index in ``about`` of an `ERASING` entry: the opening of the entry there is gone on purpose.

It counts only in an entry whose own opening is there. So an act that takes the opening of an earlier erasing
entry repeats what that one listed.
"""
ERASING = frozenset({"seal", "erase"})
"""The acts that may take openings away."""
_TYPES = {kind: type_ for type_, kind in registers.KINDS.items()}


@dataclass(slots=True)
class _Findings:
    """What has been found so far, and what the ledger says should be there."""

    progress: Progress
    problems: list[Problem] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    interviews: dict[InterviewId, str | None] = field(default_factory=dict)
    records: dict[tuple[str, str], str | None] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    taken: set[int] = field(default_factory=set)
    blobs: dict[BlobName, str] = field(default_factory=dict)
    named: set[BlobName] = field(default_factory=set)

    def wrong(self, code: str, where: str, text: str) -> None:
        self.problems.append(Problem(code, where, text))

    def did(self, what: str) -> None:
        self.counts[what] = self.counts.get(what, 0) + 1
        self.progress(what, self.counts[what])


def check(
    archive: Archive,
    actor: Actor | None,
    *,
    compare: bool = True,
    progress: Progress = lambda _what, _done: None,
) -> CheckReport:
    """Check the whole archive in one consistent view. Never raises for damage: damage is what it reports.

    ``compare=False`` leaves out whether more was seen here before: for a copy just restored on purpose.
    """
    require(actor, TEAM)
    found = _Findings(progress)
    _guarded(found, "files", lambda: _files(found, archive))
    try:
        with archive.store.read() as unit:
            _guarded(found, "ledger", lambda: _ledger(found, archive if compare else None, unit))
            _guarded(found, "interviews", lambda: _interviews(found, unit))
            _guarded(found, "registers", lambda: _registers(found, unit))
            _guarded(found, "foreign ledgers", lambda: foreign.check(unit, found.wrong, found.did))
            _guarded(found, "blobs", lambda: _blobs(found, unit))
    except WhensafeError as error:
        found.wrong(error.code, error.where or "archive", str(error))
    return CheckReport(tuple(found.problems), tuple(sorted(found.counts.items())))


def _guarded(found: _Findings, part: str, look: Callable[[], None]) -> None:
    """One part's failure is a finding and doesn't keep the other parts from being checked."""
    try:
        look()
    except WhensafeError as error:
        found.wrong(error.code, error.where or part, str(error))


def _files(found: _Findings, archive: Archive) -> None:
    for problem in archive.store.verify_files():
        found.problems.append(problem)
    found.did("folder")


def _ledger(found: _Findings, archive: Archive | None, unit: Unit) -> None:
    size = unit.ledger.size()
    head, wrong = log.audit(unit.ledger, size)
    for level, index in wrong:
        found.wrong("ledger_node", f"ledger node {level}/{index}", "A stored hash is not that of its leaves.")
    for index, (leaf, opening) in enumerate(unit.ledger.leaves(0, size)):
        _entry(found, index, leaf, opening)
        found.did("ledger")
    for _ in found.gone & found.taken:
        found.did("sealed_openings")
    for index in sorted(found.gone - found.taken):
        where = f"ledger entry {index}"
        found.wrong("opening_missing", where, "What this entry commits to is no longer there.")
    _checkpoint(found, unit, head)
    if archive is not None and not is_continued(archive, unit):
        found.wrong("older_copy", "ledger", "The ledger is not a continuation of what was seen here before.")


def _entry(found: _Findings, index: int, leaf: bytes, opening: Opening | None) -> None:
    where = f"ledger entry {index}"
    if opening is None:
        found.gone.add(index)
        return
    if not entry.opens(leaf, opening.salt, opening.payload):
        found.wrong("opening_wrong", where, "What is stored beside this entry is not what it commits to.")
        return
    said = journal.read_entry(opening.payload)
    found.interviews.update((change.id, change.mac) for change in said.interviews)
    found.records.update(((noted.kind, noted.id), noted.mac) for noted in said.records)
    found.blobs.update((kept.blob, kept.mac) for kept in said.blobs)
    if said.act in ERASING:
        found.taken.update(
            taken for taken in map(_opening, said.about) if taken is not None and taken < index
        )


def _opening(about: str) -> int | None:
    number = about.removeprefix(OPENING)
    return int(number) if about != number and number.isascii() and number.isdecimal() else None


def _checkpoint(found: _Findings, unit: Unit, head: log.Head) -> None:
    note = unit.ledger.checkpoint()
    if note is None:
        if head.size:
            found.wrong(
                "checkpoint_missing", "checkpoint", "The ledger has entries and no signed checkpoint."
            )
        return
    signed = checkpoint.open_checkpoint(note, unit.secrets.archive_id(), unit.secrets.public_key())
    if signed.head != head:
        found.wrong(
            "checkpoint_wrong", "checkpoint", "The signed checkpoint is not that of the ledger's entries."
        )
    found.did("checkpoints")


def _interviews(found: _Findings, unit: Unit) -> None:
    missing = {id for id, mac in found.interviews.items() if mac is not None}
    for id in unit.interviews.ids():
        missing.discard(id)
        _interview(found, unit, id)
        found.did("interviews")
    for id in sorted(missing):
        found.wrong("interview_missing", id, "The ledger names this interview, and it is not there.")


def _interview(found: _Findings, unit: Unit, id: InterviewId) -> None:
    expected = found.interviews.get(id)
    if expected is None:
        found.wrong(
            "interview_surplus", id, "This interview is there, and no act in the ledger put it there."
        )
        return
    try:
        interview = unit.interviews.get(id, TEAM)
    except WhensafeError as error:
        found.wrong(error.code, id, str(error))
        return
    if interview is None:
        found.wrong("verdict_missing", id, "No verdict of the gate lets the team see this interview.")
        return
    if not any(verdict.allowed for verdict in gate.verdicts(interview)):
        found.wrong("verdict_wrong", id, "The stored verdict is not what the gate says.")
    if record_mac(unit.secrets, interview).hex() != expected:
        found.wrong("interview_changed", id, "This interview is not what the last act on it wrote.")
    found.named.update(file.blob for file in originals(interview))


def _registers(found: _Findings, unit: Unit) -> None:
    there = set(unit.records.keys())
    for kind in sorted({kind for kind, _ in there}):
        for record in unit.records.of(kind):
            _record(found, unit, record)
            found.did("records")
    for kind, id in sorted(key for key, mac in found.records.items() if mac is not None and key not in there):
        found.wrong("record_missing", f"{kind} {id}", "The ledger names this record, and it is not there.")


def _record(found: _Findings, unit: Unit, record: Record) -> None:
    where = f"{record.kind} {record.id}"
    expected = found.records.get((record.kind, record.id))
    if expected is None:
        found.wrong("record_surplus", where, "This record is there, and no act in the ledger put it there.")
    elif register_mac(unit.secrets, record).hex() != expected:
        found.wrong("record_changed", where, "This record is not what the last act on it wrote.")
    if record.kind in _TYPES:
        try:
            blob = getattr(registers.read(record, _TYPES[record.kind]), "blob", None)
        except WhensafeError as error:
            found.wrong("record_damaged", where, str(error))
        else:
            found.named.update(() if blob is None else (blob,))


def _blobs(found: _Findings, unit: Unit) -> None:
    refs = {ref.name: ref for ref in unit.blobs.refs()}
    there = set(unit.blobs.names())
    for name in sorted(found.named - set(refs)):
        found.wrong("blob_unlisted", name, "Something names this file, and no row knows it.")
    for name, ref in sorted(refs.items()):
        if name not in there:
            found.wrong("blob_missing", name, "This file is missing.")
            continue
        if name not in found.named:
            found.wrong("blob_surplus", name, "This file belongs to no interview and no record.")
        _blob(found, unit, ref)
        found.did("blobs")


def _blob(found: _Findings, unit: Unit, ref: BlobRef) -> None:
    size = 0

    def counted() -> Iterator[bytes]:
        nonlocal size
        for chunk in unit.blobs.read(ref.name):
            size += len(chunk)
            yield chunk

    try:
        mac = unit.secrets.mac_stream(BLOB_PURPOSE, counted())
    except WhensafeError as error:
        found.wrong("blob_damaged", ref.name, str(error))
        return
    if (size, mac) != (ref.size, ref.mac) or found.blobs.get(ref.name) != ref.mac.hex():
        found.wrong("blob_changed", ref.name, "This file is not what the ledger says was received.")
