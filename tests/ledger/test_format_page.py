"""The worked example of `docs/formats/ledger.md`, derived again."""

from __future__ import annotations

import re
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from whensafe.ledger import checkpoint, entry, log, notes, tree
from whensafe.ledger.memory import MemoryRows

PAGE = (Path(__file__).parents[2] / "docs" / "formats" / "ledger.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```\n(.*?)```", PAGE, re.DOTALL)
SAID = dict(re.split(r"  +", line, maxsplit=1) for block in BLOCKS[:3] for line in block.splitlines())
KEY = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)


def raw(name: str) -> bytes:
    return bytes.fromhex(SAID[name])


def written() -> tuple[MemoryRows, log.Head, log.Head]:
    leaves = [entry.commit(raw(f"salt {n}"), SAID[f"payload {n}"].encode()) for n in range(3)]
    rows = MemoryRows()
    rows.put_leaves(leaves)
    two = log.append(rows, 0, leaves[:2])
    return rows, two, log.append(rows, 2, leaves[2:])


def test_leaves_hashes_and_roots() -> None:
    rows, two, three = written()
    assert [leaf for leaf, _ in rows.leaves(0, 3)] == [raw(f"leaf {n}") for n in range(3)]
    assert [tree.hash_leaf(raw(f"leaf {n}")) for n in range(3)] == [raw(f"hash {n}") for n in range(3)]
    assert (two.root, three.root) == (raw("root of 2"), raw("root of 3"))


def test_payloads_are_canonical() -> None:
    assert all(entry.canonical(entry.read(SAID[f"payload {n}"].encode())) for n in range(3))


def test_proofs() -> None:
    rows, _, _ = written()
    assert log.prove(rows, 1, 2, 3) == (raw("hash 0"), raw("hash 2"))
    assert log.prove(rows, 0, 2, 3) == (raw("hash 2"),)


def test_the_checkpoint() -> None:
    _, _, three = written()
    assert KEY.public_key().public_bytes_raw() == raw("public key")
    assert str(notes.Verifier("whensafe/example", raw("public key"))) == SAID["key line"]
    signed = checkpoint.write("whensafe/example", three, raw("public key"), KEY.sign)
    assert signed.decode() == BLOCKS[3]
