"""Who said what, in shapes that the fixtures do not show, and where the answer is that nobody can tell."""

from __future__ import annotations

from whensafe.intake.blocks import Block, Document, Kind, Run
from whensafe.intake.read import reading_of
from whensafe.nouns.interview import MarkKind
from whensafe.nouns.reading import Reading


def plain(*texts: str, soft: bool = False) -> Reading:
    blocks = tuple(Block(Kind.PARAGRAPH, (Run(text),)) for text in texts)
    return reading_of(Document("plain", "text/plain", blocks, breaks_are_soft=soft))


def said(reading: Reading) -> list[tuple[str, str]]:
    return [(turn.role.value, turn.text) for turn in reading.turns]


def test_paragraphs_go_on_and_soft_breaks_are_one_recorded_space() -> None:
    found = plain("Q: Where\nwere you?", "A: At home.", "In the yard.", "Q: Alone?", "A: Yes.", soft=True)
    assert said(found)[:2] == [("interviewer", "Where were you?"), ("narrator", "At home.\nIn the yard.")]
    marks = [(mark.kind, mark.at, mark.verbatim) for mark in found.turns[0].marks]
    assert marks == [(MarkKind.LABEL, 0, "Q: "), (MarkKind.SOFT_BREAK, 5, "\n")]


def test_nothing_in_the_words_is_tidied() -> None:
    words = "Well…  uh,  I--I said: \u201cno\u201d [laughs]  'twas"
    found = plain("Q: Why?", f"A: {words}", "Q: And?", "A: No.")
    assert found.turns[1].text == words


def test_quoted_speech_stays_inside_an_answer() -> None:
    found = plain(
        "Q: What did he say?", "A: He said: — Get up! I said: — Why?", "Q: And?", "A: — Because, he said."
    )
    assert [role for role, _ in said(found)] == ["interviewer", "narrator"] * 2
    assert "— Get up!" in found.turns[1].text


def test_names_on_the_first_turn_only_alternate_and_ask() -> None:
    found = plain(
        "Jon Reed: Where were you?",
        "Vera Holm: In the yard.",
        "Who came?",
        "Three men.",
        "And later?",
        "Later nobody.",
    )
    assert [role for role, _ in said(found)] == ["interviewer", "narrator"] * 3
    assert "unmarked_alternation" in {question.code for question in found.questions}


def test_an_account_has_a_narrator_and_no_interviewer() -> None:
    found = plain("I was there. What could I do? Nothing.", "They took my brother.", "I waited for years.")
    assert [role for role, _ in said(found)] == ["narrator"] * 3
    assert [person.role.value for person in found.participants] == ["narrator"]
    assert [(q.code, q.turn) for q in found.questions] == [("unnamed_speaker", 1)]


def test_words_about_a_transcript_are_not_one() -> None:
    found = plain("No transcript.")
    assert found.turns == ()
    assert found.dropped == ("No transcript.",)
    assert [question.code for question in found.questions] == ["no_transcript"]


def test_an_object_replaced_in_the_source_is_a_question_at_its_turn() -> None:
    found = plain("Q: Where?", "A: In \ufffc.", "Q: And?", "A: Home.")
    assert ("object_replacement", 2) in [(q.code, q.turn) for q in found.questions]


def test_one_person_under_several_names_is_one_participant() -> None:
    found = plain(
        "Jon Reed: Where?", "Vera Holm: Home.", "Reed: Alone?", "Vera: Yes.", "J.R.: Sure?", "V.H.: No."
    )
    assert [(p.name, p.role.value) for p in found.participants] == [
        ("Vera Holm", "narrator"),
        ("Jon Reed", "interviewer"),
    ]


def test_an_interpreter_is_neither_side_and_a_short_turn_keeps_its_script() -> None:
    found = plain(
        "Interviewer: Where were you?",
        "Interpreter: Де ви були?",
        "Witness: Ні, вдома.",
        "Interpreter: At home.",
        "Interviewer: Alone?",
    )
    assert [turn.role.value for turn in found.turns] == [
        "interviewer",
        "interpreter",
        "narrator",
        "interpreter",
        "interviewer",
    ]
    assert [turn.language for turn in found.turns][1:3] == ["uk", "uk"]


def test_captions_of_one_speaker_are_one_turn_with_its_times() -> None:
    cues = (
        Block(Kind.CUE, (Run("Where were you?"),), voice="Reed", start_ms=0, end_ms=900),
        Block(Kind.CUE, (Run("In the yard,"),), voice="Holm", start_ms=1000, end_ms=1900),
        Block(Kind.CUE, (Run("with my sister."),), start_ms=2000, end_ms=2900),
    )
    found = reading_of(Document("webvtt", "text/vtt", cues, breaks_are_soft=True))
    assert [(t.text, t.start_ms, t.end_ms) for t in found.turns] == [
        ("Where were you?", 0, 900),
        ("In the yard, with my sister.", 1000, 2900),
    ]
