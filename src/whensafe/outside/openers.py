"""One-time opener keys: whom the answers to a request are sealed for, when no card of an opener is given.

Each lies in the asker's own state folder, as 33 words in a small file, from the request until the opening.
It is never in an archive or a request: whoever has the answers and not this file reads nothing.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import platformdirs

from whensafe.errors import BadOption, Damaged, DiskFailed
from whensafe.outside import durable
from whensafe.sealing import words
from whensafe.sealing.stanzas import HybridIdentity

_MOST = 4096


class FileOpeners:
    """One file per request. ``folder``: ``WHENSAFE_STATE``; ``None``: the platform's own place."""

    def __init__(self, folder: Path | None = None) -> None:
        base = (
            folder if folder is not None else Path(platformdirs.user_state_dir("whensafe", appauthor=False))
        )
        self._folder = base / "openers"

    def make(self, seed: bytes) -> str:
        """Keep a new key (32 random bytes), durably, and give its recipient, ``age1pq1…``."""
        recipient = str(HybridIdentity(seed).recipient())
        path = self.path(recipient)
        try:
            durable.replace(path, words.to_paper(seed).encode() + b"\n")
        except OSError as error:
            raise DiskFailed(error.strerror or "can't be written", where=str(path)) from error
        return recipient

    def find(self, recipient: str) -> HybridIdentity | None:
        """The key that opens what is sealed for this recipient, if it is here; `Damaged` if the file is."""
        path = self.path(recipient)
        if not path.is_file():
            return None
        try:
            identity = HybridIdentity(words.from_paper(durable.read(path, _MOST).decode("ascii")))
        except (BadOption, UnicodeDecodeError):
            raise Damaged("this opener key can't be read", where=str(path)) from None
        if str(identity.recipient()) != recipient:
            raise Damaged("this opener key can't be read", where=str(path))
        return identity

    def forget(self, recipient: str) -> None:
        """Delete a key that has done its work; durable when it returns."""
        durable.remove(self.path(recipient))

    def path(self, recipient: str) -> Path:
        """Where this key lies. The name says nothing of what it opens."""
        return self._folder / f"{hashlib.sha256(recipient.encode()).hexdigest()[:32]}.txt"
