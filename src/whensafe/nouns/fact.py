"""What a person confirmed, with evidence: the only thing that makes a condition's fact hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

from whensafe.nouns.ids import MemberId
from whensafe.nouns.said import SaidDate

ConfirmationId = NewType("ConfirmationId", str)


@dataclass(frozen=True, slots=True)
class Confirmation:
    """One act of confirming a fact, or of taking it back (``stands`` is ``False``). Appended, never changed.

    ``fact`` is a clause in its written form: ``free(p:…)``, ``dead(p:…)`` or ``decision("BODY", "REF")``.
    ``evidence`` is in words; ``evidence_hidden`` keeps it from custodians' requests. ``signature`` is the
    archive's Ed25519 over the rest. The newest one about a fact decides. ``ledger`` is the size of the
    private ledger before it. ``since`` is when it became so, as far as is known: it is told with the
    evidence, and nothing is judged by it.
    """

    id: ConfirmationId
    fact: str
    stands: bool
    evidence: str
    evidence_hidden: bool
    by: MemberId
    at: str
    signature: bytes
    ledger: int = 0
    since: SaidDate | None = None

    @property
    def shown(self) -> str:
        """The evidence, after the day from which on it is so."""
        return self.evidence if self.since is None else f"{self.since}: {self.evidence}"
