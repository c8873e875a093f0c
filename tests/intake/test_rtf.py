"""Rich Text: words in any code page, styles, and nothing that is not words."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whensafe.errors import TooLarge, Unreadable, WhensafeError
from whensafe.intake.read import read
from whensafe.intake.rtf import read_rtf

HEAD = rb"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0\fcharset204 Arial;}{\f1\fcharset238 Times;}{\f2\fcharset0 X;}}"


def texts(body: bytes) -> list[str]:
    return [block.text for block in read_rtf(HEAD + body + b"}").blocks]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (rb"\f0 \'d2\'e0\'ec.", "Там."), (rb"\f1 \'b3\'f3d\'9f", "łódź"), (rb"\f2 \'d2\'e0\'ec.", "Там."),
        (rb"\u1058?\u1072?\u1084?.", "Там."), (rb"{\uc0\u1058\u1072}", "Та"), (rb"{\uc2\u1058\'c7\'d2!}", "Т!"),
        (rb"\u-10179?\u-8692?", "😌"), (rb"a\~b\_c\{d\}\\", "a\u00a0b\u2011c{d}\\"), (rb"one\emdash two", "one—two"),
        (rb"{\*\generator Word;}words", "words"), (rb"{\pict 0102ab}words", "words"),
        (rb"{\field{\*\fldinst HYPERLINK x}{\fldrslt words}}", "words"),
    ],
)  # fmt: skip
def test_words(body: bytes, said: str) -> None:
    assert texts(body) == [said]


def test_paragraphs_and_styles() -> None:
    (first, second) = read_rtf(HEAD + rb"{\b Odo:} where?\par\pard Here,\i  yes\i0 .\par}").blocks
    assert [(run.text, run.bold) for run in first.runs] == [("Odo:", True), (" where?", False)]
    assert [run.text for run in second.runs if run.italic] == [" yes"]


def test_notes_and_running_heads_are_aside_and_hidden_words_a_doubt() -> None:
    document = read_rtf(HEAD + rb"{\header Tape 4}Words{\footnote See the map.} here{\v not this}.\par}")
    assert [block.text for block in document.blocks] == ["Words here."]
    assert {"Tape 4", "See the map.", "not this"} <= set(document.dropped)
    assert "hidden_text" in document.doubts


def test_an_interview() -> None:
    reading = read(
        HEAD + rb"{\info{\title Tape 4}}{\b Odo Karr:} Where?\par {\b Vera Lumm:} There.\par "
        rb"{\b Odo Karr:} And then?\par {\b Vera Lumm:} Home.\par}", "x.doc"
    )  # fmt: skip
    assert (reading.family, [turn.text for turn in reading.turns]) == (
        "rtf",
        ["Where?", "There.", "And then?", "Home."],
    )


def test_nesting_and_binary_are_refused() -> None:
    with pytest.raises(TooLarge):
        read_rtf(b"{\\rtf1" + b"{" * 10_000)
    with pytest.raises(Unreadable):
        read_rtf(HEAD + rb"\bin400 ....}")


@given(
    st.lists(
        st.sampled_from(
            [
                b"{",
                b"}",
                b"\\",
                b"\\'",
                b"\\'e0",
                b"\\u1058?",
                b"\\uc2",
                b"\\*",
                b"\\par ",
                b"ab ",
                b"\\b",
                b"\\v",
                b"\\fonttbl",
                b"\\f0",
                b"\\fcharset204",
                b"\\footnote ",
                b"\xff",
                b"\n",
            ]
        ),
        max_size=60,
    )
)
def test_anything_else_is_read_or_refused(parts: list[bytes]) -> None:
    try:
        document = read_rtf(b"{\\rtf1" + b"".join(parts))
    except WhensafeError:
        return
    assert all(block.text.strip() == block.text for block in document.blocks)


def test_one_endless_paragraph_takes_time_by_its_length() -> None:
    started = time.process_time()
    (block,) = read_rtf(HEAD + rb"\'e0" * 300_000 + rb"\b x\b0 y" * 60_000 + b"}").blocks
    assert len(block.text) == 300_000 + 120_000
    assert time.process_time() - started < 5
