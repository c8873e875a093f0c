"""What stays in the archive when an edition is made for somebody, and by which rule: for the team alone.

The other side of `clearing`. It says where, how many and why.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass

from whensafe.desk.act import require, seen_by
from whensafe.desk.archive import Archive
from whensafe.desk.clearing import Clearing
from whensafe.nouns.actor import TEAM, Actor, Audience
from whensafe.nouns.edition import ClearedInterview
from whensafe.nouns.ids import Address, InterviewId
from whensafe.nouns.interview import Interview, MarkKind, State, Transcript, Turn
from whensafe.nouns.text import Language
from whensafe.protection import gate
from whensafe.protection.clear import Settled, settle
from whensafe.protection.turns import Told
from whensafe.protection.world import World

Conditions = dict[str, str | None]
"""In their written form, by the id of what waits for them."""


@dataclass(frozen=True, slots=True)
class Whole:
    """An interview of which nothing is told, with the gate's reasons (stable codes)."""

    id: InterviewId
    title: str | None
    language: Language
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stays:
    """What stays of an interview that is told, in one place and by one rule; no word of it.

    ``kind`` is title, standfirst, source, text (a whole version of the words), turn (left out altogether),
    whole (a turn that is nothing but a hole), passage or name. ``n`` is the turn's number on the edition's
    page in ``language``, ``None`` where it has none there. ``by`` is the id of a seal, a rule or a person,
    ``until`` that rule's condition, ``count`` how often.
    """

    kind: str
    reason: str
    count: int = 1
    address: Address | None = None
    n: int | None = None
    language: Language | None = None
    by: str = ""
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """One interview beside what an audience is told of it. ``reasons`` say why all of it stays, if so."""

    interview: Interview
    told: ClearedInterview | None
    reasons: tuple[str, ...]
    stays: tuple[Stays, ...]


def nothing_told(
    archive: Archive,
    actor: Actor | None,
    audience: Audience,
    judged: datetime.datetime,
    told: Set[InterviewId],
) -> tuple[Whole, ...]:
    """Every kept interview that is not among ``told``, and why; conditions judged at ``judged``."""
    allowed = require(actor)
    with archive.store.read() as unit:
        clearing = Clearing(unit, allowed, audience, judged)
        found = []
        for id in list(unit.interviews.ids()):
            interview = None if id in told else unit.interviews.get(id, TEAM)
            if interview is not None and interview.state is State.KEPT:
                reasons = _reasons(allowed, audience, interview, clearing.world(id))
                found.append(Whole(id, interview.title, interview.language, reasons))
    return tuple(found)


def beside(
    archive: Archive, actor: Actor | None, audience: Audience, judged: datetime.datetime, id: InterviewId
) -> Beside:
    """What an audience is told of this interview, and what stays of it; `NotFound` for no such interview."""
    allowed = require(actor)
    with archive.store.read() as unit:
        interview = seen_by(allowed, TEAM, unit, id)
        clearing = Clearing(unit, allowed, audience, judged)
        found = clearing.of(interview)
        if found is None:
            return Beside(interview, None, _reasons(allowed, audience, interview, clearing.world(id)), ())
    settled = settle(audience, interview, found.world)
    stays = (
        *_around(interview, found.cleared),
        *_of_turns(audience, found.cleared, settled, found.world),
    )
    return Beside(interview, found.cleared, (), stays)


def _reasons(actor: Actor, audience: Audience, interview: Interview, world: World) -> tuple[str, ...]:
    decision = gate.decide(actor, audience, interview, world)
    return ("nothing_to_tell",) if decision.allowed else decision.reasons


def _around(interview: Interview, told: ClearedInterview) -> Iterator[Stays]:
    """What the archive has around the words and this audience isn't told."""
    for kind, kept, given in (
        ("title", interview.title, told.title),
        ("standfirst", interview.standfirst, told.standfirst),
        ("source", interview.source.name or interview.source.url, told.source.name or told.source.url),
    ):
        if kept is not None and given is None:
            yield Stays(kind, "would_name_or_quote" if kind != "source" else "would_name")


def _of_turns(audience: Audience, told: ClearedInterview, settled: Settled, world: World) -> Iterator[Stays]:
    found = {one.turn.address: one for text in settled.texts for one in text.turns}
    numbers = _numbers(told)
    until: Conditions = {rule.id: rule.until for rule in world.restrictions}
    until |= {seal.id: seal.condition for seal in world.seals}
    secret = {seal.id for seal in world.seals if seal.secret}
    for session in settled.interview.sessions:
        for transcript in session.current:
            consent = gate.of_text(audience, settled.interview, transcript.id, world)
            if not consent.allowed:
                size, reason = len(transcript.turns), next(iter(consent.reasons), "not_covered")
                yield Stays("text", reason, size, language=transcript.language)
                continue
            for turn in transcript.turns:
                if turn.address not in numbers:
                    yield _left_out(transcript, turn, secret, until)
                elif turn.address in found:
                    yield from _inside(found[turn.address], settled, numbers, until)


def _numbers(told: ClearedInterview) -> dict[Address, tuple[int, Language]]:
    """Every turn's number, counted as the edition's pages count, and the language of its page."""
    texts = ((told.language, told.turns), *((t.language, t.turns) for t in told.translations))
    return {turn.address: (n, tag) for tag, turns in texts for n, turn in enumerate(turns, 1)}


def _left_out(transcript: Transcript, turn: Turn, secret: Set[str], until: Conditions) -> Stays:
    by = next((m.verbatim for m in turn.marks if m.kind is MarkKind.SEAL and m.verbatim in secret), "")
    reason = "sealed_secret" if by else "translation_not_aligned"
    return Stays(
        "turn", reason, address=turn.address, language=transcript.language, by=by, until=until.get(by)
    )


def _inside(
    told: Told, settled: Settled, numbers: dict[Address, tuple[int, Language]], until: Conditions
) -> Iterator[Stays]:
    """Holes and names of one turn, those by one rule counted together."""
    address, size = told.turn.address, len(told.turn.text)
    n, language = numbers[address]
    counted: Counter[tuple[str, str, str]] = Counter(
        ("whole" if (hole.start, hole.end) == (0, size) else "passage", hole.reason, hole.by)
        for hole in told.holes
    )
    for name in told.names:
        stand_in = settled.naming.stand_ins[name.id]
        replaced = name.clean and stand_in.words is not None
        counted["name", "name_replaced" if replaced else "name_withheld", stand_in.by] += 1
    for (kind, reason, by), count in counted.items():
        yield Stays(kind, reason, count, address, n, language, by, until.get(by))
