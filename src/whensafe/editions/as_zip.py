"""An edition as one ZIP file: its files as they are below one folder, in order, without times or compression.

Equal editions give equal ZIP files. Reading one back takes what anybody may have made of it in between.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator

from whensafe.editions.manifest import MANIFEST
from whensafe.errors import Unreadable

MOST_BYTES = 1 << 28
"""No file of an edition is larger; one that is can't be what was signed, and reads as nothing."""
_NEVER = (1980, 1, 1, 0, 0, 0)


def zipped(
    folder: str, paths: Iterable[str], read: Callable[[str], bytes | None], *, private: bool
) -> Iterator[bytes]:
    """The bytes of a ZIP file, as they come. ``private``: unpacked, it is for nobody else on that machine."""
    out = _Window()
    mode = stat.S_IFREG | (0o600 if private else 0o644)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
        for path in sorted(paths):
            entry = zipfile.ZipInfo(f"{folder}/{path}", _NEVER)
            entry.create_system = 3  # Unix: the same on every system, since it says how to read the mode
            entry.external_attr = mode << 16
            made.writestr(entry, read(path) or b"")
            yield out.taken()
    yield out.taken()


class ZipEdition:
    """A ZIP file to be read as an edition, in a folder or not. Raises `Unreadable` for anything else."""

    def __init__(self, data: bytes, *, name: str = "") -> None:
        """``name`` is what an error calls the file."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = {entry.filename: entry for entry in self._zip.infolist() if not entry.is_dir()}
        except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, OSError, EOFError) as error:
            raise Unreadable("not a ZIP file", where=name) from error
        tops = sorted((path for path in entries if _is_manifest(path)), key=len)
        if not tops:
            raise Unreadable("no edition in this ZIP file", where=name)
        within = tops[0].removesuffix(MANIFEST)
        self._entries = {
            path.removeprefix(within): entry for path, entry in entries.items() if path.startswith(within)
        }

    def read(self, path: str) -> bytes | None:
        """A file of it, or ``None`` where there is none; what can't be read is as good as empty."""
        entry = self._entries.get(path)
        if entry is None:
            return None
        if entry.file_size > MOST_BYTES:
            return b""
        try:
            return self._zip.read(entry)
        except (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, OSError, EOFError):
            return b""


class _Window(io.RawIOBase):
    """A file in which `zipfile` may go back as far as the entry it is at; what is before is given away."""

    def __init__(self) -> None:
        super().__init__()
        self._before = 0
        self._held = io.BytesIO()

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def write(self, data: object, /) -> int:
        return self._held.write(data)  # type: ignore[arg-type]

    def tell(self) -> int:
        return self._before + self._held.tell()

    def seek(self, at: int, whence: int = 0, /) -> int:
        return self._before + self._held.seek(at - self._before if whence == io.SEEK_SET else at, whence)

    def taken(self) -> bytes:
        """What is finished."""
        data = self._held.getvalue()
        self._before += len(data)
        self._held = io.BytesIO()
        return data


def _is_manifest(path: str) -> bool:
    return path.rpartition("/")[2] == MANIFEST and path.count("/") <= 1
