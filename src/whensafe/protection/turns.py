"""Which turns of an interview an audience is told, and where they have holes. Pure.

    consent    a version of the words that no consent covers is left out
    seals      a hole stands where a seal stands; turns of a secret one are left out altogether
    rules      a restricted passage is a hole, a restricted turn is nothing but one
    names      found in what is left, so that nothing hidden decides what is found
    renderings what is hidden in a turn is hidden in each turn that translates it, and the other way round:
               whole, unless as much of it was hidden by hand

Words of a hole are never looked at, only where it begins and ends.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from whensafe.nouns.actor import TEAM, Audience
from whensafe.nouns.edition import Ground
from whensafe.nouns.ids import Address, SessionId
from whensafe.nouns.interview import Interview, MarkKind, Session, Transcript, TranscriptKind, Turn
from whensafe.nouns.restriction import ScopeKind
from whensafe.nouns.text import HOLE, Language
from whensafe.protection import gate
from whensafe.protection.hiding import Hides
from whensafe.protection.names import Found
from whensafe.protection.pseudonyms import Naming, StandIn
from whensafe.protection.world import World

UNMARKED = Ground.RIGHTS
"""Why a hole that the source had already, in the place of a picture, is one in an edition."""


@dataclass(frozen=True, slots=True)
class Hole:
    """Code points that are withheld, with the ground that is told, and for the team why and by what."""

    start: int
    end: int
    ground: Ground
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Told:
    """One turn: its holes in order, apart from each other, and names in what is left.

    ``hidden`` are the holes as they came, one for each thing that hides, perhaps overlapping; ``mentions``
    who was named, as often as they were.
    """

    turn: Turn
    holes: tuple[Hole, ...]
    names: tuple[Found, ...] = ()
    hidden: tuple[Hole, ...] = ()
    mentions: tuple[str, ...] = ()

    def closed(self, reason: str, ground: Ground, by: str) -> Told:
        """Nothing but a hole, because of what is hidden elsewhere."""
        whole = Hole(0, len(self.turn.text), ground, reason, by)
        return replace(self, holes=(whole,), names=(), hidden=(*self.hidden, whole))

    def closed_for_names(self, stand_in: StandIn, reason: str, more: Iterable[str] = ()) -> Told:
        """Nothing but a hole, since ``more`` must be named in it who were not found there."""
        whole = Hole(0, len(self.turn.text), stand_in.ground, reason, stand_in.by)
        return replace(self, holes=(whole,), names=(), mentions=(*self.mentions, *more))

    def leaves(self, hidden: Sequence[Hole]) -> bool:
        """Is there a letter or a number outside of these?"""
        text = self.turn.text
        return any(
            text[n].isalnum() for start, end in _between(_apart(hidden), len(text)) for n in range(start, end)
        )


@dataclass(frozen=True, slots=True)
class Text:
    """A version of the words: every turn that is told of it."""

    session: SessionId
    transcript: Transcript
    turns: tuple[Told, ...]

    @property
    def translated(self) -> bool:
        """Is it in other words than those that were said?"""
        return self.transcript.kind is TranscriptKind.TRANSLATION


Turns = dict[Address, Told | None]
"""Turns by address; ``None`` for those that are left out."""


def texts(
    interview: Interview, audience: Audience, world: World, hides: Sequence[Hides], naming: Naming
) -> Iterator[Text]:
    """Every version in use that consent covers, in the order of the sessions."""
    seals = {seal.id: seal for seal in world.seals}
    grounds: dict[str, tuple[Ground, bool]] = {id: (s.ground, s.secret) for id, s in seals.items()}
    closing: dict[Address | None, list[Hides]] = defaultdict(list)
    for one in hides:
        closing[one.by.scope.address].append(one)
    for session in interview.sessions:
        current = [t for t in session.current if gate.of_text(audience, interview, t.id, world).allowed]
        told: Turns = {}
        for transcript in current:
            for turn in transcript.turns:
                holes = _holes(turn, audience, grounds, closing.get(turn.address, ()))
                told[turn.address] = None if holes is None else Told(turn, _apart(holes), hidden=holes)
        _name(told, naming)
        if audience != TEAM:
            _align(session, current, told, naming)
        for transcript in current:
            turns = (told[turn.address] for turn in transcript.turns)
            yield Text(session.id, transcript, tuple(turn for turn in turns if turn is not None))


def visible(told: Told) -> Iterator[tuple[int, int]]:
    """What is left between the holes: (start, end)."""
    yield from _between(told.holes, len(told.turn.text))


def _holes(
    turn: Turn, audience: Audience, seals: Mapping[str, tuple[Ground, bool]], hides: Sequence[Hides]
) -> tuple[Hole, ...] | None:
    """The turn's own holes, or ``None`` if even its existence is secret. ``hides`` is what hides there."""
    if HOLE not in turn.text and not hides:
        return ()
    marks = {m.at: m.verbatim for m in turn.marks if m.kind is MarkKind.SEAL}
    found = []
    for at in (n for n, letter in enumerate(turn.text) if letter == HOLE):
        id = marks.get(at)
        if id is None:
            found.append(Hole(at, at + 1, UNMARKED, "not_words", ""))
            continue
        ground, secret = seals.get(id, (UNMARKED, True))  # of a seal that nobody knows, nothing is told
        if secret and audience != TEAM:
            return None
        found.append(Hole(at, at + 1, ground, "sealed", id))
    found += [Hole(*_span(turn, one), one.by.ground, one.reason, one.by.id) for one in hides]
    return tuple(found)


