"""What passes between the modules of `front`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Leftover:
    """A stretch before the first turn: its block, and its words."""

    block: int
    text: str
