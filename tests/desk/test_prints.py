from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whensafe.desk.prints import ALIKE, PRINT_BYTES, SKETCH, likeness, sketch

KEY, OTHER_KEY = bytes(32), bytes([1]) * 32
LOAVES = [
    f"On day {n} the baker of street {n * 7} carried {n + 3} loaves over bridge number {n % 5}."
    for n in range(60)
]


def test_the_same_words_in_other_pieces_case_and_marks_are_the_same() -> None:
    one = sketch(KEY, LOAVES)
    other = sketch(KEY, ["  ".join(LOAVES[:30]).upper(), *(line.replace(".", " —") for line in LOAVES[30:])])
    assert one == other
    assert likeness(one, other) == 1.0


def test_accents_and_forms_of_unicode_make_no_difference() -> None:
    assert sketch(KEY, ["Ève était à l'école le même été où l'âne a brait"] * 1) == sketch(
        KEY, ["Eve etait a l'ecole le meme ete ou l'ane a brait"]
    )


def test_a_page_with_a_teaser_more_is_still_alike() -> None:
    assert (
        likeness(
            sketch(KEY, LOAVES),
            sketch(KEY, [*LOAVES, "Subscribe to our newsletter and never miss an issue."]),
        )
        > 0.9
    )


def test_other_words_are_not_alike() -> None:
    other = [
        line.replace("baker", "miner").replace("bridge", "shaft").replace("loaves", "lamps")
        for line in LOAVES
    ]
    assert likeness(sketch(KEY, LOAVES), sketch(KEY, other)) < ALIKE


def test_half_of_a_text_is_not_the_text() -> None:
    assert likeness(sketch(KEY, LOAVES), sketch(KEY, LOAVES[:25])) < ALIKE


def test_nothing_of_a_sketch_is_told_without_the_key() -> None:
    assert not set(sketch(KEY, LOAVES)) & set(sketch(OTHER_KEY, LOAVES))


@pytest.mark.parametrize("text", ["", "No transcript.", "Yes. No. I do not know."])
def test_a_text_too_short_to_tell_has_no_sketch(text: str) -> None:
    assert sketch(KEY, [text]) == ()
    assert likeness((), sketch(KEY, LOAVES)) == 0.0
    assert likeness((), ()) == 0.0


def test_scripts_without_spaces_have_sketches_too() -> None:
    assert len(sketch(KEY, ["私は川のそばのパン屋で朝の四時から正午まで働いていました"])) > 8


@given(st.lists(st.text()))
def test_a_sketch_is_small_sorted_and_of_one_size(texts: list[str]) -> None:
    made = sketch(KEY, texts)
    assert len(made) <= SKETCH
    assert list(made) == sorted(set(made))
    assert {len(one) for one in made} <= {PRINT_BYTES}
    assert likeness(made, made) in {0.0, 1.0}
