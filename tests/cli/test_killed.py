"""`kill -9` at any moment of an `add`: nothing acknowledged is lost, `check` passes, the next one works."""

from __future__ import annotations

import os
import random
import signal
import sys
from pathlib import Path

import pytest
from tests.cli.forked import Crashing, Zygote, copied

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("killed"),
    pytest.mark.skipif(sys.platform == "win32", reason="there is no fork and no SIGKILL on Windows"),
]
TORTURE = bool(os.environ.get("WHENSAFE_TORTURE"))
KILLS = 1000 if TORTURE else 50
A_COPY = 10
"""Kills that one archive survives before a fresh one is taken, so that a check stays short."""
SEED = 20260301


@pytest.mark.timeout(7200 if TORTURE else 300)
def test_kills_at_random_moments(zygote: Zygote, cheap: Path, tmp_path: Path) -> None:
    chance = random.Random(SEED)  # noqa: S311 - a seed is the point
    killed = acknowledged_in_all = 0
    for n in range(0, KILLS, A_COPY):
        desk = copied(zygote, cheap, tmp_path / str(n), n)
        whole = desk.run("add", *desk.interviews(4))
        acknowledged = whole.acknowledged
        for _ in range(min(A_COPY, KILLS - n)):
            ended = desk.run("add", *desk.interviews(4), kill_after=chance.uniform(0, whole.seconds))
            assert ended.status in {0, -signal.SIGKILL}, ended
            killed += ended.status != 0
            acknowledged |= ended.acknowledged
            desk.assert_sound(acknowledged)
        acknowledged_in_all += len(acknowledged)
    assert killed > KILLS / 2  # else the moments were badly chosen, and this test showed nothing
    assert acknowledged_in_all > KILLS / 4


def test_a_kill_between_two_acts_keeps_the_first(zygote: Zygote, cheap: Path, tmp_path: Path) -> None:
    """The moments right after an acknowledgement, one after the other."""
    desk: Crashing = copied(zygote, cheap, tmp_path / "home", 1)
    whole = desk.run("add", *desk.interviews(12))
    assert len(whole.acknowledged) == 12
    step = whole.seconds / 12
    for n in range(4, 12, 2):
        ended = desk.run("add", *desk.interviews(12), kill_after=n * step)
        desk.assert_sound(ended.acknowledged)
