r"""The files that people hand to each other: one line of canonical JSON (RFC 8785), signed.

    {"body":{…},"kind":"whensafe-card-1","signature":"…"}\n

The signature (Ed25519, 64 bytes) covers ``kind``, a zero byte, and the canonical JSON of ``body``. Bytes are
base 64. A file that isn't the one canonical spelling of itself is refused, so its digest names it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import msgspec
import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from whensafe.errors import BadInput

MOST_BYTES = 512 * 1024 * 1024
SIGNATURE = 64
_Body = TypeVar("_Body", bound=msgspec.Struct)


class _Envelope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    body: msgspec.Raw
    kind: str
    signature: bytes


def write(kind: str, body: msgspec.Struct, sign: Callable[[bytes], bytes]) -> bytes:
    """The file's bytes. ``sign`` gives 64 bytes for a message."""
    inside = msgspec.to_builtins(body)
    envelope = {"body": inside, "kind": kind, "signature": _text(sign(message(kind, inside)))}
    return rfc8785.dumps(envelope) + b"\n"


def read(kind: str, type_: type[_Body], data: bytes) -> tuple[_Body, Callable[[bytes], bool]]:
    """The body, and a check of its signature against a public key (32 bytes), or `BadInput`."""
    if len(data) > MOST_BYTES:
        raise BadInput("this file is too large to be one of ours")
    try:
        envelope = msgspec.json.decode(data, type=_Envelope)
        body = msgspec.json.decode(envelope.body, type=type_)
        inside = msgspec.to_builtins(body)
        spelled = (
            rfc8785.dumps({"body": inside, "kind": kind, "signature": _text(envelope.signature)}) + b"\n"
        )
    except (msgspec.MsgspecError, rfc8785.CanonicalizationError, UnicodeDecodeError, RecursionError):
        raise BadInput("this is not a file of this kind, or it is damaged") from None
    if spelled != data or len(envelope.signature) != SIGNATURE:
        raise BadInput("this is not a file of this kind, or it is damaged")

    def signed_by(public_key: bytes) -> bool:
        try:
            key = Ed25519PublicKey.from_public_bytes(public_key)
            key.verify(envelope.signature, message(kind, inside))
        except (InvalidSignature, ValueError):
            return False
        return True

    return body, signed_by


def message(kind: str, inside: object) -> bytes:
    """What a signature covers."""
    return kind.encode("ascii") + b"\0" + rfc8785.dumps(inside)  # type: ignore[arg-type]


def _text(data: bytes) -> str:
    return str(msgspec.to_builtins(data))
