"""Names are taken apart, put in order, and matched within one document."""

from __future__ import annotations

import pytest

from whensafe.intake.people import fullest, in_order, is_name, same_person, sentence_case, split_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada Brook & Cyril Dunn", ["Ada Brook", "Cyril Dunn"]),
        (
            "Joe Marsh, John A. & Ruby T. Hollis, and Unidentified Woman",
            ["Joe Marsh", "John A. Hollis", "Ruby T. Hollis", "Unidentified Woman"],
        ),
        ("Олена Коваль та Петро Мороз", ["Олена Коваль", "Петро Мороз"]),
        ("هالة المرسى ونادر الشمّاع", ["هالة المرسى", "نادر الشمّاع"]),
        ("Joe Marsh and woman", ["Joe Marsh", "woman"]),
    ],
)
def test_a_list_of_names_is_taken_apart(text: str, names: list[str]) -> None:
    assert split_names(text) == names


def test_a_family_name_in_capitals_goes_last_and_takes_the_form_used_elsewhere() -> None:
    assert in_order("MARROW Stella") == "Stella Marrow"
    assert in_order("DELACROIX Ève", "selon Ève DelaCroix, …") == "Ève DelaCroix"
    assert in_order("Stella Marrow") == "Stella Marrow"
    assert sentence_case("HAROLD INCHCAPE") == "Harold Inchcape"
    assert sentence_case("A.B.") == "A.B."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Marrow", "Stella Marrow"),
        ("Stella", "Stella Marrow"),
        ("S. Marrow", "Stella Marrow"),
        ("S.M.", "Stella Marrow"),
        ("М.К.", "Коваль Марія"),
        ("Mr. Marrow", "Edgar Marrow"),
        ("Степаном Сорокою", "Степан Сорока"),
        ("M.K.", "Maël Kerdraon"),
    ],
)
def test_one_person_under_another_form_of_the_name(one: str, other: str) -> None:
    assert same_person(one, other)
    assert same_person(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("John A. Hollis", "Ruby T. Hollis"), ("Anna Koval", "Olena Koval"), ("Q", "Quentin Ash"), ("", "Ash")],
)
def test_different_people_stay_apart(one: str, other: str) -> None:
    assert not same_person(one, other)


def test_what_could_be_a_name() -> None:
    assert is_name("Stella Marrow")
    assert is_name("María de la Cruz")
    assert not is_name("He said")
    assert not is_name("Where were you?")
    assert not is_name("Room 12")
    assert fullest(["Marrow", "S. Marrow", "Stella Marrow"]) == "Stella Marrow"
