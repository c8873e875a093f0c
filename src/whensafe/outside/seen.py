"""The last checkpoint that this person saw of each archive, in their own state folder.

It is what tells an older copy of an archive from the archive: so it must not lie inside it.
"""

from __future__ import annotations

import re
import threading
from pathlib import Path
from typing import Annotated

import msgspec
import platformdirs

from whensafe.errors import BadOption, Damaged, DiskFailed
from whensafe.outside import durable

_ARCHIVE = re.compile(r"[0-9a-z]{1,64}")
_MAX = 4096


class _Seen(msgspec.Struct, frozen=True):
    archive: str
    size: Annotated[int, msgspec.Meta(ge=0)]
    root: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$")]


class FileSeen:
    """One small file per archive. ``folder``: ``WHENSAFE_STATE``; ``None``: the platform's own place."""

    def __init__(self, folder: Path | None = None) -> None:
        base = (
            folder if folder is not None else Path(platformdirs.user_state_dir("whensafe", appauthor=False))
        )
        self._folder = base / "seen"
        self._lock = threading.Lock()

    def last(self, archive: str) -> tuple[int, bytes] | None:
        """Tree size and root, ``None`` if this person never saw the archive; `Damaged` if the file is."""
        path = self._path(archive)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise DiskFailed(error.strerror or "can't be read", where=str(path)) from error
        try:
            seen = msgspec.json.decode(data[:_MAX], type=_Seen)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            raise _unreadable(path) from None
        if seen.archive != archive:
            raise _unreadable(path)
        return seen.size, bytes.fromhex(seen.root)

    def remember(self, archive: str, size: int, root: bytes) -> None:
        """Keep the newest; durable when it returns. An older one than what is kept changes nothing."""
        path = self._path(archive)
        with self._lock:
            kept = self.last(archive)
            if kept is not None and kept[0] > size:
                return
            try:
                durable.replace(path, msgspec.json.encode(_Seen(archive, size, root.hex())) + b"\n")
            except OSError as error:
                raise DiskFailed(error.strerror or "can't be written", where=str(path)) from error

    def forget(self, archive: str) -> None:
        """Let an older copy count from now on; durable when it returns."""
        durable.remove(self._path(archive))

    def _path(self, archive: str) -> Path:
        if not _ARCHIVE.fullmatch(archive):
            raise BadOption("not an archive's token")
        return self._folder / f"{archive}.json"


def _unreadable(path: Path) -> Damaged:
    return Damaged(
        "what was last seen of this archive can't be read",
        where=str(path),
        todo="If you are sure that the archive is the newest copy, delete this file.",
    )
