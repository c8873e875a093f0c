"""Every file of the folder against what the encrypted database says of it.

- ``archive.json``: the bytes that its token gives;
- ``keys/*.json``: keyed digest; none missing;
- ``archive.db``: every page's authentication code, also of free pages; SQLite's own structure checks;
- ``blobs/xx/*``: opened whole, size and keyed digest; none missing;
- the two lock files: empty;
- anything else doesn't belong here.

A changed write-ahead log is found at opening, before SQLite reads it (`whensafe.store.sqlcipher.walfile`).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from whensafe.errors import Busy, WhensafeError
from whensafe.nouns.receipt import Problem
from whensafe.store import access, blobs
from whensafe.store.failures import translated
from whensafe.store.folder import TEMPORARY, card_bytes
from whensafe.store.models import KeySlot

if TYPE_CHECKING:
    from whensafe.store.store import DjangoStore

SCRATCH = ("-wal", "-shm")
"""What SQLite keeps beside a database that is open: nothing of it is needed after a clean close."""


def verify(store: DjangoStore) -> Iterator[Problem]:
    """What is wrong, one problem at a time; nothing if all is well. Damage never stops the looking."""
    for look in (_card, _locks, _slots, _database, _blobs, _strays):
        try:
            with translated("archive"):
                yield from look(store)
        except WhensafeError as error:
            yield Problem(error.code, error.where or "archive", error.message)


def _card(store: DjangoStore) -> Iterator[Problem]:
    if _bytes(store.folder.card) != card_bytes(store.secrets.archive_id()):
        yield Problem("card_changed", "archive.json", "This file is not what was written.")


def _locks(store: DjangoStore) -> Iterator[Problem]:
    for path in (store.folder.lock, store.folder.blobs_lock):
        if _bytes(path):
            yield Problem("lock_changed", _name(store, path), "This file should be empty.")


def _slots(store: DjangoStore) -> Iterator[Problem]:
    rows = KeySlot.objects.using(store.alias).order_by("token").values_list("token", "mac")
    for slot, mac in rows:
        data = _bytes(store.folder.slot(slot))
        where = f"keys/{slot}.json"
        if data is None:
            yield Problem(
                "slot_missing", where, "This key slot is missing: somebody can't unlock the archive."
            )
        elif store.secrets.mac(access.PURPOSE, data) != bytes(mac):
            yield Problem("slot_changed", where, "This key slot is not what was written.")


def _database(store: DjangoStore) -> Iterator[Problem]:
    return store.database.problems()


def _blobs(store: DjangoStore) -> Iterator[Problem]:
    with store.read() as unit:
        for ref in unit.blobs.refs():
            where = f"blobs/{ref.name[:2]}/{ref.name}"
            mac, size = store.secrets.running_mac(blobs.PURPOSE), 0
            try:
                for chunk in unit.blobs.read(ref.name):
                    mac.update(chunk)
                    size += len(chunk)
            except WhensafeError as error:
                yield Problem("blob_damaged", where, error.message)
                continue
            if size != ref.size or mac.finalize() != ref.mac:
                yield Problem("blob_changed", where, "This file is not what was received.")


def _strays(store: DjangoStore) -> Iterator[Problem]:
    """Only while nobody writes: what is just being written has no row yet."""
    try:
        with store.database.transaction(write=True, timeout=0):
            known = _known(store)
            there = [path for path in sorted(store.folder.root.rglob("*")) if not path.is_dir()]
    except Busy:
        return
    for path in there:
        if path not in known and TEMPORARY not in path.name:
            yield Problem("stray_file", _name(store, path), "This file doesn't belong to the archive.")


def _known(store: DjangoStore) -> set[Path]:
    folder = store.folder
    known = {folder.card, folder.database, folder.lock, folder.blobs_lock}
    known |= {folder.database.with_name(folder.database.name + kind) for kind in SCRATCH}
    known |= {
        folder.slot(slot) for slot in KeySlot.objects.using(store.alias).values_list("token", flat=True)
    }
    return known | {folder.blob(ref.name) for ref in store.blobs().refs()}


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _name(store: DjangoStore, path: Path) -> str:
    return path.relative_to(store.folder.root).as_posix()
