"""What a proposal must be, whatever the text."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whensafe.nouns.proposal import Confidence, Proposal, ProposalKind
from whensafe.nouns.quantity import Hedge, Quantity
from whensafe.nouns.said import SaidDate
from whensafe.nouns.time_span import AnchorKind, Duration, TimeSpan
from whensafe.reading.anchors import ago, last_month, last_weekday, said_when
from whensafe.reading.edtf import bounds
from whensafe.reading.lexicon import LANGUAGES, lexicon
from whensafe.reading.read import read

SAID = said_when(SaidDate("2024-06-10"), None)


def one(text: str, kind: ProposalKind, language: str = "en", interviewed: str | None = None) -> Proposal:
    said = said_when(SaidDate(interviewed) if interviewed else None, None)
    (found,) = [p for p in read(text, language, said) if p.kind is kind]
    return found


def words_of(language: str) -> list[str]:
    known = lexicon(language)
    assert known is not None
    return [
        *sorted(known.words)[::7],
        *["12", "7", "2022", "350-400", "12.05.2022", ",", ".", "-", "—", "№", "'", "99.99.2022", "31.02.22"],
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_proposals_rest_on_their_words_whatever_stands_there(language: str) -> None:
    @given(st.lists(st.sampled_from(words_of(language)), max_size=14), st.sampled_from((" ", "", "-")))
    def law(words: list[str], between: str) -> None:
        text = between.join(words)
        for p in read(text, language, SAID):
            assert 0 <= p.start < p.end <= len(text)
            assert p.verbatim == text[p.start : p.end]
            assert p.reasons
            if isinstance(p.value, TimeSpan) and p.value.edtf is not None:
                assert bounds(p.value.edtf, p.value.mode) == p.value.bounds
            if isinstance(p.value, Quantity):
                assert p.value.low is None or p.value.high is None or p.value.low <= p.value.high

    law()


@given(st.text(max_size=60), st.sampled_from(LANGUAGES))
def test_any_text_can_be_read(text: str, language: str) -> None:
    for p in read(text, language, SAID):
        assert p.verbatim == text[p.start : p.end]


def test_a_language_that_is_not_read_gives_nothing() -> None:
    assert read("In 2015 there were 40 of us.", "und") == ()
    assert read("In 2015 there were 40 of us.", "en-GB") != ()


@pytest.mark.parametrize("text", ["last October", "last year", "three weeks ago", "yesterday", "this spring"])
def test_without_an_anchor_a_relative_time_stays_open(text: str) -> None:
    found = one(f"They left {text}.", ProposalKind.TIME)
    assert isinstance(found.value, TimeSpan)
    assert found.value.edtf is None
    assert found.value.anchor is not None
    assert found.value.anchor.on is AnchorKind.SPEAKING
    assert found.value.bounds.earliest_start is None
    assert found.confidence is not Confidence.HIGH


def test_an_anchor_that_is_a_year_settles_only_what_the_year_settles() -> None:
    assert one("It was last year.", ProposalKind.TIME, "en", "2024").value.edtf == "2023"  # type: ignore[union-attr]
    assert one("It was last month.", ProposalKind.TIME, "en", "2024").value.edtf is None  # type: ignore[union-attr]


def test_the_year_of_a_day_is_never_guessed() -> None:
    found = one("On 12 May they came.", ProposalKind.TIME, "en", "2024-06-10").value
    assert isinstance(found, TimeSpan)
    assert found.edtf == "XXXX-05-12"


def test_a_wrong_weekday_is_told() -> None:
    found = one("On Monday 8 March 2022 the oven went cold.", ProposalKind.TIME)
    assert found.reasons == ("weekday_differs",)
    assert found.confidence is Confidence.LOW


def test_a_date_in_figures_is_day_first_and_says_so() -> None:
    found = one("It says 05/06/2022 here.", ProposalKind.TIME)
    assert isinstance(found.value, TimeSpan)
    assert found.value.edtf == "2022-06-05"
    assert found.reasons == ("day_first",)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "He is 34 years old, room 12, the 93rd brigade, at 5 a.m., bus No. 7, article 205."),
        ("uk", "Мені 34 роки, кімната 12, 93-тя бригада, о 5:30, автобус № 7."),
        ("ru", "Мне 34 года, комната 12, 93-я бригада, в 5:30, автобус № 7."),
        ("de", "Er ist 34 Jahre alt, Zimmer 12, die 93. Brigade, um 5 Uhr."),
        ("fr", "J'ai 34 ans, chambre 12, la 93e brigade, à 5 h 30."),
    ],
)
def test_ages_ordinals_names_and_the_clock_are_no_counts(language: str, text: str) -> None:
    assert read(text, language) == ()


@pytest.mark.parametrize(
    ("language", "text"), [("en", "dozens"), ("uk", "десятки"), ("fr", "des dizaines"), ("ar", "عشرات")]
)
def test_vague_words_never_become_numbers(language: str, text: str) -> None:
    value = one(text, ProposalKind.QUANTITY, language).value
    assert isinstance(value, Quantity)
    assert (value.low, value.best, value.high, value.hedge) == (None, None, None, Hedge.VAGUE)


def test_an_ellipsis_is_one_quantity() -> None:
    value = one("Oh, a hundred an fifty, sixty, seventy.", ProposalKind.QUANTITY).value
    assert isinstance(value, Quantity)
    assert (value.low, value.best, value.high) == (150, None, 170)


@pytest.mark.parametrize(
    ("language", "text", "length"),
    [
        ("en", "It has been 2 years, 3 months and 10 days.", "P2Y3M10D"),
        ("uk", "Минуло 2 роки, 3 місяці і 10 днів.", "P2Y3M10D"),
        ("de", "Es dauerte zwei Stunden und zehn Minuten.", "PT2H10M"),
    ],
)
def test_one_length_in_several_units_is_one(language: str, text: str, length: str) -> None:
    value = one(text, ProposalKind.DURATION, language).value
    assert isinstance(value, Duration)
    assert value.iso8601 == length


@pytest.mark.parametrize(
    ("language", "text"),
    [("ru", "Тысяч пять людей."), ("uk", "Тисяч п'ять людей."), ("en", "About five thousand people.")],
)
def test_a_number_after_its_noun_is_about(language: str, text: str) -> None:
    value = one(text, ProposalKind.QUANTITY, language).value
    assert isinstance(value, Quantity)
    assert (value.low, value.best, value.high, value.hedge) == (None, 5000, None, Hedge.ABOUT)
    assert value.counting_unit == "person"


def test_two_lengths_keep_both() -> None:
    value = one("It took two or three weeks.", ProposalKind.DURATION).value
    assert isinstance(value, Duration)
    assert (value.iso8601, value.low, value.high, value.hedge) == (None, "P2W", "P3W", Hedge.EITHER)


@given(
    st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)), st.integers(1, 12), st.integers(0, 6)
)
def test_the_last_of_a_name_lies_within_a_year_and_a_week(
    day: datetime.date, month: int, weekday: int
) -> None:
    found = last_month(day, month)
    assert f"{day.year - 1:04}-{day.month:02}" <= found < f"{day.year:04}-{day.month:02}"
    when = datetime.date.fromisoformat(last_weekday(day, weekday))
    assert when.weekday() == weekday
    assert 1 <= (day - when).days <= 7
    assert ago(day, "D", 3) == (day - datetime.timedelta(days=3)).isoformat()


def test_stresses_harakat_and_arabic_figures_are_read_where_they_stand() -> None:
    text = "Нас було́ со\u0301рок, у тра\u0301вні 2022 року."
    found = read(text, "uk")
    assert [p.verbatim for p in found] == ["со\u0301рок", "у тра\u0301вні 2022 року"]
    (value,) = [p.value for p in read("كُنّا ٣٠٠ شخص", "ar")]
    assert isinstance(value, Quantity)
    assert value.best == 300


def test_long_odd_lines_are_read_to_their_end() -> None:
    for line in ("12 " * 4000, "a hundred and fifty, " * 3000, "between 1 and " * 3000, "1." * 8000):
        read(line, "en", SAID)
