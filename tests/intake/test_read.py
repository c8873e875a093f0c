"""Laws of reading, whatever the document: nothing is lost, nothing but our errors escapes, time grows
with size.
"""

from __future__ import annotations

import contextlib
import time
import unicodedata
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from whensafe.errors import WhensafeError
from whensafe.intake.blocks import Block, Document, Kind, Run
from whensafe.intake.read import read, reading_of
from whensafe.nouns.interview import MarkKind, Role
from whensafe.nouns.reading import Reading

WORDS = st.sampled_from(
    [
        *(
            "—",
            "-",
            "–",
            ">>",
            "Q:",
            "A:",
            "В:",
            "О:",
            "П.",
            "س:",
            "ج:",
            "С.С.:",
            "Name:",
            "Anna Koval:",
            "Joe McDonald:",
        ),
        *(
            "yes",
            "no",
            "I",
            "me",
            "Де",
            "Коли",
            "كيف؟",
            "?",
            "!",
            ".",
            ":",
            ")",
            "(",
            "[laughs]",
            "“so”",
            "«так»",
            "\u00a0",
        ),
        *(
            "\ufffc",
            "\U0001f600",
            "é",
            "12",
            "3 May 2024",
            "by",
            "Interview with",
            "Read also",
            "©",
            "END",
            "",
        ),
        *("Source:", "https://x.example/a?utm_source=b"),
    ]
)
LINES = st.lists(WORDS, min_size=0, max_size=8).map(" ".join)
TEXTS = st.lists(LINES, min_size=0, max_size=4).map("\n".join) | st.text(max_size=40)
RUNS = st.builds(
    Run,
    TEXTS.map(lambda text: unicodedata.normalize("NFC", text)),
    bold=st.booleans(),
    italic=st.booleans(),
    href=st.none() | st.just("https://a.example/?fbclid=1&x=2"),
)
BLOCKS = st.builds(
    Block,
    st.sampled_from([kind for kind in Kind if kind is not Kind.BREADCRUMB]),
    st.lists(RUNS, max_size=3).map(tuple),
    level=st.integers(1, 3),
    voice=st.none() | st.sampled_from(["Anna", "Ben Ode"]),
    hint=st.sampled_from(["", "lead", "byline", "dt", "th", "td", "subtitle"]),
)
DOCUMENTS = st.builds(
    Document,
    st.sampled_from(["html", "plain", "markdown", "docx", "pdf", "srt"]),
    st.just("text/plain"),
    st.lists(BLOCKS, max_size=12).map(tuple),
    breaks_are_soft=st.booleans(),
)


def letters(texts: list[str]) -> Counter[str]:
    return Counter(c for text in texts for c in text if not c.isspace())


def kept(reading: Reading) -> Counter[str]:
    """Every character of a reading that came from a block."""
    texts = [reading.title or "", reading.standfirst or "", *reading.section, *reading.dropped]
    for turn in reading.turns:
        texts.append(turn.text)
        texts += [mark.verbatim for mark in turn.marks if mark.kind in {MarkKind.LABEL, MarkKind.LINE_NUMBER}]
    return letters(texts)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DOCUMENTS)
def test_every_character_is_in_a_turn_in_a_mark_or_set_aside(document: Document) -> None:
    reading = reading_of(document)
    there = letters([block.text for block in document.blocks])
    missing = there - kept(reading)
    # A breadcrumb keeps its steps: what stands between them, and a last step that is
    # the title, are not words.
    if reading.section:
        missing -= Counter({c: missing[c] for c in ">›»→/|*_"})
        missing -= letters([reading.title or ""])
    assert not missing


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DOCUMENTS)
def test_a_reading_is_well_formed(document: Document) -> None:
    reading = reading_of(document)
    assert reading_of(document) == reading
    for turn in reading.turns:
        assert unicodedata.is_normalized("NFC", turn.text)
        assert turn.speaker is None or 0 <= turn.speaker < len(reading.participants)
        assert all(0 <= mark.at <= len(turn.text) for mark in turn.marks)
        for mark in turn.marks:
            if mark.kind is MarkKind.SOFT_BREAK:
                assert turn.text[mark.at] == " "
    for question in reading.questions:
        assert question.turn is None or 1 <= question.turn <= len(reading.turns)
    if not any(turn.role is Role.INTERVIEWER for turn in reading.turns):
        assert reading.turns == () or any(turn.role is not Role.INTERVIEWER for turn in reading.turns)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400) | TEXTS.map(str.encode))
def test_only_our_errors_escape(data: bytes) -> None:
    with contextlib.suppress(WhensafeError):
        assert read(data, "a.txt").family


@pytest.mark.parametrize(
    "line",
    [
        "A" * 1_000_000,
        "— " * 500_000,
        "Q: a? A: b. " * 80_000,
        "a: " * 330_000,
        "( " * 500_000,
        "1. " * 330_000,
        "Ab " * 330_000,
    ],
    ids=["letters", "dashes", "turns", "colons", "brackets", "numbers", "names"],
)
@pytest.mark.parametrize("parts", [1, 4_000], ids=["one line", "many lines"])
def test_a_megabyte_of_malice_is_read_in_seconds(line: str, parts: int) -> None:
    size = len(line) // parts
    text = "\n\n".join(line[n : n + size] for n in range(0, len(line), size))
    blocks = tuple(Block(Kind.PARAGRAPH, (Run(part),)) for part in text.split("\n\n"))
    started = time.process_time()
    reading_of(Document("plain", "text/plain", blocks))
    assert time.process_time() - started < 15
