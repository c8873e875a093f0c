"""White space as a browser shows it, NFC across the borders of runs, marks at code points."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from whensafe.intake.page_text import BREAK, PLAIN, Chunk, Style, lines_of
from whensafe.nouns.interview import Mark, MarkKind
from whensafe.nouns.text import nfc

BOLD = Style(bold=True)


def test_spaces_between_runs_are_one() -> None:
    (line,) = lines_of([("  Ada:  ", BOLD), (" \n yes ", PLAIN)])
    assert line.text == "Ada: yes"
    assert line.runs == [("Ada: ", BOLD), ("yes", PLAIN)]


def test_a_mark_of_the_next_run_composes_with_the_letter_before() -> None:
    (line,) = lines_of([("cafe", BOLD), ("</b>", None), ("\u0301 noir", PLAIN)])
    assert line.text == "café noir"
    assert [mark.at for mark in line.marks] == [4]


def test_hangul_in_three_runs_is_one_syllable() -> None:
    (line,) = lines_of([("\u1112", PLAIN), ("\u1161", BOLD), ("\u11ab!", PLAIN)])
    assert line.text == "한!"


def test_positions_count_code_points_after_a_letter_outside_the_first_plane() -> None:
    (line,) = lines_of([("😀 ", PLAIN), ("<i>", None), ("x", PLAIN)])
    assert line.marks == [Mark(MarkKind.MARKUP, 2, "<i>")]


def test_two_breaks_end_a_line_and_one_does_not() -> None:
    chunks: list[Chunk] = [
        ("a ", PLAIN),
        BREAK,
        (" b", PLAIN),
        BREAK,
        (" \n", PLAIN),
        BREAK,
        BREAK,
        ("c", PLAIN),
    ]
    assert [line.text for line in lines_of(chunks)] == ["a\nb", "c"]


def test_what_cannot_be_seen_is_no_line() -> None:
    assert lines_of([("\u200b\xa0 ", PLAIN), BREAK, ("\ufeff", BOLD)]) == []


_CHUNK = st.one_of(
    st.tuples(st.text("ab \n\t\xa0é\u0301\u0323\u1100\u1161ا😀", max_size=6), st.sampled_from([PLAIN, BOLD])),
    st.just(BREAK),
    st.tuples(st.sampled_from(["<i>", "</i>"]), st.none()),
)


@example([("a", PLAIN), ("\u0301", PLAIN)])
@example([("a", PLAIN), ("<i>", None), ("\u0301", PLAIN)])
@given(st.lists(_CHUNK, max_size=14))
def test_lines_are_nfc_and_trimmed_with_marks_inside(chunks: list[Chunk]) -> None:
    for line in lines_of(chunks):
        assert line.text == nfc(line.text) == line.text.strip()
        assert "".join(text for text, _ in line.runs) == line.text
        assert all(0 <= mark.at <= len(line.text) for mark in line.marks)
        assert not {"\t", "  "} & {line.text[n : n + size] for n in range(len(line.text)) for size in (1, 2)}
