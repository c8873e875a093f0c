"""Who acts, and who reads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NewType

from whensafe.errors import BadOption
from whensafe.nouns.ids import MemberId
from whensafe.nouns.text import nfc

Audience = NewType("Audience", str)
"""``team narrator family researcher public`` or ``partner:NAME``, ``justice:NAME``: grants, not a ladder."""

TEAM = Audience("team")
_PLAIN = frozenset({"team", "narrator", "family", "researcher", "public"})
_NAMED = re.compile(r"(?:partner|justice):[\w .-]{1,60}")


def audience(text: str) -> Audience:
    """Read an audience as a person writes it, or raise `BadOption`. Case doesn't tell two of them apart."""
    found = spelled(text.strip())
    if found in _PLAIN or _NAMED.fullmatch(found):
        return Audience(found)
    raise BadOption(
        "no such audience",
        where=text[:80],
        todo="Use team, narrator, family, researcher, partner:NAME, justice:NAME or public.",
    )


def spelled(text: str) -> Audience:
    """The one spelling of an audience, by which they are compared: NFC, case folded, single spaces."""
    if text in _PLAIN:
        return Audience(text)
    return Audience(nfc(" ".join(nfc(text).casefold().split())))


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who has unlocked the archive. There is no default and no anonymous actor.

    ``name`` is shown inside the archive only; nothing public carries it.
    """

    member: MemberId
    name: str


@dataclass(frozen=True, slots=True)
class WithAccess:
    """Somebody who can unlock the archive, and since when (RFC 3339, UTC)."""

    actor: Actor
    since: str
