from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whensafe.errors import TooLarge
from whensafe.store.search.places import INTERVIEW_MASK, TURN_BITS, place

lengths = st.integers(0, 5000)
keys = st.integers(1, 2**32 - 1)
turns = st.integers(0, 2**20 - 1)


def test_turns_that_say_something_come_first_and_the_shorter_of_them_before() -> None:
    order = sorted([0, 1, 7, 8, 9, 40, 900, 5000], key=lambda words: place(words, 1, 0))
    assert order == [8, 9, 40, 900, 5000, 7, 1, 0]


@given(lengths, keys, turns)
def test_a_place_fits_and_tells_its_interview(words: int, key: int, turn: int) -> None:
    at = place(words, key, turn)
    assert 0 <= at < 2**63
    assert at >> TURN_BITS & INTERVIEW_MASK == key


@given(lengths, lengths, keys, keys, turns, turns)
def test_no_two_turns_have_one_place(a: int, b: int, k: int, j: int, m: int, n: int) -> None:
    assert (k, m) == (j, n) or place(a, k, m) != place(b, j, n)


@pytest.mark.parametrize(("key", "turn"), [(2**32, 0), (1, 2**20)])
def test_what_does_not_fit_is_refused(key: int, turn: int) -> None:
    with pytest.raises(TooLarge):
        place(10, key, turn)
