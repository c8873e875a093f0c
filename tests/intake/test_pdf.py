"""A PDF's words come in the order and paragraphs a reader sees; a scan says that it has none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.intake.pdf_writer import line, lines, pdf

from whensafe.errors import Unreadable, WhensafeError
from whensafe.intake import pdf_rtl
from whensafe.intake.blocks import Document, Kind
from whensafe.intake.pdf import read_pdf

SHAPES = Path(__file__).parents[1] / "fixtures" / "shapes"
PARAGRAPH = [
    "They took us in the night and nobody said where the lorry was going.",
    "I remember the road and the smell of fuel, and that somebody beside me",
    "prayed until we stopped.",
]


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


class TestParagraphs:
    def test_lines_close_together_are_one_paragraph(self) -> None:
        page = [*lines(PARAGRAPH), *lines(PARAGRAPH, top=720 - 3 * 14 - 14)]
        document = read_pdf(pdf([page]))
        assert texts(document) == ["\n".join(PARAGRAPH)] * 2
        assert document.breaks_are_soft
        assert (document.family, document.media_type, document.doubts) == ("pdf", "application/pdf", ())

    def test_without_space_between_them_an_indent_begins_one(self) -> None:
        page = lines(
            ["    " + PARAGRAPH[0], PARAGRAPH[1], PARAGRAPH[2] + " And on and on until the very end of it"]
        )
        page = [line(96, 720, PARAGRAPH[0]), *lines(PARAGRAPH[1:], top=706), line(96, 678, PARAGRAPH[0])]
        assert len(read_pdf(pdf([page])).blocks) == 2

    def test_without_space_or_indent_a_short_last_line_ends_one(self) -> None:
        assert texts(read_pdf(pdf([lines([*PARAGRAPH, *PARAGRAPH])]))) == ["\n".join(PARAGRAPH)] * 2

    def test_bold_and_italic_words_are_runs_and_bold_lines_paragraphs(self) -> None:
        page = [
            line(72, 720, "Where were you?", font="F2"),
            line(72, 706, "At home."),
            line(72, 692, "Softly.", font="F3"),
        ]
        blocks = read_pdf(pdf([page])).blocks
        assert blocks[0].text == "Where were you?"
        assert all(run.bold for run in blocks[0].runs)
        assert [run.text for block in blocks for run in block.runs if run.italic] == ["Softly."]

    def test_large_lines_are_headings(self) -> None:
        page = [
            line(72, 740, "A talk", size=24),
            line(72, 712, "Part one", size=16),
            *lines(PARAGRAPH, top=690),
        ]
        assert [(block.kind, block.level) for block in read_pdf(pdf([page])).blocks] == [
            (Kind.HEADING, 1), (Kind.HEADING, 2), (Kind.PARAGRAPH, 0),
        ]  # fmt: skip

    def test_columns_are_read_one_after_the_other(self) -> None:
        left, right = (
            ["The left column has", "a sentence that goes"],
            ["on in the right one", "and ends here."],
        )
        page = [*lines(left, x=72), *lines(right, x=330)]
        assert texts(read_pdf(pdf([page]))) == ["\n".join(left + right)]

    def test_a_speaker_in_a_column_of_their_own_is_parted_by_a_tab(self) -> None:
        page = [line(72, 720, "ANNA"), line(180, 720, "Where were you that night?")]
        assert texts(read_pdf(pdf([page]))) == ["ANNA\tWhere were you that night?"]

    def test_a_hyphen_at_a_line_end_stays(self) -> None:
        page = lines(["They took us in the night and nobody said where the lor-", "ry was going."])
        assert texts(read_pdf(pdf([page])))[0].replace("\n", "|").endswith("lor-|ry was going.")


class TestPages:
    def numbered(self, count: int) -> bytes:
        return pdf([
            [line(72, 760, "A talk with N. N."), line(72, 700, f"And {n * 37}."), line(300, 40, str(n + 1))]
            for n in range(count)
        ])  # fmt: skip

    def test_running_heads_and_numbers_are_dropped_and_the_first_head_stays(self) -> None:
        document = read_pdf(self.numbered(4))
        assert texts(document)[0] == "A talk with N. N."
        assert "A talk" not in "".join(texts(document)[1:])
        assert [text for text in document.dropped if text.isdigit()] == ["1", "2", "3", "4"]

    def test_a_sentence_goes_on_over_the_page(self) -> None:
        document = read_pdf(pdf([lines(["We left in the night and"]), lines(["came back in spring."])]))
        assert texts(document) == ["We left in the night and\ncame back in spring."]

    def test_what_a_browser_prints_around_a_page_is_dropped_and_its_address_kept(self) -> None:
        page = [
            line(30, 770, "3/5/25, 2:01 PM"), line(280, 770, "A talk"), *lines(PARAGRAPH),
            line(30, 20, "https://example.org/talk?id=1"), line(560, 20, "1/1"),
        ]  # fmt: skip
        document = read_pdf(pdf([page]))
        assert texts(document) == ["\n".join(PARAGRAPH)]
        assert document.fact("url") == "https://example.org/talk?id=1"
        assert len(document.dropped) == 2


class TestWithoutText:
    def test_a_scan_says_so(self) -> None:
        document = read_pdf(pdf([[], []], pictures=True))
        assert (document.blocks, document.doubts) == ((), ("no_text",))

    def test_a_scanned_page_among_others_says_so(self) -> None:
        document = read_pdf((SHAPES / "en-scan-pdf.pdf").read_bytes())
        assert "no_text" in document.doubts


class TestFacts:
    def test_title_author_and_language(self) -> None:
        document = read_pdf(
            pdf([lines(PARAGRAPH)], info="/Title (A talk) /Author (N. N.)", catalog="/Lang (en-GB)")
        )
        assert (document.fact("title"), document.fact("author"), document.language) == (
            "A talk",
            "N. N.",
            "en-GB",
        )

    @pytest.mark.parametrize("title", ["Microsoft Word - talk.docx", "untitled", "talk.pdf", "about:blank"])
    def test_a_program_is_not_the_author(self, title: str) -> None:
        assert read_pdf(pdf([lines(PARAGRAPH)], info=f"/Title ({title})")).fact("title") is None


class TestRightToLeft:
    def test_arabic_comes_in_reading_order(self) -> None:
        words = " ".join(texts(read_pdf((SHAPES / "ar-labels-pdf.pdf").read_bytes())))
        assert "ال" in words
        assert "لا" in words or "لأ" in words
        assert not any("\ufb50" <= letter <= "\ufefc" for letter in words), "letters, not shapes of letters"

    def placed(self, word: str) -> list[tuple[str, float, float]]:
        """Where the letters of a right-to-left word stand on paper, numbers in it from the left."""
        width = 10.0 * len(word)
        return [(letter, width - 10 * (n + 1), width - 10 * n) for n, letter in enumerate(word)]

    @given(st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", min_size=1), st.randoms())
    def test_letters_are_put_in_order_whatever_theirs_was(self, word: str, random: object) -> None:
        letters = self.placed(word)
        random.shuffle(letters)  # type: ignore[attr-defined]
        assert pdf_rtl.word(letters) == word

    def test_numbers_in_a_line_keep_their_order(self) -> None:
        line_of = [("عام", "عام", 300.0), ("2013", "2013", 250.0), ("في", "في", 200.0)]
        assert pdf_rtl.line(list(reversed(line_of))) == ["عام", "2013", "في"]
        digits = [("ع", 90.0, 100.0), ("1", 70.0, 75.0), ("2", 75.0, 80.0), ("3", 80.0, 85.0)]
        assert pdf_rtl.word(digits) == "ع123"

    def test_a_vowel_sign_follows_its_letter(self) -> None:
        assert pdf_rtl.word([("ت", 0.0, 10.0), ("ك", 20.0, 30.0), ("\u064e", 21.0, 29.0)]) == "ك\u064eت"


class TestHostile:
    @pytest.mark.parametrize("share", [0.01, 0.2, 0.5])
    def test_a_cut_file_is_read_or_is_one_error(self, share: float) -> None:
        data = pdf([lines(PARAGRAPH)])
        with pytest.raises(WhensafeError):
            read_pdf(data[: int(len(data) * share)])

    @pytest.mark.parametrize("data", [b"", b"%PDF-", b"%PDF-1.7\n%%EOF", b"%PDF-1.4\n" + b"1 0 obj\n" * 5000])
    def test_what_only_begins_like_one_is_refused(self, data: bytes) -> None:
        with pytest.raises(Unreadable):
            read_pdf(data)

    def test_a_locked_file_says_what_to_do(self) -> None:
        key = "<" + "00" * 32 + ">"
        locked = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O {key} /U {key} >> /ID [<00><00>]"
        data = pdf([lines(PARAGRAPH)]).replace(b"/Info 6 0 R", locked.encode())
        with pytest.raises(Unreadable) as caught:
            read_pdf(data)
        assert "password" in str(caught.value)

    def test_pages_that_contain_themselves_end(self) -> None:
        data = pdf([lines(PARAGRAPH)]).replace(b"/Kids [7 0 R]", b"/Kids [2 0 R]")
        with pytest.raises(WhensafeError):
            read_pdf(data)

    def test_a_count_of_pages_that_is_not_true_costs_nothing(self) -> None:
        data = pdf([lines(PARAGRAPH)]).replace(b"/Count 1 ", b"/Count 99999999 ")
        assert texts(read_pdf(data)) == ["\n".join(PARAGRAPH)]
