"""Seeded leaks: each is caught within a hundred pairs, so that the tests of noninterference can fail."""

from __future__ import annotations

import pytest
from tests.prove.leaks import LEAKS, Leaking
from tests.prove.pairs import PUBLIC, differs

WITHIN = 100


def test_there_are_at_least_sixty_leaks() -> None:
    assert len(LEAKS) >= 60


@pytest.mark.parametrize("name", list(LEAKS))
def test_a_seeded_leak_is_caught(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    leaking = Leaking(monkeypatch)
    LEAKS[name](leaking)
    for seed in range(WITHIN):
        leaking.known.clear()
        if differs(seed, PUBLIC, between=leaking.known.clear) is not None:
            return
    pytest.fail(f"not caught within {WITHIN} pairs: {name}")


def test_the_same_pairs_are_clean_without_a_leak() -> None:
    assert [seed for seed in range(WITHIN) if differs(seed, PUBLIC) is not None] == []
