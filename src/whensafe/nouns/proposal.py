"""What a reader proposes and a person accepts, corrects or rejects. Nothing of it is in the record before."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from whensafe.nouns.quantity import Quantity
from whensafe.nouns.time_span import Duration, TimeSpan


class ProposalKind(enum.StrEnum):
    """What is proposed."""

    TIME = "time"
    DURATION = "duration"
    QUANTITY = "quantity"


class Confidence(enum.StrEnum):
    """How sure the reader is, in a word: a figure would claim more than rules can know."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposal about ``text[start:end]`` (code points). ``reasons`` are stable codes; faces word them."""

    kind: ProposalKind
    start: int
    end: int
    value: TimeSpan | Duration | Quantity
    confidence: Confidence
    reasons: tuple[str, ...]
    proposed_by: str = "rules"

    @property
    def verbatim(self) -> str:
        """The words it rests on."""
        return self.value.verbatim
