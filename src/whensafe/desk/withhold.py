"""Settling a risk by withholding its place: what the risk report points at is restricted from the audience
that the edition is for, and from no other. The team works with it as before.

    spot = place("0a1b2c3d4e/00000000000001/12-20")     # as the report gives it
    withhold(archive, actor, Audience("public"), [spot], judged=…, reason="the age tells who it is")

A span is of the words as that audience is told them, so it is looked up there and its words are then hidden
wherever they stand in the turn. Where that can't be done, as for a code, the whole turn is hidden.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whensafe.desk.act import Deed, acting
from whensafe.desk.archive import Archive
from whensafe.desk.clearing import Clearing
from whensafe.desk.consent import kept
from whensafe.editions.pointing import words_of_turn
from whensafe.editions.risks import Risk
from whensafe.errors import BadOption, NotFound, Refused
from whensafe.nouns.actor import TEAM, Actor, Audience
from whensafe.nouns.edition import ClearedInterview, Ground
from whensafe.nouns.ids import Address, InterviewId, typed
from whensafe.nouns.interview import Interview
from whensafe.nouns.restriction import Restriction, RestrictionId, Scope, ScopeKind
from whensafe.nouns.text import HOLE

_PLACE = re.compile(r"([0-9a-z]+)(?:/([0-9a-z]+)(?:/(\d{1,9})-(\d{1,9}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Spot:
    """An interview, a turn of it, or a stretch of what is told of that turn: (start, end), end exclusive."""

    interview: InterviewId
    address: Address | None = None
    span: tuple[int, int] | None = None


def spelled(risk: Risk) -> str | None:
    """The place of a risk as `place` reads it; ``None`` for one in no place, or in no turn's words."""
    if risk.interview is None or (risk.address is None and risk.span is not None):
        return None
    parts = [risk.interview, risk.address, None if risk.span is None else "{}-{}".format(*risk.span)]
    return "/".join(part for part in parts if part is not None)


def place(text: str) -> Spot:
    """Read a place as a report spells it, or raise `BadOption`."""
    found = _PLACE.fullmatch(text.strip())
    if found is None:
        raise BadOption(
            "not a place of the risk report", where=text[:60], todo="Give ID, ID/TURN or ID/TURN/START-END."
        )
    id, address, start, end = found.groups()
    span = None if start is None else (int(start), int(end))
    return Spot(InterviewId(typed(id)), None if address is None else Address(typed(address)), span)


def withhold(
    archive: Archive,
    actor: Actor | None,
    audience: Audience,
    spots: Sequence[Spot],
    *,
    judged: datetime.datetime,
    ground: Ground = Ground.PRIVACY,
    reason: str | None = None,
) -> tuple[Restriction, ...]:
    """Restrict these places from one audience. ``judged`` is when the report judged conditions.

    Raises `NotFound` for an interview or a turn that isn't there, `Refused` for a stretch that isn't told.
    """
    if audience == TEAM:
        raise BadOption("the team works with what is restricted", where="team")
    with acting(archive, actor, "withhold", reason=reason) as deed:
        clearing = Clearing(deed.unit, deed.actor, audience, judged)
        made = []
        for id in dict.fromkeys(spot.interview for spot in spots):
            interview = kept(deed.interview(id))
            told = clearing.of(interview)
            of = [spot for spot in spots if spot.interview == id]
            scopes = (
                s for spot in of for s in _scopes(interview, None if told is None else told.cleared, spot)
            )
            made += [_rule(deed, scope, audience, ground) for scope in dict.fromkeys(scopes)]
        for rule in made:
            deed.note(rule)
        for id in dict.fromkeys(spot.interview for spot in spots):
            deed.put(deed.interview(id))
    return tuple(made)


def _rule(deed: Deed, scope: Scope, audience: Audience, ground: Ground) -> Restriction:
    return Restriction(
        id=RestrictionId(deed.mint.record()),
        interview=scope.interview,
        scope=scope,
        ground=ground,
        at=deed.at,
        hidden_from=(audience,),
        ledger=deed.unit.ledger.size(),
    )


def _scopes(interview: Interview, told: ClearedInterview | None, spot: Spot) -> Iterator[Scope]:
    if spot.address is None:
        yield Scope(ScopeKind.INTERVIEW, interview.id)
        return
    turns = {t.address: t for s in interview.sessions for text in s.current for t in text.turns}
    turn = turns.get(spot.address)
    if turn is None:
        raise NotFound("no such turn", where=f"{interview.id}/{spot.address}")
    stretches = [] if spot.span is None else _stands(turn.text, _told(told, spot.address, spot.span))
    for start, end in stretches:
        yield Scope(ScopeKind.PASSAGE, interview.id, spot.address, start, end)
    if not stretches:
        yield Scope(ScopeKind.TURN, interview.id, spot.address)


def _told(told: ClearedInterview | None, address: Address, span: tuple[int, int]) -> str:
    """The words of a stretch as they are told."""
    turn = None if told is None else next((t for t in told.all_turns if t.address == address), None)
    words = "" if turn is None else words_of_turn(turn)[slice(*span)]
    if not words.strip():
        raise Refused(
            "nothing is told there now", where=str(address), todo="Look at the risk report again, it changed."
        )
    return words


def _stands(text: str, words: str) -> list[tuple[int, int]]:
    """Where these words stand in a turn, not as part of longer ones."""
    if HOLE in words:
        return []
    found = re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)
    return [match.span() for match in found]
