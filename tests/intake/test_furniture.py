"""Only what pages prove to be furniture is furniture."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from whensafe.intake import furniture

WORDS = st.text("abcdefghij ", min_size=3, max_size=30).filter(str.strip)


def test_heads_and_feet_that_count_pages() -> None:
    pages = [
        [f"Talk, part {n + 4}", "", f"words {n * n}", "more of them", "and more", f"[{n + 1}]"]
        for n in range(5)
    ]
    assert furniture.of_pages(pages) == [{0, 5}] * 5


def test_a_number_that_does_not_count_pages_is_words() -> None:
    pages = [[f"We were {n} then", "", "a", "b", f"{x} of them"] for n, x in ((3, 9), (8, 2), (5, 7), (1, 1))]
    assert furniture.of_pages(pages) == [set()] * 4


def test_what_is_spoken_on_top_of_half_the_pages_is_words() -> None:
    pages = [["— Так.", "", f"words {n}", "x", "y", "z"] for n in range(3)]
    pages += [[f"other {n * 7}", "", f"words {n}", "x", "y", "z"] for n in range(3)]
    assert not any(0 in found for found in furniture.of_pages(pages)[:3])


def test_a_long_line_is_never_furniture() -> None:
    assert (
        furniture.of_pages([["word " * 100, "", "a", f"b{n * n}", f"c{n ^ 5}"] for n in range(4)])[1] == set()
    )


def test_page_numbers_in_plain_text_stand_apart_and_count_up() -> None:
    lines = [line for n in range(1, 5) for line in [*["words"] * 20, str(n)]]
    assert furniture.page_ends(lines) == [20, 41, 62, 83]
    assert furniture.page_ends(["1", "2", "3", "4"]) == []
    assert furniture.page_ends([line for n in (4, 9, 2) for line in [*["words"] * 20, str(n)]]) == []


@given(st.lists(st.lists(WORDS, min_size=1, max_size=8, unique=True), max_size=2))
def test_one_page_has_no_furniture_but_named_numbers(pages: list[list[str]]) -> None:
    for page in pages:
        assert furniture.of_pages([page]) == [set()]
