"""The one written form of an interview that the ledger commits to: canonical JSON (RFC 8785).

Our values hold only strings, whole numbers, null, lists and objects with ASCII keys. For those, msgspec's
sorted encoding is the canonical one; `tests/desk/test_records.py` holds it against the `rfc8785` library.
"""

from __future__ import annotations

import msgspec

from whensafe.desk.ports import Record, Secrets
from whensafe.errors import BadInput
from whensafe.nouns.interview import Interview

PURPOSE = "interview record"
REGISTER_PURPOSE = "register record"
BLOB_PURPOSE = "blob"
"""What a file's keyed digest is made for: `BlobRef.mac` is ``Secrets.mac(BLOB_PURPOSE, plaintext)``."""


_NO_RECORDINGS = b'"recordings":[],'
"""A session without recordings is spelled as before there were any. (In a text quotes are escaped.)"""


def canonical(value: object) -> bytes:
    """The canonical JSON of plain values and of our nouns. `BadInput` for text that isn't Unicode."""
    try:
        return msgspec.json.encode(value, order="sorted")
    except UnicodeEncodeError as error:
        raise BadInput("the text holds half a surrogate pair, which is no character") from error


def spelled(interview: Interview) -> bytes:
    """An interview as its digest is made of it."""
    return canonical(interview).replace(_NO_RECORDINGS, b"")


def record_mac(secrets: Secrets, interview: Interview) -> bytes:
    """The keyed digest (32 bytes) of an interview as stored; its id is inside."""
    return secrets.mac(PURPOSE, spelled(interview))


def register_mac(secrets: Secrets, record: Record) -> bytes:
    """The keyed digest (32 bytes) of a register's record; its kind, id and interview are inside."""
    head = canonical([record.kind, record.id, record.interview])
    return secrets.mac(REGISTER_PURPOSE, head + b"\n" + record.body)
