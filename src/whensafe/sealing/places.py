r"""A place for text that is sealed before it is uploaded: whom to seal for, and where it will belong.

The archive makes one for a group and signs it; the custodian page (or `custodian seal`) seals text with it on
a machine of one's own, and the archive takes the sealed file in and never sees the words.

    {"ciphertext":…,"commitment":…,"context":{…},"kind":"whensafe-sealed-1"}\n

Nobody signs a sealed file: it fits the one place that waits for it, once, and what is inside is bound to it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import msgspec
import rfc8785

from whensafe.errors import BadInput
from whensafe.sealing import files, header, stream
from whensafe.sealing.custodians import Key
from whensafe.sealing.padding import LEAST
from whensafe.sealing.seals import Context
from whensafe.sealing.stanzas import HybridRecipient, require_hybrid_only

KIND = "whensafe-place-1"
SEALED_KIND = "whensafe-sealed-1"
MOST_TEXT = 1 << 20
"""Bytes of a text that is sealed this way, at most: far more than anybody says in one turn."""
MOST_BYTES = 4 * MOST_TEXT
_Short = Annotated[str, msgspec.Meta(max_length=200)]


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a sealed text will belong and the group it is sealed for. ``verify`` is the archive's key.

    ``address`` and ``transcript`` are those of the turn that it will be; ``condition`` and ``threshold`` are
    told to whoever seals.
    """

    address: _Short
    condition: Annotated[str, msgspec.Meta(max_length=4000)]
    context: Context
    recipient: Annotated[str, msgspec.Meta(max_length=4096)]
    threshold: int
    transcript: _Short
    verify: Key

    def sealed_for(self) -> HybridRecipient:
        """Whom to seal for."""
        return HybridRecipient.parse(self.recipient)


class Sealed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text that was sealed before anybody here saw it. ``commitment`` is SHA-256 over what is inside."""

    ciphertext: bytes
    commitment: Key
    context: Context
    kind: str = SEALED_KIND


def write_place(place: Place, sign: Callable[[bytes], bytes]) -> bytes:
    """The place as a file, signed by the archive."""
    return files.write(KIND, place, sign)


def read_place(data: bytes) -> Place:
    """A place, signed by the key it names, or `BadInput`. Whoever calls shows that key's fingerprint."""
    place, signed_by = files.read(KIND, Place, data)
    if not signed_by(place.verify):
        raise BadInput("this file was changed after it was signed")
    place.sealed_for()
    return place


def write_sealed(sealed: Sealed) -> bytes:
    """A sealed text as a file."""
    return rfc8785.dumps(msgspec.to_builtins(sealed)) + b"\n"


def read_sealed(data: bytes) -> Sealed:
    """A sealed text: a seal of ours by its outside, of a length that tells nothing else, or `BadInput`.

    Nobody here can look inside. `BadSeal` for a file that a quantum computer could open.
    """
    if len(data) > MOST_BYTES:
        raise BadInput("this file is too large to be a sealed text")
    try:
        sealed = msgspec.json.decode(data, type=Sealed)
        spelled = write_sealed(sealed)
    except (msgspec.MsgspecError, rfc8785.CanonicalizationError, UnicodeDecodeError, RecursionError):
        raise BadInput("this is no sealed text, or it is damaged") from None
    if sealed.kind != SEALED_KIND or spelled != data:
        raise BadInput("this is no sealed text, or it is damaged")
    head, at = header.read(sealed.ciphertext)
    require_hybrid_only(head.stanzas)
    if len(head.stanzas) != 1 or not _is_padded(len(sealed.ciphertext) - at):
        raise BadInput("this text was not sealed as this archive's page seals", todo="Seal it again.")
    return sealed


def _is_padded(payload: int) -> bool:
    """Is it as long as a power of two of at least 256 bytes becomes?"""
    body = payload - stream.NONCE
    plain = body - stream.TAG * -(-body // (stream.CHUNK + stream.TAG))
    return plain >= LEAST and plain & (plain - 1) == 0
