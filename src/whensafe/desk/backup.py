"""A copy of the archive's already encrypted files, consistent while others write, as (path, bytes).

A copy keeps what the archive held when it was made: what is sealed or erased later is still readable in it,
by whoever unlocks it. So every copy is noted, and a seal says which ones still hold the words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from whensafe.desk import registers
from whensafe.desk.act import acting
from whensafe.desk.archive import Archive
from whensafe.desk.ports import Unit
from whensafe.nouns.actor import Actor
from whensafe.nouns.receipt import BackupMade

UNNAMED = "?"
"""The label of a copy whose folder's name can't be told."""
_MOST = 80


@contextmanager
def backup(
    archive: Archive, actor: Actor | None, *, label: str = UNNAMED
) -> Iterator[Sequence[tuple[str, Iterator[bytes]]]]:
    """Note that a copy is taken, then give its files: path inside the archive, and bytes in chunks.

    The copy holds the note of its own making. A copy that then fails stays noted: pieces of it may be left
    somewhere. Nothing in it is readable without a passphrase of the archive. The caller writes it
    (`outside.bag`); ``label`` is what people will know it by, cut to 80 letters.
    """
    with acting(archive, actor, "backup") as deed:
        deed.note(BackupMade(deed.mint.record(), deed.at, _printable(label)))
    with archive.store.backup_files() as files:
        yield files


def since(unit: Unit, at: str) -> tuple[BackupMade, ...]:
    """The copies made at this time (RFC 3339, UTC, whole seconds) or later, the oldest first."""
    return tuple(made for made in registers.every(unit, BackupMade) if made.at >= at)


def _printable(label: str) -> str:
    """A folder's name may hold bytes that are no text, and letters that write over a line."""
    told = label.encode("utf-8", "replace").decode()[:_MOST]
    return "".join(letter if letter.isprintable() else UNNAMED for letter in told) or UNNAMED
