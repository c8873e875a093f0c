"""The whole archive under a new key: made beside the old one, then put in its place.

    rekey.part/      a whole archive under the new key, while it is made
    rekey.ready      it is whole: from here on it is the archive, whatever happens

What a crash leaves before ``rekey.ready`` stands is thrown away at the next opening; what it leaves after is
carried on with (`finish`). So there is one archive at any moment, and one key for it. It takes the room of a
second archive while it lasts.
"""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from whensafe.store.blob_format import SALT_BYTES, encrypt
from whensafe.store.failures import translated
from whensafe.store.folder import TEMPORARY, Folder, read_file, sync_folder, write_file
from whensafe.store.key_slots import KEY_BYTES, Cost, Unlocker
from whensafe.store.keyring import Keyring, keyring
from whensafe.store.locks import FileLock
from whensafe.store.models import KeySlot, Member
from whensafe.store.sqlcipher.database import Database
from whensafe.store.store import DjangoStore

_NEW = f"rekey{TEMPORARY}"
_READY = "rekey.ready"
Progress = Callable[[str, int], None]


@contextmanager
def rekeyed(
    store: DjangoStore,
    unlockers: Mapping[str, Unlocker],
    *,
    now: datetime.datetime,
    progress: Progress,
    cost: Cost = Cost(),  # noqa: B008  (frozen)
) -> Iterator[DjangoStore]:
    """The archive under a new key, which these members (by name) can unlock; whoever isn't named can't.

    Gives it as a store of its own, to be logged in. Leaving the block without an exception puts it in the old
    one's place, and closes both; an exception leaves the old archive as it was. Raises `Busy` while anybody
    else has the archive open, `DiskFailed`.
    """
    with store.alone():
        new = Folder(store.folder.root / _NEW)
        try:
            with translated(store.folder.root.name):
                _clear(new.root)
                keys = _copy(store, new, progress)
            made = _open(store, new, keys)
            try:
                _give_access(made, unlockers, now, cost)
                yield made
            finally:
                made.close()
            with translated(store.folder.root.name):
                _say_ready(store.folder)
        except BaseException:
            if not (store.folder.root / _READY).exists():
                with suppress(OSError):
                    _clear(new.root)
            raise
        store.database.close()
        with translated(store.folder.root.name):
            finish(store.folder)


def is_unfinished(folder: Folder) -> bool:
    """Is a new archive whole, and not everywhere in the old one's place?"""
    return (folder.root / _READY).exists()


def finish(folder: Folder) -> None:
    """Put the new archive in the old one's place, from wherever a crash has left it. Held alone only."""
    root, new = folder.root, folder.root / _NEW
    for name in ("keys", "blobs"):
        if (new / name).exists():
            _clear(root / name)
            (new / name).replace(root / name)
    if (new / folder.database.name).exists():
        for kind in ("-wal", "-shm"):
            folder.database.with_name(folder.database.name + kind).unlink(missing_ok=True)
        (new / folder.database.name).replace(folder.database)
    sync_folder(root)
    _clear(new)
    (root / _READY).unlink(missing_ok=True)
    sync_folder(root)


def sweep(folder: Folder) -> None:
    """Throw away what a rekeying that never finished left; one under way holds the archive alone."""
    if not is_unfinished(folder):
        _clear(folder.root / _NEW)


def _copy(store: DjangoStore, new: Folder, progress: Progress) -> Keyring:
    for path in (new.root, new.keys, new.blobs):
        path.mkdir(mode=0o700)
    new.blobs_lock.touch(mode=0o600)
    write_file(new.card, read_file(store.folder.card))
    keys = keyring(store.random(KEY_BYTES))
    with store.database.transaction(write=False):
        names = [ref.name for ref in store.blobs().refs()]
        store.database.copy_to(new.database, keys.database)
    for done, name in enumerate(names, 1):
        path = new.blob(name)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        plain = store.blobs().read(name)
        write_file(path, encrypt(keys.blob_root, name, store.random(SALT_BYTES), plain))
        progress("blobs", done)
    for path in (*new.blobs.iterdir(), new.blobs, new.root):
        if path.is_dir():
            sync_folder(path)
    return keys


def _open(store: DjangoStore, new: Folder, keys: Keyring) -> DjangoStore:
    database = Database(new.database, keys.database, timeout=0)
    return DjangoStore(new, database, store.secrets, keys, store.random, FileLock(new.lock))


def _give_access(
    made: DjangoStore, unlockers: Mapping[str, Unlocker], now: datetime.datetime, cost: Cost
) -> None:
    with made.database.transaction(write=True):
        KeySlot.objects.using(made.alias).all().delete()
        Member.objects.using(made.alias).exclude(name__in=list(unlockers)).update(is_active=False)
        for name, unlocker in unlockers.items():
            made.slots.add(name, unlocker, now=now, cost=cost)


def _say_ready(folder: Folder) -> None:
    write_file(folder.root / _READY, (b"",))


def _clear(path: Path) -> None:
    if path.exists():
        shutil.rmtree(path)
