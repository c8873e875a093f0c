"""The private ledger for people: who did what, when. Its entries hold tokens and codes only."""

from __future__ import annotations

from dataclasses import dataclass

from whensafe.desk import journal
from whensafe.desk.act import require
from whensafe.desk.archive import Archive
from whensafe.nouns.actor import TEAM, Actor


@dataclass(frozen=True, slots=True)
class Line:
    """One act: its place in the ledger (from 0), its leaf in hex, what it says while its opening is kept."""

    index: int
    leaf: str
    entry: journal.Entry | None


@dataclass(frozen=True, slots=True)
class History:
    """A stretch of the ledger, newest first. ``before`` asks for the next one; ``None`` at the end.

    ``checkpoint`` is the newest signed note, as text anybody with the archive's key can check.
    """

    lines: tuple[Line, ...]
    size: int
    before: int | None
    checkpoint: str | None


def history(archive: Archive, actor: Actor | None, *, before: int | None = None, limit: int = 50) -> History:
    """Acts before place ``before`` (default: the end), newest first. The team's alone."""
    require(actor, TEAM)
    with archive.store.read() as unit:
        size = unit.ledger.size()
        stop = size if before is None else max(0, min(before, size))
        start = max(0, stop - max(1, min(limit, 1000)))
        lines = [
            Line(index, leaf.hex(), journal.read_entry(opening.payload) if opening is not None else None)
            for index, (leaf, opening) in enumerate(unit.ledger.leaves(start, stop), start)
        ]
        note = unit.ledger.checkpoint()
    return History(
        lines=tuple(reversed(lines)),
        size=size,
        before=start if start > 0 else None,
        checkpoint=note.decode("utf-8", "replace") if note is not None else None,
    )
