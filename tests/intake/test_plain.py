"""Plain text keeps every word and line; only pages' furniture is set aside, and shown."""

from __future__ import annotations

import textwrap
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whensafe.errors import TooLarge
from whensafe.intake.plain import read_plain

LONG = (
    "They took us in the night and nobody said where the lorry was going. I remember the road and the smell "
    "of fuel, and that somebody beside me prayed under his breath until we stopped at a gate I did not know."
)


def texts(text: str) -> list[str]:
    return [block.text for block in read_plain(text).blocks]


class TestBlocks:
    def test_blank_lines_part_blocks_and_lines_stay(self) -> None:
        assert texts("Q: Who?\nA: Me.\n\n \t\n\nQ: When?\n") == ["Q: Who?\nA: Me.", "Q: When?"]

    def test_an_indented_first_line_parts_paragraphs_set_without_blank_lines(self) -> None:
        assert texts("    First here\nand on.\n    Second\nhere.\n") == [
            "First here\nand on.",
            "Second\nhere.",
        ]

    def test_a_hanging_indent_parts_nothing(self) -> None:
        assert texts("Q.  Did you\n    see him?\n") == ["Q.  Did you\nsee him?"]

    def test_line_numbers_of_a_court_stay_for_whoever_knows_courts(self) -> None:
        assert texts("  9   Q. Did you\n 10   see him?\n 11   A. Yes.\n") == [
            "9   Q. Did you\n10   see him?\n11   A. Yes."
        ]

    def test_facts_at_the_head_stay_words(self) -> None:
        assert texts("Interviewer: N. N.\nDate: 5 May 2020\n\nHello.") == [
            "Interviewer: N. N.\nDate: 5 May 2020",
            "Hello.",
        ]

    def test_text_is_nfc(self) -> None:
        assert texts("cafe\u0301 и\u0306") == ["café й"]

    def test_every_kind_of_line_end(self) -> None:
        assert texts("a\r\nb\rc\u2028d\x85e") == ["a\nb\nc\nd\ne"]

    @given(st.text(st.characters(exclude_categories=["Cs"])))
    def test_no_letter_is_lost_or_invented(self, text: str) -> None:
        document = read_plain(text)
        kept = "".join([*(block.text for block in document.blocks), *document.dropped])
        wanted = unicodedata.normalize("NFC", text).removeprefix("\ufeff")
        assert sorted("".join(kept.split())) == sorted("".join(wanted.split()))

    def test_more_text_than_anybody_said_is_refused(self) -> None:
        with pytest.raises(TooLarge):
            read_plain("a" * (32 * 1024 * 1024 + 1))


class TestBreaks:
    @pytest.mark.parametrize("width", [50, 64, 72, 80])
    def test_a_text_wrapped_at_a_width_has_soft_breaks(self, width: int) -> None:
        wrapped = "\n\n".join(textwrap.fill(f"{who}: {LONG}", width) for who in ("Q", "A", "Q", "A"))
        assert read_plain(wrapped).breaks_are_soft

    def test_one_paragraph_of_two_wrapped_lines(self) -> None:
        assert read_plain(textwrap.fill(LONG[:110], 66)).breaks_are_soft

    @pytest.mark.parametrize(
        "text",
        [
            "Q: Did you see him?\nA: Yes, at the gate, with two men of our street.\nQ: When?\nA: At dawn.",
            "— Де ви були?\n— Вдома, з дітьми, бо надворі стріляли, ніхто не йшов.\n— А потім?\n— Прийшли.",
            "\n".join([LONG, "Yes.", LONG + LONG, "No, never.", LONG]),
            "Interviewer: A. B.\nNarrator: C. D.\nDate: 5 May 2020\nPlace: Lviv",
            "one line",
            "",
        ],
    )  # fmt: skip
    def test_a_line_for_each_turn_has_hard_ones(self, text: str) -> None:
        assert not read_plain(text).breaks_are_soft


def pages(count: int, head: str = "", foot: str = "", between: str = "\f") -> str:
    """Pages of different words with a head and a foot, where ``{n}`` is the page's number."""
    body = ["".join(f"Word {hash((n, i)) % 9999} of it.\n" for i in range(20)) for n in range(count)]
    return between.join(
        f"{head.format(n=n)}\n\n{text}\n{foot.format(n=n)}\n" for n, text in enumerate(body, 1)
    )


class TestFurniture:
    def test_running_heads_and_page_numbers_are_set_aside(self) -> None:
        document = read_plain(pages(4, "Talk {n} with N. N.", "- {n} -"))
        words = "\n".join(block.text for block in document.blocks)
        assert "Talk" not in words
        assert "- 2 -" not in words
        assert document.dropped.count("- 2 -") == 1
        assert words.count("of it") == 80

    def test_the_first_head_may_be_the_title_and_stays(self) -> None:
        document = read_plain(pages(4, "A talk with N. N."))
        assert document.blocks[0].text == "A talk with N. N."
        assert document.dropped == ("A talk with N. N.",) * 3

    def test_page_numbers_alone_show_pages(self) -> None:
        document = read_plain(pages(4, foot="{n}", between="\n"))
        assert document.dropped == ("1", "2", "3", "4")

    def test_a_sentence_goes_on_over_the_page(self) -> None:
        text = "I remember the road and the\n\nPage 1 of 2\n\fsmell of fuel.\n\nPage 2 of 2\n"
        assert texts(text) == ["I remember the road and the\nsmell of fuel."]

    @pytest.mark.parametrize("line", ["12", "- 12 -", "Roe - 12", "Roe - Direct - 12"])
    def test_a_sentence_goes_on_past_what_stands_in_its_middle(self, line: str) -> None:
        document = read_plain(f"I had one key and the other was\n\n{line}\n\nin the drawer.\n")
        assert [block.text for block in document.blocks] == [
            "I had one key and the other was\nin the drawer."
        ]
        assert document.dropped == (line,)
        assert read_plain(f"How many?\n\n{line}\n\nSure?").dropped == ()

    @pytest.mark.parametrize(
        "line", ["Page 3 of 10", "Стор. 3", "page 3/10", "Página 3 de 10", "Seite 3 von 10", "p. 3"]
    )
    def test_a_named_page_number_is_never_words(self, line: str) -> None:
        assert read_plain(f"Words.\n\n{line}\n\nMore words.").dropped == (line,)

    @pytest.mark.parametrize(
        "text",
        [
            "How many were you?\n\n12\n\nAnd later?\n\n13\n\nAnd then?\n\n14\n",
            "And then?\n\nYes.\n\n" * 20,
            "\f".join(f"  1   Q. Yes?\n  2   A. No, number {n} was not there.\n" for n in range(2)),
        ],
    )
    def test_words_that_look_like_furniture_stay(self, text: str) -> None:
        assert read_plain(text).dropped == ()


@pytest.mark.parametrize("sign", ["\ufffc", "\ufffd"])
def test_something_lost_in_the_source_is_a_doubt(sign: str) -> None:
    assert read_plain(f"a {sign} b").doubts == ("replacement_characters",)
