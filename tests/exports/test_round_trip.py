"""An export read back gives the same words at the same addresses, as far as its format can hold them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.editions.strategies import interviews

from whensafe.editions.exports import export
from whensafe.editions.exports.matter import matter_of
from whensafe.intake.read import read
from whensafe.nouns.actor import TEAM, Audience
from whensafe.nouns.edition import ClearedInterview, ClearedTurn, Withheld
from whensafe.nouns.export import Export, ExportText, Format, FormatLoss, Matter
from whensafe.nouns.interview import TranscriptKind
from whensafe.nouns.reading import Reading, ReadTurn
from whensafe.nouns.text import HOLE

PUBLIC = Audience("public")

WHOLE = [Format.JSON, Format.DOCX, Format.HTML]
"""Formats that hold every text in one file, with or without times."""
TIMED = [Format.WEBVTT, Format.OHMS]


@st.composite
def told(draw: Any) -> Matter:
    """What may be told to the public: no times, no sittings."""
    found = draw(interviews())
    assume(found.turns)
    return matter_of(PUBLIC, found, ())


@st.composite
def timed(draw: Any) -> Matter:
    """What the team works with: sittings and times."""
    found: ClearedInterview = draw(interviews())
    assume(found.turns)
    texts = []
    own = [turn.address for turn in found.turns]
    for n, text in enumerate(matter_of(TEAM, found, ()).texts):
        at, turns = 0, []
        for said in text.turns:
            renders = draw(st.none() | st.sampled_from(own)) if n else None
            turn = replace(said, translates=renders)
            at += draw(st.integers(0, 10**7))
            length = draw(st.none() | st.integers(-5, 10**5))
            turns.append(replace(turn, start_ms=at, end_ms=None if length is None else max(0, at + length)))
        session = 1 if text.kind is TranscriptKind.TRANSLATION else n + 1
        texts.append(replace(text, session=session, turns=tuple(turns)))
    return Matter(TEAM, found, tuple(texts))


def words(turn: ClearedTurn) -> str:
    return "".join(HOLE if isinstance(p, Withheld) else p for p in turn.pieces)


def back(made: Export) -> Reading:
    return read(made.files[0].data, "an export")


def texts(reading: Reading) -> list[tuple[ReadTurn, ...]]:
    return [reading.turns, *(text.turns for text in reading.further)]


def same(of: ExportText, turns: tuple[ReadTurn, ...], reading: Reading) -> None:
    said = [(t.role, t.speaker_display, t.language, words(t)) for t in of.turns]
    people = reading.participants
    heard = [
        (t.role, None if t.speaker is None else people[t.speaker].name, t.language, t.text) for t in turns
    ]
    assert heard == said
    assert [t.address for t in turns] == [t.address for t in of.turns]
    assert [t.translates for t in turns] == [t.translates for t in of.turns]
    grounds = [g.replace("_", " ") for t in of.turns for g in t.withheld]
    assert [m.verbatim for t in turns for m in t.marks] == [f"[withheld: {g}]" for g in grounds]


@pytest.mark.parametrize("format", WHOLE)
@given(matter=told())
@settings(max_examples=60, deadline=None)
def test_what_may_be_told_comes_back_word_for_word(format: Format, matter: Matter) -> None:
    made = export(matter, format)
    assert len(made.files) == 1
    reading = back(made)
    for of, turns in zip(matter.texts, texts(reading), strict=True):
        same(of, turns, reading)
        assert {(t.start_ms, t.end_ms) for t in turns} <= {(None, None)}
    _front(matter, reading)


@pytest.mark.parametrize("format", WHOLE)
@given(matter=timed())
@settings(max_examples=40, deadline=None)
def test_times_and_sittings_of_the_team_come_back(format: Format, matter: Matter) -> None:
    reading = back(export(matter, format))
    for of, turns in zip(matter.texts, texts(reading), strict=True):
        same(of, turns, reading)
        assert [(t.start_ms, t.end_ms) for t in turns] == [(t.start_ms, t.end_ms) for t in of.turns]
    assert [t.session for t in reading.further] == [t.session for t in matter.texts[1:]]
    _front(matter, reading)


def _front(matter: Matter, reading: Reading) -> None:
    told = matter.interview
    assert (reading.title, reading.standfirst, reading.language) == (
        told.title, told.standfirst, told.language
    )  # fmt: skip
    assert (reading.published, reading.first_published, reading.interviewed) == (
        told.published, told.first_published, told.interviewed
    )  # fmt: skip
    assert (reading.source, reading.republisher, reading.basis) == (
        told.source, told.republisher, told.basis
    )  # fmt: skip
    assert reading.questions == ()


@given(matter=timed())
@settings(max_examples=60, deadline=None)
def test_captions_come_back_with_true_times(matter: Matter) -> None:
    made = export(matter, Format.WEBVTT)
    for of, file in zip(matter.texts, made.files, strict=True):
        reading = read(file.data, file.tail)
        same(of, reading.turns, reading)
        for turn, found in zip(of.turns, reading.turns, strict=True):
            assert found.start_ms == turn.start_ms
            assert found.end_ms in (turn.end_ms, None)
            assert found.end_ms is not None or FormatLoss.ENDS in made.losses


@given(matter=timed())
@settings(max_examples=60, deadline=None)
def test_ohms_with_times_comes_back(matter: Matter) -> None:
    matter = replace(matter, texts=tuple(t for n, t in enumerate(matter.texts) if n < 2))
    reading = back(export(matter, Format.OHMS))
    for of, turns in zip(matter.texts, texts(reading), strict=True):
        same(of, turns, reading)
    assert FormatLoss.ADDRESSES not in export(matter, Format.OHMS).losses


@given(matter=told())
@settings(max_examples=100, deadline=None)
def test_ohms_without_times_keeps_the_words_and_says_what_it_loses(matter: Matter) -> None:
    matter = replace(matter, texts=matter.texts[:2])
    made = export(matter, Format.OHMS)
    reading = back(made)
    for of, turns in zip(matter.texts, texts(reading), strict=True):
        assert [(t.role, t.text) for t in turns] == [(t.role, words(t)) for t in of.turns]
    assert FormatLoss.ADDRESSES in made.losses
