"""Words cut out of a text leave a hole of one size and come back exactly, in whatever order."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.protection.testimonies import LETTERS, marked

from whensafe.errors import Refused
from whensafe.nouns.interview import Mark, MarkKind, Turn
from whensafe.nouns.sealed import SealId
from whensafe.nouns.text import nfc
from whensafe.protection import holes

ONE, TWO = SealId("one"), SealId("two")


@st.composite
def spans_in(draw: Any, text: str) -> tuple[holes.Span, ...]:
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda e: (min(e), max(e)))
    return holes.apart(text, draw(st.lists(ends, min_size=1, max_size=3)))


def test_a_stretch_becomes_one_hole_with_the_mark_of_its_seal() -> None:
    said = "Petro Vashchuk was there"
    marks = (Mark(MarkKind.LABEL, 0, "A: "), Mark(MarkKind.SOFT_BREAK, 18, "\n"))
    opened, (cut,) = holes.cut(said, marks, [(6, 14)], ONE)
    assert opened.text == "Petro \ufffc was there"
    assert opened.marks == (
        Mark(MarkKind.LABEL, 0, "A: "),
        Mark(MarkKind.SEAL, 6, "one"),
        Mark(MarkKind.SOFT_BREAK, 11, "\n"),
    )
    assert cut.words.reveal() == "Vashchuk"


def test_the_mark_that_closes_a_stretch_goes_with_it() -> None:
    said = "see here"
    marks = (Mark(MarkKind.MARKUP, 4, "["), Mark(MarkKind.MARKUP, 8, "](https://a.example/where-he-is)"))
    opened, (cut,) = holes.cut(said, marks, [(4, 8)], ONE)
    assert opened.marks == (Mark(MarkKind.SEAL, 4, "one"),)
    assert len(cut.marks) == 2


def test_no_hole_begins_or_ends_inside_of_a_letter() -> None:
    farmer = "a \U0001f469\u200d\U0001f33e b"
    assert holes.apart(farmer, [(2, 3)]) == ((2, 5),)
    assert holes.apart(farmer, [(4, 6)]) == ((2, 6),)
    assert holes.apart("n\u0308o", [(0, 1)]) == ((0, 2),)
    assert holes.apart("\U0001f44d\U0001f3fd", [(0, 1)]) == ((0, 2),)


@given(st.data())
def test_mending_undoes_cutting(data: Any) -> None:
    said: Turn = data.draw(marked())
    spans = data.draw(spans_in(said.text))
    opened, cuts = holes.cut(said.text, said.marks, spans, ONE)
    back, stand = holes.mend(opened.text, opened.marks, cuts, ONE)
    assert (back.text, back.marks) == (said.text, said.marks)
    assert stand == spans


@given(st.data())
def test_the_size_of_a_hole_says_nothing(data: Any) -> None:
    before, after = (nfc("".join(data.draw(st.lists(LETTERS, max_size=5)))) for _ in range(2))
    one, other = (f"<{nfc(''.join(data.draw(st.lists(LETTERS, max_size=9))))}>" for _ in range(2))
    opened = [
        holes.cut(before + w + after, (), [(len(before), len(before + w))], ONE)[0] for w in (one, other)
    ]
    assert opened[0] == opened[1]


@given(st.data())
def test_seals_are_released_in_any_order(data: Any) -> None:
    said: Turn = data.draw(marked())
    first, then = data.draw(spans_in(said.text)), None
    opened, cuts = holes.cut(said.text, said.marks, first, ONE)
    taken = holes.places(opened.text, opened.marks)
    free = [s for s in data.draw(spans_in(opened.text)) if not any(s[0] <= h < s[1] for h in taken)]
    then, more = holes.cut(opened.text, opened.marks, free, TWO)
    assert all(then.text[at] == "\ufffc" for at in holes.places(then.text, then.marks))
    for order in ([ONE, TWO], [TWO, ONE]):
        text, marks = then.text, then.marks
        for seal in order:
            back, _ = holes.mend(text, marks, cuts if seal == ONE else more, seal)
            text, marks = back.text, back.marks
        assert (text, marks) == (said.text, said.marks)


@given(st.data())
def test_a_hole_inside_of_a_later_stretch_goes_with_it_and_comes_back(data: Any) -> None:
    said: Turn = data.draw(marked())
    opened, cuts = holes.cut(said.text, said.marks, data.draw(spans_in(said.text)), ONE)
    everything = [(0, len(opened.text))]
    closed, more = holes.cut(opened.text, opened.marks, everything, TWO)
    assert closed.text == "\ufffc"
    assert holes.places(closed.text, closed.marks, ONE) == []
    with pytest.raises(Refused):
        holes.mend(closed.text, closed.marks, cuts, ONE)
    back, _ = holes.mend(closed.text, closed.marks, more, TWO)
    assert (back.text, back.marks) == (opened.text, opened.marks)
    whole, _ = holes.mend(back.text, back.marks, cuts, ONE)
    assert (whole.text, whole.marks) == (said.text, said.marks)


@given(st.data())
@settings(max_examples=50)
def test_what_stays_is_nfc_and_nothing_joins_across_a_hole(data: Any) -> None:
    said: Turn = data.draw(marked())
    opened, _ = holes.cut(said.text, (), data.draw(spans_in(said.text)), ONE)
    assert unicodedata.is_normalized("NFC", opened.text)


@given(st.data())
def test_positions_move_with_what_is_cut_and_back(data: Any) -> None:
    said: Turn = data.draw(marked())
    spans = data.draw(spans_in(said.text))
    opened, cuts = holes.cut(said.text, said.marks, spans, ONE)
    at = holes.places(opened.text, opened.marks, ONE)
    _, stand = holes.mend(opened.text, opened.marks, cuts, ONE)
    for place, letter in enumerate(said.text):
        if not any(start <= place < end for start, end in spans):
            moved = holes.after(spans, place)
            assert opened.text[moved] == letter
            assert holes.restored(at, stand, moved) == place
    for (start, end), hole in zip(spans, at, strict=True):
        assert holes.restored(at, stand, hole) == start
        if start < end:
            assert holes.after(spans, start) == hole
            assert holes.after(spans, end, end=True) == hole + 1
            assert holes.restored(at, stand, hole + 1) == end
