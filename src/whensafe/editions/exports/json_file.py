"""An interview as JSON: everything an export can hold. Canonical (RFC 8785); docs/formats/export.md."""

from __future__ import annotations

from whensafe.editions.as_json import canonical, notices_json
from whensafe.nouns.edition import ClearedTurn, Withheld
from whensafe.nouns.export import ExportFile, ExportText, Lost, Matter

FORMAT = "whensafe export v1"


def as_json(matter: Matter) -> tuple[tuple[ExportFile, ...], set[Lost]]:
    """One file. A hole is ``{"withheld": GROUND}``; what isn't known or isn't told is null."""
    told = matter.interview
    value = {
        "format": FORMAT,
        "audience": matter.audience,
        "basis": told.basis,
        "first_published": told.first_published,
        "id": told.id,
        "interviewed": told.interviewed,
        "language": told.language,
        "narrators": [{"attribution": n.attribution, "name": n.display} for n in told.narrators],
        "notices": notices_json(told.notices),
        "participants": [{"name": p.display, "role": p.role} for p in told.participants],
        "published": told.published,
        "republisher": told.republisher,
        "source": {"name": told.source.name, "url": told.source.url},
        "standfirst": told.standfirst,
        "texts": [_text(text) for text in matter.texts],
        "title": told.title,
        "title_from": told.title_from,
    }
    return (ExportFile(".json", "application/json", canonical(value)),), set()


def _text(text: ExportText) -> dict[str, object]:
    return {
        "interviewed": text.interviewed,
        "kind": text.kind,
        "language": text.language,
        "session": text.session,
        "standfirst": text.standfirst,
        "title": text.title,
        "turns": [_turn(turn) for turn in text.turns],
    }


def _turn(turn: ClearedTurn) -> dict[str, object]:
    return {
        "address": turn.address,
        "end_ms": turn.end_ms,
        "language": turn.language,
        "role": turn.role,
        "speaker": turn.speaker_display,
        "start_ms": turn.start_ms,
        "text": [{"withheld": p.ground} if isinstance(p, Withheld) else p for p in turn.pieces],
        "translates": turn.translates,
    }
