"""Allen's thirteen relations between two times of which only bounds are known.

A time is a run of whole days, first and last included; *meets* is "the day after". Each relation is a few
inequalities between the first and last days; with the bounds they are a system of difference constraints,
which has a solution in whole days exactly if its graph has no cycle of negative weight. So every answer is
exact. Source: J. F. Allen, Maintaining Knowledge about Temporal Intervals, CACM 26 (1983).
"""

from __future__ import annotations

import datetime
import enum
from collections.abc import Iterable

from whensafe.errors import BadOption
from whensafe.nouns.time_span import Bounds


class Relation(enum.StrEnum):
    """How the first time lies to the second."""

    BEFORE = "before"
    MEETS = "meets"
    OVERLAPS = "overlaps"
    STARTS = "starts"
    DURING = "during"
    FINISHES = "finishes"
    EQUALS = "equals"
    FINISHED_BY = "finished_by"
    CONTAINS = "contains"
    STARTED_BY = "started_by"
    OVERLAPPED_BY = "overlapped_by"
    MET_BY = "met_by"
    AFTER = "after"


class Certainty(enum.StrEnum):
    """What the bounds allow to be said."""

    NECESSARY = "necessary"
    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"


Constraint = tuple[int, int, int]
"""``(x, y, c)``: x - y ≤ c. Variables: 0 is day zero, 1 and 2 the first time's first and last day, 3 and 4
the second's."""

_S1, _E1, _S2, _E2 = 1, 2, 3, 4


def _less(x: int, y: int) -> Constraint:
    return (x, y, -1)


def _same(x: int, y: int, apart: int = 0) -> tuple[Constraint, Constraint]:
    return (x, y, apart), (y, x, -apart)


_RELATIONS: dict[Relation, tuple[Constraint, ...]] = {
    Relation.BEFORE: ((_E1, _S2, -2),),
    Relation.MEETS: _same(_E1, _S2, -1),
    Relation.OVERLAPS: (_less(_S1, _S2), (_S2, _E1, 0), _less(_E1, _E2)),
    Relation.STARTS: (*_same(_S1, _S2), _less(_E1, _E2)),
    Relation.DURING: (_less(_S2, _S1), _less(_E1, _E2)),
    Relation.FINISHES: (_less(_S2, _S1), *_same(_E1, _E2)),
    Relation.EQUALS: (*_same(_S1, _S2), *_same(_E1, _E2)),
    Relation.FINISHED_BY: (_less(_S1, _S2), *_same(_E1, _E2)),
    Relation.CONTAINS: (_less(_S1, _S2), _less(_E2, _E1)),
    Relation.STARTED_BY: (*_same(_S1, _S2), _less(_E2, _E1)),
    Relation.OVERLAPPED_BY: (_less(_S2, _S1), (_S1, _E2, 0), _less(_E2, _E1)),
    Relation.MET_BY: _same(_E2, _S1, -1),
    Relation.AFTER: ((_E2, _S1, -2),),
}

SHARING = frozenset(Relation) - {Relation.BEFORE, Relation.MEETS, Relation.MET_BY, Relation.AFTER}
"""The relations in which the two have a day in common."""


def _bounded(variable: int, low: datetime.date | None, high: datetime.date | None) -> list[Constraint]:
    found = []
    if low is not None:
        found.append((0, variable, -low.toordinal()))
    if high is not None:
        found.append((variable, 0, high.toordinal()))
    return found


def _constraints(bounds: Bounds, first: int, last: int) -> list[Constraint]:
    return [
        *_bounded(first, bounds.earliest_start, bounds.latest_start),
        *_bounded(last, bounds.earliest_end, bounds.latest_end),
        (first, last, 0),
    ]


def _solvable(constraints: Iterable[Constraint]) -> bool:
    """Bellman and Ford, from a source that reaches all five variables at no cost."""
    edges = list(constraints)
    distance = [0] * 5
    for _ in range(5):
        settled = True
        for x, y, most in edges:
            if distance[y] + most < distance[x]:
                distance[x] = distance[y] + most
                settled = False
        if settled:
            return True
    return False


def relations(first: Bounds, second: Bounds) -> dict[Relation, Certainty]:
    """All thirteen relations of one time to another. Raises `BadOption` for a time that no days can have."""
    known = [*_constraints(first, _S1, _E1), *_constraints(second, _S2, _E2)]
    if not _solvable(known):
        raise BadOption("these bounds leave no day", todo="A time must not end before it begins.")
    possible = [r for r, asked in _RELATIONS.items() if _solvable((*known, *asked))]
    alone = Certainty.NECESSARY if len(possible) == 1 else Certainty.POSSIBLE
    return {r: alone if r in possible else Certainty.IMPOSSIBLE for r in Relation}


def shared_day(first: Bounds, second: Bounds) -> Certainty:
    """Whether the two have a day in common: can they have met there; can he not have been in both."""
    found = relations(first, second)
    possible = {r for r, certainty in found.items() if certainty is not Certainty.IMPOSSIBLE}
    if possible <= SHARING:
        return Certainty.NECESSARY
    return Certainty.POSSIBLE if possible & SHARING else Certainty.IMPOSSIBLE
