"""What `add` was given: paths, folders and web addresses, as an ordered list of things to take in."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from whensafe.errors import BadInput, NotFound, TooLarge, WhensafeError

if TYPE_CHECKING:
    from whensafe.desk.recordings import Recorded


@dataclass(frozen=True, slots=True)
class Source:
    """One file, or one web address. ``given`` is how people recognise it in a message."""

    given: str
    path: Path | None = None
    url: str | None = None

    def size(self) -> int:
        """Bytes on disk; 0 for an address, which is not known before it is fetched."""
        return self.path.stat().st_size if self.path is not None else 0

    def recorded(self) -> Recorded | None:
        """The file as a recording, if it is one by its content."""
        from whensafe.desk.recordings import recognized

        if self.path is None:
            return None
        try:
            return recognized(self.path.name, FileBytes(self.path, self.size()))
        except OSError as error:
            raise BadInput(error.strerror or "can't be read", where=self.given) from error

    def read(self, most: int) -> bytes:
        """The file's bytes, at most ``most`` of them; `BadInput` in one line for what can't be read."""
        assert self.path is not None  # noqa: S101 - addresses are fetched by the desk
        try:
            size = self.path.stat().st_size
            if size > most:
                raise TooLarge(f"{size / 1e6:.0f} MB is more than {most / 1e6:.0f} MB", where=self.given)
            return self.path.read_bytes()
        except OSError as error:
            raise BadInput(error.strerror or "can't be read", where=self.given) from error


@dataclass(frozen=True, slots=True)
class FileBytes:
    """A file on disk, read in pieces and never whole (`desk.recordings.Bytes`)."""

    path: Path
    size: int

    def read_at(self, at: int, n: int) -> bytes:
        """The bytes from a position, at most so many."""
        with self._open() as file:
            file.seek(at)
            return file.read(n)

    def chunks(self) -> Iterator[bytes]:
        """All of it, a mebibyte at a time."""
        with self._open() as file:
            while chunk := file.read(1 << 20):
                yield chunk

    def _open(self) -> BinaryIO:
        try:
            return self.path.open("rb")
        except OSError as error:
            raise BadInput(error.strerror or "can't be read", where=str(self.path)) from error


def with_recordings(sources: Sequence[Source]) -> dict[Source, list[Source]]:
    """Each file with the recordings that go with it: ``talk.vtt`` and ``talk.mp3`` of one folder."""
    from whensafe.desk.recordings import is_same_name

    near: dict[tuple[Path, str], list[Source]] = {}
    for source in sources:
        if source.path is not None:
            key = (source.path.absolute().parent, source.path.name.casefold().partition(".")[0])
            near.setdefault(key, []).append(source)
    found: dict[Source, list[Source]] = {source: [] for source in sources}
    for together in near.values():
        sound = [one for one in together if len(together) > 1 and _is_recording(one)]
        written = [one for one in together if one not in sound]
        for one in sound:
            of = next((other for other in written if is_same_name(one.given, other.given)), None)
            if of is not None:
                del found[one]
                found[of].append(one)
    return found


def _is_recording(source: Source) -> bool:
    try:
        return source.recorded() is not None
    except BadInput:
        return False  # it is told when it is taken in


def named(what: Sequence[str]) -> tuple[list[Source], list[WhensafeError]]:
    """Everything named, folders opened up (recursively, in order of name), and what isn't there."""
    found: list[Source] = []
    refused: list[WhensafeError] = []
    for given in what:
        try:
            found.extend(_of(given))
        except WhensafeError as error:
            refused.append(error)
    return found, refused


def _of(given: str) -> list[Source]:
    if given.startswith(("http://", "https://")):
        return [Source(given, url=given)]
    path = Path(given)
    if path.is_dir():
        files = [Source(str(file), path=file) for file in _files(path)]
        if not files:
            raise NotFound("no file in this folder", where=given)
        return files
    if not path.exists():
        raise NotFound("no such file or folder", where=given)
    if not path.is_file():
        raise BadInput("not a regular file", where=given)
    return [Source(given, path=path)]


def _files(folder: Path) -> Iterator[Path]:
    """Regular files below, sorted; hidden ones and links out of the folder are left alone."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(root) / name
            if not name.startswith(".") and file.is_file() and not file.is_symlink():
                yield file
