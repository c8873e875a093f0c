"""The private ledger at the desk: what an entry says, and how one is appended.

An entry commits, by keyed digests, to what the act changed: each interview as stored (or that it is gone) and
each file as received. It holds tokens and codes only, so that the tree says nothing of what was said. A leaf
is a salted commitment to the entry's canonical JSON; the opening stays beside it, in the encrypted archive.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from whensafe.desk.ports import Opening, Randomness, Unit
from whensafe.desk.records import canonical
from whensafe.errors import Damaged
from whensafe.ledger import checkpoint, entry, log
from whensafe.ledger.log import Head
from whensafe.nouns.ids import BlobName, InterviewId, MemberId


@dataclass(frozen=True, slots=True)
class Change:
    """An interview as this act left it: the keyed digest of its record in hex, ``None`` where it is gone."""

    id: InterviewId
    mac: str | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as this act received it: the keyed digest of its bytes in hex."""

    blob: BlobName
    mac: str


@dataclass(frozen=True, slots=True)
class Noted:
    """A register's record as this act left it: the keyed digest in hex, ``None`` where it is gone."""

    kind: str
    id: str
    mac: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """What one act did. ``act`` is a stable code, ``at`` RFC 3339 in UTC, ``by`` a member's token.

    ``about`` names items (tokens) that the act used without changing; ``reason`` is what the person gave.
    """

    act: str
    at: str
    by: MemberId
    interviews: tuple[Change, ...] = ()
    blobs: tuple[Kept, ...] = ()
    records: tuple[Noted, ...] = ()
    about: tuple[str, ...] = ()
    reason: str | None = None
    v: int = 1


def read_entry(payload: bytes) -> Entry:
    """An entry from its opening, or `Damaged`."""
    try:
        return msgspec.json.decode(payload, type=Entry)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Damaged("a ledger entry can't be read", where="ledger") from error


def append(unit: Unit, randomness: Randomness, made: Entry) -> Head:
    """Append one entry with its opening, its tree nodes and a signed checkpoint, in the open transaction."""
    opening = Opening(randomness.bytes(entry.SALT_BYTES), canonical(made))
    leaf = entry.commit(opening.salt, opening.payload)
    size = unit.ledger.size()
    head = log.append(unit.ledger, size, [leaf])
    unit.ledger.append([(leaf, opening)])
    secrets = unit.secrets
    note = checkpoint.write(secrets.archive_id(), head, secrets.public_key(), secrets.sign)
    unit.ledger.put_checkpoint(head.size, note)
    return head
