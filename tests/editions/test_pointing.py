"""Numbers, days and codes that point at somebody are found where they stand, and nothing is repeated."""

from __future__ import annotations

import pytest
from tests.editions.cleared import interview, turn

from whensafe.editions.pointing import may_be_a_word, pointing_risks
from whensafe.editions.risks import RiskCode
from whensafe.nouns.edition import Ground, Withheld

HOLE = Withheld(Ground.DANGER_TO_OTHERS)
CODES = {"A7K2": True, "C4D9": False}


def found(*pieces: str | Withheld, code: RiskCode) -> list[str]:
    text = "".join(piece if isinstance(piece, str) else "\ufffc" for piece in pieces)
    risks = pointing_risks(interview(1, turn(1, *pieces)), CODES)
    assert {risk.address for risk in risks} <= {"00000000000001"}
    return [text[slice(*risk.span)] for risk in risks if risk.code is code and risk.span is not None]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("[A7K2] було 57 років, хата 14-а.", ["57", "14-а"]),
        ("[C4D9] служив у 3-й бригаді, А-1734.", ["3-й", "А-1734"]),
        ("There was [C4D9], cell 9/2.", ["9/2"]),
        ("[C4D9] прийшов о 14:30 у 2022 році.", []),
        ("[sic] there were 57 of us.", []),
        ("٥٧ سنة كان عمر [C4D9]", ["٥٧"]),
        ("Нас було 57. " + "Довго мовчали. " * 9 + "[C4D9] сидів.", []),
    ],
)
def test_a_number_near_somebody_who_is_not_told_is_found(text: str, numbers: list[str]) -> None:
    assert found(text, code=RiskCode.NUMBER) == numbers


def test_a_number_near_a_hole_is_found_and_the_hole_has_no_length() -> None:
    assert found("Там був ", HOLE, ", 57 років.", code=RiskCode.NUMBER) == ["57"]
    assert found("Там були люди, 57 душ.", code=RiskCode.NUMBER) == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Нас забрали 14 березня 2022 року.", ["14 березня"]),
        ("On March 14, 2022 they came; by 3rd of May we left.", ["March 14", "3rd of May"]),
        ("Арестован 14.03.2022, освобождён 2023-05-01.", ["14.03.2022", "2023-05-01"]),
        ("W marcu 2022, 7 maja.", ["7 maja"]),
        ("У березні 2022 нас було 14.", []),
        ("Он сидел с 3-го марта.", ["3-го марта"]),
    ],
)
def test_a_date_to_the_day_is_found(text: str, days: list[str]) -> None:
    assert found(text, code=RiskCode.DAY) == days
    assert found(f"[C4D9]: {text}", code=RiskCode.NUMBER) == (["14"] if not days else [])


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("[A7K2] стояв у дворі.", ["[A7K2]"]),
        ("Там було тихо. «[A7K2] гарячий», казав він.", ["[A7K2]"]),
        ("Ми бачили [A7K2].", []),
        ("[C4D9] стояв у дворі.", []),
        ("كان [A7K2] هناك", ["[A7K2]"]),
    ],
)
def test_a_code_that_may_stand_for_a_common_word_is_found(text: str, codes: list[str]) -> None:
    assert found(text, code=RiskCode.NAME_OR_WORD) == codes


@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("Іван Коваль", True),
        ("Рак", True),
        ("John Baker", True),
        ("Іван Коваленко", False),
        ("Олена Криницька", False),
        ("Jan Kowalski", False),
        ("سعيد", True),
    ],
)
def test_which_names_may_be_words(name: str, may: bool) -> None:
    assert may_be_a_word((name,)) is may
