"""OHMS records: people, day, transcript; index and footnotes aside; the minute where it begins."""

from __future__ import annotations

import pytest

from whensafe.errors import Unreadable
from whensafe.intake.read import read
from whensafe.nouns.interview import Role
from whensafe.nouns.reading import Reading

NS = 'xmlns="https://www.weareavp.com/nunncenter/ohms"'
HEAD = (
    '<date value="2019-05-06" format="yyyy-mm-dd"/><title>Interview with Vera Lumm</title>'
    "<interviewee>Vera Lumm</interviewee><interviewer>Odo Karr</interviewer><language>en</language>"
    "<index><point><time>0</time><title>The arrest</title><synopsis>Tells of the arrest</synopsis>"
    "<partial_transcript>LUMM: They came at night.</partial_transcript></point></index>"
)
WORDS = """KARR: Where did they take you?[[footnote]]1[[/footnote]]

LUMM: To the salt works. We walked for two days and two nights, without water, and
nobody said where to.

KARR: Who was with you?

LUMM: Four others. {00:03:10} I knew one.

[[footnotes]][[note]]See the map of the coast.[[/note]][[/footnotes]]"""


def record(inside: str, head: str = HEAD) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><ROOT {NS}><record id="1">{head}{inside}</record></ROOT>'.encode()


def of(inside: str, head: str = HEAD) -> Reading:
    return read(record(inside, head), "record.xml")


def test_people_day_and_title_are_those_of_the_record() -> None:
    reading = of(f"<transcript>{WORDS}</transcript>")
    assert (reading.family, reading.title, reading.interviewed) == (
        "ohms",
        "Interview with Vera Lumm",
        "2019-05-06",
    )
    assert {(p.name, p.role) for p in reading.participants} == {
        ("Vera Lumm", Role.NARRATOR),
        ("Odo Karr", Role.INTERVIEWER),
    }


def test_turns_without_footnotes_and_times() -> None:
    reading = of(f"<transcript>{WORDS}</transcript>")
    assert [turn.text for turn in reading.turns] == [
        "Where did they take you?",
        "To the salt works. We walked for two days and two nights, without water, and nobody said where to.",
        "Who was with you?",
        "Four others. I knew one.",
    ]
    assert "See the map of the coast." in reading.dropped


def test_a_minute_is_marked_where_it_begins() -> None:
    reading = of(f"<sync>1:|3(4)|9(2)</sync><transcript>{WORDS}</transcript>")
    times = [
        (n, mark.verbatim)
        for n, turn in enumerate(reading.turns)
        for mark in turn.marks
        if ":0" in mark.verbatim
    ]
    assert (1, "[0:01:00]") in times
    place = next(mark.at for mark in reading.turns[1].marks if mark.verbatim == "[0:01:00]")
    assert reading.turns[1].text[place:].startswith("salt")
    assert all(turn.start_ms is None for turn in reading.turns), "no time is claimed for where a turn begins"


def test_the_index_is_no_testimony() -> None:
    reading = of("<transcript></transcript>")
    assert reading.turns == ()
    assert any("They came at night" in text for text in reading.dropped)
    assert "no_transcript" in [question.code for question in reading.questions]


@pytest.mark.parametrize("said", ["No transcript.", "no transcript", " No Transcript Available. "])
def test_no_transcript_stays_empty(said: str) -> None:
    reading = of(f"<transcript>{said}</transcript>")
    assert reading.turns == ()
    assert "no_transcript" in [question.code for question in reading.questions]


def test_captions_inside_have_voices_and_times_even_without_their_first_line() -> None:
    cues = "00:00:01.000 --> 00:00:03.000\n<v Odo Karr>Where?</v>\n\n00:00:03.000 --> 00:00:09.000\n<v Vera Lumm>There &amp; here.</v>\n"
    for head in ("", "WEBVTT\n\n"):
        reading = of(f"<vtt_transcript><![CDATA[{head}{cues}]]></vtt_transcript>")
        assert [(turn.text, turn.start_ms, turn.end_ms) for turn in reading.turns] == [
            ("Where?", 1000, 3000),
            ("There & here.", 3000, 9000),
        ]
        assert reading.title == "Interview with Vera Lumm"


def test_an_entity_that_is_declared_is_never_read() -> None:
    data = (
        b'<!DOCTYPE ROOT [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        + record("<transcript>&x;</transcript>").split(b"?>")[1]
    )
    with pytest.raises(Unreadable):
        read(data, "x.xml")


def test_half_a_file_is_refused() -> None:
    with pytest.raises(Unreadable, match="not whole XML"):
        read(record(f"<transcript>{WORDS}</transcript>")[:-40], "x.xml")
