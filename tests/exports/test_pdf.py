"""What is drawn in a PDF is what was told, in letters in their right order; nothing else is in it."""

from __future__ import annotations

import re

import pypdfium2
import pytest
from hypothesis import given, settings
from tests.editions.strategies import interviews

from whensafe.editions.exports import export
from whensafe.editions.exports.matter import matter_of
from whensafe.editions.exports.pdf_bidi import levels, visual
from whensafe.nouns.actor import Audience
from whensafe.nouns.edition import ClearedInterview, ClearedTurn, Ground, Piece, Withheld
from whensafe.nouns.export import Export, Format, FormatLoss
from whensafe.nouns.ids import Address, InterviewId
from whensafe.nouns.interview import Basis, Role, SourceRef
from whensafe.nouns.text import Language

PUBLIC = Audience("public")
UK, AR = Language("uk"), Language("ar")


def told(*pieces: Piece, language: Language = UK, turns: int = 1) -> ClearedInterview:
    return ClearedInterview(
        id=InterviewId("0000000001"),
        title="Ми рахували кроки",
        standfirst=None,
        language=language,
        published=None,
        first_published=None,
        interviewed=None,
        source=SourceRef(None, None),
        republisher=None,
        basis=Basis.OWN,
        narrators=(),
        participants=(),
        turns=tuple(
            ClearedTurn(Address(f"{n:014}"), Role.NARRATOR, None, language, pieces) for n in range(turns)
        ),
    )


def made(of: ClearedInterview) -> Export:
    return export(matter_of(PUBLIC, of, ()), Format.PDF)


def drawn(of: ClearedInterview) -> str:
    file = pypdfium2.PdfDocument(made(of).files[0].data)
    return "\n".join(page.get_textpage().get_text_bounded() for page in file)


def test_words_and_holes_are_drawn() -> None:
    text = drawn(told("Вода капала з даху. ", Withheld(Ground.HEALTH), " Zażółć gęślą, naïve d’acord."))
    assert "Вода капала з даху. [withheld: health] Zażółć gęślą, naïve d’acord." in text
    assert "Ми рахували кроки" in text
    assert "00000000000000" in text


def test_a_long_interview_has_pages_and_a_long_word_fits_on_them() -> None:
    text = drawn(told("Крок за кроком. " * 40 + "х" * 400, turns=30))
    assert text.count("Крок за кроком.") >= 30 * 35
    pages = re.findall(r"(\d+) / (\d+)", text)
    assert [int(n) for n, _ in pages] == list(range(1, int(pages[0][1]) + 1))


def test_it_says_its_title_and_nothing_else_of_itself() -> None:
    file = made(told("Сніг.")).files[0]
    about = pypdfium2.PdfDocument(file.data).get_metadata_dict(skip_empty=True)
    assert about == {"Title": "Ми рахували кроки"}
    for never in (
        b"/Producer",
        b"/Creator",
        b"/CreationDate",
        b"/ID",
        b"/Annots",
        b"/EmbeddedFile",
        b"/JavaScript",
    ):
        assert never not in file.data


@given(of=interviews())
@settings(max_examples=30, deadline=None)
def test_whatever_was_said_is_a_whole_file_and_the_same_one(of: ClearedInterview) -> None:
    one = made(of)
    assert one == made(of)
    pypdfium2.PdfDocument(one.files[0].data)[0].get_textpage()
    assert FormatLoss.DATA in one.losses


def test_letters_that_its_fonts_lack_are_said_to_be_lost() -> None:
    assert FormatLoss.LETTERS in made(told("雪が降った。")).losses
    assert FormatLoss.LETTERS not in made(told("Сніг, snow, ثلج.")).losses


@pytest.mark.parametrize(
    ("text", "base", "shown"),
    [
        ("abc", 0, "abc"),
        ("ابج", 1, "جبا"),
        ("ab ابج cd", 0, "ab جبا cd"),
        ("ابج 12 دهو", 1, "وهد 12 جبا"),
        ("ابج 12.5 abc", 1, "abc 12.5 جبا"),
        ("قال abc 12 دهو", 1, "وهد abc 12 لاق"),
        ("", 1, ""),
    ],
)
def test_letters_stand_in_the_order_of_the_unicode_algorithm(text: str, base: int, shown: str) -> None:
    assert "".join(text[n] for n in visual(levels(text, base))) == shown


def test_arabic_is_joined_and_stands_on_the_right() -> None:
    file = made(told("كانوا يعدوننا عند الفجر", language=AR)).files[0].data
    assert b"/ActualText" in file
    page = pypdfium2.PdfDocument(file)[0]
    lefts = [page.get_textpage().get_charbox(n)[0] for n in range(page.get_textpage().count_chars())]
    assert max(lefts) > 450
