"""An edition in the making, in memory: shown to whoever makes it, given away as one file, never on a disk."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from whensafe.desk.publish_work import Shelf
from whensafe.editions.as_zip import zipped
from whensafe.editions.manifest import PROOF, SIGNATURE
from whensafe.errors import TooLarge

MOST_BYTES = 1 << 29
"""What one edition may take of this machine's memory, packed."""


class Parcel:
    """The place of an edition in the making, as `desk.publish` asks for it. Files are kept packed."""

    def __init__(self, earlier: Shelf | None = None) -> None:
        """``earlier`` is the last edition for the same audience, if somebody brought it."""
        self.earlier = earlier
        self.private = True
        self._files: dict[str, bytes] = {}
        self._size = 0

    def put(self, path: str, data: bytes) -> None:
        """Keep one file, or `TooLarge`."""
        packed = zlib.compress(data, 1)
        self._size += len(packed) - len(self._files.get(path, b""))
        if self._size > MOST_BYTES:
            raise TooLarge(
                "this edition is too large to be made in the browser",
                todo="Make it with: whensafe publish --audience AUDIENCE FOLDER.",
            )
        self._files[path] = packed

    def carry(self, path: str) -> None:
        """Take a file over from the earlier edition as it is."""
        data = None if self.earlier is None else self.earlier.read(path)
        self.put(path, data or b"")

    def read(self, path: str) -> bytes | None:
        """A file that is already there."""
        packed = self._files.get(path)
        return None if packed is None else zlib.decompress(packed)

    def stands(self, *, private: bool) -> None:
        """It is signed and logged; whoever made it takes it along."""
        self.private = private

    def unsign(self) -> None:
        """Forget a signature that never came into the ledger."""
        for path in (SIGNATURE, PROOF):
            self._files.pop(path, None)

    def paths(self) -> Iterator[str]:
        """Every file, in order."""
        return iter(sorted(self._files))

    def zipped(self, folder: str) -> Iterator[bytes]:
        """All of it as one ZIP file, packed on the spot."""
        return zipped(folder, self.paths(), self.read, private=self.private)
