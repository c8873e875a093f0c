"""Every file of the folder against what the encrypted database says of it.

- ``archive.json``: the bytes that its token gives;
- ``keys/*.json``: keyed digest; none missing;
- ``archive.db``: every page's authentication code, also of free pages; SQLite's own structure checks;
- the two lock files: empty;
- anything else but the blobs doesn't belong here.

The blobs are read through their port (`whensafe.desk.check`). A changed write-ahead log is found at opening,
before SQLite reads it (`whensafe.store.sqlcipher.walfile`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from whensafe.errors import Busy, WhensafeError
from whensafe.nouns.receipt import Problem
from whensafe.store import access
from whensafe.store.failures import translated
from whensafe.store.folder import TEMPORARY, Folder, card_bytes
from whensafe.store.models import Blob, KeySlot
from whensafe.store.secrets import ArchiveSecrets
from whensafe.store.sqlcipher.database import Database

SCRATCH = ("-wal", "-shm")
"""What SQLite keeps beside a database that is open: nothing of it is needed after a clean close."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What of an opened archive is looked at."""

    folder: Folder
    database: Database
    secrets: ArchiveSecrets


def verify(archive: Opened) -> Iterator[Problem]:
    """What is wrong, one problem at a time; nothing if all is well. Damage never stops the looking."""
    for look in (_card, _locks, _slots, _database, _strays):
        try:
            with translated("archive"):
                yield from look(archive)
        except WhensafeError as error:
            yield Problem(error.code, error.where or "archive", error.message)


def _card(archive: Opened) -> Iterator[Problem]:
    if _bytes(archive.folder.card) != card_bytes(archive.secrets.archive_id()):
        yield Problem("card_changed", "archive.json", "This file is not what was written.")


def _locks(archive: Opened) -> Iterator[Problem]:
    for path in (archive.folder.lock, archive.folder.blobs_lock):
        if _bytes(path):
            yield Problem("lock_changed", _name(archive, path), "This file should be empty.")


def _slots(archive: Opened) -> Iterator[Problem]:
    rows = KeySlot.objects.using(archive.database.alias).order_by("token").values_list("token", "mac")
    for slot, mac in rows:
        data = _bytes(archive.folder.slot(slot))
        where = f"keys/{slot}.json"
        if data is None:
            yield Problem(
                "slot_missing", where, "This key slot is missing: somebody can't unlock the archive."
            )
        elif archive.secrets.mac(access.PURPOSE, data) != bytes(mac):
            yield Problem("slot_changed", where, "This key slot is not what was written.")


def _database(archive: Opened) -> Iterator[Problem]:
    return archive.database.problems()


def _strays(archive: Opened) -> Iterator[Problem]:
    """Only while nobody writes: what is just being written has no row yet."""
    try:
        with archive.database.transaction(write=True, timeout=0):
            known = _known(archive)
            there = [path for path in sorted(archive.folder.root.rglob("*")) if not path.is_dir()]
    except Busy:
        return
    for path in there:
        if path not in known and TEMPORARY not in path.name:
            yield Problem("stray_file", _name(archive, path), "This file doesn't belong to the archive.")


def _known(archive: Opened) -> set[Path]:
    folder = archive.folder
    known = {folder.card, folder.database, folder.lock, folder.blobs_lock}
    known |= {folder.database.with_name(folder.database.name + kind) for kind in SCRATCH}
    alias = archive.database.alias
    known |= {folder.slot(slot) for slot in KeySlot.objects.using(alias).values_list("token", flat=True)}
    return known | {folder.blob(name) for name in Blob.objects.using(alias).values_list("name", flat=True)}


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _name(archive: Opened, path: Path) -> str:
    return path.relative_to(archive.folder.root).as_posix()
