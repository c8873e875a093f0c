"""Places where words stand, as a person reads them and as JSON: never the words themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from whensafe.cli.frame import say

if TYPE_CHECKING:
    from whensafe.protection.closure import Item


def lines(items: Sequence[Item]) -> None:
    """One line for each, on standard error."""
    for item in items:
        where = [
            f"turn {item.turn}" if item.turn is not None else "",
            f"({item.language})" if item.language is not None else "",
            f"{clock(item.start_ms)} to {clock(item.end_ms)}" if item.start_ms is not None else "",
            f"at {item.at}" if item.at is not None else "",
            item.field or "",
            item.id or "",
            f"× {item.count}" if item.count > 1 else "",
        ]
        say(" ".join(["  " + _KINDS.get(item.kind, item.kind.replace("_", " ")), *filter(None, where)]))


_KINDS = {
    "stretch": "words in",
    "turn": "the whole of",
    "translation": "what renders it, whole:",
    "rendering": "what renders it, hidden whole until its own words are restricted, too:",
    "mark": "a mark that holds the words:",
    "field": "the same words in",
    "originals": "files as received",
    "first_readings": "first readings",
    "recording_lost": "a recording, whole; it can't be played any more:",
    "recording_silenced": "silence in a recording (listen first whether the words are in it),",
    "prints": "prints for finding duplicates",
    "search_rows": "rows of the search index",
    "same_words": "the same words in",
    "other_interview": "another interview with the same words:",
    "participant_name": "a participant has this name (restrict the person):",
    "rendered_words_unknown": "nobody said what this renders:",
    "edition": "an edition that was published:",
}


def clock(ms: int | None) -> str:
    """Milliseconds as h:mm:ss."""
    seconds = (ms or 0) // 1000
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def item_json(item: Item) -> dict[str, object]:
    """Every key, null where it has none."""
    return {
        "kind": item.kind,
        "turn": item.turn,
        "address": item.address,
        "language": item.language,
        "at": item.at,
        "field": item.field,
        "id": item.id,
        "count": item.count,
        "start_ms": item.start_ms,
        "end_ms": item.end_ms,
    }
