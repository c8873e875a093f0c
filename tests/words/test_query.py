from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whensafe.words import Asked, ask


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Маріуполь", Asked(("маріуполь",), ())),
        ('камера "в Оленівці"', Asked(("камера",), (("в", "оленівці"),))),
        ("«гарячі обмотки» слід", Asked(("слід",), (("гарячі", "обмотки"),))),
        ("“one two” „drei vier“", Asked((), (("one", "two"), ("drei", "vier")))),
        ("a a A", Asked(("a",), ())),
        ('an "open quote', Asked(("an", "open", "quote"), ())),
        ('"" ""', Asked((), ())),
        ('"a" "A"', Asked((), (("a",),))),
        ("body:x AND NOT (y) ^z*", Asked(("body", "x", "and", "not", "y", "z"), ())),
        ("\0;--", Asked((), ())),
    ],
)
def test_what_is_asked(text: str, asked: Asked) -> None:
    assert ask(text) == asked


@given(st.text())
def test_any_string_can_be_read(text: str) -> None:
    asked = ask(text)
    assert bool(asked) == bool(asked.words or asked.phrases)
    assert all(phrase for phrase in asked.phrases)
