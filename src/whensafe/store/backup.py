"""A consistent copy of the encrypted files while the archive is in use.

The database is copied page by page with SQLite's backup API into another database under the same key, from inside one
view, so that writers go on. Files are named from the copy's rows, and none goes away while it is made: removing one
needs the lock that is held shared here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connections

from whensafe.nouns.ids import token
from whensafe.store.failures import translated
from whensafe.store.folder import read_file
from whensafe.store.locks import FileLock
from whensafe.store.models import KeySlot
from whensafe.store.sqlcipher.base import connect

if TYPE_CHECKING:
    from whensafe.store.store import DjangoStore

COPY = "archive.db.copy-"
_PAGES = 1024
Files = Sequence[tuple[str, Iterator[bytes]]]


@contextmanager
def backup_files(store: DjangoStore, random: bytes) -> Iterator[Files]:
    """Every file that makes the archive, by its path in it. ``random``: 8 bytes for a temporary name."""
    copy = store.folder.root / f"{COPY}{token(random, 12)}"
    lock = FileLock(store.folder.blobs_lock)
    with translated(store.folder.root.name):
        lock.take(alone=False)
        try:
            with store.read() as unit:
                _copy(store, str(copy))
                slots = list(
                    KeySlot.objects.using(store.alias).order_by("token").values_list("token", flat=True)
                )
                blobs = [ref.name for ref in unit.blobs.refs()]
            folder = store.folder
            yield [
                ("archive.json", read_file(folder.card)),
                ("archive.db", read_file(copy)),
                *((f"keys/{slot}.json", read_file(folder.slot(slot))) for slot in slots),
                *((f"blobs/{name[:2]}/{name}", read_file(folder.blob(name))) for name in blobs),
            ]
        finally:
            lock.release()
            for path in store.folder.root.glob(f"{copy.name}*"):
                path.unlink(missing_ok=True)


def _copy(store: DjangoStore, path: str) -> None:
    source = connections[store.alias].connection
    target = connect(path, store.database.unlock, timeout=5.0, journal="DELETE")
    try:
        source.backup(target, pages=_PAGES)
    finally:
        target.close()
