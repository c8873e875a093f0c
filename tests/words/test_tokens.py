from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whensafe.words import tokens


def texts(text: str) -> list[str]:
    return [token.text for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("В Оленівці, 2022-го.", ["В", "Оленівці", "2022", "го"], id="Ukrainian"),
        pytest.param("об'єкт об’єкт обʼєкт", ["об'єкт", "об’єкт", "обʼєкт"], id="three apostrophes"),
        pytest.param("‘дім’ 'дім'", ["дім", "дім"], id="quotes are no apostrophes"),
        pytest.param("за\u0301мок", ["за\u0301мок"], id="a written stress"),
        pytest.param("Івано-Франківськ", ["Івано", "Франківськ"], id="a hyphen parts"),
        pytest.param("السِّجْن، في حلب", ["السِّجْن", "في", "حلب"], id="harakat"),
        pytest.param("ســجن", ["ســجن"], id="tatweel"),
        pytest.param("मैंने कहा", ["मैंने", "कहा"], id="vowel signs"),
        pytest.param("так\u00adож", ["так\u00adож"], id="a soft hyphen"),
        pytest.param("don't l’homme", ["don't", "l’homme"], id="Latin apostrophes"),
        pytest.param("a_b", ["a", "b"], id="an underscore is no letter"),
        pytest.param("😀 \ufffc … —", [], id="no words"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_words_of_a_text(text: str, words: list[str]) -> None:
    assert texts(text) == words


def test_positions_are_code_points() -> None:
    text = "😀 Маріуполь"
    (token,) = tokens(text)
    assert (token.start, token.end) == (2, 11)


@given(st.text())
def test_every_token_is_the_text_at_its_place_and_none_overlap(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert text[token.start : token.end] == token.text
        assert token.start >= end
        end = token.end


@given(st.text())
def test_no_letter_or_digit_is_lost(text: str) -> None:
    found = "".join(texts(text))
    assert [c for c in found if c.isalnum()] == [c for c in text if c.isalnum() and c != "_"]
