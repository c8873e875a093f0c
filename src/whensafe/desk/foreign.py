"""The ledger of an archive that was merged into this one: kept whole, under its own origin, and checked.

Its leaves stay for ever. Its openings are let go where a seal here took what they said: they hold keyed
digests of the words, and whoever has that archive's keys could try guesses on them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from whensafe.desk import journal, registers
from whensafe.desk.act import Deed
from whensafe.desk.ports import Opening, Unit
from whensafe.errors import OlderCopy, Refused, WhensafeError
from whensafe.ledger import checkpoint, entry
from whensafe.ledger.edge import Edge
from whensafe.ledger.log import Head
from whensafe.nouns.foreign import ForeignEntries, ForeignLeaf, ForeignLedger
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.sealed import Seal, SealState

CHUNK = 128
"""Leaves in one record."""
_OPENING = "opening:"
_ERASING = frozenset({"seal", "erase"})


@dataclass(frozen=True, slots=True)
class Kept:
    """What there is to put: the ledger's record, and chunks that are new or have grown."""

    ledger: ForeignLedger
    chunks: tuple[ForeignEntries, ...]


def compared(unit: Unit, theirs: Unit, at: str) -> tuple[str, Kept | None]:
    """The name under which this ledger is kept here, and what is new of it; ``None`` if nothing is.

    Raises `OlderCopy` where more of it was seen here, `Refused` where it is no continuation of what was.
    """
    id = _name(unit, theirs)
    known = registers.find(unit, ForeignLedger, id)
    size, note = theirs.ledger.size(), theirs.ledger.checkpoint() or b""
    if known is not None and size < known.size:
        raise OlderCopy(
            "the other archive ends before what was merged of it",
            where=known.archive,
            todo="Look for its newer copy.",
        )
    chunks, forgotten = [], set[int]() if known is None else {*known.forgotten}
    sealed = _of_sealed(unit)
    for start in range(0, size, CHUNK):
        had = registers.find(unit, ForeignEntries, f"{id}:{start}")
        now = tuple(
            ForeignLeaf(leaf, o.salt if o else None, o.payload if o else None)
            for leaf, o in theirs.ledger.leaves(start, min(size, start + CHUNK))
        )
        if had is not None:
            now = _continued(had, now)
        if sealed is not None:
            hit = {n for n, one in enumerate(now) if one.payload is not None and sealed.search(one.payload)}
            now = _without(now, hit)
        # What it had let go itself, too: the entry that says so may be let go of here one day.
        forgotten |= {start + n for n, one in enumerate(now) if one.payload is None}
        if had is None or had.leaves != now:
            chunks.append(ForeignEntries(f"{id}:{start}", id, start, now))
    secrets = theirs.secrets
    made = ForeignLedger(id, secrets.archive_id(), secrets.public_key(), note, size, at)
    if known is not None:
        made = replace(made, at=known.at)
    made = replace(made, forgotten=tuple(sorted(forgotten)))
    return id, None if made == known and not chunks else Kept(made, tuple(chunks))


def _of_sealed(unit: Unit) -> re.Pattern[bytes] | None:
    """Finds the ids of interviews of which something is sealed here: what is said of them doesn't come."""
    ids = {seal.interview for seal in registers.every(unit, Seal) if seal.state is SealState.SEALED}
    return re.compile(b"|".join(re.escape(id.encode()) for id in sorted(ids))) if ids else None


def _without(leaves: tuple[ForeignLeaf, ...], hit: set[int]) -> tuple[ForeignLeaf, ...]:
    """The same leaves, these of them without what opens them."""
    return tuple(ForeignLeaf(one.leaf, None, None) if n in hit else one for n, one in enumerate(leaves))


def _name(unit: Unit, theirs: Unit) -> str:
    """Its archive's token; for a copy of this archive also the leaf at which it went its own way."""
    archive = theirs.secrets.archive_id()
    if archive != unit.secrets.archive_id():
        return archive
    if theirs.secrets.public_key() != unit.secrets.public_key():
        raise Refused(
            "the other archive has this one's token and another key: nothing of it is merged", where=archive
        )
    size = theirs.ledger.size()
    ours = unit.ledger.leaves(0, size)
    for leaf, _ in theirs.ledger.leaves(0, size):
        if next(ours, (None, None))[0] != leaf:
            return f"{archive}-{leaf.hex()[:16]}"
    raise Refused("the other archive is this one, or an older copy of it: there is nothing to merge")


