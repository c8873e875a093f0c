"""What a search finds, in a real archive."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.some_archives import fresh, interview, make, opened

from whensafe.desk.ports import Found, Query
from whensafe.errors import BadOption
from whensafe.nouns.actor import TEAM, Audience
from whensafe.nouns.ids import Address, TranscriptId
from whensafe.nouns.interview import Interview, Role, State, Transcript, TranscriptKind, Turn
from whensafe.nouns.receipt import Hit
from whensafe.nouns.said import SaidDate
from whensafe.nouns.text import Language
from whensafe.protection.gate import RULE, Verdict, verdicts
from whensafe.store.search.vocabulary import Vocabulary
from whensafe.store.store import DjangoStore
from whensafe.words import Wanted, find, fold

SAID = {
    "uk": [
        "Спочатку мене тримали в Оленівці, потім повезли до Таганрога.",
        "Оленівка — це табір. У таборі було холодно.",
        "Ми чекали в камері. Із Маріуполем зв’язку не було.",
        "Мій об’єкт стояв біля заводу, їх там було двоє.",
    ],
    "ru": ["Нас привезли в лагерь под Еленовкой.", "Отца увели, об отце мы не знали ничего."],
    "en": ["They counted us at dawn. The guard’s lamp went out.", "The guards were counting prisoners."],
    "fr": ["L’homme qui gardait la porte était élève ici."],
    "es": ["El prisionero de la cárcel dijo que sí.", "Los prisioneros esperaban."],
    "de": ["Wir waren in zwei Gefängnissen."],
    "ar": ["كنا في السِّجْن شهرين", "سجن صغير"],
}


def said(language: str, *texts: str, role: Role = Role.NARRATOR) -> tuple[Turn, ...]:
    return tuple(
        Turn(n, Address(fresh(14)), role, None, Language(language), text) for n, text in enumerate(texts, 1)
    )


def told(turns: tuple[Turn, ...], *, state: State = State.KEPT, interviewed: str | None = None) -> Interview:
    """An interview of these turns alone."""
    it = interview(1, state=state)
    script = Transcript(TranscriptId(fresh()), turns[0].language, TranscriptKind.VERBATIM, turns)
    session = replace(it.sessions[0], transcripts=(script,), interviewed=None)
    date = SaidDate(interviewed) if interviewed is not None else None
    return replace(it, sessions=(session,), interviewed=date, published=None, first_published=None)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DjangoStore]:
    it = opened(make(tmp_path / "archive"))
    yield it
    it.close()


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DjangoStore]:
    """Testimony in seven languages, for tests that only ask."""
    it = opened(make(tmp_path_factory.mktemp("library") / "archive"))
    put(it, *(told(said(language, *texts)) for language, texts in SAID.items()))
    yield it
    it.close()


def put(store: DjangoStore, *interviews: Interview) -> None:
    with store.write() as unit:
        for it in interviews:
            unit.interviews.put(it, verdicts(it))


def ask(store: DjangoStore, text: str, audience: Audience = TEAM, **more: str | int) -> Found:
    with store.read() as unit:
        return unit.interviews.search(audience, Query(text, **more))  # type: ignore[arg-type]


def marked(hit: Hit) -> list[str]:
    """The words that the snippet shows as found."""
    at = hit.snippet_start
    return [hit.snippet[s - at : e - at] for s, e in hit.matches if at <= s and e <= at + len(hit.snippet)]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        pytest.param("оленівку", ["Оленівці", "Оленівка"], id="a form that nobody said"),
        pytest.param("ТАБОРАМИ", ["табір", "таборі"], id="alternation"),
        pytest.param("Маріуполь", ["Маріуполем"], id="instrumental"),
        pytest.param("обєкт", ["об’єкт"], id="no apostrophe"),
        pytest.param("об'єкти", ["об’єкт"], id="another apostrophe"),
        pytest.param("іх", ["їх"], id="no dots"),
        pytest.param("Еленовка", ["Еленовкой"], id="Russian"),
        pytest.param("отец", ["Отца", "отце"], id="a vowel that flees"),
        pytest.param("count", ["counted", "counting"], id="English"),
        pytest.param("guard", ["guard’s", "guards"], id="possessive"),
        pytest.param("homme eleve", ["L’homme", "élève"], id="French, elided and without accents"),
        pytest.param("carcel", ["cárcel"], id="Spanish without accents"),
        pytest.param("Gefängnis", ["Gefängnissen"], id="German"),
        pytest.param("السجن", ["السِّجْن", "سجن"], id="Arabic, with harakat and without the article"),
        pytest.param("Оленивка", ["Оленівка"], id="a misspelling"),
        pytest.param("ганрог", ["Таганрога"], id="a part of a name"),
    ],
)
def test_what_is_found(library: DjangoStore, query: str, words: list[str]) -> None:
    found = ask(library, query)
    assert sorted(word for hit in found.hits for word in marked(hit)) == sorted(words)


def test_the_form_asked_comes_first(library: DjangoStore) -> None:
    assert [marked(hit) for hit in ask(library, "Оленівка").hits] == [["Оленівка"], ["Оленівці"]]
    assert [marked(hit) for hit in ask(library, "Оленівці").hits] == [["Оленівці"], ["Оленівка"]]


@pytest.mark.parametrize(
    "query",
    [
        "Оленка",
        "поле",
        "кий",
        "їхати",
        "мій звязок",
        "гіс",
        "Мария",
        "😀",
        "¿?",
        "\0",
        "zzz",
        '"в таборах"',
        "йх",
    ],
)
def test_what_is_not_found(library: DjangoStore, query: str) -> None:
    assert ask(library, query) == Found((), 0)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ('"тримали в оленівці"', 1),
        ('"в оленівка"', 0),
        ('"at dawn" guard', 1),
        ("dawn prisoners", 0),
        ("«мій обєкт»", 1),
        ('"Маріуполь"', 0),
    ],
)
def test_phrases_are_exact_and_everything_asked_must_be_there(
    library: DjangoStore, query: str, count: int
) -> None:
    assert ask(library, query).total == count


def test_a_hit_cites_turn_and_position(library: DjangoStore) -> None:
    (hit,) = ask(library, "Таганрог").hits
    text = SAID["uk"][0]
    assert (hit.turn, text[hit.start : hit.end]) == (1, "Таганрога")
    assert hit.snippet == text
    assert len(hit.address) == 14


def test_a_long_turn_shows_the_stretch_with_the_match(store: DjangoStore) -> None:
    put(store, told(said("uk", "ніч " * 500 + "Оленівка" + " ніч" * 500)))
    (hit,) = ask(store, "Оленівка").hits
    assert len(hit.snippet) < 300
    assert marked(hit) == ["Оленівка"]
    assert hit.start == 2000


def test_filters(store: DjangoStore) -> None:
    turns = (*said("uk", "Де вас тримали?", role=Role.INTERVIEWER), *said("uk", "Мене тримали в камері."))
    put(
        store,
        told(turns, interviewed="2024-05"),
        told(said("uk-Latn", "Trymaly v kameri."), interviewed="2025"),
    )
    put(
        store,
        told(said("ru", "Держали в камере."), interviewed="2023-01-31"),
        told(said("uk", "Камера без дати.")),
    )
    assert ask(store, "тримали").total == 2
    assert ask(store, "тримали", role="interviewer").total == 1
    assert ask(store, "камера").total == 3
    assert ask(store, "камера", language="uk").total == 2
    assert ask(store, "камера", language="ru").total == 1
    assert ask(store, "kameri", language="uk").total == 1
    assert ask(store, "kameri", language="uk-Latn").total == 1
    assert ask(store, "камера", since="2024").total == 1
    assert ask(store, "камера", since="2024-05-31").total == 1
    assert ask(store, "камера", since="2024-06").total == 0
    assert ask(store, "камера", until="2023").total == 1
    assert ask(store, "камера", since="2023-01-31", until="2024-05-01").total == 2


def test_pages_follow_each_other_in_one_order(store: DjangoStore) -> None:
    put(
        store,
        *(
            told(said("uk", *(f"Табір номер {n} і ще {k} слів {'далі ' * n}" for k in range(40))))
            for n in range(12)
        ),
    )
    whole = ask(store, "таборі", limit=1000)
    assert whole.total == len(whole.hits) == 480
    pages = [ask(store, "таборі", limit=70, offset=at) for at in range(0, 490, 70)]
    assert [hit for page in pages for hit in page.hits] == list(whole.hits)
    assert {page.total for page in pages} == {480}
    scores = [hit.score for hit in whole.hits]
    assert scores == sorted(scores, reverse=True)


def test_the_very_word_comes_before_its_forms_however_many(store: DjangoStore) -> None:
    forms = [f"У таборі холодно вночі, і так було щодня, слово {n}" for n in range(300)]
    put(store, told(said("uk", *forms, "Це був табір " + "довгий і холодний " * 30)))
    assert ask(store, "табір", limit=1).hits[0].turn == 301


def test_words_side_by_side_come_first(store: DjangoStore) -> None:
    apart = [f"холодна вода і стара камера номер {n} без вікна зовсім" for n in range(150)]
    put(store, told(said("uk", *apart, "була холодна камера, у ній і сиділи ми всі до самої весни довго")))
    assert ask(store, "холодна камера", limit=1).hits[0].turn == 151


FORMS = [
    "табір",
    "табору",
    "таборі",
    "в’язень",
    "в’язня",
    "камера",
    "камері",
    "камер",
    "Оленівка",
    "Оленівці",
    "сіль",
    "солі",
    "мій",
    "їх",
]


@given(st.lists(st.sampled_from(FORMS), min_size=1, max_size=2))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_the_total_is_what_reading_every_turn_gives(shelf: DjangoStore, asked: list[str]) -> None:
    found = ask(shelf, " ".join(asked), limit=1000)
    with shelf.read():
        words = Vocabulary(shelf.alias)
        wanted = Wanted(tuple(words.variants(fold(word), None).words for word in dict.fromkeys(asked)))
        every = [t for (t,) in words._rows("SELECT text FROM store_turn", ())]
    assert found.total == len(found.hits) == sum(find(text, wanted) is not None for text in every)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DjangoStore]:
    dice = random.Random(3)  # noqa: S311
    texts = [" ".join(dice.choices(FORMS, k=dice.randint(1, 6))) for _ in range(300)]
    it = opened(make(tmp_path_factory.mktemp("shelf") / "archive"))
    put(it, *(told(said("uk", *texts[n::5])) for n in range(5)))
    yield it
    it.close()


def test_drafts_are_not_searched(store: DjangoStore) -> None:
    draft = told(said("uk", "Чернетка про табір."), state=State.DRAFT)
    put(store, draft)
    assert ask(store, "табір").total == 0
    put(store, replace(draft, state=State.KEPT))
    assert ask(store, "табір").total == 1


def test_what_was_replaced_or_removed_is_forgotten_with_its_words(store: DjangoStore) -> None:
    it = told(said("uk", "Слово рідкіснеслово тут."))
    put(store, it, told(said("uk", "Слово звичайне.")))
    put(store, replace(it, sessions=told(said("uk", "Слово інше.")).sessions))
    assert ask(store, "рідкіснеслово").total == 0
    assert ask(store, "кіснесло").total == 0
    assert ask(store, "слово").total == 2
    with store.write() as unit:
        unit.interviews.remove(it.id)
    assert ask(store, "слово").total == 1
    assert words_of(store) == {"слово", "звичайне"}


def words_of(store: DjangoStore) -> set[str]:
    from whensafe.store.models import IndexedWord

    with store.read():
        return set(IndexedWord.objects.using(store.alias).values_list("term", flat=True))


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param((), id="no row"),
        pytest.param((Verdict(TEAM, True, RULE - 1),), id="a row of an older rule"),
        pytest.param((Verdict(TEAM, False, RULE),), id="a row that denies"),
        pytest.param((Verdict(Audience("public"), True, RULE),), id="another audience's row"),
    ],
)
def test_without_a_present_verdict_nothing_is_found_or_counted(
    store: DjangoStore, rows: tuple[Verdict, ...]
) -> None:
    with store.write() as unit:
        unit.interviews.put(told(said("uk", "Таємний табір.")), rows)
    put(store, told(said("uk", "Відкритий табір.")))
    found = ask(store, "табір")
    assert (found.total, len(found.hits)) == (1, 1)
    assert found.hits[0].snippet == "Відкритий табір."


def test_another_audience_finds_nothing(library: DjangoStore) -> None:
    assert ask(library, "табір", Audience("public")) == Found((), 0)


def test_a_search_for_very_many_words_is_refused(library: DjangoStore) -> None:
    with pytest.raises(BadOption):
        ask(library, " ".join(f"слово{n}" for n in range(40)))


SYNTAX = st.sampled_from(
    [
        '"',
        "*",
        "^",
        "(",
        ")",
        "{body}",
        ":",
        "NEAR(",
        "AND",
        "OR",
        "NOT",
        "-",
        "+",
        "'",
        ";",
        "--",
        "%s",
        "%",
        "\0",
    ]
)


@given(
    st.lists(SYNTAX | st.text(max_size=8) | st.sampled_from(["табір", "guard"]), max_size=10).map(" ".join)
)
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_string_gives_results_or_none_or_one_refusal(library: DjangoStore, text: str) -> None:
    try:
        found = ask(library, text, limit=5)
    except BadOption:
        return
    assert len(found.hits) == min(5, found.total)


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_filter_gives_results_or_none(library: DjangoStore, language: str, role: str, day: str) -> None:
    assert ask(library, "табір", language=language, role=role, since=day).total >= 0
