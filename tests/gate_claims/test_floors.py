"""Precision and recall stay where they are, or rise, on the same passages as when the floors were set."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from tests.gate_claims.passages import CORPUS, LANGUAGES
from tests.gate_claims.score import KINDS, tally

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))
"""For each language and kind: precision and recall on the passages for tuning, and on those kept aside."""


def digest() -> str:
    """SHA-256 over the annotated passages, in the order of their names."""
    found = hashlib.sha256()
    for path in sorted(CORPUS.glob("*.txt")):
        found.update(path.read_bytes())
    return found.hexdigest()


def test_the_passages_are_those_that_the_floors_were_set_on() -> None:
    assert digest() == FLOORS["corpus"]


@pytest.mark.parametrize("aside", [False, True], ids=["tuning", "aside"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_falls_below_its_floor(language: str, aside: bool) -> None:
    found = tally(language, aside=aside)
    floors = FLOORS["aside" if aside else "tuning"][language]
    fallen = [
        f"{kind} {name}: {value:.3f}, floor {floor}"
        for kind in KINDS
        for name, value, floor in zip(
            ("precision", "recall", "units"),
            (found[kind].precision, found[kind].recall, found[kind].units_share),
            floors[kind],
            strict=True,
        )
        if value < floor
    ]
    assert fallen == []
