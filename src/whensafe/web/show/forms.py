"""Form fields as values of the core. What isn't one is None or zero; the desk says what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping

from whensafe.nouns.interview import Role
from whensafe.nouns.said import SaidDate, said_date


def number(text: str | None) -> int:
    """A whole number from 0 to 99,999,999, else 0."""
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 9 else 0


def line(text: str | None) -> str | None:
    """One line of words, or ``None`` for nothing."""
    return " ".join(text.split()) or None if text else None


def day(text: str | None) -> SaidDate | None:
    """A date as said, ``None`` for nothing, or `BadOption`."""
    said = line(text)
    return said_date(said) if said is not None else None


def role(text: str | None) -> Role:
    """A role; narrator where none is given."""
    return Role(text) if text in set(Role) else Role.NARRATOR


def answer(given: Mapping[str, object]) -> str:
    """What was written in one's own words, else the option that was chosen, else nothing."""
    return str(given.get("written") or given.get("answer") or "")
