"""What a benchmark gives back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured ratio with the bound it must keep. ``detail`` holds the raw figures of both sides."""

    name: str
    value: float
    bound: float
    at_most: bool
    detail: str
    skipped: str | None = None

    @property
    def holds(self) -> bool:
        """The bound is kept, or the figure could not be taken and says why."""
        if self.skipped is not None:
            return True
        return self.value <= self.bound if self.at_most else self.value >= self.bound
