"""What the archive keeps of an edition it published: digests and ids, never a file of it."""

from __future__ import annotations

from dataclasses import dataclass

from whensafe.nouns.actor import Audience
from whensafe.nouns.ids import InterviewId


@dataclass(frozen=True, slots=True)
class PublishedEdition:
    """One edition as it was logged. ``leaf`` is the text that was signed, an entry of the audience's own log.

    ``as_of`` is the day on which conditions were judged (``YYYY-MM-DD``), ``at`` the time of publishing
    (RFC 3339 in UTC). ``told`` gives, for each interview told, the keyed digest in hex of what was cleared of
    it; ``opened`` the restrictions and seals whose condition held and whose words it tells. ``ledger`` is the
    size of the private ledger that it was made from.
    """

    id: str
    audience: Audience
    as_of: str
    at: str
    leaf: str
    manifest_sha256: str
    told: tuple[tuple[InterviewId, str], ...]
    opened: tuple[str, ...]
    ledger: int = 0
