from __future__ import annotations

import datetime

import pytest

from whensafe.errors import BadOption
from whensafe.outside.clock import SystemClock

UTC = datetime.UTC


def test_the_time_is_now_in_utc_and_whole_seconds() -> None:
    before = datetime.datetime.now(UTC).replace(microsecond=0)
    now = SystemClock().now()
    assert before <= now <= datetime.datetime.now(UTC)
    assert (now.tzinfo, now.microsecond) == (UTC, 0)


@pytest.mark.parametrize(
    "text", ["2026-03-01T12:00:00Z", "2026-03-01T14:00:00+02:00", "2026-03-01T12:00:00.999Z"]
)
def test_a_set_time_stands_still_and_is_utc(text: str) -> None:
    clock = SystemClock(text)
    assert clock.now() == clock.now() == datetime.datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert clock.now().tzinfo == UTC


NO_TIME = ["", "yesterday", "2026-03-01", "2026-03-01T12:00:00", "2026-13-01T12:00:00Z"]


@pytest.mark.parametrize("text", NO_TIME)
def test_a_time_without_its_zone_is_refused(text: str) -> None:
    with pytest.raises(BadOption, match="WHENSAFE_NOW"):
        SystemClock(text)
