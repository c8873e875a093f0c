"""The logs of editions: one for each audience, since strangers may read the log that their edition is in.

A log's entries are the signed texts of the editions, in the order of publishing. The tree is made in memory
from the register each time; what an edition carries is a C2SP tlog-proof under a signed checkpoint.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from whensafe.desk import registers
from whensafe.desk.ports import Secrets, Unit
from whensafe.editions.signing import write_proof
from whensafe.ledger import checkpoint
from whensafe.ledger.notes import Verifier
from whensafe.ledger.prover import Prover
from whensafe.nouns.actor import Audience
from whensafe.nouns.ids import TOKEN_CHARS, token
from whensafe.nouns.published import PublishedEdition

KEY_NAME = "whensafe-archive/editions"
LOG_NAME = "whensafe-archive/log/"


def key_of(secrets: Secrets) -> Verifier:
    """The key that signs this archive's editions, for every audience; its name names nobody."""
    return Verifier(KEY_NAME, secrets.public_key())


def log_of(secrets: Secrets, audience: Audience) -> Verifier:
    """The key of an audience's log: the same key under the log's own name."""
    return Verifier(LOG_NAME + quote(audience, safe=""), secrets.public_key())


def edition_id(leaf: str) -> str:
    """An edition's id: what is published twice in the same bytes is one edition."""
    return token(hashlib.sha256(leaf.encode()).digest(), TOKEN_CHARS)


def editions(unit: Unit, audience: Audience) -> Iterator[PublishedEdition]:
    """Every edition for this audience, in the order of its log."""
    found = registers.every(unit, PublishedEdition)
    return (edition for edition in found if edition.audience == audience)


def proof(unit: Unit, audience: Audience, leaf: str) -> bytes:
    """That this leaf is in the audience's log, under the log's checkpoint with it."""
    leaves = [edition.leaf for edition in editions(unit, audience)]
    if leaf not in leaves:
        leaves.append(leaf)
    return _proof(unit.secrets, audience, leaves, leaves.index(leaf))


def _proof(secrets: Secrets, audience: Audience, leaves: Sequence[str], index: int) -> bytes:
    tree = Prover(leaf.encode() for leaf in leaves)
    log = log_of(secrets, audience)
    head = checkpoint.write(log.name, tree.head, log.public, secrets.sign)
    return write_proof(index, tree.inclusion(index), head)
