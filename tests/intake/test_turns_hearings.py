"""Records of courts and commissions: who examines, who only presides, and what nobody said."""

from __future__ import annotations

import pytest

from whensafe.intake.read import read
from whensafe.intake.turns import court
from whensafe.nouns.reading import Reading


def said(text: str) -> tuple[Reading, list[tuple[str, str | None, str]]]:
    reading = read(text.encode(), "hearing.txt")
    names = [person.name for person in reading.participants]
    return reading, [
        (t.role.value, None if t.speaker is None else names[t.speaker], t.text) for t in reading.turns
    ]


TRIBUNAL = """Tuesday, 9 April 2019
[Open session]
[The witness takes the stand]
--- On commencing at 2.17 p.m.
 1            JUDGE ORRIN:  Good afternoon.  You may be seated.
 2   Ms. Tarrant, please proceed.
 3            MS. TARRANT:  I am obliged, Your Honour.
 4                          WITNESS:  ILKA BRESS  [Recalled]
 5                          [Witness answered through interpreter]
 6                          Examination by Ms. Tarrant:  [Continued]
 7       Q.   Ms. Bress, how many people slept in the drying room?
 8       A.   Eleven, or twelve when the boy was there.
 9            JUDGE ORRIN:  Which boy is that?
10            THE WITNESS: [Interpretation] The cook's boy, Your Honour.
11            MS. TARRANT:
12       Q.   Was he brought back?
13       A.   I did not see him brought back.
[The witness withdrew]
"""


def test_a_tribunal_s_stage_lines_are_nobody_s_words() -> None:
    reading, turns = said(TRIBUNAL)
    judge, counsel, witness = "JUDGE ORRIN", "Ms. Tarrant", "Ilka Bress"
    assert turns == [
        ("present", judge, "Good afternoon.  You may be seated. Ms. Tarrant, please proceed."),
        ("interviewer", counsel, "I am obliged, Your Honour."),
        ("interviewer", counsel, "Ms. Bress, how many people slept in the drying room?"),
        ("narrator", witness, "Eleven, or twelve when the boy was there."),
        ("present", judge, "Which boy is that?"),
        ("narrator", witness, "[Interpretation] The cook's boy, Your Honour."),
        ("interviewer", counsel, "Was he brought back?"),
        ("narrator", witness, "I did not see him brought back."),
    ]
    assert [(p.name, p.role.value) for p in reading.participants] == [
        (witness, "narrator"),
        (counsel, "interviewer"),
        (judge, "present"),
    ]
    assert reading.standfirst is None
    assert "[The witness withdrew]" in reading.dropped


def test_another_examiner_asks_after_their_heading() -> None:
    _, turns = said(
        "TESTIMONY OF MARTA OSK\n        DIRECT EXAMINATION\nBY MR. PELHAM:\n    Q.  Where did you work?\n"
        "    A.  At the ferry.\n(Recess taken.)\n        CROSS-EXAMINATION\nBY MS. ARDLEY:\n"
        "    Q.  Not that day?\n    A.  That day too.\n"
    )
    assert turns == [
        ("interviewer", "Mr. Pelham", "Where did you work?"),
        ("narrator", "Marta Osk", "At the ferry."),
        ("interviewer", "Ms. Ardley", "Not that day?"),
        ("narrator", "Marta Osk", "That day too."),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "[The witness withdrew]",
        "(Recess taken.)",
        "(Whereupon, at 12:04 p.m., the hearing was recessed.)",
        "--- Luncheon recess taken at 12.30 p.m.",
        "REDIRECT EXAMINATION",
        "Cross-Examination (Continued)",
        "(SOUNDBITE OF MUSIC)",
        "[Ed. note: the witness points at the map]",
        "[Запис перервано]",
        "[Перерыв]",
        "(Applaus)",
        "[Le témoin se retire]",
        "BY MR. ROURKE:",
    ],
)
def test_a_stage_line_is_known(line: str) -> None:
    assert court.is_stage_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "[inaudible]",
        "(I never told my mother.)",
        "(The witness to my wedding told me to run.)",
        "[crying]",
        "[…]",
        "THE WITNESS: [Interpretation] No.",
        "Witness: Ilka Bress.",
        "The witness stood there.",
        "The examination was short.",
        "Cross-examination was the worst.",
    ],
)
def test_words_and_silences_of_a_witness_are_not_stage_lines(line: str) -> None:
    assert not court.is_stage_line(line)
