from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whensafe.words.spelling import allowed, slips


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("маріуполь", "маріуполь", 0),
        ("маріуполь", "маріупль", 1),
        ("оленівка", "олнеівка", 1),
        ("табір", "тарбір", 1),
        ("ab", "ba", 1),
        ("", "ab", 2),
        ("київ", "каїр", 2),
        ("київ", "львів", None),
    ],
)
def test_slips(one: str, other: str, count: int | None) -> None:
    assert slips(one, other, 2) == count


@given(st.text("abc", max_size=8), st.text("abc", max_size=8))
def test_slips_are_mutual_and_bounded(one: str, other: str) -> None:
    far = slips(one, other, 20)
    assert far is not None
    assert far == slips(other, one, 20)
    assert abs(len(one) - len(other)) <= far <= max(len(one), len(other))
    assert slips(one, other, 1) == (far if far <= 1 else None)


def test_short_words_are_forgiven_nothing() -> None:
    assert [allowed("x" * n) for n in (3, 4, 7, 8)] == [0, 1, 1, 2]
