"""A Markdown capture becomes blocks; its signs are recorded and no dash or year is taken for a list."""

# ruff: noqa: E501 - sources stand in lines as captures have them
from __future__ import annotations

import contextlib
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whensafe.errors import WhensafeError
from whensafe.intake.blocks import Document, Fact, Kind, Run
from whensafe.intake.markdown import read_markdown
from whensafe.nouns.interview import Mark, MarkKind
from whensafe.nouns.text import nfc


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def kinds(document: Document) -> list[Kind]:
    return [block.kind for block in document.blocks]


class TestBlocks:
    def test_headings_of_both_kinds(self) -> None:
        document = read_markdown("# One #\n\nTwo\n===\n\nThree\n---\n\n### Four")
        assert [(block.text, block.level) for block in document.blocks] == [
            ("One", 1), ("Two", 1), ("Three", 2), ("Four", 3),
        ]  # fmt: skip

    def test_a_rule_is_no_heading_of_the_paragraph_above(self) -> None:
        long = "I remember the gate and the corridor. " * 6
        document = read_markdown(f"{long}\n---\n\nAfter.\n\n---\n\nLast.\n\n* * *")
        assert kinds(document) == [Kind.PARAGRAPH] * 3

    def test_a_dash_is_speech(self) -> None:
        document = read_markdown("Where were you?\n— At home.\n\n– With whom?\n\n- Alone.\n\n- And then?")
        assert texts(document) == ["Where were you?", "— At home.", "– With whom?", "- Alone.", "- And then?"]
        assert set(kinds(document)) == {Kind.PARAGRAPH}

    def test_a_dash_in_wrapped_prose_is_not(self) -> None:
        assert texts(read_markdown("It was the neighbour, the one with\n— I think — a limp.")) == [
            "It was the neighbour, the one with\n— I think — a limp."
        ]

    def test_lists_keep_their_signs_as_marks(self) -> None:
        document = read_markdown("* bread\n* water\n\n- salt\n- tea\n\n1. first\n2. second")
        assert texts(document) == ["bread", "water", "salt", "tea", "first", "second"]
        assert set(kinds(document)) == {Kind.ITEM}
        assert [block.marks[0].verbatim for block in document.blocks] == [
            "* ",
            "* ",
            "- ",
            "- ",
            "1. ",
            "2. ",
        ]

    def test_a_year_is_no_number_of_a_list(self) -> None:
        assert texts(read_markdown("1945. That was the year.\n\n7. It was cold.")) == [
            "1945. That was the year.",
            "7. It was cold.",
        ]

    def test_quotations_and_cells(self) -> None:
        document = read_markdown(
            "> Nobody told us.\n> Nobody asked.\n\n| Ada | Yes. |\n|---|---|\n| Ben | No. |"
        )
        assert document.blocks[0].kind is Kind.QUOTE
        assert texts(document) == ["Nobody told us.\nNobody asked.", "Ada", "Yes.", "Ben", "No."]
        assert document.blocks[1].hint == "td"

    def test_hard_wrapped_text_says_so_and_verses_do_not(self) -> None:
        wrapped = (
            "I remember the gate and the long corridor, and the man\nwho wrote our names on a calendar.\n\n"
            * 3
        )
        assert read_markdown(wrapped).breaks_are_soft
        assert not read_markdown("Ada Velm\n14 River Street\nPort Askel").breaks_are_soft

    def test_a_breadcrumb_line_is_its_steps(self) -> None:
        document = read_markdown(
            "The Site > Europe, Great Britain > [War](/w) > **Ada: “I (...)**\n\nAda: “I was there”"
        )
        assert document.blocks[0].kind is Kind.BREADCRUMB
        assert [run.text for run in document.blocks[0].runs] == [
            "The Site", "Europe, Great Britain", "War", "Ada: “I (...)",
        ]  # fmt: skip
        assert document.blocks[1].kind is Kind.PARAGRAPH


class TestInline:
    def test_emphasis_is_marked_and_not_said(self) -> None:
        (block,) = read_markdown("With this *peace* over?").blocks
        assert block.runs == (Run("With this "), Run("peace", italic=True), Run(" over?"))
        assert block.marks == (Mark(MarkKind.MARKUP, 10, "*"), Mark(MarkKind.MARKUP, 15, "*"))

    @pytest.mark.parametrize("source", ["**Ада:**Так.", "**Ada:** Так.", "__Ada:__ Yes."])
    def test_a_bold_label_however_it_is_closed(self, source: str) -> None:
        (block,) = read_markdown(source).blocks
        assert block.runs[0].bold
        assert block.runs[0].text.strip() in ("Ада:", "Ada:")
        assert not block.runs[1].bold
        assert "*" not in block.text
        assert "_" not in block.text

    def test_a_link_keeps_its_address(self) -> None:
        (block,) = read_markdown("by [MAS Cristina](#), see <https://a.example/b>").blocks
        assert block.runs[1] == Run("MAS Cristina", href="#")
        assert block.runs[3].href == "https://a.example/b"

    def test_escapes_entities_and_breaks(self) -> None:
        (block,) = read_markdown("1\\. a \\* b &mdash; c&nbsp;d<br>e").blocks
        assert block.text == "1. a * b — c\xa0d\ne"

    def test_snake_case_and_sums_are_words(self) -> None:
        assert texts(read_markdown("file_name_here and 2 * 3 * 4")) == ["file_name_here and 2 * 3 * 4"]

    def test_a_pictures_text_and_a_comment_are_dropped(self) -> None:
        document = read_markdown("Seen ![the gate](a.png) here.\n\n<!-- secret\n\nnote -->\n\nYes.")
        assert document.dropped == ("secret note", "the gate")
        assert "hidden_text" in document.doubts
        assert "secret" not in " ".join(texts(document))


