"""How the length of what is sealed is hidden.

Text: zeros up to a power of two of at least 256 bytes, so that a seal says little more than "short",
"a page", "an interview". Media: Padmé, at most 12 % longer. Source: Nikitin et al., "Reducing Metadata
Leakage from Encrypted Files and Communication with PURBs", 2019, section 4.2.
"""

from __future__ import annotations

from collections.abc import Iterator

from whensafe.errors import BadSeal, SealFault

LEAST = 256
_LENGTH = 8
_AT_ONCE = 1 << 16


def padded_text(data: bytes) -> bytes:
    """Length (8 bytes, big-endian), data, zeros: a power of two of at least 256 bytes in all."""
    need = _LENGTH + len(data)
    return _fill(data, max(LEAST, 1 << (need - 1).bit_length()))


def padded_media(data: bytes) -> bytes:
    """The same, to the next length that Padmé allows."""
    return _fill(data, max(LEAST, padme(_LENGTH + len(data))))


def padded_pieces(size: int, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """What `padded_media` gives of ``size`` bytes that come in pieces. `ValueError` if they were others."""
    yield size.to_bytes(_LENGTH, "big")
    came = 0
    for piece in pieces:
        came += len(piece)
        yield piece
    if came != size:
        raise ValueError("not as many bytes as were announced")
    left = max(LEAST, padme(_LENGTH + size)) - _LENGTH - size
    while left:
        zeros = min(left, _AT_ONCE)
        yield bytes(zeros)
        left -= zeros


def unpadded_pieces(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """What was padded, in pieces; `BadSeal` (payload), perhaps at the last, if it was not padded by us."""
    held, left = b"", -1
    for piece in pieces:
        held += piece
        if left < 0 and len(held) >= _LENGTH:
            left, held = int.from_bytes(held[:_LENGTH], "big"), held[_LENGTH:]
        if left > 0:
            yield held[:left]
        if left >= 0:
            over, left = held[left:], max(0, left - len(held))
            held = b""
            if over.strip(b"\0"):
                raise BadSeal(SealFault.PAYLOAD)
    if left:
        raise BadSeal(SealFault.PAYLOAD)


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
