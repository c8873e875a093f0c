"""What stands before the words in every export but JSON: fields by key, values as short as they are exact.

Keys and values are the same in each format, so that one reader in intake knows them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from whensafe.nouns.edition import Ground, Notice
from whensafe.nouns.export import ExportText, Matter
from whensafe.nouns.interview import TranscriptKind

Field: TypeAlias = tuple[str, str]
"""``(key, value)``; the value is empty where something is there and has no name."""


def fields(matter: Matter) -> Iterator[Field]:
    """Of the interview, title and standfirst left out: those stand as words."""
    told = matter.interview
    known = (
        ("interview", told.id),
        ("audience", matter.audience),
        ("language", told.language),
        ("interviewed", told.interviewed),
        ("published", told.published),
        ("first_published", told.first_published),
        ("source", told.source.name),
        ("url", told.source.url),
        ("republisher", told.republisher),
        ("basis", told.basis.value),
    )
    yield from ((key, value) for key, value in known if value is not None)
    yield from (("narrator", narrator.display or "") for narrator in told.narrators)
    yield from ((person.role.value, person.display or "") for person in told.participants)
    yield from (("notice", notice_words(notice)) for notice in told.notices)


def text_fields(text: ExportText) -> Iterator[Field]:
    """Of one of its texts."""
    known = (
        ("kind", text.kind.value),
        ("text_language", text.language),
        ("session", None if text.session is None else str(text.session)),
        ("session_date", text.interviewed if text.session is not None else None),
    )
    yield from ((key, value) for key, value in known if value is not None)
    if text.kind is TranscriptKind.TRANSLATION:
        words = (("text_title", text.title), ("text_standfirst", text.standfirst))
        yield from ((key, value) for key, value in words if value is not None)


def notice_words(notice: Notice) -> str:
    """A notice in codes: what, why, and until when."""
    return " ".join(part for part in (notice.part, notice.ground, notice.review) if part is not None)


def hole_words(ground: Ground) -> str:
    """What stands in a hole's place, whatever it stands for."""
    return f"[withheld: {ground.value.replace('_', ' ')}]"
