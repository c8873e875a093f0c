"""An edition's signature and its place in the log of editions.

The signature is a C2SP signed note over the manifest's digest (https://c2sp.org/signed-note). Its text is
also the leaf of the edition log, so that a C2SP tlog-proof (https://c2sp.org/tlog-proof) shows that the
edition was logged. A reader needs the manifest, the note, the proof and two keys; no network, no archive.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

from whensafe.editions.manifest import FORMAT
from whensafe.errors import Damaged, Unreadable
from whensafe.ledger.checkpoint import Checkpoint, open_checkpoint
from whensafe.ledger.notes import Verifier, sign
from whensafe.ledger.proofs import inclusion_holds
from whensafe.ledger.tree import HASH_BYTES, hash_leaf

_PROOF_HEAD = "c2sp.org/tlog-proof@v1"
_INDEX = re.compile(r"index (0|[1-9][0-9]{0,18})", re.ASCII)
_MOST_PROOF = 1 << 20


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs. ``sign``: bytes in, 64 bytes of Ed25519 out; the private key stays with the caller.

    ``prove`` takes the leaf (the signed text), logs it and gives back a tlog-proof under a checkpoint of
    ``log``. Both are ``None`` where editions aren't logged.
    """

    key: Verifier
    sign: Callable[[bytes], bytes]
    log: Verifier | None = None
    prove: Callable[[bytes], bytes] | None = None


def signed_text(manifest: bytes) -> str:
    """The three lines that are signed and logged: format, digest of the manifest, its size."""
    return f"{FORMAT}\nsha256 {hashlib.sha256(manifest).hexdigest()}\nsize {len(manifest)}\n"


def sign_manifest(manifest: bytes, signer: Signer) -> bytes:
    """The note that lies beside the manifest."""
    return sign(signed_text(manifest), signer.key, signer.sign)


def write_proof(index: int, hashes: tuple[bytes, ...], checkpoint: bytes) -> bytes:
    """A tlog-proof in its textual form, for whoever keeps the edition log."""
    lines = [_PROOF_HEAD, f"index {index}", *(base64.b64encode(h).decode() for h in hashes)]
    return "".join(f"{line}\n" for line in [*lines, ""]).encode() + checkpoint


def check_proof(data: bytes, leaf: bytes, log: Verifier) -> Checkpoint:
    """The checkpoint under which this leaf was logged. Raises `Unreadable`, or `Damaged` if it wasn't."""
    index, hashes, checkpoint = _parse_proof(data)
    found = open_checkpoint(checkpoint, log.name, log.public)
    if not inclusion_holds(index, found.head.size, hashes, hash_leaf(leaf), found.head.root):
        raise Damaged("the proof doesn't show that this edition is in the log", where="proof")
    return found


def _parse_proof(data: bytes) -> tuple[int, list[bytes], bytes]:
    head, gap, checkpoint = data.partition(b"\n\n")
    if len(data) > _MOST_PROOF or not gap:
        raise Unreadable("not a proof of inclusion", where="proof")
    try:
        lines = head.decode("ascii").split("\n")
    except UnicodeDecodeError as error:
        raise Unreadable("a proof of inclusion is ASCII", where="proof") from error
    if len(lines) > 1 and lines[1].startswith("extra "):
        del lines[1]  # opaque and not authenticated: the format says not to trust it
    index = _INDEX.fullmatch(lines[1]) if len(lines) > 1 and lines[0] == _PROOF_HEAD else None
    if index is None:
        raise Unreadable("not a proof of inclusion", where="proof")
    return int(index[1]), [_hash(line) for line in lines[2:]], checkpoint


def _hash(line: str) -> bytes:
    try:
        found = base64.b64decode(line, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Unreadable("a proof's hash is not base64", where="proof") from error
    if len(found) != HASH_BYTES:
        raise Unreadable("a proof's hash is not 32 bytes", where="proof")
    return found
