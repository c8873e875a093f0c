"""Dates are found as said: day, month or year, never completed, never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whensafe.errors import WhensafeError
from whensafe.intake.dates import find_dates, iso_day
from whensafe.nouns.said import said_date


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Wednesday 5 March 2025, by A (first published: 14 February 2025).", ["2025-03-05", "2025-02-14"]),
        ("Baltimore, Maryland, June 11, 1949", ["1949-06-11"]),
        ("Gee's Bend, 1941", ["1941"]),
        ("3 листопада 2022", ["2022-11-03"]),
        ("у березні 2023 року", ["2023-03"]),
        ("Запись сделана в сентябре 2016 г.", ["2016-09"]),
        ("5 жніўня 2020", ["2020-08-05"]),
        ("le 1er août 2024", ["2024-08-01"]),
        ("5 de marzo de 2025", ["2025-03-05"]),
        ("5 d’agost de 2024", ["2024-08-05"]),
        ("4. März 2020", ["2020-03-04"]),
        ("w marcu 2024", ["2024-03"]),
        ("12 marca 2024", ["2024-03-12"]),
        ("٢٣ أيار ٢٠٢١", ["2021-05-23"]),
        ("12 كانون الثاني 2023", ["2023-01-12"]),
        ("12.04.2021", ["2021-04-12"]),
        ("2021-04-12T08:00:00Z", ["2021-04-12"]),
        ("the 1940s, at 12:30", []),
        ("31.02.2020", []),
        ("no date, number 20250 or 1/2", []),
    ],
)
def test_a_date_is_read_to_the_precision_said(text: str, dates: list[str]) -> None:
    assert [stated.date for stated in find_dates(text)] == dates


def test_a_date_in_figures_that_can_be_two_days_keeps_both() -> None:
    (stated,) = find_dates("05/06/2025")
    assert stated.date is None
    assert stated.readings == ("2025-06-05", "2025-05-06")
    assert [s.date for s in find_dates("05/06/2025", day_first=True)] == ["2025-06-05"]
    assert [s.date for s in find_dates("05/06/2025", day_first=False)] == ["2025-05-06"]
    assert [s.date for s in find_dates("13/06/2025")] == ["2025-06-13"]


def test_a_machine_s_date_loses_its_time() -> None:
    assert iso_day("2025-03-05T23:59:00-11:00") == "2025-03-05"
    assert iso_day("2025") == "2025"
    assert iso_day("20250305") is None
    assert iso_day("2025-13-01") is None


@given(st.text(max_size=200))
def test_every_reading_is_a_real_day_and_lies_where_it_says(text: str) -> None:
    for stated in find_dates(text):
        assert 0 <= stated.start < stated.end <= len(text)
        for date in stated.readings:
            try:
                assert said_date(date) == date
            except WhensafeError:
                pytest.fail(f"not a date: {date}")
