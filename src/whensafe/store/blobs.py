"""Files under random names, encrypted, written once."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from django.db import transaction

from whensafe.desk.ports import BlobRef
from whensafe.desk.records import BLOB_PURPOSE
from whensafe.errors import Busy, Damaged
from whensafe.nouns.ids import BLOB_CHARS, BlobName, token
from whensafe.store import models
from whensafe.store.blob_format import SALT_BYTES, decrypt, decrypt_part, encrypt, file_size
from whensafe.store.failures import translated
from whensafe.store.folder import TEMPORARY, Folder, read_file, sync_folder, write_file
from whensafe.store.locks import FileLock
from whensafe.store.secrets import ArchiveSecrets

_NAME = re.compile(rf"[0-9a-z]{{{BLOB_CHARS}}}")


class FolderBlobs:
    """The port `Blobs` inside one transaction. ``root`` (32 bytes) is what every blob's key comes from."""

    def __init__(
        self, alias: str, folder: Folder, root: bytes, secrets: ArchiveSecrets, random: Callable[[int], bytes]
    ) -> None:
        self._alias = alias
        self._folder = folder
        self._root = root
        self._secrets = secrets
        self._random = random
        self.written: list[BlobName] = []
        """What this transaction put: to be unlinked if it is undone."""
        self.removed = False
        """Whether this transaction removed anything."""

    def put(self, chunks: Iterator[bytes]) -> BlobRef:
        """Encrypt and keep a stream; the file is durable when this returns, its row when the act commits."""
        name = BlobName(token(self._random(17), BLOB_CHARS))
        mac = self._secrets.running_mac(BLOB_PURPOSE)
        size = 0

        def passing() -> Iterator[bytes]:
            nonlocal size
            for chunk in chunks:
                mac.update(chunk)
                size += len(chunk)
                yield chunk

        with translated("blobs"):
            self._write(name, encrypt(self._root, name, self._random(SALT_BYTES), passing()))
        self.written.append(name)
        ref = BlobRef(name, size, mac.finalize())
        models.Blob.objects.using(self._alias).create(name=name, size=size, mac=ref.mac)
        return ref

    def read(self, name: BlobName) -> Iterator[bytes]:
        """The plaintext in chunks, or `Damaged`."""
        with translated("blobs"):
            try:
                yield from decrypt(self._root, name, read_file(self._path(name)))
            except FileNotFoundError:
                raise Damaged("a stored file is missing", where=self._where(name)) from None

    def read_part(self, name: BlobName, start: int, stop: int) -> Iterator[bytes]:
        """A stretch of the plaintext in chunks, or `Damaged`; also where the file has another length."""
        rows = models.Blob.objects.using(self._alias).filter(name=name)
        size = rows.values_list("size", flat=True).first()
        with translated("blobs"):
            try:
                with self._path(name).open("rb") as file:
                    if size is None or file.seek(0, os.SEEK_END) != file_size(size):
                        raise Damaged("a stored file is not what was written", where=self._where(name))

                    def read_at(at: int, n: int) -> bytes:
                        file.seek(at)
                        return file.read(n)

                    yield from decrypt_part(self._root, name, size, (start, stop), read_at)
            except FileNotFoundError:
                raise Damaged("a stored file is missing", where=self._where(name)) from None

    def remove(self, name: BlobName) -> None:
        """Remove one: its row now, its file once the act has committed."""
        self.removed = True
        models.Blob.objects.using(self._alias).filter(name=name).delete()
        transaction.on_commit(lambda: self._unlink(name), using=self._alias)

    def names(self) -> Iterator[BlobName]:
        """What is there, in order of name."""
        for path in sorted(self._folder.blobs.glob("??/*")):
            if _NAME.fullmatch(path.name) and path.parent.name == path.name[:2]:
                yield BlobName(path.name)

    def refs(self) -> Iterator[BlobRef]:
        """What the rows say should be there, in order of name."""
        rows = models.Blob.objects.using(self._alias).order_by("name").values_list("name", "size", "mac")
        for name, size, mac in rows.iterator():
            yield BlobRef(BlobName(name), size, bytes(mac))

    def sweep(self) -> int:
        """Remove files that no row names, unless a copy is being made. Inside a writer's transaction only."""
        lock = FileLock(self._folder.blobs_lock)
        try:
            lock.take(alone=True)
        except Busy:
            return 0
        try:
            left = self.leftovers()
            for path in left:
                path.unlink(missing_ok=True)
            return len(left)
        finally:
            lock.release()

    def leftovers(self) -> list[Path]:
        """The files that no row names, and those that were never finished."""
        known = {ref.name for ref in self.refs()}
        loose = [self._path(name) for name in self.names() if name not in known]
        return [*loose, *self._folder.blobs.glob(f"??/*{TEMPORARY}")]

    def undo(self) -> None:
        """The transaction was undone: its files go too, or are left for the next `sweep`."""
        for name in self.written:
            self._unlink(name)

    def _write(self, name: BlobName, data: Iterator[bytes]) -> None:
        path = self._folder.blob(name)
        if not path.parent.is_dir():
            path.parent.mkdir(mode=0o700, exist_ok=True)
            sync_folder(self._folder.blobs)
        write_file(path, data)

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise Damaged("not a file's name", where="blobs")
        return self._folder.blob(name)

    def _where(self, name: BlobName) -> str:
        return f"blobs/{name[:2]}/{name}"

    def _unlink(self, name: BlobName) -> None:
        lock = FileLock(self._folder.blobs_lock)
        with suppress(OSError, Busy):
            lock.take(alone=True)
            try:
                self._path(name).unlink(missing_ok=True)
            finally:
                lock.release()
