"""A release group: what opens together. One interview, one condition, one fresh key that nobody keeps.

The group's 32-byte seed is made, split k-of-n, each share sealed for one custodian, and forgotten. Each share
has a salted commitment whose salt travels inside it, so that a forged one is told from the true one without
telling anything about it. No key opens two groups.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Sequence
from typing import Annotated

import msgspec
import rfc8785

from whensafe.errors import BadInput, BadOption, BadSeal, SealFault
from whensafe.sealing import words
from whensafe.sealing.age import open_seal, seal
from whensafe.sealing.custodians import Card, Key, Name
from whensafe.sealing.padding import padded_text, unpadded
from whensafe.sealing.stanzas import HybridIdentity, HybridRecipient

_COMMITMENT = b"whensafe share commitment 1\0"
Token = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]


class HeldShare(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One custodian's share, sealed for them: all that the archive keeps of it."""

    name: Name
    recipient: str
    verify: Key
    commitment: Key
    sealed: bytes


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A release group as the archive keeps it: nothing here opens anything."""

    id: Token
    threshold: Annotated[int, msgspec.Meta(ge=1, le=16)]
    recipient: str
    shares: Annotated[tuple[HeldShare, ...], msgspec.Meta(min_length=1, max_length=16)]

    def sealed_for(self) -> HybridRecipient:
        """Whom the seals of this group are sealed for."""
        return HybridRecipient.parse(self.recipient)


class Share(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is inside a sealed share. ``salt`` is 32 bytes."""

    group: Token
    mnemonic: Annotated[str, msgspec.Meta(max_length=1000)]
    salt: Key

    def commitment(self) -> bytes:
        """32 bytes that this share and no other gives."""
        return hashlib.sha256(_COMMITMENT + self._spelled()).digest()

    def seal_for(self, whom: HybridRecipient, random: Callable[[int], bytes]) -> bytes:
        """Seal it for somebody."""
        return seal(padded_text(self._spelled()), [whom], random=random)

    def _spelled(self) -> bytes:
        return rfc8785.dumps(msgspec.to_builtins(self))


def make(id: str, cards: Sequence[Card], threshold: int, random: Callable[[int], bytes]) -> Group:
    """A new group over these custodians. Raises `BadOption` for a roster that can't hold it."""
    if not 1 <= threshold <= len(cards) <= words.MOST_SHARES:
        raise BadOption(f"{threshold} of {len(cards)} custodians can't hold a seal")
    if len({card.verify for card in cards}) != len(cards) or len({c.recipient for c in cards}) != len(cards):
        raise BadOption("the same custodian twice", todo="Each needs a card of their own.")
    seed = random(words.SEED)
    held = []
    for card, mnemonic in zip(cards, words.split(seed, threshold, len(cards)), strict=True):
        share = Share(id, mnemonic, random(32))
        sealed = share.seal_for(card.sealed_for(), random)
        held.append(HeldShare(card.name, card.recipient, card.verify, share.commitment(), sealed))
    return Group(id, threshold, str(HybridIdentity(seed).recipient()), tuple(held))


def open_share(sealed: bytes, by: HybridIdentity) -> Share:
    """The share inside, or `BadSeal`."""
    spelled = unpadded(open_seal(sealed, [by]))
    try:
        return msgspec.json.decode(spelled, type=Share)
    except msgspec.MsgspecError:
        raise BadSeal(SealFault.PAYLOAD) from None


def join(group: Group, shares: Sequence[Share]) -> HybridIdentity:
    """The group's identity from at least ``threshold`` true shares. Use it, then let go of it.

    Raises `BadInput` if there are too few, or if what they give is not this group's key.
    """
    distinct = list(dict.fromkeys(share.mnemonic for share in shares))
    if len(shares) < group.threshold or (group.threshold > 1 and len(distinct) < group.threshold):
        raise BadInput(
            f"{len(shares)} answer{'s' if len(shares) != 1 else ''}, {group.threshold} are needed",
            todo="Ask another custodian.",
        )
    identity = HybridIdentity(words.join(distinct[: group.threshold]))
    if not hmac.compare_digest(str(identity.recipient()).encode(), group.recipient.encode()):
        raise BadInput(
            "these shares give another key than this group's", todo="Check the request they answer."
        )
    return identity
