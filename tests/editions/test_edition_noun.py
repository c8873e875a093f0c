"""What can't be told can't be written down as cleared."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.editions.cleared import AR, EN, REQUEST, golden, interview, png, turn

from whensafe.errors import BadInput
from whensafe.nouns.consent import Attribution
from whensafe.nouns.edition import (
    ClearedExhibit,
    ClearedNarrator,
    ClearedTranslation,
    Ground,
    Piece,
    Table,
    Withheld,
)
from whensafe.nouns.ids import Address, ExhibitId, InterviewId
from whensafe.nouns.text import Language

HOLE = Withheld(Ground.PRIVACY)


@pytest.mark.parametrize(
    "pieces",
    [
        (),
        ("",),
        ("Danylo", HOLE, HOLE),
        ("a \ufffc b",),
        ("a\x00b",),
        ("a\rb",),
        ("e\u0301",),
        ("\ud800",),
        ("\x1b[2J",),
    ],
)
def test_a_turn_with_untellable_pieces_is_refused(pieces: tuple[Piece, ...]) -> None:
    with pytest.raises(BadInput) as raised:
        turn(1, *pieces)
    assert "Danylo" not in str(raised.value)


@pytest.mark.parametrize("bad", ["", "short", "../../etc/pass", "0000000000000I", "0" * 15])
def test_an_address_is_a_token_of_one_length(bad: str) -> None:
    with pytest.raises(BadInput, match="token"):
        replace(turn(1, "a"), address=Address(bad))
    with pytest.raises(BadInput, match="token"):
        interview(1, id=InterviewId(bad))


def test_a_name_goes_with_the_choice_to_give_one() -> None:
    with pytest.raises(BadInput):
        ClearedNarrator("Olena", Attribution.NONE)
    with pytest.raises(BadInput):
        ClearedNarrator(None, Attribution.FULL)


def test_nothing_is_told_twice_under_one_address_or_language() -> None:
    with pytest.raises(BadInput, match="twice"):
        interview(1, turn(1, "a"), turn(1, "b"))
    with pytest.raises(BadInput, match="twice"):
        interview(1, translations=(ClearedTranslation(Language("EN"), None, None, ()),))


def test_a_title_is_from_a_turn_that_is_told() -> None:
    with pytest.raises(BadInput, match="title"):
        interview(1, turn(1, "a"), title="“b”", title_from=Address("0" * 14))


def test_a_translation_renders_only_what_is_told() -> None:
    text = ClearedTranslation(AR, None, None, (turn(2, "b", language=AR, translates=9),))
    with pytest.raises(BadInput, match="translation"):
        interview(1, turn(1, "a"), translations=(text,))


@pytest.mark.parametrize("tag", ["", "../x", "en/..", "e", "en_US", "ук"])
def test_a_language_is_a_tag(tag: str) -> None:
    with pytest.raises(BadInput, match="tag"):
        interview(1, language=Language(tag))


def test_a_picture_is_png_or_jpeg_with_words_and_a_straight_table() -> None:
    good = ("0123456789ab", "Title", "Words", png())
    assert ClearedExhibit(ExhibitId(good[0]), *good[1:]).suffix == "png"
    with pytest.raises(BadInput, match="PNG"):
        ClearedExhibit(ExhibitId(good[0]), "Title", "Words", b"<svg onload=alert(1)>")
    with pytest.raises(BadInput, match="words"):
        ClearedExhibit(ExhibitId(good[0]), "Title", " ", png())
    with pytest.raises(BadInput, match="ragged"):
        Table("c", ("a", "b"), (("1",),))


@pytest.mark.parametrize(
    "base",
    ["ftp://x.example/", "https://x.example", "https://x.example/?q=/", "javascript:alert(1)//", "//x/"],
)
def test_an_edition_stands_at_a_plain_address(base: str) -> None:
    with pytest.raises(BadInput, match="address"):
        replace(REQUEST, base_address=base)


def test_languages_of_an_interview_begin_with_its_own() -> None:
    assert golden()[1].languages == (AR,)
    assert golden()[0].languages[1] == EN
