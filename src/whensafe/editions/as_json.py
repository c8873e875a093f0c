"""The same matter as data: one file for each interview, one list of all. Canonical JSON (RFC 8785).

Keys are ASCII and sorted, numbers are whole and small, text is UTF-8 with the fewest escapes: for such values
msgspec writes what RFC 8785 asks for, many times faster than the general writer; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from whensafe.editions.heads import Head
from whensafe.editions.view import data_path, page_path
from whensafe.nouns.edition import (
    ClearedExhibit,
    ClearedInterview,
    ClearedTurn,
    EditionRequest,
    Notice,
    Withheld,
)
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.text import Language

INTERVIEW_FORMAT = "whensafe edition interview v1"
INDEX_FORMAT = "whensafe edition index v1"

_ENCODER = msgspec.json.Encoder(order="sorted")


def canonical(value: object) -> bytes:
    """Canonical JSON of text, whole numbers below 2^53, lists and objects with ASCII keys."""
    return _ENCODER.encode(value)


def interview_json(interview: ClearedInterview) -> bytes:
    """One interview. A hole is ``{"withheld": GROUND}``; no time codes where anything is withheld."""
    timed = not interview.notices and not any(turn.withheld for turn in interview.all_turns)
    original = _text(
        interview.id,
        "original",
        interview.language,
        interview.title,
        interview.standfirst,
        interview.turns,
        timed,
    )
    translations = [
        _text(interview.id, "translation", t.language, t.title, t.standfirst, t.turns, timed)
        for t in interview.translations
    ]
    return canonical(
        {
            "format": INTERVIEW_FORMAT,
            **_head(interview),
            "title_from": interview.title_from,
            "source": {"name": interview.source.name, "url": interview.source.url},
            "republisher": interview.republisher,
            "participants": [{"name": p.display, "role": p.role} for p in interview.participants],
            "notices": notices_json(interview.notices),
            "exhibits": [_exhibit(exhibit) for exhibit in interview.exhibits],
            "texts": [original, *translations],
        }
    )


def index_entry(interview: Head) -> bytes:
    """An interview's line in the list."""
    pages = {tag: page_path(interview.id, tag) for tag in interview.languages}
    return canonical({**_head(interview), "data": data_path(interview.id), "pages": pages})


def index_json(request: EditionRequest, entries: Iterable[bytes]) -> bytes:
    """The list of all, in the order of the contents. The entries are canonical already."""
    empty: Sequence[object] = ()
    shell = canonical(
        {
            "audience": request.audience,
            "as_of": request.as_of.isoformat(),
            "format": INDEX_FORMAT,
            "interviews": empty,
            "languages": request.languages,
            "notices": notices_json(request.notices),
            "publisher": request.publisher,
            "title": request.title,
        }
    )
    before, _, after = shell.partition(b'"interviews":[')
    return before + b'"interviews":[' + b",".join(entries) + after


def notices_json(notices: Sequence[Notice]) -> list[dict[str, object]]:
    """Notices as data."""
    return [{"part": n.part, "ground": n.ground, "review": n.review} for n in notices]


def _head(interview: Head) -> dict[str, object]:
    return {
        "id": interview.id,
        "title": interview.title,
        "standfirst": interview.standfirst,
        "language": interview.language,
        "published": interview.published,
        "first_published": interview.first_published,
        "interviewed": interview.interviewed,
        "basis": interview.basis,
        "narrators": [{"attribution": n.attribution, "name": n.display} for n in interview.narrators],
    }


def _text(
    id: InterviewId,
    kind: str,
    language: Language,
    title: str | None,
    standfirst: str | None,
    turns: Sequence[ClearedTurn],
    timed: bool,
) -> dict[str, object]:
    return {
        "kind": kind,
        "language": language,
        "page": page_path(id, language),
        "title": title,
        "standfirst": standfirst,
        "turns": [_turn(n, turn, timed) for n, turn in enumerate(turns, 1)],
    }


def _turn(n: int, turn: ClearedTurn, timed: bool) -> dict[str, object]:
    return {
        "n": n,
        "address": turn.address,
        "role": turn.role,
        "speaker": turn.speaker_display,
        "language": turn.language,
        "text": [{"withheld": p.ground} if isinstance(p, Withheld) else p for p in turn.pieces],
        "start_ms": turn.start_ms if timed else None,
        "end_ms": turn.end_ms if timed else None,
        "translates": turn.translates,
    }


def _exhibit(exhibit: ClearedExhibit) -> dict[str, object]:
    table = exhibit.table
    return {
        "id": exhibit.id,
        "title": exhibit.title,
        "alt": exhibit.alt,
        "path": exhibit_path(exhibit),
        "table": None
        if table is None
        else {"caption": table.caption, "columns": table.columns, "rows": table.rows},
    }


def exhibit_path(exhibit: ClearedExhibit) -> str:
    """Where a picture is: beside the pages that show it."""
    return f"i/{exhibit.id}.{exhibit.suffix}"
