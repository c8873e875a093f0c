"""How the turns of a cleared interview belong together, as far as an audience may know."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from whensafe.nouns.actor import Audience
from whensafe.nouns.edition import ClearedInterview
from whensafe.nouns.export import ExportText, Matter
from whensafe.nouns.ids import Address
from whensafe.nouns.interview import TranscriptKind
from whensafe.nouns.said import SaidDate
from whensafe.nouns.text import Language


@dataclass(frozen=True, slots=True)
class Sitting:
    """One transcript of one session, by the addresses of its turns: given for the team only."""

    session: int
    interviewed: SaidDate | None
    kind: TranscriptKind
    language: Language
    addresses: AbstractSet[Address]


def matter_of(audience: Audience, told: ClearedInterview, sittings: Sequence[Sitting]) -> Matter:
    """With sittings a text for each of them, else one for what was said and one for each rendering."""
    if sittings:
        return Matter(audience, told, tuple(_sittings(told, sittings)))
    own = ExportText(
        TranscriptKind.VERBATIM, told.language, None, None, told.title, told.standfirst, told.turns
    )
    renderings = (
        ExportText(TranscriptKind.TRANSLATION, t.language, None, None, t.title, t.standfirst, t.turns)
        for t in told.translations
    )
    return Matter(audience, told, (own, *renderings))


def _sittings(told: ClearedInterview, sittings: Sequence[Sitting]) -> list[ExportText]:
    """What was said first, sitting after sitting, then the renderings."""
    found = []
    for sitting in sorted(sittings, key=lambda one: one.kind is TranscriptKind.TRANSLATION):
        turns = tuple(turn for turn in told.all_turns if turn.address in sitting.addresses)
        if turns:
            found.append(
                ExportText(
                    sitting.kind, sitting.language, sitting.session, sitting.interviewed, None, None, turns
                )
            )
    return found
