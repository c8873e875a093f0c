"""Whole age files. We write hybrid files only; we read every kind of version 1, strictly.

>>> opener = HybridIdentity(bytes(32))
>>> open_file(seal(b"words", [opener.recipient()], random=os.urandom), [opener])
b'words'
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence

from whensafe.errors import BadSeal, SealFault
from whensafe.sealing import armor, header, stream
from whensafe.sealing.stanzas import (
    FILE_KEY,
    HybridIdentity,
    HybridRecipient,
    Identity,
    Passphrase,
    X25519Identity,
    require_allowed_mix,
    require_hybrid_only,
)

__all__ = [
    "HybridIdentity",
    "HybridRecipient",
    "Identity",
    "Passphrase",
    "X25519Identity",
    "open_armored",
    "open_file",
    "open_pieces",
    "open_seal",
    "seal",
    "seal_pieces",
]


def seal(plaintext: bytes, recipients: Sequence[HybridRecipient], *, random: Callable[[int], bytes]) -> bytes:
    """An age file that any one of ``recipients`` opens. ``random(n)`` gives the file key and the nonce.

    age hides neither length nor sender: pad before, sign or log after.
    """
    if not recipients:
        raise ValueError("nobody to seal for")
    file_key = random(FILE_KEY)
    head = header.write([recipient.wrap(file_key) for recipient in recipients], file_key)
    return b"".join([head, *stream.seal(file_key, random(stream.NONCE), plaintext)])


def seal_pieces(
    pieces: Iterator[bytes], recipient: HybridRecipient, *, random: Callable[[int], bytes]
) -> Iterator[bytes]:
    """The same for plaintext that comes in pieces, and never is in memory whole."""
    file_key = random(FILE_KEY)
    yield header.write([recipient.wrap(file_key)], file_key)
    yield from stream.seal_pieces(file_key, random(stream.NONCE), pieces)


def open_file(data: bytes, identities: Sequence[Identity]) -> bytes:
    """The plaintext, all of it or nothing. Raises `BadSeal`, whose ``fault`` says at which stage.

    ``NO_MATCH`` when no identity fits; ``HMAC`` when the header was changed; ``HEADER``, ``ARMOR`` and
    ``PAYLOAD`` when that part is not what the format allows.
    """
    head, payload_at = header.read(data)
    require_allowed_mix(head.stanzas)
    file_key = _file_key(head.stanzas, identities)
    head.require_mac(file_key)
    return b"".join(stream.open_chunks(file_key, data[payload_at:]))


def open_armored(data: bytes, identities: Sequence[Identity]) -> bytes:
    """The same for the ASCII form."""
    return open_file(armor.read(data), identities)


def open_seal(data: bytes, identities: Sequence[Identity]) -> bytes:
    """The same for a seal of ours, which holds hybrid stanzas and nothing else (threat T16)."""
    head, _ = header.read(data)
    require_hybrid_only(head.stanzas)
    return open_file(data, identities)


def open_pieces(pieces: Iterator[bytes], identity: HybridIdentity) -> Iterator[bytes]:
    """The plaintext of a seal of ours that comes in pieces, chunk by chunk; `BadSeal` may come at the last.

    Whoever uses a chunk before the last has come must undo it if the file turns out not to be whole.
    """
    take = stream.Exactly(pieces)
    start = take(header.MOST_BYTES)
    head, payload_at = header.read(start)
    require_hybrid_only(head.stanzas)
    file_key = _file_key(head.stanzas, [identity])
    head.require_mac(file_key)
    rest = itertools.chain((start[payload_at:],), _left(take))
    yield from stream.open_pieces(file_key, stream.Exactly(rest))


def _left(take: stream.Exactly) -> Iterator[bytes]:
    while piece := take(stream.CHUNK):
        yield piece


def _file_key(stanzas: tuple[header.Stanza, ...], identities: Sequence[Identity]) -> bytes:
    # Every stanza is looked at, so that a malformed one is refused even behind one that opens.
    found: bytes | None = None
    for stanza in stanzas:
        for identity in identities:
            file_key = identity.unwrap(stanza)
            if found is None and file_key is not None:
                found = file_key
    if found is None:
        raise BadSeal(SealFault.NO_MATCH)
    if len(found) != FILE_KEY:
        raise BadSeal(SealFault.HEADER)
    return found
