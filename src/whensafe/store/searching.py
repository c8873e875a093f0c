"""The seam to full text: what the store asks of a search index."""

from __future__ import annotations

from typing import Protocol

from whensafe.desk.ports import Found, Query
from whensafe.nouns.actor import Audience
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import Interview


class SearchIndex(Protocol):
    """An index kept in the archive's own database, changed in the transaction of the act."""

    def replace(self, interview: Interview) -> None:
        """Index the interview's turns anew if it is kept; else make sure that nothing of it is indexed."""

    def remove(self, id: InterviewId) -> None:
        """Forget an interview."""

    def search(self, audience: Audience, query: Query) -> Found:
        """Search what the audience's verdict rows allow."""


class NoIndex:
    """Finds nothing, until there is an index."""

    def replace(self, interview: Interview) -> None:
        """Nothing to do."""

    def remove(self, id: InterviewId) -> None:
        """Nothing to do."""

    def search(self, audience: Audience, query: Query) -> Found:  # noqa: ARG002
        """Nothing."""
        return Found((), 0)


def search_index(alias: str) -> SearchIndex:
    """The index of the archive under this alias."""
    try:
        from whensafe.store.search import SearchIndex as Real  # type: ignore[import-untyped]
    except ImportError:
        return NoIndex()
    index: SearchIndex = Real(alias)
    return index