def _span(turn: Turn, one: Hides) -> tuple[int, int]:
    """Where a restriction hides in this turn: all of it, unless it names a stretch that is there."""
    scope, size = one.by.scope, len(turn.text)
    start, end = scope.start, scope.end
    if scope.kind is not ScopeKind.PASSAGE or start is None or end is None:
        return 0, size
    return (start, end) if 0 <= start < end <= size else (0, size)


def _apart(holes: Sequence[Hole]) -> tuple[Hole, ...]:
    """In order, those that touch or overlap joined; the ground of the first is told."""
    joined: list[Hole] = []
    for hole in sorted(holes, key=lambda h: h.start):
        if joined and hole.start <= joined[-1].end:
            joined[-1] = replace(joined[-1], end=max(hole.end, joined[-1].end))
        else:
            joined.append(hole)
    return tuple(joined)


def _between(holes: Sequence[Hole], size: int) -> Iterator[tuple[int, int]]:
    at = 0
    for hole in holes:
        if at < hole.start:
            yield at, hole.start
        at = hole.end
    if at < size:
        yield at, size


def _name(told: Turns, naming: Naming) -> None:
    """Find the names. Which words may be part of one is asked once for all turns of a language."""
    turns: dict[Language, list[Told]] = defaultdict(list)
    for one in told.values():
        if one is not None:
            turns[one.turn.language].append(one)
    for language, of in turns.items():
        words = naming.reads("\n\n".join(stretch for one in of for stretch in _left(one)), language)
        for one in of:
            if any(word in one.turn.text for word in words):
                told[one.turn.address] = _named(one, naming)


def _left(told: Told) -> Sequence[str]:
    """The words between the holes."""
    text = told.turn.text
    return [text[start:end] for start, end in visible(told)] if told.holes else [text]


def _named(told: Told, naming: Naming) -> Told:
    """With names, looked for in each stretch by itself."""
    turn = told.turn
    found = [
        replace(one, start=one.start + start, end=one.end + start)
        for start, end in visible(told)
        for one in naming.among(turn.text[start:end], turn.language)
    ]
    mentions = tuple(id for one in found for id in one.ids)
    return replace(told, names=tuple(found), mentions=mentions) if found else told


def _align(session: Session, current: Sequence[Transcript], told: Turns, naming: Naming) -> None:
    """Close what renders something hidden, and what something hidden renders."""
    said = [t for t in session.current if t.kind is not TranscriptKind.TRANSLATION]
    order = [turn.address for transcript in said for turn in transcript.turns]
    groups = [
        group
        for transcript in current
        if transcript.kind is TranscriptKind.TRANSLATION
        for group in _renderings(transcript, order)
    ]
    for renderings, sources in groups:
        _close_sources(told, renderings, [a for a in sources if a in told], naming)
    for renderings, sources in groups:
        for address in renderings:
            _close_rendering(told, address, sources, naming)


