"""A consistent copy of the encrypted files while the archive is in use.

The database is copied into another file under the same key from inside one view, so that writers go on. The
other files are named from that view, and none of them goes away meanwhile: removing one needs a lock that is
held shared here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from whensafe.nouns.ids import TOKEN_CHARS, token
from whensafe.store.failures import translated
from whensafe.store.folder import TEMPORARY, Folder, read_file
from whensafe.store.locks import FileLock
from whensafe.store.models import Blob, KeySlot
from whensafe.store.sqlcipher.database import Database

_PATIENCE = 5.0
"""How long to wait for somebody who is removing a file, in seconds."""


@contextmanager
def backup_files(
    folder: Folder, database: Database, random: bytes
) -> Iterator[Sequence[tuple[str, Iterator[bytes]]]]:
    """Every file that makes the archive, by its path in it. ``random``: 8 bytes for a temporary name."""
    copy = folder.database.with_name(f"copy-{token(random, TOKEN_CHARS)}{TEMPORARY}")
    lock = FileLock(folder.blobs_lock)
    lock.take(alone=False, timeout=_PATIENCE)
    try:
        with translated(folder.root.name), database.transaction(write=False):
            database.copy_to(copy)
            slots = sorted(KeySlot.objects.using(database.alias).values_list("token", flat=True))
            blobs = sorted(Blob.objects.using(database.alias).values_list("name", flat=True))
        yield [
            ("archive.json", _read(folder.card)),
            ("archive.db", _read(copy)),
            *((f"keys/{slot}.json", _read(folder.slot(slot))) for slot in slots),
            *((f"blobs/{name[:2]}/{name}", _read(folder.blob(name))) for name in blobs),
        ]
    finally:
        lock.release()
        for path in folder.root.glob(f"{copy.name}*"):
            path.unlink(missing_ok=True)


def _read(path: Path) -> Iterator[bytes]:
    with translated(path.name):
        yield from read_file(path)
