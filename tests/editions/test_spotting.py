"""Names that are left in a text, misspelt, in another alphabet or inside a longer word, are pointed at."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whensafe.editions.spotting import Spotter, skeleton

NAME = "Петро Вашчук"


def spotted(text: str, *names: str, known: tuple[str, ...] = ()) -> list[str]:
    return [text[start:end] for start, end in Spotter(names or (NAME,), known)(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Petro",
        "петро",
        "Vashchuk",
        "VASHCHUK",
        "Vaschuk",
        "Вашчукові",
        "Пётр",
        "Вашчуківський",
        "Pétro",
        "Ваш-чук",
        "Вашч-\nукові",
        "Ваш- чук",
        "В а ш ч у к",
        "V.a.s.h.c.h.u.k",
    ],
)
def test_a_name_is_spotted_however_it_is_written(text: str) -> None:
    assert spotted(f"then {text} came") == [text]


@pytest.mark.parametrize(
    "text", ["the patrol came", "Pavlo", "вашими руками", "a retro lamp", "Peter's bread"]
)
def test_other_words_are_left_alone(text: str) -> None:
    assert spotted(text) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Олексій", "Oleksiy"),
        ("Шевченко", "Shevchenko"),
        ("Ганна", "Hanna"),
        ("Сєрий", "Sieryi"),
        ("Сєрий", "Seryi"),
        ("Анієнко", "Aniienko"),
        ("Євген", "Yevhen"),
    ],
)
def test_two_alphabets_meet(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)
    assert spotted(other, one) == [other]


@pytest.mark.parametrize("written", ["Дем`янэнко", 'Дім"яненко', "Дем´яненко", "Dem*yanenko", "Дем''янэнко"])
def test_whatever_is_typed_for_an_apostrophe_it_is_one(written: str) -> None:
    assert spotted(f"копав {written}, тут", "Дем'яненко") == [written]


def test_what_stands_in_two_paragraphs_is_not_one_word() -> None:
    assert spotted("Ваш-\n\nчук") == []


def test_a_name_that_is_told_is_not_looked_for() -> None:
    assert spotted("Petro and Vashchuk", known=("Петро",)) == ["Vashchuk"]
    assert spotted("Petro Vashchuk", known=(NAME,)) == []


def test_scripts_without_capitals_are_looked_through_as_well() -> None:
    assert spotted("ثم جاء سليمان إلى الخان", "سليمن") == ["سليمان"]


@given(st.text(max_size=80), st.lists(st.text(max_size=12), max_size=3))
def test_any_text_and_any_names_can_be_asked_about(text: str, names: list[str]) -> None:
    for start, end in Spotter(names)(text):
        assert 0 <= start < end <= len(text)


@given(st.lists(st.text("абгґеєзжиіїйклльнншщхцьъыэю АКЙХ.«»", min_size=1, max_size=12), max_size=8))
def test_words_that_are_looked_at_together_are_spelt_as_each_alone(texts: list[str]) -> None:
    words = [word for text in texts for word in text.split()]
    names = tuple(dict.fromkeys(word for word in words if word.isalpha() and len(word) > 3))[:2]
    together = Spotter(names)(" ".join(words))
    starts = [sum(len(word) + 1 for word in words[:n]) for n in range(len(words))]
    alone = [
        (at + s, at + e) for at, word in zip(starts, words, strict=True) for s, e in Spotter(names)(word)
    ]
    assert together == alone
