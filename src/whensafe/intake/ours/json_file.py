"""Our JSON, docs/formats/export.md, back to what it said."""

from __future__ import annotations

from typing import Literal

import msgspec

from whensafe.errors import TooLarge
from whensafe.intake import limits
from whensafe.intake.ours.taken import Hole, Taken, TakenText, TakenTurn, broken


class _Hole(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    withheld: str


class _Turn(msgspec.Struct, frozen=True):
    role: str
    language: str
    text: list[str | _Hole]
    address: str | None = None
    speaker: str | None = None
    start_ms: int | None = None
    end_ms: int | None = None
    translates: str | None = None


class _Text(msgspec.Struct, frozen=True):
    kind: str
    language: str
    turns: list[_Turn]
    session: int | None = None
    interviewed: str | None = None


class _Person(msgspec.Struct, frozen=True):
    name: str | None = None
    role: str = "narrator"


class _Source(msgspec.Struct, frozen=True):
    name: str | None = None
    url: str | None = None


class _Export(msgspec.Struct, frozen=True):
    format: Literal["whensafe export v1"]
    language: str
    texts: list[_Text]
    basis: str = "own"
    title: str | None = None
    standfirst: str | None = None
    interviewed: str | None = None
    published: str | None = None
    first_published: str | None = None
    republisher: str | None = None
    source: _Source = _Source()
    narrators: list[_Person] = []
    participants: list[_Person] = []


def read_json(data: bytes) -> Taken:
    """Read it, or `Unreadable`."""
    limits.check_text_size(len(data))
    try:
        found = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=_Export)
    except RecursionError as error:
        raise TooLarge("this export is nested deeper than any") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise broken("it isn't JSON of this kind") from error
    taken = Taken("ours-json", "application/json", found.title, found.standfirst)
    taken.people = [("narrator", one.name) for one in found.narrators]
    taken.people += [(one.role, one.name) for one in found.participants]
    known = {
        "language": found.language,
        "basis": found.basis,
        "interviewed": found.interviewed,
        "published": found.published,
        "first_published": found.first_published,
        "republisher": found.republisher,
        "source": found.source.name,
        "url": found.source.url,
    }
    taken.fields = {key: value for key, value in known.items() if value is not None}
    taken.texts = [_text(text) for text in found.texts]
    return taken


def _text(text: _Text) -> TakenText:
    turns = [
        TakenTurn(
            turn.address,
            turn.role,
            turn.speaker,
            turn.language,
            [Hole(p.withheld) if isinstance(p, _Hole) else p for p in turn.text],
            turn.start_ms,
            turn.end_ms,
            turn.translates,
        )
        for turn in text.turns
    ]
    return TakenText(text.kind, text.language, text.session, text.interviewed, turns)
