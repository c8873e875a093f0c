"""The questions that reading the turns leaves to the documenter. Codes are stable; faces translate them."""

from __future__ import annotations

from collections.abc import Sequence

from whensafe.nouns.interview import Question
from whensafe.nouns.text import HOLE

TEXTS = {
    "who_asks": "Which side is the interviewer?",
    "same_dash": "Both sides open with the same dash and were read in turn. Is that right?",
    "unmarked_alternation": "Nothing marks who speaks; question marks decided. Is that right?",
    "no_transcript": "There are words about an interview but none of it. Is there a transcript?",
    "no_text": "The pages are pictures without text. Is there a version with text?",
    "encoding_guessed": "The file doesn't say how its letters are encoded. Does the text read right?",
    "hidden_text": "Tracked changes, comments or hidden text lie in the file. Which belongs to it?",
    "object_replacement": "A sign stands in the source where something else was (U+FFFC). What was it?",
    "replacement_characters": "Some letters could not be read (U+FFFD). Is there a better copy?",
    "cue_times": "Some times are missing or run backwards. Are the cues in the right order?",
    "translation_alignment": "Two languages stand side by side. Which renders which?",
    "unnamed_speaker": "A speaker has no name in the source. Who is it?",
    "machine_made": "A machine wrote down these words. Has somebody read them against the recording?",
    "attachments": "Something was attached, and its words are not in this. Does it belong to the interview?",
    "joint_speaker": "One label names several people. Who said this?",
    "introduction": "The first paragraph may be about the narrator, not by them. Is it testimony?",
}

WHO_ASKS = ("who speaks first", "who speaks second")
"""The answers to ``who_asks`` where no names tell the sides apart."""
ALTERNATION = ("yes", "no")
"""The answers to ``same_dash`` and ``unmarked_alternation``."""


def ask(code: str, *, turn: int | None = None, options: tuple[str, ...] = ()) -> Question:
    """A question by its code."""
    return Question(
        code,
        TEXTS.get(code, f"The reader reports: {code.replace('_', ' ')}. Is the text right?"),
        turn,
        options,
    )


def from_doubts(doubts: Sequence[str], texts: Sequence[str]) -> list[Question]:
    """What the format's reader already doubted, and signs in the text that stand for something else."""
    questions = []
    for code in dict.fromkeys(doubts):
        if (
            code == "replacement_characters"
            and not any("\ufffd" in text for text in texts)
            and any(HOLE in text for text in texts)
        ):
            continue
        questions.append(ask(code))
    holes = [n for n, text in enumerate(texts, 1) if HOLE in text]
    questions += [ask("object_replacement", turn=n) for n in holes]
    return questions
