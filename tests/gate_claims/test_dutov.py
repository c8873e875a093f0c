"""The times, durations and quantities of a real interview, as a person read them."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from whensafe.nouns.proposal import Proposal, ProposalKind
from whensafe.nouns.quantity import Quantity
from whensafe.nouns.said import SaidDate
from whensafe.nouns.time_span import Duration, TimeSpan
from whensafe.reading.anchors import said_when
from whensafe.reading.read import read

BESIDE = Path(os.environ.get("WHENSAFE_SAMPLES", Path(__file__).parents[3] / "shared" / "samples"))
GOLD = BESIDE / "essf-dutov-interview.gold.json"
pytestmark = [
    pytest.mark.samples,
    pytest.mark.skipif(not GOLD.exists(), reason="the real interview is not beside the project"),
]


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(GOLD.read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def proposals(gold: dict[str, Any]) -> tuple[Proposal, ...]:
    text = (BESIDE / "essf-dutov-interview.txt").read_text(encoding="utf-8")
    return read(
        text[text.index("Stanislav Dutov (Dnipro") :],
        "en",
        said_when(None, SaidDate(gold["first_published"])),
    )


def meeting(proposals: tuple[Proposal, ...], kind: ProposalKind, verbatim: str) -> list[Any]:
    """The values of this kind whose words hold these."""
    return [p.value for p in proposals if p.kind is kind and verbatim.lower() in p.verbatim.lower()]


def test_every_quantity_is_as_it_was_said(gold: dict[str, Any], proposals: tuple[Proposal, ...]) -> None:
    for fact in gold["quantities"]:
        (value,) = meeting(proposals, ProposalKind.QUANTITY, fact["verbatim"])
        assert isinstance(value, Quantity)
        assert value.verbatim == fact["verbatim"]
        assert (value.low, value.best, value.high) == (fact["low"], fact["best"], fact["high"])
        assert value.hedge == fact["hedge"]
        if "counting_unit" in fact:
            assert value.counting_unit == fact["counting_unit"]
        if "of" in fact:
            assert value.of == fact["of"]


def test_every_time_is_as_it_was_said(gold: dict[str, Any], proposals: tuple[Proposal, ...]) -> None:
    for fact in gold["times"]:
        found = meeting(proposals, ProposalKind.TIME, fact["verbatim"])
        assert found
        for value in found:
            assert isinstance(value, TimeSpan)
            assert value.edtf == fact.get("edtf", value.edtf)
            assert value.mode == fact.get("mode", value.mode)
            if "anchor" in fact:
                assert value.anchor is not None
                assert value.anchor.on == fact["anchor"]
            if "earliest_start" in fact:
                assert str(value.bounds.earliest_start) == fact["earliest_start"]


def test_every_duration_is_as_it_was_said(gold: dict[str, Any], proposals: tuple[Proposal, ...]) -> None:
    for fact in gold["durations"]:
        (value,) = meeting(proposals, ProposalKind.DURATION, fact["verbatim"])
        assert isinstance(value, Duration)
        assert (value.iso8601, value.hedge) == (fact["iso8601"], None)


def test_nothing_else_is_made_a_number(gold: dict[str, Any], proposals: tuple[Proposal, ...]) -> None:
    said = {fact["verbatim"] for fact in gold["quantities"]}
    assert {p.verbatim for p in proposals if p.kind is ProposalKind.QUANTITY} == said
