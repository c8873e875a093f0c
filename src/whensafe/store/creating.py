"""Making an archive: whole, or nothing that looks like one.

``archive.json`` is what makes a folder an archive. It is written under a temporary name before anything else
and gets its own name last. So a folder with the temporary name and without the real one is what a killed
`create_store` left, and may be cleared; a folder with a database and neither is somebody's loss, and is never
touched.
"""

from __future__ import annotations

import datetime
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from whensafe.errors import BadOption, Refused
from whensafe.nouns.ids import TOKEN_CHARS, token
from whensafe.store.access import Slots
from whensafe.store.failures import translated
from whensafe.store.folder import TEMPORARY, Folder, card_bytes, sync_folder, write_file
from whensafe.store.key_slots import KEY_BYTES, Cost, Unlocker
from whensafe.store.keyring import Keyring, keyring
from whensafe.store.locks import FileLock
from whensafe.store.models import Secret
from whensafe.store.schema import migrate
from whensafe.store.secrets import ROOT_BYTES, ArchiveSecrets
from whensafe.store.sqlcipher.database import Database

ARCHIVE_CHARS = 16
Random = Callable[[int], bytes]


def create_store(
    root: Path,
    unlocker: Unlocker,
    name: str,
    *,
    now: datetime.datetime | None = None,
    random: Random = os.urandom,
    cost: Cost = Cost(),  # noqa: B008  (frozen)
) -> str:
    """Make an archive in ``root``, which is empty or doesn't exist yet, for one member; give its token.

    `Refused` if the folder holds anything, `Busy` if another is making one there, `DiskFailed`.
    """
    if unlocker == "":
        raise BadOption("a passphrase can't be empty")
    folder = Folder(root)
    with translated(root.name):
        _prepare(folder)
        lock = FileLock(folder.lock)
        lock.take(alone=True)
        try:
            return _create(folder, unlocker, name, now or datetime.datetime.now(datetime.UTC), random, cost)
        finally:
            lock.release()


def _prepare(folder: Folder) -> None:
    there = {path.name for path in folder.root.iterdir()} if folder.root.is_dir() else set()
    if folder.card.exists():
        raise Refused("there is an archive here already", where=str(folder.root))
    unfinished = any(name.startswith(folder.card.name + TEMPORARY) for name in there)
    if not unfinished and there - {folder.lock.name}:
        raise Refused("the folder isn't empty", where=str(folder.root), todo="Name a new or an empty folder.")
    folder.root.mkdir(parents=True, exist_ok=True, mode=0o700)
    sync_folder(folder.root.parent)


def _create(
    folder: Folder, unlocker: Unlocker, name: str, now: datetime.datetime, random: Random, cost: Cost
) -> str:
    _clear(folder)
    archive = token(random(16), ARCHIVE_CHARS)
    part = folder.card.with_name(folder.card.name + TEMPORARY)
    write_file(part, (card_bytes(archive),))
    try:
        folder.keys.mkdir(mode=0o700)
        folder.blobs.mkdir(mode=0o700)
        folder.blobs_lock.touch(mode=0o600)
        keys = keyring(random(KEY_BYTES))
        _fill(folder, keys, archive, unlocker, (name, now, random, cost))
        sync_folder(folder.root)
        part.replace(folder.card)
        sync_folder(folder.root)
    except BaseException:
        with suppress(OSError):
            _clear(folder)
        raise
    return archive


def _fill(
    folder: Folder,
    keys: Keyring,
    archive: str,
    unlocker: Unlocker,
    rest: tuple[str, datetime.datetime, Random, Cost],
) -> None:
    name, now, random, cost = rest
    os.close(os.open(folder.database, os.O_CREAT | os.O_EXCL, 0o600))
    database = Database(folder.database, keys.database, timeout=5.0)
    try:
        migrate(database.alias)
        mac_root, seed = random(ROOT_BYTES), random(ROOT_BYTES)
        with database.transaction(write=True):
            secrets = {"archive": archive.encode(), "mac_root": mac_root, "signing_seed": seed}
            Secret.objects.using(database.alias).bulk_create(
                Secret(name=key, value=value) for key, value in secrets.items()
            )
        slots = Slots(database, folder, ArchiveSecrets(archive, mac_root, seed), keys.archive, random)
        slots.add(name, unlocker, token(random(8), TOKEN_CHARS), now=now, cost=cost)
        database.truncate_log()
    finally:
        database.close()


def _clear(folder: Folder) -> None:
    """Remove what a creation that didn't finish left. Only ever called where there is no ``archive.json``."""
    for path in (folder.keys, folder.blobs):
        if path.exists():
            shutil.rmtree(path)
    for path in folder.root.glob("archive.db*"):
        path.unlink()
    for path in folder.root.glob(f"{folder.card.name}{TEMPORARY}*"):
        path.unlink()
