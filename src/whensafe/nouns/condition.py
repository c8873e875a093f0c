"""A release condition as a value: what must hold before a sealed or restricted stretch may be told.

The written form and its grammar are in ``docs/formats/condition.md``; `protection.conditions` reads it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType, TypeAlias

from whensafe.nouns.said import SaidDate

PersonId = NewType("PersonId", str)
"""``p:`` and a token. People are named by id in a condition, never by name."""


@dataclass(frozen=True, slots=True)
class Free:
    """This person is no longer held: a fact, met only by a signed confirmation."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class Dead:
    """This person has died: a fact, met only by a signed confirmation."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class Decision:
    """A named body has decided: a fact, met only by a signed confirmation."""

    body: str
    ref: str


@dataclass(frozen=True, slots=True)
class NarratorAgrees:
    """The narrator, asked again once everything else holds, agrees."""


@dataclass(frozen=True, slots=True)
class After:
    """The day, month or year is over in ``zone`` (IANA name); without one, over everywhere on earth."""

    date: SaidDate
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class And:
    """All of them hold. At least two."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """One of them holds. At least two."""

    parts: tuple[Condition, ...]


Clause: TypeAlias = Free | Dead | Decision | NarratorAgrees | After
Condition: TypeAlias = Clause | And | Or
