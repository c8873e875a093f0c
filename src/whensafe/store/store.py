"""The archive's rows and blobs, unlocked: the port `Store` on Django, SQLCipher and a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

from whensafe.nouns.ids import BlobName
from whensafe.nouns.receipt import Problem
from whensafe.store.access import Slots
from whensafe.store.backup import backup_files
from whensafe.store.blobs import FolderBlobs
from whensafe.store.databases import Database
from whensafe.store.failures import translated
from whensafe.store.folder import Folder
from whensafe.store.interviews import DjangoInterviews
from whensafe.store.ledger_rows import DjangoLedgerRows
from whensafe.store.keyring import Keyring
from whensafe.store.locks import FileLock
from whensafe.store.searching import search_index
from whensafe.store.secrets import ArchiveSecrets
from whensafe.store.verify import verify

_LOG_BYTES = 8 << 20
"""From this size on, the write-ahead log is folded into the database after a commit."""


@dataclass(frozen=True, slots=True)
class DjangoUnit:
    """What one transaction sees."""

    interviews: DjangoInterviews
    ledger: DjangoLedgerRows
    secrets: ArchiveSecrets
    blobs: FolderBlobs


class DjangoStore:
    """One opened archive. Made by `whensafe.store.opening`; safe to use from several threads."""

    def __init__(  # noqa: PLR0913
        self,
        folder: Folder,
        database: Database,
        secrets: ArchiveSecrets,
        keys: Keyring,
        random: Callable[[int], bytes],
        lock: FileLock,
    ) -> None:
        self.folder = folder
        self.database = database
        self.secrets = secrets
        self._blob_root = keys.blob_root
        self.slots = Slots(database, folder, secrets, keys.archive, random)
        self._random = random
        self._lock = lock

    @property
    def alias(self) -> str:
        """Django's name for this archive's database."""
        return self.database.alias

    @contextmanager
    def write(self) -> Iterator[DjangoUnit]:
        """One durable transaction with the writer's lock, or `Busy`."""
        unit = self._unit()
        with translated(self.folder.root.name):
            try:
                with self.database.transaction(write=True):
                    yield unit
            except BaseException:
                unit.blobs.undo()
                raise
            self._fold()

    @contextmanager
    def read(self) -> Iterator[DjangoUnit]:
        """One consistent view."""
        with translated(self.folder.root.name), self.database.transaction(write=False):
            yield self._unit()

    def verify_files(self) -> Iterator[Problem]:
        """Check every file of the folder against what the database says of it."""
        return verify(self)

    def backup_files(self) -> AbstractContextManager[Sequence[tuple[str, Iterator[bytes]]]]:
        """A consistent copy of the encrypted files, made while others read and write."""
        return backup_files(self, self._random(8))

    def close(self) -> None:
        """Let go of every connection, key and lock."""
        self.database.close()
        self._lock.release()

    def sweep_blobs(self) -> int:
        """Remove what no row names; inside a writer's transaction."""
        return self._unit().blobs.sweep()

    def _unit(self) -> DjangoUnit:
        blobs = FolderBlobs(self.alias, self.folder, self._blob_root, self.secrets, self._random)
        return DjangoUnit(
            DjangoInterviews(self.alias, search_index(self.alias), lambda name: blobs.remove(BlobName(name))),
            DjangoLedgerRows(self.alias),
            self.secrets,
            blobs,
        )

    def _fold(self) -> None:
        log = self.folder.database.with_name("archive.db-wal")
        if log.exists() and log.stat().st_size > _LOG_BYTES:
            self.database.truncate_log()
