"""A copy of the archive's already encrypted files, consistent while others write, as (path, bytes)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from whensafe.desk.act import acting
from whensafe.desk.archive import Archive
from whensafe.nouns.actor import Actor


@contextmanager
def backup(archive: Archive, actor: Actor | None) -> Iterator[Sequence[tuple[str, Iterator[bytes]]]]:
    """Log that a copy is taken, then give its files: path inside the archive, and bytes in chunks.

    The copy holds the ledger entry of its own making. Nothing in it is readable without a passphrase of the
    archive. The caller writes it (`outside.bag`).
    """
    with acting(archive, actor, "backup"):
        pass
    with archive.store.backup_files() as files:
        yield files
