"""Precision and recall of the readers on the annotated passages.

A proposal is right if it stands where a person marked something of the same kind with the same value; each
mark is met once. Where a span begins or ends may differ by a preposition or a noun, but the two must overlap.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.gate_claims.passages import Annotated, Expected, passages

from whensafe.nouns.proposal import Proposal
from whensafe.nouns.quantity import Quantity
from whensafe.nouns.said import SaidDate
from whensafe.nouns.time_span import AnchorKind, Duration, TimeSpan
from whensafe.reading.anchors import said_when
from whensafe.reading.read import read

KINDS = ("time", "duration", "quantity")
ANCHORS = {AnchorKind.FIRST_PUBLISHED: "published", AnchorKind.SPEAKING: None}


@dataclass
class Tally:
    """What was counted for one kind in one language."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    units: int = 0
    units_right: int = 0
    failures: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    @property
    def units_share(self) -> float:
        return self.units_right / self.units if self.units else 1.0


def _plain(number: float | None) -> str | None:
    return None if number is None else f"{number:g}" if number < 1e6 else str(int(number))


def value_of(proposal: Proposal) -> tuple[str | None, ...]:
    """The value of a proposal as the passages write it."""
    value = proposal.value
    if isinstance(value, TimeSpan):
        anchor = None if value.anchor is None else ANCHORS.get(value.anchor.on, value.anchor.on.value)
        return (value.edtf, None if value.edtf is None else value.mode.value, anchor)
    hedge = None if value.hedge is None else value.hedge.value
    if isinstance(value, Duration):
        if value.low is not None:
            return value.low, None, value.high, hedge
        length = value.iso8601
        if length is None:
            return None, None, None, hedge
        if hedge in ("at_least", "more_than"):
            return length, None, None, hedge
        if hedge in ("at_most", "fewer_than"):
            return None, None, length, hedge
        return (None, length, None, hedge) if hedge == "about" else (length, length, length, hedge)
    assert isinstance(value, Quantity)
    return _plain(value.low), _plain(value.best), _plain(value.high), hedge


def _normal(expected: Expected) -> tuple[str | None, ...]:
    if expected.kind == "quantity":
        low, best, high, hedge = expected.value
        return (*(None if n is None else _plain(float(n)) for n in (low, best, high)), hedge)
    return expected.value


def compare(passage: Annotated) -> tuple[list[tuple[Expected, Proposal]], list[Expected], list[Proposal]]:
    """What was met, what was missed, what was proposed for nothing."""
    said = said_when(
        SaidDate(passage.interviewed) if passage.interviewed else None,
        SaidDate(passage.published) if passage.published else None,
    )
    left = list(read(passage.text, passage.language, said))
    met, missed = [], []
    for expected in passage.expected:
        hit = next(
            (
                p
                for p in left
                if p.kind == expected.kind
                and p.start < expected.end
                and expected.start < p.end
                and value_of(p) == _normal(expected)
            ),
            None,
        )
        if hit is None:
            missed.append(expected)
        else:
            left.remove(hit)
            met.append((expected, hit))
    return met, missed, left


def tally(language: str, *, aside: bool) -> dict[str, Tally]:
    """The counts of a language. Only the passages for tuning list their failures."""
    found = {kind: Tally() for kind in KINDS}
    for passage in passages(language):
        if passage.kept_aside is not aside:
            continue
        met, missed, left = compare(passage)
        for expected, proposal in met:
            one = found[expected.kind]
            one.right += 1
            if isinstance(proposal.value, Quantity) and expected.unit != (None, None):
                one.units += 1
                of = proposal.value.of
                same = (of, proposal.value.counting_unit) == expected.unit
                one.units_right += same
                if not aside and not same:
                    one.failures.append(
                        f"unit {passage.name}: {expected.unit} read {of, proposal.value.counting_unit}"
                    )
        for expected in missed:
            found[expected.kind].missed += 1
            words = passage.text[expected.start : expected.end]
            if not aside:
                found[expected.kind].failures.append(f"missed {passage.name}: {words!r} {_normal(expected)}")
        for proposal in left:
            found[proposal.kind.value].wrong += 1
            if not aside:
                found[proposal.kind.value].failures.append(
                    f"wrong {passage.name}: {proposal.verbatim!r} {value_of(proposal)}"
                )
    return found
