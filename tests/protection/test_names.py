"""Names are found in every spelling and form; what can't be replaced safely is said not to be clean."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whensafe.protection.names import Finder, Reach, Sought, Words
from whensafe.protection.word_readings import loose, mended
from whensafe.protection.words_of_names import how_begins, keys
from whensafe.words import bare, spelled


def found(text: str, language: str, *spellings: str, reach: Reach = Reach.PERSON) -> list[tuple[str, bool]]:
    finder = Finder((Sought("x", spellings, reach),))
    return [(text[one.start : one.end], one.clean) for one in finder.find(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "name", "what"),
    [
        ("Я бачив Коваля вчора.", "uk", "Іван Коваль", "Коваля"),
        ("З Іваном Ковалем були.", "uk", "Іван Коваль", "Іваном Ковалем"),
        ("Коваль Іван мовчав.", "uk", "Іван Коваль", "Коваль Іван"),
        ("Я видел Коваля.", "ru", "Иван Коваль", "Коваля"),
        ("That was KOVAL himself.", "en", "Ivan Koval", "KOVAL"),
        ("There was Koval's coat.", "en", "Ivan Koval", "Koval"),
        ("رأيت محمد الأحمد هناك", "ar", "محمد الأحمد", "محمد الأحمد"),
        ("Там Ко́валь.", "uk", "Іван Коваль", "Ко́валь"),
        ("😀 Ковалю, чуєш?", "uk", "Іван Коваль", "Ковалю"),
    ],
)
def test_a_name_is_found_in_its_forms_and_can_be_replaced(
    text: str, language: str, name: str, what: str
) -> None:
    assert found(text, language, name) == [(what, True)]


@pytest.mark.parametrize(
    ("text", "language", "name", "what"),
    [
        ("anti-Koval league", "en", "Ivan Koval", "anti-Koval"),
        ("call KOVAL-2 now", "en", "Ivan Koval", "KOVAL-2"),
        ("to ivan.koval@mail.example please", "en", "Ivan Koval", "ivan.koval@mail.example"),
        ("IvanKoval was there", "en", "Ivan Koval", "IvanKoval"),
        ("Ковалева хата", "uk", "Іван Коваль", "Ковалева"),
        ("Марія Коваль прийшла", "uk", "Іван Коваль", "Марія Коваль"),
        ("مع والأحمد", "ar", "محمد الأحمد", "والأحمد"),
        ("the Kоval case", "en", "Ivan Koval", "Kоval"),
    ],
)
def test_what_is_part_of_something_longer_is_found_and_not_clean(
    text: str, language: str, name: str, what: str
) -> None:
    assert found(text, language, name) == [(what, False)]


def test_a_given_name_alone_is_found_only_where_it_is_a_spelling_or_must_not_be_known() -> None:
    assert found("Іван пішов.", "uk", "Іван Коваль") == []
    assert found("Іван пішов.", "uk", "Іван Коваль", "Іван") == [("Іван", True)]
    assert found("Іван пішов.", "uk", "Іван Коваль", reach=Reach.ANYTHING) == [("Іван", False)]


def test_a_single_letter_of_a_name_is_nobody_unless_it_is_all_of_it() -> None:
    reach = Reach.ANYTHING
    assert found("Він сказав: І. Тоді «Щ Е Б И К».", "uk", "І. Петрович Лозовий", reach=reach) == []
    assert found("«ПИМОН Щ Е Б Ж И К», гасла", "uk", "Мотря 2-й Хвощівський", reach=reach) == []
    assert found("Ми з К. пішли.", "uk", "К.", reach=reach) == [("К", True)]


def test_the_end_of_a_sentence_joins_nobody() -> None:
    assert found("Прийшов Іван. Коваль мовчав.", "uk", "Іван Коваль") == [("Коваль", True)]


def test_words_are_found_only_all_together() -> None:
    reach = Reach.WHOLE
    assert found("the 3rd Brigade came", "en", "3rd brigade", reach=reach) == [("3rd Brigade", True)]
    assert found("a brigade, the 3rd", "en", "3rd brigade", reach=reach) == []
    assert found("Стояв 2-й Хвощівський, так", "uk", "2-й Хвощівський", reach=reach) == [
        ("2-й Хвощівський", True)
    ]


def test_two_people_of_one_name_are_not_told_apart() -> None:
    sought = (Sought("a", ("Іван Коваль",), Reach.PERSON), Sought("b", ("Петро Коваль",), Reach.PERSON))
    (one,) = Finder(sought).find("Бачив Коваля.", "uk")
    assert not one.clean


@given(before=st.text(max_size=20), after=st.text(max_size=20))
def test_positions_are_code_points_whatever_stands_around(before: str, after: str) -> None:
    text = f"{before} Цвіркун {after}"
    finder = Finder((Sought("x", ("Цвіркун",), Reach.PERSON),))
    at = len(before) + 1
    assert any(one.start <= at and at + 7 <= one.end for one in finder.find(text, "uk"))


@given(text=st.text(max_size=80), language=st.sampled_from(["uk", "ru", "en", "ar", "und", "cs"]))
def test_any_text_is_looked_through_and_finds_lie_apart(text: str, language: str) -> None:
    finder = Finder((Sought("x", ("Іван Коваль", "Xu"), Reach.ANYTHING),))
    spans = finder(text, language)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))


def test_text_without_names_costs_about_as_much_as_its_words() -> None:
    text = "вода капала з даху лампа гасла вночі нас рахували щоранку коло воріт " * 3000
    finder = Finder(tuple(Sought(f"p{n}", (f"Гринь{n} Щебжик{n}",), Reach.PERSON) for n in range(50)))
    finder.find(text[:200], "uk")
    began = time.perf_counter()
    set(spelled(text))
    words = time.perf_counter() - began
    began = time.perf_counter()
    assert finder.find(text, "uk") == ()
    assert time.perf_counter() - began < 5 * words + 0.05


_FORMS = st.text("абвгґдеєжзиіїйклмнопрстуфхцчшщьюяыэъ", min_size=1, max_size=9) | st.lists(
    st.sampled_from(("ві", "є", "ць", "ок", "ій", "ов", "ен", "ко", "ш", "ж", "ійц", "оєц", "швець", "ого")),
    min_size=1,
    max_size=4,
).map("".join)


@given(_FORMS, st.sampled_from(["uk", "ru", "be", "und"]))
def test_a_word_begins_as_each_of_its_keys_says(word: str, language: str) -> None:
    every = {*keys(word, language), *itertools.chain(*loose(word, word, language))}
    assert [key for key in every if not bare(word).startswith(tuple(how_begins(key)))] == []


@given(
    st.lists(
        st.sampled_from(["Ковалю", "КОВАЛЬ", "АнтиКоваля", "вода", "ґава", "О’Коваль", "«Коваль»,", "й"])
    )
)
def test_what_is_read_of_many_texts_at_once_is_what_is_found_in_each(words: list[str]) -> None:
    sought = (Sought("x", ("Іван Коваль", "Ґава"), Reach.PERSON),)
    text = " ".join([*words, *(f"слово{n}" for n in range(300))])
    at_once = Finder(sought).reads(Words(text), "uk")
    assert at_once == {w for part in words for w in Finder(sought).reads(Words(part), "uk")}
    assert bool(Finder(sought).find(text, "uk")) <= bool(at_once)


@pytest.mark.parametrize("sign", [*'`´‘′″"*”', "''", "’’", "*'"])
def test_whatever_is_typed_for_an_apostrophe_a_name_is_found_and_not_clean(sign: str) -> None:
    text = f"Копав Дем{sign}яненко, а {sign}інші{sign} мовчали."
    assert found(text, "uk", "Кирило Дем'яненко") == [(f"Дем{sign}яненко", False)]
    assert found(text, "uk", f"Кирило Дем{sign}яненко") == [(f"Дем{sign}яненко", False)]
    assert found("Демʼяненко", "uk", f"Кирило Дем{sign}яненко") == [("Демʼяненко", True)]
    assert found(f"О{sign}Коннора", "uk", "Шон О’Коннор") == [(f"О{sign}Коннора", False)]


@pytest.mark.parametrize("text", ['Це "Коваль", так', "*Коваль* сказав", "«Коваль» і ‘Коваль’", "`Коваль`"])
def test_around_a_name_such_signs_are_what_they_are(text: str) -> None:
    assert set(found(text, "uk", "Іван Коваль")) == {("Коваль", True)}


def test_a_sign_between_two_words_withholds_both() -> None:
    assert found('сказав:"Коваль"і пішов', "uk", "Іван Коваль") == [('Коваль"і', False)]
    assert found("Прийшов Лук`яненко.", "uk", "Іван Лук") == [("Лук`яненко", False)]


@pytest.mark.parametrize(
    "written",
    [
        "Зубров-\nського",
        "Зубров- ського",
        "Зубров-ського",
        "Зубров¬ського",
        "Зу- бров-\n ським",
        "З у б р о в с ь к и й",
        "З  у  б  р  о  в  с  ь  к  о  м  у",
        "З-у-б-р-о-в-с-ь-к-и-й",
        "З.у.б.р.о.в.с.ь.к.и.й",
    ],
)
def test_a_name_in_pieces_is_found_and_not_clean(written: str) -> None:
    assert found(f"Прийшов {written}, так", "uk", "Ілля Зубровський") == [(written, False)]


@pytest.mark.parametrize("written", ["а Ч е х", "Ч е х а й", "а Ч Е Х", "а Ч е х о в і з"])
def test_single_letters_beside_a_spaced_name_do_not_save_it(written: str) -> None:
    assert found(f"вночі {written} ним", "uk", "Іван Чех") == [(written, False)]


def test_a_break_after_a_word_of_one_letter_is_none_of_it() -> None:
    assert found("вночі з X- U ним", "uk", "Xu") == [("X- U", False)]
    assert found("бачив П. з ним", "uk", "Пз") == []


def test_a_double_name_is_not_a_broken_line() -> None:
    assert found("Дзве- нислава-Ольга Жук", "uk", "Дзвенислава Жук") == [("Дзве- нислава-Ольга Жук", False)]


def test_an_empty_line_ends_a_name_in_pieces() -> None:
    assert found("Ч е\n\nх а", "uk", "Іван Чех") == []
    assert found("Ч е х\n\nа", "uk", "Іван Чех") == [("Ч е х", False)]
    assert found("Прийшов Зубров-\n\nського", "uk", "Ілля Зубровський") == []


@pytest.mark.parametrize(
    ("text", "language", "name", "what"),
    [
        ("захворів на рак", "uk", "Ілько Рак", "рак"),
        ("їли раків", "uk", "Ілько Рак", "раків"),
        ("ткач за фахом", "uk", "Ілько Ткач", "ткач"),
        ("the miller came", "en", "Ann Miller", "miller"),
        ("сказав Бондаренкам", "uk", "Ілько Бондаренко", "Бондаренкам"),
        ("прийшли Бондаренки", "uk", "Ілько Бондаренко", "Бондаренки"),
        ("бачив Зубровських", "uk", "Ілля Зубровський", "Зубровських"),
        ("пришли Ковали", "ru", "Илья Коваль", "Ковали"),
        ("видел Ковалей", "ru", "Илья Коваль", "Ковалей"),
        ("the Kovals came", "en", "Ivan Koval", "Kovals"),
    ],
)
def test_a_common_word_or_a_family_is_hidden_and_no_code_stands_there(
    text: str, language: str, name: str, what: str
) -> None:
    assert found(text, language, name) == [(what, False)]


@pytest.mark.parametrize("text", ["Бондаренка", "Бондаренкові", "Бондаренком", "Бондаренку", "БОНДАРЕНКО"])
def test_the_forms_of_one_person_keep_their_code(text: str) -> None:
    assert found(text, "uk", "Ілько Бондаренко") == [(text, True)]


def test_who_is_written_small_or_as_several_in_the_register_keeps_a_code_so() -> None:
    assert found("прийшов щур", "uk", "щур") == [("щур", True)]
    assert found("прийшли Петрів і Черних", "uk", "Петрів", "Черних") == [("Петрів", True), ("Черних", True)]


@given(st.text(max_size=60) | st.text("Зубі 'ʼ`\"*-.\n¬", max_size=40))
def test_a_mended_text_is_as_long_as_before_and_mended_once(text: str) -> None:
    assert len(mended(text)) == len(text)


@given(st.lists(st.sampled_from(["Ч е", "х", "Че-", "ха", "Че`х", "і в", "вода", "\n", " "]), max_size=8))
def test_nothing_is_found_that_was_not_read(parts: list[str]) -> None:
    text = " ".join(parts)
    sought = (Sought("x", ("Іван Чех",), Reach.PERSON),)
    read, all_of_it = Finder(sought), Finder(sought)
    if places := read.reads(Words(f"о сад\n\n{text}\n\nа я"), "uk"):
        assert read.find(text, "uk") == all_of_it.find(text, "uk")
    assert bool(all_of_it.find(text, "uk")) <= any(place in text for place in places)


@pytest.mark.parametrize(
    ("name", "families"),
    [
        ("Jan Kowalski", "Kowalscy Kowalskich Kowalskimi kowalscy"),
        ("Anna Zawadzka", "Zawadzcy Zawadzkich"),
        ("Jan Nowak", "Nowakowie Nowaków Nowakom Nowakami Nowakach"),
        ("Jan Zięba", "Ziębowie Ziębów Ziębom"),
        ("Jan Dudek", "Dudkowie Dudków Dudkami"),
        ("Jan Gołąb", "Gołębiowie Gołębiów"),
        ("Jan Cichy", "Cisi Cichych"),
        ("Hans Müller", "Müllers Müllern"),
        ("Hans Marx", "Marxens"),
        ("Jean Moreau", "Moreaux"),
        ("Jean Duval", "Duvaux Duvals"),
        ("Juan Cruz", "Cruces"),
        ("Juan Borbón", "Borbones"),
        ("Juan García", "Garcías"),
        ("Joan Roig", "Rojos Roigs"),
        ("Joan Vila", "Viles"),
        ("Joan Bosch", "Boscos"),
        ("John Kennedy", "Kennedys Kennedies"),
        ("Sean O'Brien", "O'Briens"),
    ],
)
@pytest.mark.parametrize("language", ["pl", "en", "uk", "de", "es"])
def test_a_family_is_found_and_no_code_stands_for_it(name: str, families: str, language: str) -> None:
    for family in families.split():
        assert found(f"Tam {family} były.", language, name) == [(family, False)]


@pytest.mark.parametrize(
    ("text", "name", "what"),
    [
        ("Дем яненко пішов.", "Оля Дем'яненко", "Дем яненко"),
        ("бачила Дем\nяненка", "Оля Дем'яненко", "Дем\nяненка"),
        ("ДЕМ’ ЯНЕНКО тут", "Оля Дем'яненко", "ДЕМ’ ЯНЕНКО"),
        ("Тут О Браєн був", "Шон О'Браєн", "О Браєн"),
    ],
)
def test_white_space_for_an_apostrophe_hides_nobody(text: str, name: str, what: str) -> None:
    assert found(text, "uk", name) == [(what, False)]


def test_white_space_for_an_apostrophe_is_read_in_words_that_are_no_person() -> None:
    reach = Reach.WHOLE
    assert found("біля Кам янки Струмилової", "uk", "Кам'янка Струмилова", reach=reach) == [
        ("Кам янки Струмилової", False)
    ]
    assert found("дем пішов, а яненко ні", "uk", "Оля Дем'яненко") == []
