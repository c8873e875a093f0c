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
from whensafe.nouns.interview import Basis
from whensafe.nouns.restriction import Restored

NARRATOR = "narrator"
"""Who spoke, where it is the narrator in person."""

TELLS = (
    Attribution.NONE,
    Attribution.PSEUDONYM,
    Attribution.INITIALS,
    Attribution.FIRST,
    Attribution.FULL,
)
"""Attributions, the one that tells least first."""

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
    last = last_word(events, use, about)
    if last is None:
        return Standing(False, ("never_asked",))
    if last.said is not Said.AGREED:
        return Standing(False, (last.said.value,), event=last.id)
    if shown is None or not any(lineage.covers(version, shown) for version in last.versions):
        return Standing(False, ("other_version",), event=last.id)
    return Standing(True, ("agreed",), last.attribution, last.id)


def telling(
    events: Sequence[ConsentEvent],
    audience: Audience,
    shown: TranscriptId | None,
    lineage: Lineage,
    basis: Basis = Basis.OWN,
) -> Standing:
    """May ``shown`` be told to this audience in an edition? ``publish`` suffices, and for a named body
    ``share``, unless the other one was withdrawn since.
    """
    found = [_telling(events, use, audience, shown, lineage, basis) for use in uses_of(audience)]
    allowed = [one for one in found if one.allowed]
    if not allowed:
        return next((one for one in found if one.reasons != ("never_asked",)), found[0])
    yes = min(allowed, key=lambda one: TELLS.index(one.attribution))
    withdrawn = _withdrawn_since(events, audience, yes.event)
    return yes if withdrawn is None else Standing(False, (Said.WITHDRAWN.value,), event=withdrawn)


def uses_of(audience: Audience) -> tuple[Use, ...]:
    """The uses, either of which lets an edition for this audience tell."""
    named = audience.startswith(("partner:", "justice:"))
    return (Use.PUBLISH, Use.SHARE) if named else (Use.PUBLISH,)


def last_word(
    events: Sequence[ConsentEvent], use: Use, audience: Audience | None, scope: str | None = None
) -> ConsentEvent | None:
    """The last event on this question; with a ``scope``, the last about that seal or restriction alone."""
    asked = (e for e in reversed(events) if e.use is use and e.audience == audience and e.scope == scope)
    return next(asked, None)


def covers_words(event: ConsentEvent, restored: Restored, lineage: Lineage) -> bool:
    """Was this event about words that a seal once covered? So if what was explained had them: a version that
    was sealed later, or one made since the release.
    """
    return any(
        any(lineage.covers(version, sealed) for sealed in restored.sealed_from)
        or any(lineage.covers(released, version) for released in restored.released_as)
        for version in event.versions
    )


def grants(events: Sequence[ConsentEvent]) -> frozenset[tuple[Use, Audience | None]]:
    """Every use and audience for which the last word is yes."""
    last = {(e.use, e.audience): e.said for e in events if e.scope is None}
    return frozenset(key for key, said in last.items() if said is Said.AGREED)


def _telling(
    events: Sequence[ConsentEvent],
    use: Use,
    audience: Audience,
    shown: TranscriptId | None,
    lineage: Lineage,
    basis: Basis,
) -> Standing:
    found = standing(events, use, audience, shown, lineage)
    last = last_word(events, use, audience)
    if found.allowed and last is not None:
        if last.by != NARRATOR and last.basis is None:
            return Standing(False, ("no_right_to_agree",), event=last.id)
        if basis is Basis.PUBLISHED and last.evidence is None and last.by == NARRATOR:
            return Standing(False, ("no_evidence",), event=last.id)
    return found


def _withdrawn_since(
    events: Sequence[ConsentEvent], audience: Audience, agreed: ConsentId | None
) -> ConsentId | None:
    """A withdrawal of another of this audience's uses, later than what was agreed to."""
    uses = uses_of(audience)
    for event in reversed(events):
        if event.id == agreed:
            return None
        about_it = event.use in uses and event.audience == audience and event.scope is None
        if about_it and event.said is Said.WITHDRAWN:
            return event.id
    return None
