"""The bounds hold the longest real thing and no more, and say what to do."""

from __future__ import annotations

import pytest

from whensafe.errors import TooLarge
from whensafe.intake import limits


def test_the_longest_real_text_fits() -> None:
    day_of_speech = 24 * 60 * 160 * 7  # 160 words a minute, seven letters a word
    limits.check_text_size(day_of_speech * 2)
    limits.check_blocks(60 * 60 * 24 * 2)


@pytest.mark.parametrize(
    ("check", "bound"),
    [(limits.check_text_size, limits.MAX_TEXT_BYTES), (limits.check_blocks, limits.MAX_BLOCKS)],
)
def test_one_more_than_the_bound_is_refused_with_a_way_forward(check: object, bound: int) -> None:
    check(bound)  # type: ignore[operator]
    with pytest.raises(TooLarge) as caught:
        check(bound + 1)  # type: ignore[operator]
    assert "sessions" in str(caught.value)
