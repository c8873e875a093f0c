"""The archive's folder: names, and files written so that they are whole or not there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from whensafe.errors import Damaged, NotAnArchive
from whensafe.store.failures import disk_failed

FORMAT = "whensafe archive"
VERSION = 1
TEMPORARY = ".part"
_PIECE = 1 << 20
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_TOKEN = re.compile(r"[0-9a-z]{1,32}")


class _Card(msgspec.Struct, frozen=True):
    format: str
    version: int
    archive: str


@dataclass(frozen=True, slots=True)
class Folder:
    """Paths inside one archive."""

    root: Path

    @property
    def card(self) -> Path:
        """``archive.json``: what this folder is. Nothing in it is secret."""
        return self.root / "archive.json"

    @property
    def database(self) -> Path:
        """``archive.db``, SQLCipher."""
        return self.root / "archive.db"

    @property
    def keys(self) -> Path:
        """``keys/``: one slot a file."""
        return self.root / "keys"

    @property
    def blobs(self) -> Path:
        """``blobs/``."""
        return self.root / "blobs"

    @property
    def lock(self) -> Path:
        """``lock``: empty; held shared by whoever has the archive open, alone for exclusive acts."""
        return self.root / "lock"

    @property
    def blobs_lock(self) -> Path:
        """``blobs/lock``: empty; held shared while a copy is made, so that no file goes away under it."""
        return self.blobs / "lock"

    def slot(self, token: str) -> Path:
        """The file of one key slot."""
        return self.keys / f"{token}.json"

    def blob(self, name: str) -> Path:
        """The file of one blob."""
        return self.blobs / name[:2] / name

    def slots(self) -> list[str]:
        """The tokens of the key slots that are there, sorted."""
        return sorted(path.stem for path in self.keys.glob("*.json") if _TOKEN.fullmatch(path.stem))

    def archive(self) -> str:
        """The archive's token, or `NotAnArchive`, or `Damaged`."""
        try:
            data = self.card.read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            raise NotAnArchive(
                "no archive here",
                where=str(self.root),
                todo="Make one with whensafe init, or name it with --archive.",
            ) from None
        except OSError as error:
            raise disk_failed(error, "archive.json") from error
        try:
            card = msgspec.json.decode(data[:4096], type=_Card)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            raise Damaged("can't be read", where="archive.json", todo="Restore a backup.") from None
        if card.format != FORMAT or card.version != VERSION:
            raise NotAnArchive(
                "an archive of another or newer format", where=str(self.root), todo="Update whensafe."
            )
        if data != card_bytes(card.archive):
            raise Damaged("is not what was written", where="archive.json", todo="Restore a backup.")
        return card.archive


def card_bytes(archive: str) -> bytes:
    """``archive.json``: the same archive always has the same bytes."""
    return msgspec.json.format(msgspec.json.encode(_Card(FORMAT, VERSION, archive))) + b"\n"


def write_file(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a new file so that it is whole, and durable when this returns; `DiskFailed` leaves nothing."""
    part = path.with_name(path.name + TEMPORARY)
    try:
        with os.fdopen(os.open(part, _NEW, 0o600), "wb") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        sync_folder(path.parent)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def read_file(path: Path) -> Iterator[bytes]:
    """A file in pieces."""
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def sync_folder(path: Path) -> None:
    """Make names in a folder durable. Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
