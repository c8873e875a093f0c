"""How the length of what is sealed is hidden.

Text: zeros up to a power of two of at least 256 bytes, so that a seal says little more than "short",
"a page", "an interview". Media: Padmé, at most 12 % longer. Source: Nikitin et al., "Reducing Metadata
Leakage from Encrypted Files and Communication with PURBs", 2019, section 4.2.
"""

from __future__ import annotations

from whensafe.errors import BadSeal, SealFault

LEAST = 256
_LENGTH = 8


def padded_text(data: bytes) -> bytes:
    """Length (8 bytes, big-endian), data, zeros: a power of two of at least 256 bytes in all."""
    need = _LENGTH + len(data)
    return _fill(data, max(LEAST, 1 << (need - 1).bit_length()))


def padded_media(data: bytes) -> bytes:
    """The same, to the next length that Padmé allows."""
    return _fill(data, max(LEAST, padme(_LENGTH + len(data))))


def unpadded(data: bytes) -> bytes:
    """What was padded, or `BadSeal` (payload) if this was not padded by us."""
    if len(data) < LEAST:
        raise BadSeal(SealFault.PAYLOAD)
    length = int.from_bytes(data[:_LENGTH], "big")
    end = _LENGTH + length
    if end > len(data) or data[end:].strip(b"\0"):
        raise BadSeal(SealFault.PAYLOAD)
    return data[_LENGTH:end]


def padme(length: int) -> int:
    """The least allowed length that holds ``length`` bytes."""
    if length < 2:
        return length
    exponent = length.bit_length() - 1
    mask = (1 << (exponent - exponent.bit_length())) - 1
    return (length + mask) & ~mask


def _fill(data: bytes, size: int) -> bytes:
    return (len(data).to_bytes(_LENGTH, "big") + data).ljust(size, b"\0")
