"""What the archive keeps of an edition it published: digests and ids, never a file of it."""

from __future__ import annotations

from dataclasses import dataclass

from whensafe.nouns.actor import Audience
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.text import Language


@dataclass(frozen=True, slots=True)
class Front:
    """Under which name and in which languages an edition stands; see `EditionRequest`."""

    title: str
    publisher: str
    languages: tuple[Language, ...]
    base_address: str | None = None
    search_engines: bool = False


@dataclass(frozen=True, slots=True)
class PublishedEdition:
    """One edition as it was logged. ``leaf`` is the text that was signed, an entry of the audience's own log.

    ``as_of`` is the day on which conditions were judged (``YYYY-MM-DD``), ``judged`` the moment, ``at`` the
    time of publishing (both RFC 3339 in UTC). ``told`` gives, for each interview told, a keyed digest in hex
    of what was cleared of it; ``opened`` the restrictions and seals whose condition held and whose words it
    tells. ``spotted`` is where restricted names may be left: interview, turn, start and end in code points;
    ``pointing`` the same for what points at somebody, each with the risk's code before it.

    ``ledger`` is the size of the private ledger it was made from, ``frame`` the digest of what made it: under
    the same frame, an interview that no later entry concerns is told in the same bytes.
    """

    id: str
    audience: Audience
    as_of: str
    at: str
    leaf: str
    manifest_sha256: str
    told: tuple[tuple[InterviewId, str], ...]
    opened: tuple[str, ...]
    judged: str = ""
    ledger: int = 0
    frame: str = ""
    front: Front | None = None
    spotted: tuple[tuple[InterviewId, str | None, int, int], ...] = ()
    pointing: tuple[tuple[str, InterviewId, str, int, int], ...] = ()
