"""The bounds of what is written in EDTF, and what isn't in the profile."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whensafe.errors import BadOption, WhensafeError
from whensafe.nouns.time_span import Mode
from whensafe.reading.edtf import bounds, days


def limits(edtf: str, mode: Mode = Mode.WITHIN) -> list[str | None]:
    found = bounds(edtf, mode)
    given = (found.earliest_start, found.latest_start, found.earliest_end, found.latest_end)
    return [None if day is None else day.isoformat() for day in given]


@pytest.mark.parametrize(
    ("edtf", "mode", "expected"),
    [
        ("2022-05-12", Mode.POINT, ["2022-05-12"] * 4),
        ("2022-05", Mode.WITHIN, ["2022-05-01", "2022-05-31", "2022-05-01", "2022-05-31"]),
        ("2022-05", Mode.THROUGHOUT, ["2022-05-01", "2022-05-01", "2022-05-31", "2022-05-31"]),
        ("2024-02", Mode.WITHIN, ["2024-02-01", "2024-02-29", "2024-02-01", "2024-02-29"]),
        ("2022-12", Mode.WITHIN, ["2022-12-01", "2022-12-31", "2022-12-01", "2022-12-31"]),
        ("199X", Mode.WITHIN, ["1990-01-01", "1999-12-31", "1990-01-01", "1999-12-31"]),
        ("2022-05/2024-10", Mode.THROUGHOUT, ["2022-05-01", "2022-05-31", "2024-10-01", "2024-10-31"]),
        ("[2022-05..2024-10]", Mode.WITHIN, ["2022-05-01", "2024-10-31", "2022-05-01", "2024-10-31"]),
        ("[2022-03,2022-04]", Mode.WITHIN, ["2022-03-01", "2022-04-30", "2022-03-01", "2022-04-30"]),
        ("2013/..", Mode.THROUGHOUT, ["2013-01-01", "2013-12-31", None, None]),
        ("../2022-05", Mode.THROUGHOUT, [None, None, "2022-05-01", "2022-05-31"]),
        ("[..2022-04]", Mode.WITHIN, [None, "2022-04-30", None, "2022-04-30"]),
        ("[2022-02-24..]", Mode.WITHIN, ["2022-02-24", None, "2022-02-24", None]),
        ("2022-05?", Mode.WITHIN, ["2022-05-01", "2022-05-31", "2022-05-01", "2022-05-31"]),
        ("2024-10~", Mode.WITHIN, ["2024-09-01", "2024-11-30", "2024-09-01", "2024-11-30"]),
        ("2022-01~", Mode.WITHIN, ["2021-12-01", "2022-02-28", "2021-12-01", "2022-02-28"]),
        ("2022-22", Mode.WITHIN, ["2022-06-01", "2022-08-31", "2022-06-01", "2022-08-31"]),
        ("2022-24", Mode.WITHIN, ["2022-01-01", "2023-02-28", "2022-01-01", "2023-02-28"]),
        ("XXXX-05-12", Mode.POINT, [None] * 4),
    ],
)
def test_bounds_are_those_of_the_words(edtf: str, mode: Mode, expected: list[str | None]) -> None:
    assert limits(edtf, mode) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("", "XX", "2022-13", "2022-02-30", "2022-05-12/2022-05-10", " 2022", "1950S2", "Y-17E7", "uuuu"),
        *("unknown", "/2022-05", "2022-05/", "2022-05-12T14:00", "XXXX-13", "[2022-05", "[2022..2020]"),
        *("0000-01", "2022-25"),
    ],
)
def test_what_is_not_in_the_profile_is_refused(text: str) -> None:
    with pytest.raises(BadOption):
        bounds(text, Mode.THROUGHOUT if "/" in text else Mode.WITHIN)


@given(st.text(alphabet="0123456789X-/.[],~?%", max_size=24), st.sampled_from(Mode))
def test_any_text_is_read_or_refused(text: str, mode: Mode) -> None:
    try:
        found = bounds(text, mode)
    except WhensafeError:
        return
    for early, late in ((found.earliest_start, found.latest_start), (found.earliest_end, found.latest_end)):
        assert early is None or late is None or early <= late


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)))
def test_a_day_is_itself(day: datetime.date) -> None:
    assert days(day.isoformat()) == (day, day)
    assert days(f"{day:%Y-%m}")[0] == day.replace(day=1)
