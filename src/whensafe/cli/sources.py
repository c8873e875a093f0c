"""What `add` was given: paths, folders and web addresses, as an ordered list of things to take in."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from whensafe.errors import BadInput, NotFound, TooLarge, WhensafeError


@dataclass(frozen=True, slots=True)
class Source:
    """One file, or one web address. ``given`` is how people recognise it in a message."""

    given: str
    path: Path | None = None
    url: str | None = None

    def size(self) -> int:
        """Bytes on disk; 0 for an address, which is not known before it is fetched."""
        return self.path.stat().st_size if self.path is not None else 0

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
