"""Unlocking an archive."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from whensafe.errors import Busy, Damaged, WrongKey
from whensafe.nouns.actor import Actor
from whensafe.store import rekeying
from whensafe.store.access import Slots, unlock
from whensafe.store.creating import create_store
from whensafe.store.failures import translated
from whensafe.store.folder import TEMPORARY, Folder
from whensafe.store.key_slots import Unlocker
from whensafe.store.keyring import Keyring, keyring
from whensafe.store.locks import FileLock
from whensafe.store.models import Secret
from whensafe.store.schema import is_current, migrate
from whensafe.store.secrets import ArchiveSecrets
from whensafe.store.sqlcipher.database import Database
from whensafe.store.sqlcipher.walfile import has_lost_commits
from whensafe.store.store import DjangoStore

__all__ = ["create_store", "open_store"]


def open_store(
    root: Path,
    unlocker: Unlocker,
    name: str | None = None,
    *,
    timeout: float = 5.0,
    random: Callable[[int], bytes] = os.urandom,
) -> tuple[DjangoStore, Actor]:
    """Unlock the archive in ``root``; ``name`` picks one of the members whom the passphrase opens it for.

    ``timeout`` is how long a writer waits for another, in seconds. Django must have been configured. Raises
    `NotAnArchive`, `WrongKey`, `Busy` (an exclusive act is under way), `Damaged` or `DiskFailed`.
    """
    folder = Folder(root)
    with translated(root.name):
        archive = folder.archive()
        lock = FileLock(folder.lock)
        try:
            if rekeying.is_unfinished(folder):
                lock.take(alone=True, timeout=timeout)
                rekeying.finish(folder)
            _look_at_log(folder, lock)
            lock.take(alone=False, timeout=timeout)
            opened = unlock(folder, archive, unlocker)  # now: before, the key might have been changed since
            keys = keyring(opened[0][1])
            store = _open(folder, archive, keys, timeout, random, lock)
        except BaseException:
            lock.release()
            raise
        try:
            return store, _member(store.slots, [slot for slot, _ in opened], name)
        except BaseException:
            store.close()
            raise


def _open(
    folder: Folder,
    archive: str,
    keys: Keyring,
    timeout: float,
    random: Callable[[int], bytes],
    lock: FileLock,
) -> DjangoStore:
    if not folder.database.exists():
        raise Damaged("is missing", where="archive.db", todo="Restore a backup.")
    database = Database(folder.database, keys.database, timeout=timeout)
    try:
        if not is_current(database.alias):
            lock.take(alone=True, timeout=timeout)
            migrate(database.alias)
            lock.take(alone=False)
        with database.transaction(write=False):
            rows = Secret.objects.using(database.alias).values_list("name", "value")
            kept = {name: bytes(value) for name, value in rows}
        secrets = _secrets(archive, kept)
        store = DjangoStore(folder, database, secrets, keys, random, lock)
        _tidy(store)
    except BaseException:
        database.close()
        raise
    return store


def _secrets(archive: str, kept: Mapping[str, bytes]) -> ArchiveSecrets:
    if kept["archive"].decode() != archive:
        raise Damaged("belongs to another archive", where="archive.json", todo="Restore a backup.")
    return ArchiveSecrets(archive, kept["mac_root"], kept["signing_seed"])


def _tidy(store: DjangoStore) -> None:
    """What a crash left goes now, unless somebody is writing: then they, or the next to open, will do it."""
    store.folder.blobs.mkdir(exist_ok=True)
    store.database.truncate_log()
    try:
        with store.database.transaction(write=True, timeout=0):
            store.slots.sweep()
            store.blobs().sweep()
            _sweep_copies(store)
            rekeying.sweep(store.folder)
    except Busy:
        return


def _sweep_copies(store: DjangoStore) -> None:
    for path in store.folder.root.glob(f"copy-*{TEMPORARY}*"):
        path.unlink(missing_ok=True)


def _look_at_log(folder: Folder, lock: FileLock) -> None:
    """Before SQLite reads a log that a crash left: is it only cut off, or has it been changed?"""
    log = folder.database.with_name(folder.database.name + "-wal")
    if not log.exists() or log.stat().st_size == 0:
        return
    try:
        lock.take(alone=True)
    except Busy:
        return  # somebody has it open, so it is a log in use
    if has_lost_commits(log):
        raise Damaged("has been changed: acts in it can't be read", where=log.name, todo="Restore a backup.")


def _member(slots: Slots, opened: list[str], name: str | None) -> Actor:
    owners = [owner for slot in opened if (owner := slots.owner(slot)) is not None]
    for owner in owners:
        if name is None or owner.name == name:
            return owner
    raise WrongKey("this passphrase or key isn't that member's" if owners else "this key slot was taken away")
