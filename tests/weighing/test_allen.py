"""Allen's relations: what the bounds allow is exactly what counting every case gives."""

from __future__ import annotations

import datetime
import itertools

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from whensafe.errors import BadOption
from whensafe.nouns.time_span import Bounds
from whensafe.weighing.allen import Certainty, Relation, relations, shared_day

ZERO = datetime.date(2022, 1, 10).toordinal()
FAR = 5
"""Days beyond the bounds that stand for "any": the relations only ask for order and for one day apart."""


def day(n: int | None) -> datetime.date | None:
    return None if n is None else datetime.date.fromordinal(ZERO + n)


def bounds(numbers: tuple[int | None, ...]) -> Bounds:
    return Bounds(*(day(n) for n in numbers))


def every(numbers: tuple[int | None, ...]) -> list[tuple[int, int]]:
    """Every (first day, last day) that the bounds allow, by counting."""
    es, ls, ee, le = numbers
    starts = range(-FAR if es is None else es, (5 + FAR if ls is None else ls) + 1)
    ends = range(-FAR if ee is None else ee, (5 + FAR if le is None else le) + 1)
    return [(s, e) for s, e in itertools.product(starts, ends) if s <= e]


def named(a: tuple[int, int], b: tuple[int, int]) -> Relation:
    """Allen's table, read off the days themselves."""
    (s1, e1), (s2, e2) = a, b
    if e1 + 1 < s2:
        return Relation.BEFORE
    if e1 + 1 == s2:
        return Relation.MEETS
    if e2 + 1 < s1:
        return Relation.AFTER
    if e2 + 1 == s1:
        return Relation.MET_BY
    order = ((s1 > s2) - (s1 < s2), (e1 > e2) - (e1 < e2))
    return {
        (0, 0): Relation.EQUALS,
        (0, -1): Relation.STARTS,
        (0, 1): Relation.STARTED_BY,
        (1, 0): Relation.FINISHES,
        (-1, 0): Relation.FINISHED_BY,
        (1, -1): Relation.DURING,
        (-1, 1): Relation.CONTAINS,
        (-1, -1): Relation.OVERLAPS,
        (1, 1): Relation.OVERLAPPED_BY,
    }[order]


NUMBERS = st.tuples(*(st.none() | st.integers(0, 5) for _ in range(4)))


@given(NUMBERS, NUMBERS)
def test_what_the_bounds_allow_is_what_counting_gives(
    a: tuple[int | None, ...], b: tuple[int | None, ...]
) -> None:
    first, second = every(a), every(b)
    assume(first and second)
    seen = {named(x, y) for x in first for y in second}
    found = relations(bounds(a), bounds(b))
    assert set(found) == set(Relation)
    assert {r for r, c in found.items() if c is not Certainty.IMPOSSIBLE} == seen
    assert {r for r, c in found.items() if c is Certainty.NECESSARY} == (seen if len(seen) == 1 else set())


@given(NUMBERS, NUMBERS)
def test_a_shared_day_is_what_counting_gives(a: tuple[int | None, ...], b: tuple[int | None, ...]) -> None:
    first, second = every(a), every(b)
    assume(first and second)
    shared = {max(x[0], y[0]) <= min(x[1], y[1]) for x in first for y in second}
    expected = {
        frozenset({True}): Certainty.NECESSARY,
        frozenset({False}): Certainty.IMPOSSIBLE,
    }.get(frozenset(shared), Certainty.POSSIBLE)
    assert shared_day(bounds(a), bounds(b)) is expected


def test_a_stay_that_ended_before_another_began() -> None:
    early = Bounds(day(0), day(1), day(2), day(3))
    late = Bounds(day(9), day(9), day(9), day(9))
    assert relations(early, late)[Relation.BEFORE] is Certainty.NECESSARY
    assert shared_day(early, late) is Certainty.IMPOSSIBLE


def test_bounds_that_leave_no_day_are_refused() -> None:
    with pytest.raises(BadOption):
        relations(Bounds(earliest_start=day(3), latest_end=day(1)), Bounds())
