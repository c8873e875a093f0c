"""The private ledger's leaves: 32 bytes each, which say nothing without the salt.

A bare hash of a name can be guessed by hashing every name. So a leaf commits to ``salt`` (32 random bytes,
kept inside the encrypted archive with the payload) and ``payload`` (the entry as canonical JSON, RFC 8785):
what a leaked leaf gives away is that something happened. Forget the salt, and the leaf still proves its place
but opens no more.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any

import rfc8785

from whensafe.errors import BadInput, Unreadable

DOMAIN = b"whensafe commitment v1\n"
"""Says what is hashed, so that no other hash of this program can be taken for a leaf."""

SALT_BYTES = 32
LEAF_BYTES = 32


def canonical(entry: Mapping[str, Any]) -> bytes:
    """An entry as canonical JSON (RFC 8785), or `BadInput` for what JSON can't hold exactly."""
    try:
        return rfc8785.dumps(dict(entry))
    except (rfc8785.CanonicalizationError, RecursionError, UnicodeError) as error:
        raise BadInput("a ledger entry must be plain JSON") from error


def commit(salt: bytes, payload: bytes) -> bytes:
    """The leaf for this payload: ``SHA-256(DOMAIN ‖ salt ‖ payload)``. The salt must be fresh, 32 bytes."""
    if len(salt) != SALT_BYTES:
        raise BadInput(f"a salt has {SALT_BYTES} bytes")
    return hashlib.sha256(DOMAIN + salt + payload).digest()


def opens(leaf: bytes, salt: bytes, payload: bytes) -> bool:
    """Is this what the leaf commits to?"""
    return len(salt) == SALT_BYTES and hmac.compare_digest(leaf, commit(salt, payload))


def read(payload: bytes) -> dict[str, Any]:
    """An entry back from its canonical JSON, or `Unreadable` when it is not an object in that one form."""
    try:
        value = json.loads(payload)
    except (ValueError, RecursionError) as error:
        raise Unreadable("a ledger entry is not JSON") from error
    if not isinstance(value, dict) or _again(value) != payload:
        raise Unreadable("a ledger entry is not canonical JSON")
    return value


def _again(value: dict[str, Any]) -> bytes | None:
    try:
        return canonical(value)
    except BadInput:
        return None
