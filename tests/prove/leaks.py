"""All seeded leaks by name."""

from __future__ import annotations

from tests.prove import leaks_edition, leaks_export, leaks_gate, leaks_words
from tests.prove.leaking import LEAKS, Leak, Leaking

__all__ = ["LEAKS", "Leak", "Leaking", "leaks_edition", "leaks_export", "leaks_gate", "leaks_words"]
