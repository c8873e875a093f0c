from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from whensafe.store.search.weighing import nearness
from whensafe.words import Wanted
from whensafe.words.finding import EXACT, FORM, MISSPELT


def weight(
    text: str, *words: dict[str, float], phrases: tuple[tuple[frozenset[str], ...], ...] = ()
) -> float:
    return nearness(text.split(), Wanted(words, phrases))


def test_the_word_itself_is_nearer_than_any_number_of_its_forms() -> None:
    wanted = {"табір": EXACT, "таборі": FORM}
    assert weight("далі " * 200 + "табір", wanted) > weight("таборі таборі таборі", wanted)


def test_often_close_and_short_are_nearer() -> None:
    a, b = {"a": EXACT}, {"b": EXACT}
    assert weight("a x a x", a) > weight("a x y x", a)
    assert weight("a x", a) > weight("a x y z", a)
    assert weight("a b x y z", a, b) > weight("a x y b z", a, b)


def test_what_is_missing_weighs_nothing() -> None:
    assert weight("a", {"a": EXACT}, {"b": EXACT}) == 0
    assert weight("a x b", phrases=((frozenset("a"), frozenset("b")),)) == 0


@given(st.lists(st.sampled_from("abcd"), max_size=30))
def test_a_nearer_word_never_weighs_less(words: list[str]) -> None:
    text = " ".join(words)
    assert weight(text, {"a": EXACT}) >= weight(text, {"a": FORM}) >= weight(text, {"a": MISSPELT}) >= 0
