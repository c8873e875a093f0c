"""From nouns to what a template prints: laws that hold for every text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from whensafe.nouns.ids import InterviewId
from whensafe.nouns.receipt import Hit
from whensafe.web.show import said, snippets, splits


@given(st.text(max_size=300))
def test_a_split_is_inside_the_turn_and_shows_its_own_words(text: str) -> None:
    for split in splits.splits(text):
        assert 0 < split.at < len(text)
        assert not text[split.at].isspace()
        assert (
            text[split.at :].split()[: len(split.begins.split())] == split.begins.split()
            or len(split.begins) >= 1
        )


def test_splits_come_after_sentences_or_else_between_words() -> None:
    assert [s.begins for s in splits.splits("Перше. Друге! «Третє?» — Четверте")][:2] == [
        "Друге! «Третє?» — Четверте",
        "«Третє?» — Четверте",
    ]
    assert [s.begins for s in splits.splits("one two three")] == ["two three", "three"]
    assert splits.splits("one") == ()


@given(
    st.text(min_size=1, max_size=60),
    st.integers(0, 500),
    st.lists(st.tuples(st.integers(0, 600), st.integers(0, 600)), max_size=6),
)
def test_a_snippet_in_stretches_is_still_the_snippet(
    snippet: str, start: int, matches: list[tuple[int, int]]
) -> None:
    hit = Hit(InterviewId("i"), 1, "a", 0, 1, snippet, start, tuple(matches), 1.0)
    made = snippets.stretches(hit)
    assert "".join(stretch.text for stretch in made) == snippet
    inside = {at for s, e in matches for at in range(s - start, e - start)}
    at = 0
    for stretch in made:
        if stretch.marked:
            assert set(range(at, at + len(stretch.text))) <= inside
        at += len(stretch.text)


def test_dates_are_said_as_exactly_as_they_are_known() -> None:
    from django.utils.translation import override

    with override("en"):
        assert [said.said_date(d) for d in ("2025-03-05", "2025-03", "2025", None, "odd")] == [
            "5 March 2025", "March 2025", "2025", "", "odd",
        ]  # fmt: skip
    with override("uk"):
        assert [said.said_date(d) for d in ("2025-03-05", "2025-03")] == ["5 березня 2025", "березень 2025"]
        assert said.language("ar") == "арабська"


def test_times_sizes_and_moments() -> None:
    assert [said.clock(ms) for ms in (None, 0, 61_000, 3_661_999)] == ["", "0:00", "1:01", "1:01:01"]
    assert said.size(64212) == "64\u202f212"
    assert said.moment("2026-11-22T12:04:00Z") == "22 Nov 2026, 12:04 UTC"
    assert said.moment("") == ""