def _continued(had: ForeignEntries, now: tuple[ForeignLeaf, ...]) -> tuple[ForeignLeaf, ...]:
    """The same leaves and more. What was let go on either side stays away."""
    if [one.leaf for one in had.leaves] != [one.leaf for one in now[: len(had.leaves)]]:
        raise Refused(
            "the other archive's ledger is no continuation of what was merged of it",
            where=had.ledger,
            todo="It was changed, or is another copy of it: merge nothing of it.",
        )
    both = [
        one if one.salt is not None and was.salt is not None else ForeignLeaf(one.leaf, None, None)
        for was, one in zip(had.leaves, now, strict=False)
    ]
    return (*both, *now[len(both) :])


def put(deed: Deed, kept: Kept) -> None:
    """Keep it."""
    for chunk in kept.chunks:
        deed.note(chunk)
    deed.note(kept.ledger)


def archives(unit: Unit) -> set[str]:
    """The tokens of every archive that was merged into this one."""
    return {one.archive for one in registers.every(unit, ForeignLedger)}


def forget(deed: Deed, interview: InterviewId) -> set[tuple[str, str]]:
    """Something of this interview is sealed: what foreign ledgers said of it goes. The changed records."""
    changed: set[tuple[str, str]] = set()
    for ledger in list(registers.every(deed.unit, ForeignLedger)):
        gone: list[int] = []
        for chunk in _chunks(deed.unit, ledger):
            hit = {
                n
                for n, one in enumerate(chunk.leaves)
                if one.payload is not None and interview.encode() in one.payload
            }
            if not hit:
                continue
            deed.note(replace(chunk, leaves=_without(chunk.leaves, hit)))
            changed.add((registers.KINDS[ForeignEntries], chunk.id))
            gone += [chunk.start + n for n in sorted(hit)]
        if gone:
            deed.note(replace(ledger, forgotten=tuple(sorted({*ledger.forgotten, *gone}))))
            changed.add((registers.KINDS[ForeignLedger], ledger.id))
    return changed


def check(unit: Unit, wrong: Callable[[str, str, str], None], did: Callable[[str], None]) -> None:
    """Re-derive every foreign ledger: its tree from its leaves, its leaves from openings, its signature."""
    for ledger in registers.every(unit, ForeignLedger):
        edge, gone, taken = Edge(), set[int](), set(ledger.forgotten)
        for chunk in _chunks(unit, ledger):
            edge.add([one.leaf for one in chunk.leaves])
            for n, one in enumerate(chunk.leaves, chunk.start):
                where = f"ledger of {ledger.id}, entry {n}"
                if one.salt is None or one.payload is None:
                    gone.add(n)
                elif not entry.opens(one.leaf, one.salt, one.payload):
                    wrong("foreign_opening_wrong", where, "This entry is not what its leaf commits to.")
                else:
                    taken |= _taken(Opening(one.salt, one.payload))
                did("foreign_entries")
        for n in sorted(gone - taken):
            where = f"ledger of {ledger.id}, entry {n}"
            wrong("foreign_opening_missing", where, "What this entry commits to is no longer there.")
        try:
            signed = checkpoint.open_checkpoint(ledger.checkpoint, ledger.archive, ledger.public)
        except WhensafeError as error:
            wrong("foreign_checkpoint_wrong", f"ledger of {ledger.id}", str(error))
            continue
        if signed.head != Head(edge.size, edge.root()):
            text = "Its signed checkpoint is not that of its entries."
            wrong("foreign_checkpoint_wrong", f"ledger of {ledger.id}", text)


def _taken(opening: Opening) -> set[int]:
    """The entries whose openings this one says were taken on purpose."""
    said = journal.read_entry(opening.payload)
    if said.act not in _ERASING:
        return set()
    found = (re.fullmatch(rf"{_OPENING}(\d+)", about) for about in said.about)
    return {int(match[1]) for match in found if match is not None}


def _chunks(unit: Unit, ledger: ForeignLedger) -> Iterator[ForeignEntries]:
    for start in range(0, ledger.size, CHUNK):
        chunk = registers.find(unit, ForeignEntries, f"{ledger.id}:{start}")
        if chunk is not None:
            yield chunk
