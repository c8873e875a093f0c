"""Accounts with lines on somebody's life before them: asked about, never decided."""

from __future__ import annotations

import pytest

from whensafe.intake.read import read
from whensafe.nouns.interview import Role

BEFORE = {
    "en": "Marta Kulbaba cooked in a school by the lock until that school was shut. In autumn 2019 she was "
    "detained with her neighbour and put to work in a kitchen. She came home a year later, without a paper.",
    "uk": "Марта Кульбаба куховарила в школі біля шлюзу, доки школу не закрили. Восени 2019 року "
    "її затримали разом із сусідкою й поставили працювати на кухні. Додому вона повернулася за рік.",
    "fr": "Marthe Colombe faisait la cuisine dans une école près de l’écluse. À l’automne 2019, elle "
    "a été arrêtée avec sa voisine et envoyée travailler en cuisine. Elle est rentrée un an plus tard.",
    "de": "Martha Kolb kochte in einer Schule an der Schleuse, bis die Schule geschlossen wurde. Im Herbst "
    "2019 wurde sie mit ihrer Nachbarin festgenommen. Ein Jahr später kam sie zurück.",
}
TOLD = {
    "en": (
        "I cooked for four hundred children.",
        "They locked us in the larder that night.",
        "I heard knocking.",
    ),
    "uk": ("Я куховарила на чотириста дітей.", "Тієї ночі нас замкнули в коморі.", "Я чула стук у двері."),
    "fr": (
        "J’ai fait la cuisine pour quatre cents.",
        "Cette nuit on nous a enfermées.",
        "J’ai entendu frapper.",
    ),
    "de": (
        "Ich habe für vierhundert gekocht.",
        "In der Nacht sperrten sie uns ein.",
        "Ich hörte ein Klopfen.",
    ),
}
SCENE = {"en": "The larder had no window, and the door was of good oak, with a bolt on the outside."}


def asked(*paragraphs: str) -> list[tuple[str, int | None]]:
    found = read("\n\n".join(paragraphs).encode(), "account.txt")
    assert {turn.role for turn in found.turns} == {Role.NARRATOR}
    assert len(found.turns) == len(paragraphs)
    return [(q.code, q.turn) for q in found.questions if q.code == "introduction"]


@pytest.mark.parametrize("language", BEFORE)
def test_a_first_paragraph_about_the_narrator_is_asked_about(language: str) -> None:
    assert asked(BEFORE[language], *TOLD[language]) == [("introduction", 1)]


@pytest.mark.parametrize("language", TOLD)
def test_an_account_in_the_first_person_from_its_beginning_raises_no_question(language: str) -> None:
    assert asked(*TOLD[language]) == []


def test_an_account_that_seldom_says_i_raises_no_question() -> None:
    assert (
        asked(SCENE["en"], *(SCENE["en"].replace("larder", word) for word in ("cellar", "shed", "hut"))) == []
    )