def _renderings(
    translation: Transcript, order: Sequence[Address]
) -> Iterator[tuple[list[Address], list[Address]]]:
    """Turns of a translation with those they may render: the one they name, and those after it that none
    names.

    A turn that was split later stands so. A turn that names none may render anything.
    """
    places = {address: n for n, address in enumerate(order)}
    by_place: dict[int | None, list[Address]] = defaultdict(list)
    for turn in translation.turns:
        at = None if turn.translates is None else places.get(turn.translates)
        by_place[at].append(turn.address)
    named = sorted(at for at in by_place if at is not None)
    for at, renderings in by_place.items():
        if at is None:
            yield renderings, []
            continue
        following = next((n for n in named if n > at), len(order))
        first = 0 if at == named[0] else at
        yield renderings, list(order[first:following])


def _close_sources(
    told: Turns, renderings: Sequence[Address], sources: Sequence[Address], naming: Naming
) -> None:
    """What hides less than its translation does is hidden whole."""
    there = [turn for address in renderings if (turn := told[address]) is not None]
    here = [turn for source in sources if (turn := told[source]) is not None]
    if len(there) < len(renderings):
        told.update(dict.fromkeys(sources))
    elif not _hides_as_much(here, there):
        by = next(turn.holes[0] for turn in there if turn.hidden)
        for turn in here:
            told[turn.turn.address] = turn.closed("translation_withheld", by.ground, by.by)
    elif more := _mentions(there) - _mentions(here):
        by_name = naming.stand_ins[min(more)]
        unfound: Iterable[str] = more.elements()
        for turn in here:
            told[turn.turn.address] = turn.closed_for_names(by_name, "named_in_translation", unfound)
            unfound = ()


def _close_rendering(told: Turns, address: Address, sources: Sequence[Address], naming: Naming) -> None:
    """What hides less than it renders is hidden whole."""
    rendering = told[address]
    there = [turn for source in sources if (turn := told.get(source)) is not None]
    if rendering is None or not there or len(there) < len(sources):
        told[address] = None
    elif not _hides_as_much([rendering], there):
        by = next(turn.holes[0] for turn in there if turn.hidden)
        told[address] = rendering.closed("translates_what_is_withheld", by.ground, by.by)
    elif missing := _mentions(there) - _mentions([rendering]):
        by_name = naming.stand_ins[min(missing)]
        told[address] = rendering.closed_for_names(by_name, "name_not_found_in_translation")


def _mentions(turns: Sequence[Told]) -> Counter[str]:
    return Counter(id for turn in turns for id in turn.mentions)


def _hides_as_much(here: Sequence[Told], there: Sequence[Told]) -> bool:
    """Is at least as much hidden ``here`` as ``there``, which says the same in other words?

    Nobody knows which words render which, so things that hide are counted. Of a turn that is hidden whole
    everything is, unless the very seal that closed it stands here, too: it covers all there is to cover.
    """
    if not any(turn.hidden for turn in there) or not any(
        stretch for turn in here for stretch in visible(turn)
    ):
        return True
    own = {hole.by for turn in here for hole in turn.hidden}
    known: set[str] = set()
    needed = 0
    for turn in there:
        if not turn.hidden or turn.leaves(turn.hidden):
            needed += _things(turn.hidden)
            continue
        closing = {hole.by for hole in turn.hidden if not turn.leaves([hole])}
        if not closing or not closing <= own:
            return False
        known |= closing
    return needed <= sum(len(_apart([h for h in turn.hidden if h.by not in known])) for turn in here)


def _things(hidden: Sequence[Hole]) -> int:
    """How many stretches are hidden; one inside another is the same."""
    found = reach = 0
    for hole in sorted(hidden, key=lambda h: (h.start, -h.end)):
        if hole.end > reach:
            found, reach = found + 1, hole.end
    return found
