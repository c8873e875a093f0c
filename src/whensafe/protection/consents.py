"""What a series of consent events amounts to, for one use and one audience. Pure.

The last event that speaks of this use and audience decides; nothing else does. A use that was never asked is
closed. A withdrawal without a use or audience of its own is recorded as one event for each that it ends.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from whensafe.nouns.actor import TEAM, Audience
from whensafe.nouns.consent import Attribution, ConsentEvent, ConsentId, Said, Use
from whensafe.nouns.ids import TranscriptId

_WITHOUT_AUDIENCE = frozenset({Use.RECORD, Use.ARCHIVE, Use.MACHINE})


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether consent stands, why (stable codes), how to name the narrator, and the event that decided."""

    allowed: bool
    reasons: tuple[str, ...]
    attribution: Attribution = Attribution.NONE
    event: ConsentId | None = None


@dataclass(frozen=True, slots=True)
class Lineage:
    """Which transcript was made from which only by sealing or restricting: child to parent.

    An edited or translated version is not in it: words the narrator never saw need a consent of their own.
    """

    parents: Mapping[TranscriptId, TranscriptId]

    def covers(self, agreed: TranscriptId, shown: TranscriptId) -> bool:
        """Does consent to ``agreed`` cover ``shown``?"""
        seen: set[TranscriptId] = set()
        at: TranscriptId | None = shown
        while at is not None and at not in seen:
            if at == agreed:
                return True
            seen.add(at)
            at = self.parents.get(at)
        return False


def standing(
    events: Sequence[ConsentEvent],
    use: Use,
    audience: Audience | None,
    shown: TranscriptId | None,
    lineage: Lineage,
) -> Standing:
    """May ``shown`` be put to this use for this audience? ``events`` in the order of the ledger.

    ``publish`` to an audience suffices for that audience's edition and implies no other use or audience. What
    was said about one seal or restriction alone (``scope``) says nothing of the rest.
    """
    about = None if use in _WITHOUT_AUDIENCE else audience
    if about == TEAM:
        # The team works with what it recorded; a grant to it is neither needed nor can be given away.
        return Standing(True, ("team",))
    asked = (e for e in reversed(events) if e.use is use and e.audience == about and e.scope is None)
    last = next(asked, None)
    if last is None:
        return Standing(False, ("never_asked",))
    if last.said is not Said.AGREED:
        return Standing(False, (last.said.value,), event=last.id)
    if shown is None or not any(lineage.covers(version, shown) for version in last.versions):
        return Standing(False, ("other_version",), event=last.id)
    return Standing(True, ("agreed",), last.attribution, last.id)


def grants(events: Sequence[ConsentEvent]) -> frozenset[tuple[Use, Audience | None]]:
    """Every use and audience for which the last word is yes."""
    last = {(e.use, e.audience): e.said for e in events if e.scope is None}
    return frozenset(key for key, said in last.items() if said is Said.AGREED)
