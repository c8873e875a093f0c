"""The archive's rows and blobs, unlocked: the port `Store` on Django, SQLCipher and a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass

from whensafe.errors import Busy, DiskFailed, WhensafeError
from whensafe.nouns.receipt import Problem
from whensafe.store.access import Slots
from whensafe.store.backup import backup_files
from whensafe.store.blobs import FolderBlobs
from whensafe.store.folder import Folder
from whensafe.store.interviews import DjangoInterviews
from whensafe.store.keyring import Keyring
from whensafe.store.ledger_rows import DjangoLedgerRows
from whensafe.store.locks import FileLock
from whensafe.store.record_rows import DjangoRecords
from whensafe.store.search import SearchIndex
from whensafe.store.secrets import ArchiveSecrets
from whensafe.store.sqlcipher.database import Database
from whensafe.store.verify import Opened, verify


@dataclass(slots=True)
class DjangoUnit:
    """What one transaction sees."""

    interviews: DjangoInterviews
    records: DjangoRecords
    ledger: DjangoLedgerRows
    secrets: ArchiveSecrets
    blobs: FolderBlobs

    @property
    def removed(self) -> bool:
        """Did this transaction remove anything that may still stand in the log?"""
        parts = (self.interviews, self.records, self.ledger, self.blobs)
        return any(part.removed for part in parts)


class DjangoStore:
    """One opened archive. Made by `whensafe.store.opening`; safe to use from several threads."""

    def __init__(
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
        self.slots = Slots(database, folder, secrets, keys.archive, random)
        self._blob_root = keys.blob_root
        self.random = random
        self._lock = lock

    @property
    def alias(self) -> str:
        """Django's name for this archive's database."""
        return self.database.alias

    @property
    def access(self) -> Slots:
        """Who can unlock; what is changed inside a transaction is part of it."""
        return self.slots

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else has the archive open for the length of the block, or `Busy`."""
        self._lock.take(alone=True)
        try:
            yield
        finally:
            self._lock.take(alone=False)

    @contextmanager
    def write(self) -> Iterator[DjangoUnit]:
        """One durable transaction with the writer's lock, or `Busy`.

        Files put in a block that fails go at once. If it is the commit that fails they stay for the next
        `sweep`: a commit that failed here may still turn out to be on the disk.
        """
        blobs = self.blobs()
        unit = self._unit(blobs)
        with self.database.transaction(write=True):
            try:
                yield unit
            except BaseException:
                blobs.undo()
                raise
        with suppress(WhensafeError, OSError):  # the act is durable by now; the log is truncated another time
            self.database.after_commit(erased=unit.removed)

    @contextmanager
    def read(self) -> Iterator[DjangoUnit]:
        """One consistent view."""
        with self.database.transaction(write=False):
            yield self._unit(self.blobs())

    def verify_files(self) -> Iterator[Problem]:
        """Check every file of the folder against what the database says of it."""
        return verify(Opened(self.folder, self.database, self.secrets))

    def backup_files(self) -> AbstractContextManager[Sequence[tuple[str, Iterator[bytes]]]]:
        """A consistent copy of the encrypted files, made while others read and write."""
        return backup_files(self.folder, self.database, self.random(8))

    def is_erased(self) -> bool:
        """Make sure that nothing removed is left: in a file, in the full-text tables, in a page, in the log.

        Writes the whole database anew, so it takes time in proportion to that: ask once after an act that
        seals or erases, outside transactions. ``False`` while somebody else writes, reads or makes a copy, or
        where the disk is too full for it.
        """
        try:
            with self.database.transaction(write=True):
                blobs = self.blobs()
                blobs.sweep()
                if blobs.leftovers():
                    return False
                SearchIndex(self.alias).forget_traces()
            self.database.rewrite()
            return self.database.truncate_log()
        except (Busy, DiskFailed):
            return False

    def close(self) -> None:
        """Let go of every connection, key and lock."""
        self.database.close()
        self._lock.release()

    def blobs(self) -> FolderBlobs:
        """The files, as one transaction uses them."""
        return FolderBlobs(self.alias, self.folder, self._blob_root, self.secrets, self.random)

    def _unit(self, blobs: FolderBlobs) -> DjangoUnit:
        interviews = DjangoInterviews(self.alias, SearchIndex(self.alias), blobs)
        records, ledger = DjangoRecords(self.alias), DjangoLedgerRows(self.alias)
        return DjangoUnit(interviews, records, ledger, self.secrets, blobs)
