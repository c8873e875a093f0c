"""A custodian: somebody who holds a share, on a machine of their own, with a seed only they have.

From the 32-byte seed come a hybrid identity (the seed itself) and an Ed25519 key that signs answers. The card
is public and carries both public halves, signed by itself. The archive knows cards, never seeds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from whensafe.errors import BadInput, BadOption
from whensafe.sealing import files, words
from whensafe.sealing.stanzas import HybridIdentity, HybridRecipient

KIND = "whensafe-card-1"
ARCHIVE_KIND = "whensafe-archive-card-1"
_SIGNING = b"whensafe custodian signing key 1"

LONGEST_NAME = 80
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_NAME)]
Key = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]


class Card(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What everybody may know of a custodian. ``recipient`` is ``age1pq1…``, ``verify`` an Ed25519 key."""

    name: Name
    recipient: Annotated[str, msgspec.Meta(max_length=4096)]
    verify: Key

    def sealed_for(self) -> HybridRecipient:
        """Whom to seal a share for."""
        return HybridRecipient.parse(self.recipient)


class ArchiveCard(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a custodian keeps of an archive, to know its requests by."""

    archive: Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
    verify: Key


@dataclass(frozen=True, slots=True)
class Custodian:
    """A custodian's secret half. It doesn't print itself."""

    seed: bytes = field(repr=False)

    @classmethod
    def new(cls, random: Callable[[int], bytes]) -> Custodian:
        """A new one, from 32 random bytes."""
        return cls(random(words.SEED))

    @classmethod
    def from_words(cls, typed: str) -> Custodian:
        """From the words on paper. Only a checksum guards them: compare `card` with the one handed over."""
        return cls(words.from_paper(typed))

    def words(self) -> str:
        """33 words, for paper."""
        return words.to_paper(self.seed)

    def identity(self) -> HybridIdentity:
        """What opens shares sealed for this custodian."""
        return HybridIdentity(self.seed)

    def sign(self, message: bytes) -> bytes:
        """Ed25519, 64 bytes."""
        return self._signing_key().sign(message)

    def card(self, name: str) -> bytes:
        """The public card as a file."""
        if not 1 <= len(name) <= LONGEST_NAME:
            raise BadOption("a custodian's name has 1 to 80 characters")
        verify = self._signing_key().public_key().public_bytes_raw()
        return files.write(KIND, Card(name, str(self.identity().recipient()), verify), self.sign)

    def _signing_key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(
            HKDF(SHA256(), 32, salt=None, info=_SIGNING).derive(self.seed)
        )


def read_card(data: bytes) -> Card:
    """A custodian's card, signed by itself, or `BadInput`."""
    card, signed_by = files.read(KIND, Card, data)
    if not signed_by(card.verify):
        raise BadInput("this card was changed after it was made")
    card.sealed_for()
    return card


def write_archive_card(archive: str, verify: bytes, sign: Callable[[bytes], bytes]) -> bytes:
    """The archive's card, for its custodians."""
    return files.write(ARCHIVE_KIND, ArchiveCard(archive, verify), sign)


def read_archive_card(data: bytes) -> ArchiveCard:
    """An archive's card, signed by itself, or `BadInput`."""
    card, signed_by = files.read(ARCHIVE_KIND, ArchiveCard, data)
    if not signed_by(card.verify):
        raise BadInput("this archive card was changed after it was made")
    return card


def fingerprint(key: bytes) -> str:
    """A key as people compare it aloud: eight groups of four hexadecimal digits."""
    digest = hashlib.sha256(key).hexdigest()[:32]
    return " ".join(digest[i : i + 4] for i in range(0, 32, 4))
