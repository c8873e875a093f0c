"""TEI transcripts of speech: who, when, the words; pauses and gaps marked, never read as words."""

from __future__ import annotations

from whensafe.intake.read import read
from whensafe.nouns.interview import Role

FILE = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Gespräch 3</title></titleStmt>
<sourceDesc><recordingStmt><recording><date when="2021-03-04"/></recording></recordingStmt></sourceDesc></fileDesc>
<profileDesc><particDesc><person xml:id="A" role="interviewer"><persName>Odo Karr</persName></person>
<person xml:id="B" role="informant"><persName><forename>Vera</forename> <surname>Lumm</surname></persName></person>
</particDesc></profileDesc></teiHeader>
<text xml:lang="de"><timeline unit="s"><when xml:id="T0"/><when xml:id="T1" interval="2.5" since="#T0"/>
<when xml:id="T2" interval="5" since="#T0"/></timeline><body>
<u who="#A" start="#T0" end="#T1"><w>Wo</w><w>waren</w> <w>Sie</w><pc>?</pc></u>
<annotationBlock who="#B" start="#T1" end="#T2"><u>Im <pause dur="PT1S"/>Salzwerk,
<unclear>glaube</unclear> ich. <gap reason="inaudible"/>Ja.</u><spanGrp><span>pos</span></spanGrp></annotationBlock>
</body></text></TEI>"""


def test_turns_speakers_and_times() -> None:
    reading = read(FILE.encode(), "x")
    assert (reading.family, reading.title, reading.language, reading.interviewed) == (
        "tei",
        "Gespräch 3",
        "de",
        "2021-03-04",
    )
    assert [(turn.text, turn.start_ms, turn.end_ms) for turn in reading.turns] == [
        ("Wo waren Sie?", 0, 2500),
        ("Im Salzwerk, glaube ich. Ja.", 2500, 5000),
    ]
    assert {(p.name, p.role) for p in reading.participants} == {
        ("Odo Karr", Role.INTERVIEWER),
        ("Vera Lumm", Role.NARRATOR),
    }


def test_what_is_no_word_is_marked_where_it_stood() -> None:
    turn = read(FILE.encode(), "x").turns[1]
    marks = {mark.verbatim: turn.text[: mark.at] for mark in turn.marks}
    assert marks["<pause PT1S>"] == "Im "
    assert marks["<gap inaudible>"].endswith("ich. ")


def test_without_a_timeline_nothing_is_asked_about_times() -> None:
    plain = FILE.replace(' start="#T0" end="#T1"', "").replace(' start="#T1" end="#T2"', "")
    plain = plain[: plain.index("<timeline")] + plain[plain.index("</timeline>") + 11 :]
    reading = read(plain.encode(), "x")
    assert [turn.start_ms for turn in reading.turns] == [None, None]
    assert "cue_times" not in [question.code for question in reading.questions]


def test_an_end_without_a_beginning_is_no_time() -> None:
    turn = read(FILE.replace(' start="#T1"', ' start="#T9"').encode(), "x").turns[1]
    assert (turn.start_ms, turn.end_ms) == (None, None)
