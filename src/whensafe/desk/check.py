"""Re-derive everything that can be read, and name what is wrong.

    files of the folder ── store.verify_files
    ledger: tree from leaves, stored hashes, leaves from openings, the checkpoint's signature, what was seen
    interviews: each record's keyed digest against the newest ledger entry that names it, its verdict rows
    blobs: decrypted whole, keyed digest against rows and ledger; none missing, none unnamed

Nothing is repaired here, and no narrator's word is in a `Problem`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from whensafe.desk import journal
from whensafe.desk.act import require
from whensafe.desk.archive import Archive
from whensafe.desk.enter import is_continued
from whensafe.desk.look import originals
from whensafe.desk.ports import BlobRef, Opening, Unit
from whensafe.desk.records import record_mac
from whensafe.errors import WhensafeError
from whensafe.ledger import checkpoint, entry, log
from whensafe.nouns.actor import TEAM, Actor
from whensafe.nouns.ids import BlobName, InterviewId
from whensafe.nouns.receipt import CheckReport, Problem
from whensafe.protection import gate

Progress = Callable[[str, int], None]
"""Called with what is being checked (a stable code) and how many of it are done."""


@dataclass(slots=True)
class _Findings:
    """What has been found so far, and what the ledger says should be there."""

    progress: Progress
    problems: list[Problem] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    interviews: dict[InterviewId, str | None] = field(default_factory=dict)
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
    found.did("files")


def _ledger(found: _Findings, archive: Archive | None, unit: Unit) -> None:
    size = unit.ledger.size()
    head, wrong = log.audit(unit.ledger, size)
    for level, index in wrong:
        found.wrong("ledger_node", f"ledger node {level}/{index}", "A stored hash is not that of its leaves.")
    for index, (leaf, opening) in enumerate(unit.ledger.leaves(0, size)):
        _entry(found, index, leaf, opening)
        found.did("ledger")
    _checkpoint(found, unit, head)
    if archive is not None and not is_continued(archive, unit):
        found.wrong("older_copy", "ledger", "The ledger is not a continuation of what was seen here before.")


def _entry(found: _Findings, index: int, leaf: bytes, opening: Opening | None) -> None:
    where = f"ledger entry {index}"
    if opening is None:
        found.wrong("opening_missing", where, "What this entry commits to is no longer there.")
        return
    if not entry.opens(leaf, opening.salt, opening.payload):
        found.wrong("opening_wrong", where, "What is stored beside this entry is not what it commits to.")
        return
    said = journal.read_entry(opening.payload)
    found.interviews.update((change.id, change.mac) for change in said.interviews)
    found.blobs.update((kept.blob, kept.mac) for kept in said.blobs)


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


def _blobs(found: _Findings, unit: Unit) -> None:
    refs = {ref.name: ref for ref in unit.blobs.refs()}
    there = set(unit.blobs.names())
    for name in sorted(found.named - set(refs)):
        found.wrong("blob_unlisted", name, "An interview names this file, and no row knows it.")
    for name, ref in sorted(refs.items()):
        if name not in there:
            found.wrong("blob_missing", name, "This file is missing.")
            continue
        if name not in found.named:
            found.wrong("blob_surplus", name, "This file belongs to no interview.")
        _blob(found, unit, ref)
        found.did("blobs")


def _blob(found: _Findings, unit: Unit, ref: BlobRef) -> None:
    try:
        size = sum(len(chunk) for chunk in unit.blobs.read(ref.name))
    except WhensafeError as error:
        found.wrong("blob_damaged", ref.name, str(error))
        return
    if size != ref.size or found.blobs.get(ref.name) != ref.mac.hex():
        found.wrong("blob_changed", ref.name, "This file is not what the ledger says was received.")
