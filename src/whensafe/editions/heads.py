"""What lists say of an interview: its head, from what was cleared or from what an edition already tells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from whensafe.nouns.edition import ClearedNarrator
from whensafe.nouns.ids import Address, InterviewId
from whensafe.nouns.interview import Basis
from whensafe.nouns.said import SaidDate
from whensafe.nouns.text import Language


class TextHead(Protocol):
    """One of the languages it can be read in."""

    @property
    def language(self) -> Language:
        """Of its words."""

    @property
    def title(self) -> str | None:
        """In that language."""

    @property
    def standfirst(self) -> str | None:
        """In that language."""


class Head(TextHead, Protocol):
    """An interview without its turns; a `ClearedInterview` is one."""

    @property
    def id(self) -> InterviewId:
        """Its token."""

    @property
    def title_from(self) -> Address | None:
        """The turn that the title quotes."""

    @property
    def published(self) -> SaidDate | None:
        """By its source."""

    @property
    def first_published(self) -> SaidDate | None:
        """By whoever was first."""

    @property
    def interviewed(self) -> SaidDate | None:
        """When it was said."""

    @property
    def basis(self) -> Basis:
        """Why it is told."""

    @property
    def narrators(self) -> tuple[ClearedNarrator, ...]:
        """Under the attribution they chose."""

    @property
    def translations(self) -> Sequence[TextHead]:
        """Its other languages."""

    @property
    def languages(self) -> tuple[Language, ...]:
        """All of them, its own first."""