class TestHead:
    def test_front_matter_is_facts(self) -> None:
        document = read_markdown(
            '---\ntitle: "Ada: a talk"\nauthor:\n  - Ben Orwick\n  - "[[Cy Pell]]"\ndate: 2023-03-14\n'
            "source: https://x.example/a\nlang: uk\nmood: grim\n---\n\nAda: Yes."
        )
        assert [(fact.name, fact.value) for fact in document.facts] == [
            ("title", "Ada: a talk"), ("author", "Ben Orwick"), ("author", "Cy Pell"),
            ("published", "2023-03-14"), ("url", "https://x.example/a"), ("language", "uk"),
        ]  # fmt: skip
        assert document.dropped == ("mood: grim",)
        assert document.language == "uk"
        assert texts(document) == ["Ada: Yes."]

    def test_a_clippers_head_is_facts(self) -> None:
        document = read_markdown(
            "Title: Ada\n\nURL Source: https://x.example/a\n\nMarkdown Content:\n# Ada\n\nYes."
        )
        assert Fact("url", "https://x.example/a", "clipping head") in document.facts
        assert texts(document) == ["Ada", "Yes."]

    def test_a_transcript_that_opens_with_labels_is_no_head(self) -> None:
        assert texts(read_markdown("Title: what was it?\n\nAda: A teacher.")) == [
            "Title: what was it?",
            "Ada: A teacher.",
        ]

    def test_a_rule_at_the_top_is_no_front_matter(self) -> None:
        assert texts(read_markdown("---\nThe gate.\n---\nThe end.")) == ["The gate.", "The end."]


class TestFurniture:
    def test_a_menu_and_a_call_to_subscribe_are_dropped(self) -> None:
        document = read_markdown(
            "- [Home](/)\n- [News](/n)\n- [War](/w)\n\nAda: Yes.\n\n[Click here](#) to subscribe to newsletters."
        )
        assert texts(document) == ["Ada: Yes."]
        assert document.dropped == ("Home\nNews\nWar", "Click here to subscribe to newsletters.")

    def test_a_witness_may_speak_of_subscribing(self) -> None:
        assert texts(read_markdown("Subscribe, they said, and I subscribed.")) == [
            "Subscribe, they said, and I subscribed."
        ]


class TestAnyText:
    @given(st.text(max_size=500))
    def test_any_text_is_a_document(self, text: str) -> None:
        document = read_markdown(text)
        assert all(block.text and block.text == nfc(block.text) for block in document.blocks)
        assert all(0 <= mark.at <= len(block.text) for block in document.blocks for mark in block.marks)

    @given(st.text(st.sampled_from("*_`[]()<>!&;#-—>|1.\\ \nab\u0301"), max_size=200))
    def test_any_pile_of_signs_too(self, text: str) -> None:
        document = read_markdown(text)
        assert all(block.text == nfc(block.text) for block in document.blocks)

    @given(st.lists(st.sampled_from(["word{n}", "*word{n}*", "# word{n}", "- word{n}", "> word{n}", "| word{n} |",
                                     "**word{n}", "[word{n}](/x)", "", "---", "1. word{n}", "![word{n}](a)"]), max_size=20))  # fmt: skip
    def test_every_word_is_in_blocks_or_dropped(self, lines: list[str]) -> None:
        source = "\n".join(line.format(n=n) for n, line in enumerate(lines))
        document = read_markdown(source)
        found = re.findall(r"word\d+", " ".join([*texts(document), *document.dropped]))
        assert sorted(found) == sorted(re.findall(r"word\d+", source))

    @pytest.mark.parametrize(
        "text",
        [
            "[" * 200_000, "*a " * 100_000, "> " * 500_000 + "x", "# " * 500_000, "`" * 100_000, "![](" * 50_000,
            "a" * 20_000_000, "|a" * 50_000 + "|", "- a\n" * 30_000, "<!--" * 30_000, "[[a]" * 900 + "](b)" * 900,
            "a > " * 300_000,
        ],
        ids=lambda text: text[:6],
    )  # fmt: skip
    def test_hostile_text_ends_soon(self, text: str) -> None:
        start = time.process_time()
        with contextlib.suppress(WhensafeError):
            read_markdown(text)
        assert time.process_time() - start < 20

    def test_no_text_says_so(self) -> None:
        assert read_markdown("\n\n---\n").doubts == ("no_text",)
