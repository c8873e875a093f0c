"""Transcripts that a machine wrote keep words, speakers and times, and say that a machine wrote them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from whensafe.intake.machine import is_machine_made, read_machine
from whensafe.intake.read import read

WHISPER = {
    "text": " Де вас тримали? У Варську.",
    "language": "uk",
    "segments": [
        {"id": 0, "start": 0.0, "end": 2.4, "text": " Де вас тримали?", "avg_logprob": -0.2},
        {"id": 1, "start": 2.4, "end": 4.25, "text": " У Варську."},
    ],
}
WHISPERX = {
    "segments": [
        {
            "start": 0.5,
            "end": 3.0,
            "text": " Where were you held? In Varsk.",
            "words": [
                {"word": "Where", "start": 0.5, "end": 0.8, "score": 0.99, "speaker": "SPEAKER_00"},
                {"word": "were", "start": 0.8, "end": 0.9, "score": 0.99, "speaker": "SPEAKER_00"},
                {"word": "you", "speaker": "SPEAKER_00"},
                {"word": "held?", "start": 1.0, "end": 1.4, "score": 0.9, "speaker": "SPEAKER_00"},
                {"word": "In", "start": 2.0, "end": 2.2, "score": 0.81, "speaker": "SPEAKER_01"},
                {"word": "Varsk.", "start": 2.2, "end": 3.0, "score": 0.31, "speaker": "SPEAKER_01"},
            ],
        },
        {"start": 3.5, "end": 5.0, "text": " For two years, I think.", "speaker": "SPEAKER_01"},
    ],
    "language": "en",
}
CPP = {
    "systeminfo": "",
    "result": {"language": "de"},
    "transcription": [
        {"timestamps": {"from": "00:00:00,000", "to": "00:00:02,500"}, "offsets": {"from": 0, "to": 2500},
         "text": " Im Salzwerk."},
    ],
}  # fmt: skip


def test_segments_are_cues_with_their_times_and_language() -> None:
    document = read_machine(WHISPER)
    assert [(b.text, b.start_ms, b.end_ms, b.voice) for b in document.blocks] == [
        ("Де вас тримали?", 0, 2400, None),
        ("У Варську.", 2400, 4250, None),
    ]
    assert document.language == "uk"


def test_a_segment_in_which_two_people_speak_is_two_cues() -> None:
    document = read_machine(WHISPERX)
    assert [(b.voice, b.text, b.start_ms, b.end_ms) for b in document.blocks] == [
        ("SPEAKER_00", "Where were you held?", 500, 1400),
        ("SPEAKER_01", "In Varsk.", 2000, 3000),
        ("SPEAKER_01", "For two years, I think.", 3500, 5000),
    ]


def test_a_word_that_the_machine_was_unsure_of_is_marked_where_it_stands() -> None:
    (mark,) = read_machine(WHISPERX).blocks[1].marks
    assert (mark.at, mark.verbatim) == (3, "{0.31}")


def test_the_units_of_each_program_are_its_own() -> None:
    (block,) = read_machine(CPP).blocks
    assert (block.text, block.start_ms, block.end_ms) == ("Im Salzwerk.", 0, 2500)
    (piece,) = read_machine({"text": "", "chunks": [{"timestamp": [1.5, 2], "text": "Sí."}]}).blocks
    assert (piece.text, piece.start_ms, piece.end_ms) == ("Sí.", 1500, 2000)


@pytest.mark.parametrize("data", [WHISPER, WHISPERX, CPP, WHISPER["segments"]])
def test_it_is_known_by_its_content_and_says_that_a_machine_wrote_it(data: Any) -> None:
    reading = read(json.dumps(data).encode(), "anything.txt")
    assert reading.family == "machine"
    assert "machine_made" in [question.code for question in reading.questions]
    assert reading.turns


def test_turns_go_to_speakers_without_inventing_names() -> None:
    reading = read(json.dumps(WHISPERX).encode(), "x")
    said = [
        (turn.text, reading.participants[turn.speaker].name)
        for turn in reading.turns
        if turn.speaker is not None
    ]
    assert said == [
        ("Where were you held?", "SPEAKER_00"),
        ("In Varsk. For two years, I think.", "SPEAKER_01"),
    ]
    assert "unnamed_speaker" in [question.code for question in reading.questions]


@pytest.mark.parametrize(
    "times",
    [{"start": "soon", "end": None}, {"start": float("nan"), "end": 1}, {"start": -1, "end": 1e99},
     {"start": True, "end": 2}, {"start": 5, "end": 1}],
)  # fmt: skip
def test_times_that_are_none_are_a_question_and_no_number(times: dict[str, Any]) -> None:
    document = read_machine({"segments": [{"start": 9, "text": "a"}, {"text": "b", **times}]})
    assert document.blocks[1].end_ms is None or document.blocks[1].start_ms is None
    assert "cue_times" in document.doubts


def test_words_that_don_t_match_the_text_change_nothing() -> None:
    segment = {"start": 0, "end": 1, "text": "Exactly this.", "words": [{"word": "that", "speaker": "A"}]}
    (block,) = read_machine({"segments": [segment]}).blocks
    assert (block.text, block.voice) == ("Exactly this.", None)


@pytest.mark.parametrize(
    "data", [{}, [], {"segments": []}, {"segments": [{"text": "x"}]}, {"segments": [1]}, 7, None]
)
def test_other_data_is_none(data: object) -> None:
    assert not is_machine_made(data)
