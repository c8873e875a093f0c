"""Randomness, from outside."""

from __future__ import annotations

import os


class SystemRandomness:
    """The operating system's generator."""

    def bytes(self, n: int) -> bytes:
        """``n`` bytes."""
        return os.urandom(n)
