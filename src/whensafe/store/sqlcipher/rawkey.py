"""A key that doesn't print."""

from __future__ import annotations

from typing import NoReturn


class RawKey:
    """32 bytes that open a database, until `forget`. Refuses to be shown, copied into text or pickled."""

    __slots__ = ("_key",)

    def __init__(self, key: bytes) -> None:
        if len(key) != 32:
            raise ValueError("a raw key has 32 bytes")
        self._key: bytes | None = key

    def pragma(self) -> str:
        """The statement that unlocks a connection. Never log it."""
        if self._key is None:
            raise RuntimeError("the archive has been closed")
        return f"PRAGMA key = \"x'{self._key.hex()}'\""

    def forget(self) -> None:
        """No new connection after this. (Python can't promise that no copy is left in memory.)"""
        self._key = None

    def __repr__(self) -> str:
        return "RawKey(…)"

    def __deepcopy__(self, memo: object) -> RawKey:
        return self

    def __reduce__(self) -> NoReturn:
        raise TypeError("a key is never pickled")
