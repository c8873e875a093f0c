"""A seal: bytes that only a quorum reads, with what they are bound inside.

The context (archive, interview, scope, version, purpose) is sealed with the content, so that a seal moved to
another place is refused when opened. The ciphertext's hash is what the ledger keeps.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterator
from typing import Annotated

import msgspec
import rfc8785

from whensafe.errors import BadSeal, SealFault
from whensafe.sealing.age import open_pieces, open_seal, seal, seal_pieces
from whensafe.sealing.padding import padded_media, padded_pieces, padded_text, unpadded, unpadded_pieces
from whensafe.sealing.stanzas import HybridIdentity, HybridRecipient
from whensafe.sealing.stream import CHUNK, Exactly

_Short = Annotated[str, msgspec.Meta(max_length=200)]


class Context(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a seal belongs. Tokens and numbers only: it is compared, and shown to custodians."""

    archive: _Short
    group: _Short
    seal: _Short
    interview: _Short
    scope: _Short
    version: int
    purpose: _Short


def seal_text(
    content: bytes, context: Context, whom: HybridRecipient, random: Callable[[int], bytes]
) -> bytes:
    """Seal text or structured text: its length shows only as a power of two of at least 256 bytes."""
    return seal(padded_text(_spelled(content, context)), [whom], random=random)


def seal_media(
    content: bytes, context: Context, whom: HybridRecipient, random: Callable[[int], bytes]
) -> bytes:
    """Seal a recording or another file: its length shows to within 12 %."""
    return seal(padded_media(_spelled(content, context)), [whom], random=random)


def seal_long(
    size: int,
    pieces: Iterator[bytes],
    context: Context,
    whom: HybridRecipient,
    random: Callable[[int], bytes],
) -> Iterator[bytes]:
    """What `seal_media` gives of ``size`` bytes that come in pieces: little of them is in memory at once."""
    head = _head(context) + b"\n"
    padded = padded_pieces(len(head) + size, itertools.chain((head,), pieces))
    return seal_pieces(padded, whom, random=random)


def open_long(pieces: Iterator[bytes], context: Context, by: HybridIdentity) -> Iterator[bytes]:
    """The content in pieces, or `BadSeal`, perhaps at the last only: then what came before is nothing."""
    wanted = _head(context) + b"\n"
    take = Exactly(unpadded_pieces(open_pieces(pieces, by)))
    if take(len(wanted)) != wanted:
        raise BadSeal(SealFault.PAYLOAD)
    while piece := take(CHUNK):
        yield piece


def open_sealed(ciphertext: bytes, context: Context, by: HybridIdentity) -> bytes:
    """The content, or `BadSeal`: for somebody else, changed, or sealed for another place than ``context``."""
    plain = unpadded(open_seal(ciphertext, [by]))
    head, _, content = plain.partition(b"\n")
    if head != _head(context):
        raise BadSeal(SealFault.PAYLOAD)
    return content


def digest(ciphertext: bytes) -> bytes:
    """SHA-256 of the ciphertext: what the ledger binds."""
    return hashlib.sha256(ciphertext).digest()


def _spelled(content: bytes, context: Context) -> bytes:
    return _head(context) + b"\n" + content


def _head(context: Context) -> bytes:
    return b"whensafe seal 1 " + rfc8785.dumps(msgspec.to_builtins(context))
