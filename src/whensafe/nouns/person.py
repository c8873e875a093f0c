"""People the archive knows by id: those a condition depends on, those a restriction hides, narrators."""

from __future__ import annotations

from dataclasses import dataclass

from whensafe.nouns.condition import PersonId
from whensafe.nouns.ids import BlobName, InterviewId


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the register. ``name`` and ``also`` are spellings, in any script; none is *the* name.

    ``details`` are quasi-identifiers declared by hand, as (kind, value): ``("unit", "3rd brigade")``.
    ``narrator_of`` are the interviews in which this person is the narrator. ``added_at`` is RFC 3339 in UTC.
    """

    id: PersonId
    name: str
    also: tuple[str, ...]
    added_at: str
    details: tuple[tuple[str, str], ...] = ()
    narrator_of: tuple[InterviewId, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every spelling, the first one given first."""
        return (self.name, *self.also)


@dataclass(frozen=True, slots=True)
class Pseudonym:
    """What stands for somebody in editions: a random code, the same everywhere, kept apart from the name.

    ``id`` is a `PersonId`, or ``INTERVIEW/PARTICIPANT`` for a narrator who is not in the register.
    """

    id: str
    code: str


@dataclass(frozen=True, slots=True)
class ContactSheet:
    """How to reach somebody, kept apart: a file of its own under a key of its own, which goes with it.

    ``id`` is an interview's or a person's; ``interview`` is set if it is an interview's. ``key`` (32 bytes)
    opens the file. Without this record nothing opens it, not even the archive's own key.
    """

    id: str
    interview: InterviewId | None
    blob: BlobName
    key: bytes
    at: str
