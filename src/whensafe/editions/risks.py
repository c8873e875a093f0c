"""What a release would give away, before a person signs it. Pure; it finds, it never certifies.

Nothing here says that an edition is safe. Free text names people in ways that no list foresees, so one risk
is always there: that somebody has to read it. A risk says where to look and never what was found.
"""

from __future__ import annotations

import bisect
import enum
import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from whensafe.editions.difference import Difference
from whensafe.editions.told import ToldEdition, ToldInterview
from whensafe.nouns.edition import ClearedInterview, Piece, Withheld
from whensafe.nouns.ids import InterviewId

K = 5
"""A group of fewer narrators than this who share a combination of details is a risk."""
MOST_TOGETHER = 3
"""Combinations of up to so many kinds of detail are counted."""

Spot = Callable[[str], Sequence[tuple[int, int]]]
"""Where restricted names stand in a text, in any spelling or word form: (start, end) in code points. No find
reaches across an empty line."""


class RiskCode(enum.StrEnum):
    """What kind of risk; the faces translate it. Details are those that were declared by hand, never what is
    said in words.
    """

    FREE_TEXT = "free_text"
    ONLY_ONE = "only_one"
    SMALL_CELL = "small_cell"
    RESTRICTED_NAME = "restricted_name"
    FILLED_SINCE_LAST = "filled_since_last"
    GONE_SINCE_LAST = "gone_since_last"
    CHANGED_SINCE_LAST = "changed_since_last"  # a title, a date, a name, a notice
    NOT_COMPARED = "not_compared"  # the last edition for this audience was not at hand
    AHEAD = "ahead"  # conditions were judged at a day that is still to come
    TOLD_ELSEWHERE = "told_elsewhere"
    NAMED_ELSEWHERE = "named_elsewhere"
    NUMBER = "number"  # in figures, near a person who isn't told
    DAY = "day"  # a date to the day
    NAME_OR_WORD = "name_or_word"  # a code that begins a sentence may stand for a common word


@dataclass(frozen=True, slots=True)
class Declared:
    """What one interview tells of its narrator that others may share, declared by hand: kind and value."""

    interview: InterviewId
    details: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Risk:
    """One thing to look at. ``kinds`` are kinds of detail, ``size`` how many narrators share them,
    ``audience`` whose edition tells more, ``span`` code points of the words of one piece after another.
    """

    code: RiskCode
    interview: str | None = None
    address: str | None = None
    span: tuple[int, int] | None = None
    kinds: tuple[str, ...] = ()
    size: int | None = None
    audience: str | None = None


def risks(
    told: Iterable[ClearedInterview],
    declared: Sequence[Declared],
    spot: Spot,
    since: Difference | None,
    others: Sequence[ToldEdition],
) -> list[Risk]:
    """Every risk found, the one that is always there first.

    ``since`` is the difference from this audience's last edition, ``others`` the last editions of other
    audiences: what somebody learns who holds both.
    """
    found = edition_risks(declared, since)
    for interview in told:
        found.extend(name_risks(interview, spot))
        found.extend(union_risks(interview.id, as_told(interview), others))
    return found


def edition_risks(declared: Sequence[Declared], since: Difference | None) -> list[Risk]:
    """What the edition as a whole gives away."""
    return [Risk(RiskCode.FREE_TEXT), *_cells(declared), *_since(since)]


def _cells(declared: Sequence[Declared]) -> list[Risk]:
    """Smallest combinations shared by fewer than K; a wider one that holds a found one says nothing new."""
    found: list[Risk] = []
    flagged: dict[InterviewId, list[frozenset[str]]] = defaultdict(list)
    for together in range(1, MOST_TOGETHER + 1):
        cells: dict[tuple[tuple[str, str], ...], set[InterviewId]] = defaultdict(set)
        for one in declared:
            for cell in itertools.combinations(sorted(one.details), together):
                cells[cell].add(one.interview)
        for cell, members in sorted(cells.items()):
            kinds = tuple(kind for kind, _ in cell)
            if len(members) >= K:
                continue
            for member in sorted(members):
                if any(smaller <= frozenset(kinds) for smaller in flagged[member]):
                    continue
                code = RiskCode.ONLY_ONE if len(members) == 1 else RiskCode.SMALL_CELL
                found.append(Risk(code, member, kinds=kinds, size=len(members)))
                flagged[member].append(frozenset(kinds))
    return found


