from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whensafe.words import Wanted, find, fold, snippet, tokens
from whensafe.words.finding import EXACT, FORM

TEXT = "😀 Мене тримали в Оленівці. Оленівка — це табір, в Оленівку возили всіх."


def wanted(*words: dict[str, float], phrases: tuple[tuple[frozenset[str], ...], ...] = ()) -> Wanted:
    return Wanted(words, phrases)


OLENIVKA = {"оленівка": EXACT, "оленівці": FORM, "оленівку": FORM}


def test_every_form_is_marked_at_its_code_points() -> None:
    found = find(TEXT, wanted(OLENIVKA))
    assert found is not None
    assert [TEXT[s:e] for s, e in found] == ["Оленівці", "Оленівка", "Оленівку"]
    assert found[0] == (17, 25)


def test_all_words_must_be_there() -> None:
    assert find(TEXT, wanted(OLENIVKA, {"табір": EXACT})) is not None
    assert find(TEXT, wanted(OLENIVKA, {"тюрма": EXACT})) is None


def test_a_phrase_is_side_by_side_and_one_match() -> None:
    phrase = ((frozenset({"в"}), frozenset({"оленівку"})),)
    found = find(TEXT, wanted(phrases=phrase))
    assert found is not None
    assert [TEXT[s:e] for s, e in found] == ["в Оленівку"]
    assert find(TEXT, wanted(phrases=((frozenset({"табір"}), frozenset({"оленівку"})),))) is None


def test_a_long_turn_gives_a_stretch_around_its_matches() -> None:
    text = "слово " * 200 + "Оленівка" + " слово" * 200
    found = find(text, wanted(OLENIVKA))
    assert found is not None
    start, end = snippet(text, found)
    assert start <= found[0][0] < found[0][1] <= end
    assert end - start <= 260
    assert text[start:end].startswith("слово")
    assert text[start:end].endswith("слово")


@pytest.mark.parametrize("text", ["", "short", "x" * 1000])
def test_a_snippet_of_nothing_found_is_the_beginning(text: str) -> None:
    assert snippet(text, ()) == (0, min(len(text), 240))


@given(st.text(max_size=600), st.integers(1, 300), st.data())
def test_a_snippet_lies_in_the_text_and_shows_a_match(text: str, width: int, data: st.DataObject) -> None:
    spans = [(t.start, t.end) for t in tokens(text)]
    chosen = tuple(sorted(data.draw(st.sets(st.sampled_from(spans)))) if spans else ())
    start, end = snippet(text, chosen, width)
    assert 0 <= start <= end <= len(text)
    if chosen:
        assert any(start <= s and e <= end for s, e in chosen)


@given(st.text(max_size=200))
def test_a_word_of_the_text_is_found_where_it_stands(text: str) -> None:
    for token in tokens(text):
        found = find(text, wanted({fold(token.text): EXACT}))
        assert found is not None
        assert any(s <= token.start and token.end <= e for s, e in found)
