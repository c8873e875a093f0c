"""Broadcast transcripts: names with functions, sounds that nobody said, dates with a clock time."""

from __future__ import annotations

import pytest

from whensafe.intake.read import read
from whensafe.intake.turns.labels import without_function
from whensafe.nouns.interview import Role

BROADCAST = """The Ferryman's Daughter Comes Home
March 4, 2022 4:32 PM ET
Heard on Evening Ledger

JUNE ABBOT, HOST:

The ferry at Sallow stopped running in the second winter. One who knew its crew is Vera Stam.

VERA STAM: My father kept the log.

ABBOT: Our correspondent Ned Rusk met her.

NED RUSK, BYLINE: What is in the log?

STAM: (Through interpreter) Names. I won't read them out.

(SOUNDBITE OF RIVER)

RUSK: Who else has seen it?

STAM: Nobody.
"""


def test_a_function_gives_the_role_and_is_no_part_of_the_name() -> None:
    found = read(BROADCAST.encode(), "a.txt")
    assert [(p.name, p.role.value) for p in found.participants] == [
        ("VERA STAM", "narrator"),
        ("JUNE ABBOT", "interviewer"),
        ("NED RUSK", "interviewer"),
    ]
    assert found.turns[4].text == "(Through interpreter) Names. I won't read them out."
    assert "(SOUNDBITE OF RIVER)" in found.dropped


def test_a_date_with_a_clock_time_and_zone_is_of_publication() -> None:
    found = read(BROADCAST.encode(), "a.txt")
    assert (found.published, found.interviewed) == ("2022-03-04", None)


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("MARY LOWELL, HOST", ("MARY LOWELL", Role.INTERVIEWER)),
        ("Tom Hale, senior correspondent", ("Tom Hale", Role.INTERVIEWER)),
        ("Ведуча Олена Журба", ("Олена Журба", Role.INTERVIEWER)),
        ("Ксения Рябинник, корреспондент", ("Ксения Рябинник", Role.INTERVIEWER)),
        ("Moderatorin Aleida Brock", ("Aleida Brock", Role.INTERVIEWER)),
        ("Judge Marlowe", ("Judge Marlowe", Role.PRESENT)),
        ("Witness B", ("Witness B", Role.NARRATOR)),
        ("Ilse Brandt", ("Ilse Brandt", None)),
        ("Moroz, Oleh", ("Moroz, Oleh", None)),
    ],
)
def test_a_function_is_told_from_a_name(label: str, expected: tuple[str, Role | None]) -> None:
    assert without_function(label) == expected
