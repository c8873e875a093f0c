from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whensafe.words import bare, fold, same_but_for_marks


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("МАРІУПОЛЬ", "маріуполь"),
        ("об'єкт", "об’єкт"),
        ("об’єкт", "обʼєкт"),
        ("за\u0301мок", "замок"),
        ("Straße", "STRASSE"),
        ("السِّجْن", "السجن"),
        ("ســجن", "سجن"),
        ("أحمد", "احمد"),
        ("é", "e\u0301"),
        ("так\u00adож", "також"),
        ("ﬁn", "fin"),
        ("٢٠٢٢", "2022"),
        ("Σίσυφος", "ΣΊΣΥΦΟΣ"),
    ],
)
def test_the_same_word(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("мій", "міи"), ("їх", "іх"), ("élève", "eleve"), ("ґрати", "грати"), ("ё", "е"), ("łódź", "lodz")],
)
def test_marks_make_another_word_but_who_types_none_finds_it(one: str, other: str) -> None:
    assert fold(one) != fold(other)
    assert same_but_for_marks(fold(one), fold(other))


@pytest.mark.parametrize(
    ("one", "other"), [("кий", "киї"), ("été", "étê"), ("pêche", "péché"), ("мій", "мої")]
)
def test_different_marks_are_different_words(one: str, other: str) -> None:
    assert not same_but_for_marks(fold(one), fold(other))


@given(st.text(max_size=20))
def test_folding_twice_is_folding_once(word: str) -> None:
    assert fold(fold(word)) == fold(word)
    assert bare(bare(fold(word))) == bare(fold(word))


@given(st.text(min_size=1, max_size=20).filter(str.isalnum))
def test_a_folded_word_is_one_word(word: str) -> None:
    assert fold(word).split() == [fold(word)]


def test_a_ligature_of_several_words_is_one() -> None:
    assert fold("\ufdfa").split() == [fold("\ufdfa")]
    assert fold("\u0640") == "\u0640"


@given(st.text(max_size=20))
def test_normal_forms_fold_alike(word: str) -> None:
    assert fold(unicodedata.normalize("NFD", word)) == fold(unicodedata.normalize("NFC", word))


@given(st.text(max_size=12), st.text(max_size=12))
def test_standing_for_each_other_is_mutual(one: str, other: str) -> None:
    assert same_but_for_marks(fold(one), fold(other)) == same_but_for_marks(fold(other), fold(one))
    assert same_but_for_marks(fold(one), fold(one))


@given(st.text("abzABZабвгёйіїєґщьАБВГЁЙІЇЄҐЩЬ'’ʼ019", min_size=1, max_size=12))
def test_the_short_way_folds_like_the_long_one(word: str) -> None:
    shy = "\u00ad"  # takes the long way and is taken away there
    assert fold(word) == fold(word + shy)
