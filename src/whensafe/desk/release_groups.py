"""Release groups as the archive keeps them: what opens together, and whether it was opened."""

from __future__ import annotations

from dataclasses import dataclass

from whensafe.nouns.ids import InterviewId
from whensafe.sealing.groups import Group


@dataclass(frozen=True, slots=True)
class ReleaseGroup:
    """One interview and one condition in its canonical written form. An opened group takes no further seal.

    ``group`` is what the archive keeps of its key: nothing in it opens anything. Times are RFC 3339 in UTC.
    """

    id: str
    interview: InterviewId
    condition: str
    group: Group
    at: str
    opened_at: str | None = None
