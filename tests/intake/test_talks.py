"""Who asked and who told, in sentences at the head of a page."""

from __future__ import annotations

import pytest

from whensafe.intake.front.talks import about, talks, without_trade
from whensafe.intake.people.cases import nominative
from whensafe.intake.read import read


@pytest.mark.parametrize(
    ("sentence", "asks", "tells"),
    [
        ("Olga Brandt, sexton, im Gespräch mit Nils Ahrend.", "Nils Ahrend", "Olga Brandt"),
        ("Rosa Vidal conversa con Tomás Arce en su taller.", "Rosa Vidal", "Tomás Arce"),
        ("Ida Moss, watchmaker, speaks to Kit Rowan in his shop.", "Kit Rowan", "Ida Moss"),
        ("Jeanne Morel répond aux questions de Luc Perrin.", "Luc Perrin", "Jeanne Morel"),
        ("Ведущий Лев Громов разговаривает с Анной Ивановой", "Лев Громов", "Анна Иванова"),
    ],
)
def test_a_sentence_says_who_asked_and_who_told(sentence: str, asks: str, tells: str) -> None:
    assert {role.value: name for name, role, _ in talks(sentence)} == {"interviewer": asks, "narrator": tells}


def test_kin_and_a_pronoun_are_nobody_who_asked() -> None:
    assert talks("Mein Vater fragte ihn nach dem Weg.") == []
    assert talks("Today I talk to Bram Oost.") == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Trini Robles, cigarrera", "Trini Robles"),
        ("CELSO FERRO RECUERDA LA ZAFRA", "CELSO FERRO"),
        ("Бабуся Софія про сад", None),
        ("The Potato Clerk", None),
    ],
)
def test_a_title_may_begin_with_who_tells(title: str, name: str | None) -> None:
    assert about(title) == name


@pytest.mark.parametrize(
    ("written", "called"),
    [
        ("Іваном Петренком", "Іван Петренко"),
        ("Оленою Савицькою", "Олена Савицька"),
        ("Janem Kowalskim", "Jan Kowalski"),
        ("Анной Ивановой", "Анна Иванова"),
        ("Петром Сорокою Вовком", None),
        ("Markiem Wroną-Bem", None),
    ],
)
def test_a_name_after_with_is_set_right_or_left_alone(written: str, called: str | None) -> None:
    assert nominative(written) == called


def test_an_office_is_no_part_of_a_name() -> None:
    assert without_trade("Comisionado Pedro Arana") == "Pedro Arana"
    assert without_trade("Comisionado Arana") == "Comisionado Arana"


def test_a_line_of_speech_that_names_two_is_no_byline() -> None:
    text = "Salt\n\nIna: Today Ida Moss talks to Kit Rowan.\n\nKit: Hello.\n\nIna: Why?\n\nKit: No reason."
    assert read(text.encode(), "a.txt").turns[0].text == "Today Ida Moss talks to Kit Rowan."


def test_fields_of_a_catalogue_and_verbs_of_saying_speak_no_turn() -> None:
    text = (
        "Call Number: AB 12\n\nAda Holm: When?\n\nBo Lind: In May.\n\n"
        "Said: go.\n\nAda Holm: And?\n\nBo Lind: Gone."
    )
    names = {person.name for person in read(text.encode(), "a.txt").participants}
    assert names == {"Ada Holm", "Bo Lind"}
