"""A document's language, and a turn's where it is sure; mixed speech is never called another language."""

from __future__ import annotations

import pytest

from whensafe.intake.language import language_of, turn_languages


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("en", ["When did they come?", "I was in the kitchen and I heard the lorry stop in the yard."]),
        ("uk", ["Куди вас повезли?", "До міста, а потім її привели ще раз."]),
        ("ru", ["Вы здесь давно?", "С шести утра, мы ждали паром."]),
        ("be", ["Калі гэта было?", "У сакавіку, я добра памятаю той дзень, бо ішоў снег і ўсе маўчалі."]),
        ("fr", ["Qui vous a arrêtée ?", "Un garçon de vingt ans, il me vouvoyait, lui."]),
        ("es", ["¿Quién más estaba con usted?", "Mi hermana, en otra planta, y un chico que no hablaba."]),
        ("de", ["Wer hat das gesagt?", "Der Schulrat, er hat dabei aus dem Fenster gesehen."]),
        ("pl", ["Kto przyniósł koce?", "Wojsko, na każdym był numer kredą, a ja tę kredę sprałam."]),
        ("ca", ["Quan va saber què hi passava?", "Quan em van demanar més calor de nit que de dia."]),
        ("ar", ["متى خرجت؟", "في الخريف الماضي، لا أذكر اليوم."]),
    ],
)
def test_the_language_of_a_short_interview(language: str, texts: list[str]) -> None:
    assert language_of(texts) == language


def test_words_outrank_what_a_template_declares_and_a_declaration_outranks_nothing() -> None:
    assert language_of(["Вы здесь давно стоите, или только пришли сюда?"] * 4, "en") == "ru"
    assert language_of(["12:30"], "uk") == "uk"
    assert language_of([]) == "und"


def test_a_turn_in_another_language_is_told_and_short_or_mixed_ones_inherit() -> None:
    texts = [
        "Так.",
        "Ні, її там не було.",
        "Ну, я думаю, что это всё, але він пішов.",
        "Да, мы пошли туда, и там были все.",
        "We stood the whole night because there was nowhere to sit.",
    ]
    assert turn_languages(texts, "uk") == ["uk", "uk", "uk", "ru", "en"]
    assert turn_languages(["OK", "No."], "fr") == ["fr", "fr"]


def test_two_scripts_side_by_side_are_several_languages() -> None:
    line = "Двадцять три, ні, двадцять чотири. Twenty-three, no, twenty-four."
    assert language_of([line] * 4) == "mul"


def test_a_short_turn_in_another_script_is_never_in_the_document_s_language() -> None:
    texts = ["Where were you?", "Де ви були?", "Ні, з мамою була я."]
    assert turn_languages(texts, "en") == ["en", "uk", "uk"]
