"""Ids and addresses: random tokens that say nothing about order, number or content.

A token is drawn from outside (`desk.ports.Randomness`) and written in Crockford's base 32 in lower
case (no ``i l o u``), so that it survives being read aloud and typed. Source of the alphabet:
https://www.crockford.com/base32.html
"""

from __future__ import annotations

from typing import NewType

InterviewId = NewType("InterviewId", str)
SessionId = NewType("SessionId", str)
TranscriptId = NewType("TranscriptId", str)
Address = NewType("Address", str)
"""The stable address of one turn, minted at intake, of fixed length, unique in the archive."""
ParticipantId = NewType("ParticipantId", str)
ExhibitId = NewType("ExhibitId", str)
RecordingId = NewType("RecordingId", str)
BlobName = NewType("BlobName", str)
MemberId = NewType("MemberId", str)

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
INTERVIEW_CHARS = 10
ADDRESS_CHARS = 14
BLOB_CHARS = 26
TOKEN_CHARS = 12

_READ_ALIKE = str.maketrans({"i": "1", "l": "1", "o": "0"})


def token(random: bytes, chars: int) -> str:
    """Write ``chars`` letters, five bits each, from ``random`` (at least ``chars * 5 / 8`` bytes)."""
    need = (chars * 5 + 7) // 8
    if len(random) < need:
        raise ValueError(f"a token of {chars} letters needs {need} random bytes")
    number = int.from_bytes(random[:need], "big")
    letters = []
    for _ in range(chars):
        number, digit = divmod(number, 32)
        letters.append(ALPHABET[digit])
    return "".join(letters)


def typed(text: str) -> str:
    """A token as a person may have typed it: any case, ``O`` for ``0``, ``I`` or ``L`` for ``1``, dashes."""
    return text.strip().lower().replace("-", "").translate(_READ_ALIKE)