def _since(since: Difference | None) -> list[Risk]:
    """What the last edition told or held back differently: both lie side by side for ever."""
    if since is None:
        return []
    found = [Risk(RiskCode.GONE_SINCE_LAST, id) for id in since.interviews_gone]
    found += [Risk(RiskCode.CHANGED_SINCE_LAST, id) for id in since.other]
    for change in since.turns:
        if change.before is None or change.interview in since.interviews_gone:
            continue
        less = change.after is None or _holes(change.after) > _holes(change.before)
        code = RiskCode.GONE_SINCE_LAST if less else RiskCode.FILLED_SINCE_LAST
        found.append(Risk(code, change.interview, change.address))
    return found


def name_risks(interview: ClearedInterview, spot: Spot) -> list[Risk]:
    """Restricted names that are left in what one interview tells, in another spelling or inside a word."""
    code, id = RiskCode.RESTRICTED_NAME, interview.id
    told: list[tuple[str | None, str]] = [(None, text) for text in _around(interview)]
    told.extend(_in_turns(interview))
    starts = list(itertools.accumulate((len(text) + 2 for _, text in told), initial=0))
    found = []
    for start, end in spot("\n\n".join(text for _, text in told)):
        n = bisect.bisect(starts, start) - 1
        found.append(Risk(code, id, told[n][0], (start - starts[n], end - starts[n])))
    return found


def _in_turns(interview: ClearedInterview) -> Iterator[tuple[str | None, str]]:
    """Who speaks and what is said, with the turn's address."""
    for turn in interview.all_turns:
        if turn.speaker_display is not None:
            yield turn.address, turn.speaker_display
        first = turn.pieces[0]
        if len(turn.pieces) == 1 and isinstance(first, str):
            yield turn.address, first
        else:
            yield turn.address, "".join(p if isinstance(p, str) else "\ufffc" for p in turn.pieces)


def _around(interview: ClearedInterview) -> list[str]:
    """Everything an interview tells that is no turn."""
    source = interview.source
    told = [interview.title, interview.standfirst, interview.republisher, source.name, source.url]
    told += [narrator.display for narrator in interview.narrators]
    told += [person.display for person in interview.participants]
    told += [text for t in interview.translations for text in (t.title, t.standfirst)]
    for exhibit in interview.exhibits:
        told += [exhibit.title, exhibit.alt]
        if exhibit.table is not None:
            told += [exhibit.table.caption, *exhibit.table.columns, *itertools.chain(*exhibit.table.rows)]
    return [text for text in told if text is not None]


@dataclass(frozen=True, slots=True)
class Laid:
    """One interview as it is laid over another edition's: names, and words and holes by address."""

    names: tuple[str | None, ...]
    turns: Mapping[str, tuple[Piece, ...]]


def as_told(interview: ClearedInterview | ToldInterview) -> Laid:
    """From what was cleared, or from what an edition tells."""
    if isinstance(interview, ClearedInterview):
        names = tuple(narrator.display for narrator in interview.narrators)
        return Laid(names, {turn.address: turn.pieces for turn in interview.all_turns})
    return Laid(interview.names, {address: pieces for (_, address), pieces in interview.turns.items()})


def union_risks(id: str, laid: Laid, others: Sequence[ToldEdition]) -> list[Risk]:
    """What one interview gives away to somebody who has these editions, too.

    Addresses are the same in every edition, so two editions can always be laid over each other.
    """
    found = []
    for other in others:
        if id not in other.ids:
            continue
        there, audience = as_told(other.interview(id)), other.manifest.audience
        if there.names != laid.names:
            found.append(Risk(RiskCode.NAMED_ELSEWHERE, id, audience=audience))
        for address, pieces in laid.turns.items():
            if there.turns.get(address, pieces) != pieces:
                found.append(Risk(RiskCode.TOLD_ELSEWHERE, id, address, audience=audience))
    return found


def _holes(pieces: tuple[Piece, ...]) -> int:
    return sum(isinstance(piece, Withheld) for piece in pieces)
