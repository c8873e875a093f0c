from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whensafe.words import family, forms_key

TOGETHER = [
    ("ru", "Мариуполь Мариуполя Мариуполю Мариуполем Мариуполе"),
    ("ru", "Еленовка Еленовки Еленовке Еленовку Еленовкой Еленовок"),
    ("ru", "Донецк Донецка Донецку Донецком Донецке"),
    ("ru", "Киев Киева Киеву Киевом Киеве"),
    ("ru", "Ростов Ростова Ростову Ростове"),
    ("ru", "лагерь лагеря лагерю лагерем лагере лагеря лагерей"),
    ("ru", "плен плена плену пленом"),
    ("ru", "брат брата брату братом брате братья братьев братьям"),
    ("ru", "отец отца отцу отцом отце"),
    ("ru", "боец бойца бойцу бойцы бойцов"),
    ("ru", "Павел Павла Павлу Павлом Павле"),
    ("ru", "Фёдор Федор Фёдора Федора Фёдору"),
    ("ru", "камера камеры камере камеру камерой камер"),
    ("ru", "день дня дню дни"),
    ("en", "prison prisons"),
    ("en", "beat beating beats"),
    ("en", "soldier soldier's soldiers’"),
    ("fr", "prison prisons"),
    ("fr", "homme l'homme hommes l’homme"),
    ("fr", "prisonnier prisonniers prisonnière"),
    ("es", "prisionero prisioneros prisionera"),
    ("es", "cárcel cárceles"),
    ("de", "Gefängnis Gefängnisse Gefängnissen"),
    ("de", "Haus Häuser Hauses"),
    ("pl", "Kraków Krakowa Krakowie Krakowem"),
    ("pl", "więzienie więzieniu więzienia"),
    ("pl", "jeniec jeńca jeńcowi"),
    ("pl", "obóz obozu obozie obozem"),
    ("ca", "home l'home homes d’home"),
    ("ca", "camp camps"),
    ("ar", "سجن السجن بالسجن والسجن للسجن"),
    ("ar", "مدرسة المدرسة"),
    ("ar", "أحمد احمد أحمَد"),
]


@pytest.mark.parametrize(
    ("language", "forms"), [pytest.param(*case, id=f"{case[0]}-{case[1].split()[0]}") for case in TOGETHER]
)
def test_the_dictionary_form_finds_every_form(language: str, forms: str) -> None:
    first, *others = forms.split()
    assert [o for o in others if not forms_key(first, language) & forms_key(o, language)] == []


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("ru", "Мариуполь", "Мария"),
        ("ru", "плен", "племя"),
        ("en", "prison", "prize"),
        ("fr", "homme", "pomme"),
        ("pl", "obóz", "obok"),
    ],
)
def test_strangers_share_no_key(language: str, one: str, other: str) -> None:
    assert not forms_key(one, language) & forms_key(other, language)


def test_forms_never_cross_languages() -> None:
    assert not forms_key("брат", "uk") & forms_key("брат", "ru")


def test_a_region_or_script_changes_nothing() -> None:
    assert forms_key("Prisons", "en-GB") == forms_key("prison", "EN")


def test_unknown_language_in_cyrillic_has_both_sets() -> None:
    assert forms_key("Оленівці", "und") >= forms_key("Оленівці", "uk")


@given(
    st.text(min_size=1, max_size=20),
    st.sampled_from(["uk", "ru", "en", "fr", "es", "de", "pl", "ca", "ar", "und", "xx", ""]),
)
def test_any_string_has_keys_and_is_a_form_of_itself(word: str, language: str) -> None:
    assert forms_key(word, language) == forms_key(word, language)
    assert all(":" in key for key in forms_key(word, language))


@given(st.text("абвгдежзийклмнопрстуфхцчшщьюяіїє'", min_size=1, max_size=14))
def test_case_changes_no_key(word: str) -> None:
    assert forms_key(word.upper(), "uk") == forms_key(word, "uk")


@pytest.mark.parametrize(
    ("language", "forms"), [pytest.param(*case, id=f"{case[0]}-{case[1].split()[0]}") for case in TOGETHER]
)
def test_the_forms_of_a_word_lie_in_few_families(language: str, forms: str) -> None:
    names = {family(form, language) for form in forms.split()}
    assert len(names) <= len(forms.split()) // 2 + 2


@given(st.text(min_size=1, max_size=20), st.sampled_from(["uk", "ru", "en", "fr", "ar", "pl", "und", ""]))
def test_a_family_has_ten_ascii_letters(word: str, language: str) -> None:
    name = family(word, language)
    assert len(name) == 10
    assert name.isascii()
    assert name.isalnum()
    assert not name.startswith(("0", "1"))
