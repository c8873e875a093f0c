"""What a merge did, and what it left as it was, as values."""

from __future__ import annotations

from dataclasses import dataclass, field

from whensafe.nouns.ids import InterviewId

ERASED_HERE = "erased_here"
"""It was here and is gone: it doesn't come back."""
LIKE_SEALED = "like_sealed"
"""It has the words of an interview of which something is sealed here."""
LIKE_WITHDRAWN = "like_withdrawn"
"""It has the words of an interview whose narrator withdrew consent here."""
SEALED_HERE = "sealed_here"
"""Something of it is sealed here, and open there: the other archive still has the words."""
SEALED_THERE = "sealed_there"
"""Something of it is sealed there, and open here: it is hidden here from all but the team, until somebody
seals it here, too."""
CHANGED = "changed"
"""It is otherwise there than here: this archive's is kept."""
CONSENT = "consent_to_ask"
"""Somebody agreed there to more than here: it counts when it is recorded here."""
STRICTER = "stricter_rule"
"""A rule was stricter there: now it is so here, too."""
FACT = "fact_to_confirm"
"""A fact was confirmed there: it counts when it is confirmed here."""
ROSTER = "other_custodians"
"""The custodians are others there: this archive's stay."""
PSEUDONYM = "other_pseudonym"
"""Somebody's pseudonym is another one there, or was taken here."""
EDITION = "edition_there"
"""An edition was published there: this archive's log doesn't have it."""
TAKEN = "id_taken"
"""Another item has this id here: nothing is put in its place."""
STRUCK_HERE = "struck_here"
"""A record was removed here: it doesn't come back."""


@dataclass(frozen=True, slots=True)
class Left:
    """Something that was not taken over as it is there: a stable code, and the item's id."""

    code: str
    id: str


@dataclass(slots=True)
class Merged:
    """What a merge did. ``archive`` is the other's token, ``size`` how many entries its ledger has.

    ``merged`` are interviews that came, ``same`` counts those that were here already, ``skipped`` those that
    stay away; ``left`` is what else was not taken over, ``namesakes`` are people of both archives who are
    written the same way. ``files`` and ``records`` count what came.
    """

    archive: str
    size: int
    merged: list[InterviewId] = field(default_factory=list)
    same: int = 0
    skipped: list[Left] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    namesakes: list[tuple[str, str]] = field(default_factory=list)
    files: int = 0
    records: int = 0
