"""The payload: chunks of 64 KiB, each sealed with its number and whether it is the last.

Source: https://age-encryption.org/v1, "Payload"; STREAM, Hoang, Reyhanitabar, Rogaway, Vizár 2015.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from whensafe.errors import BadSeal, SealFault

CHUNK = 64 * 1024
TAG = 16
NONCE = 16


def seal(file_key: bytes, nonce: bytes, plaintext: bytes) -> Iterator[bytes]:
    """The payload's bytes: the nonce (16 bytes, never used before with this file key), then the chunks."""
    cipher = _cipher(file_key, nonce)
    yield nonce
    starts = range(0, max(len(plaintext), 1), CHUNK)
    for n, start in enumerate(starts):
        last = start + CHUNK >= len(plaintext)
        yield cipher.encrypt(_counter(n, last=last), plaintext[start : start + CHUNK], None)


def open_chunks(file_key: bytes, payload: bytes) -> Iterable[bytes]:
    """The chunks of a payload, or `BadSeal` (payload). Who must not act on a part joins them first."""
    if len(payload) < NONCE:
        # The header was whole, so this file was cut before its payload began.
        raise BadSeal(SealFault.HEADER)
    cipher = _cipher(file_key, payload[:NONCE])
    body = memoryview(payload)[NONCE:]
    step = CHUNK + TAG
    starts = range(0, max(len(body), 1), step)
    for n, start in enumerate(starts):
        last = start + step >= len(body)
        try:
            chunk = cipher.decrypt(_counter(n, last=last), body[start : start + step], None)
        except (InvalidTag, ValueError):
            raise BadSeal(SealFault.PAYLOAD) from None
        if last and n > 0 and not chunk:
            raise BadSeal(SealFault.PAYLOAD)  # an empty last chunk is only the way to write nothing at all
        yield chunk


def seal_pieces(file_key: bytes, nonce: bytes, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same for plaintext in pieces of any size: a chunk at a time, and never more of it held."""
    cipher = _cipher(file_key, nonce)
    yield nonce
    take, n = Exactly(pieces), 0
    held = take(CHUNK)
    while ahead := take(CHUNK):
        yield cipher.encrypt(_counter(n, last=False), held, None)
        held, n = ahead, n + 1
    yield cipher.encrypt(_counter(n, last=True), held, None)


def open_pieces(file_key: bytes, take: Exactly) -> Iterator[bytes]:
    """The chunks of a payload that comes in pieces, each authenticated before it is given out.

    Whoever uses one before the last has come must undo it if `BadSeal` is raised instead.
    """
    nonce = take(NONCE)
    if len(nonce) < NONCE:
        raise BadSeal(SealFault.HEADER)
    cipher, n = _cipher(file_key, nonce), 0
    held = take(CHUNK + TAG)
    while True:
        ahead = take(CHUNK + TAG)
        try:
            chunk = cipher.decrypt(_counter(n, last=not ahead), held, None)
        except (InvalidTag, ValueError):
            raise BadSeal(SealFault.PAYLOAD) from None
        if not ahead and n > 0 and not chunk:
            raise BadSeal(SealFault.PAYLOAD)
        yield chunk
        if not ahead:
            return
        held, n = ahead, n + 1


class Exactly:
    """Exactly so many bytes of a stream of pieces at each call, fewer only at its end."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._held = bytearray()

    def __call__(self, n: int) -> bytes:
        """The next ``n`` bytes."""
        while len(self._held) < n:
            piece = next(self._pieces, None)
            if piece is None:
                break
            self._held += piece
        taken = bytes(self._held[:n])
        del self._held[:n]
        return taken


def _cipher(file_key: bytes, nonce: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(HKDF(SHA256(), 32, salt=nonce, info=b"payload").derive(file_key))


def _counter(n: int, *, last: bool) -> bytes:
    return n.to_bytes(11, "big") + bytes([last])
