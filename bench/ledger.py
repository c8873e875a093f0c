"""The ledger against a plain SHA-256 loop and against pymerkle, its nearest neighbour in Python (GPL: only
here).

The batch is what the tree does for 100,000 leaves in one commit: hashes, what is to be stored, root. Writing
rows is the database's work, at a few microseconds a row whoever asks; the detail says how many entries a
second are on the disk after that. Proofs come from memory on both sides (pymerkle's `InmemoryTree` is its
fastest), at random places of a log of 100,000 entries, after a first round that isn't counted.
"""

from __future__ import annotations

import hashlib
import os
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bench import peers
from bench.figures import Figure
from whensafe.ledger import entry, log
from whensafe.ledger.memory import MemoryRows
from whensafe.ledger.prover import Prover

ENTRIES = 100_000
PROOFS = 1_000
ACTS = 100
ROUNDS = 5
PACKAGES = ("pymerkle==7.0.0", "cachetools==7.2.1")

PEER = f"""
import json, random, sys, time
from pymerkle import InmemoryTree
tree = InmemoryTree(algorithm="sha256")
tree.append_entries([n.to_bytes(32, "big") for n in range({ENTRIES})])
def proofs(seed):
    dice = random.Random(seed)
    start = time.perf_counter()
    for _ in range({PROOFS}):
        tree.prove_inclusion(dice.randrange({ENTRIES}) + 1)
        tree.prove_consistency(dice.randrange({ENTRIES} - 1) + 1, {ENTRIES})
    return (time.perf_counter() - start) / {2 * PROOFS}
proofs(0)
print(json.dumps(min(proofs(seed) for seed in range(1, {ROUNDS} + 1))))
"""


class FileRows:
    """`log.Rows` in an SQLite file: the least that keeps a log."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("CREATE TABLE leaf (n INTEGER PRIMARY KEY, data BLOB, salt BLOB, payload BLOB)")
        self._db.execute("CREATE TABLE node (key INTEGER PRIMARY KEY, hash BLOB)")

    def put_leaves(self, start: int, leaves: Sequence[tuple[bytes, bytes, bytes]]) -> None:
        self._db.executemany(
            "INSERT INTO leaf VALUES (?, ?, ?, ?)", [(start + n, *row) for n, row in enumerate(leaves)]
        )

    def leaves(self, start: int, stop: int) -> Iterator[tuple[bytes, object]]:
        found = self._db.execute("SELECT data FROM leaf WHERE n >= ? AND n < ? ORDER BY n", (start, stop))
        return ((data, None) for (data,) in found)

    def nodes(self, keys: Sequence[tuple[int, int]]) -> dict[tuple[int, int], bytes]:
        asked = [level << 56 | index for level, index in keys]
        marks = ",".join("?" * len(asked))
        found = self._db.execute(f"SELECT key, hash FROM node WHERE key IN ({marks})", asked)  # noqa: S608
        return {(key >> 56, key & (1 << 56) - 1): digest for key, digest in found}

    def put_nodes(self, nodes: Sequence[tuple[int, int, bytes]]) -> None:
        self._db.executemany(
            "INSERT INTO node VALUES (?, ?)", [(level << 56 | n, digest) for level, n, digest in nodes]
        )

    def transaction(self, act: Callable[[], object]) -> None:
        self._db.execute("BEGIN IMMEDIATE")
        act()
        self._db.execute("COMMIT")

    def close(self) -> None:
        self._db.close()


def loop_seconds(leaves: Sequence[bytes]) -> float:
    """A plain SHA-256 loop over the same leaves."""
    sha256 = hashlib.sha256
    start = time.perf_counter()
    for leaf in leaves:
        sha256(leaf).digest()
    return time.perf_counter() - start


def commitments(payloads: Sequence[bytes]) -> list[tuple[bytes, bytes, bytes]]:
    """A leaf with its opening for every entry."""
    salts = os.urandom(entry.SALT_BYTES * len(payloads))
    found = []
    for n, payload in enumerate(payloads):
        salt = salts[n * 32 : n * 32 + 32]
        found.append((entry.commit(salt, payload), salt, payload))
    return found


def batch_seconds(leaves: Sequence[bytes]) -> float:
    """What the tree does for one batch, kept in memory."""
    rows = MemoryRows()
    start = time.perf_counter()
    rows.put_leaves(leaves)
    log.append(rows, 0, leaves)
    return time.perf_counter() - start


def durable_seconds(folder: Path, payloads: Sequence[bytes]) -> float:
    """Commitments, tree, and every row in an SQLite file, committed durably."""
    rows = FileRows(folder / "batch.db")

    def act() -> None:
        made = commitments(payloads)
        rows.put_leaves(0, made)
        log.append(rows, 0, [leaf for leaf, _, _ in made])

    start = time.perf_counter()
    rows.transaction(act)
    took = time.perf_counter() - start
    rows.close()
    return took


def proof_seconds(folder: Path) -> tuple[float, float]:
    """One proof from memory, and one from rows in a file; half are of inclusion and half of consistency."""
    leaves = [n.to_bytes(32, "big") for n in range(ENTRIES)]
    prover = Prover(leaves)
    rows = FileRows(folder / "proofs.db")
    rows.transaction(lambda: rows.put_leaves(0, [(leaf, b"", b"") for leaf in leaves]))
    rows.transaction(lambda: log.append(rows, 0, leaves))
    memory = _best(lambda at: (prover.inclusion(at), prover.consistency(at + 1)))
    stored = _best(lambda at: (log.prove(rows, at, at + 1, ENTRIES), log.prove(rows, 0, at + 1, ENTRIES)))
    rows.close()
    return memory, stored


def _best(two_proofs: Callable[[int], object]) -> float:
    """Seconds for one proof in the least disturbed round, after a first one that isn't counted."""

    def proofs(seed: int) -> float:
        dice = random.Random(seed)  # noqa: S311  (places to ask at, the same ones every time)
        start = time.perf_counter()
        for _ in range(PROOFS):
            two_proofs(dice.randrange(ENTRIES - 1))
        return (time.perf_counter() - start) / (2 * PROOFS)

    proofs(0)
    return min(proofs(seed) for seed in range(1, ROUNDS + 1))


def run() -> list[Figure]:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        return [batch(folder), proofs(folder), act(folder)]


def batch(folder: Path) -> Figure:
    entries = [
        {
            "act": "add",
            "at": f"2026-03-01T09:{n // 60 % 60:02}:{n % 60:02}Z",
            "by": "m3x9k2v7q1ta",
            "about": [f"{n:010}"],
        }
        for n in range(ENTRIES)
    ]
    payloads = [entry.canonical(one) for one in entries]
    leaves = [leaf for leaf, _, _ in commitments(payloads)]
    rounds = [(loop_seconds(leaves), batch_seconds(leaves)) for _ in range(ROUNDS)]
    loop, ours = sorted(rounds, key=lambda pair: pair[0] / pair[1])[ROUNDS // 2]
    durable = durable_seconds(folder, payloads)
    detail = (
        f"{ENTRIES / ours:,.0f} leaves/s, plain SHA-256 {ENTRIES / loop:,.0f}/s; "
        f"with salts, commitments, every row in SQLite and an fsync {ENTRIES / durable:,.0f}/s"
    )
    return Figure("batched append, 100,000 entries a commit", loop / ours, 0.15, at_most=False, detail=detail)


def proofs(folder: Path) -> Figure:
    name = "proofs, times pymerkle's"
    try:
        theirs = peers.ask("pymerkle", PACKAGES, PEER, str(folder))
    except peers.Missing as missing:
        return Figure(name, 0, 20, at_most=False, detail="", skipped=str(missing))
    ours, stored = proof_seconds(folder)
    detail = (
        f"{ours * 1e6:.1f} µs a proof, pymerkle's {theirs * 1e6:.0f} µs, both from memory; "
        f"read from SQLite {stored * 1e6:.0f} µs ({ENTRIES:,} leaves)"
    )
    return Figure(name, theirs / ours, 20, at_most=False, detail=detail)


def act(folder: Path) -> Figure:
    """One act that writes its ledger entry and nothing else, against one page written and made durable."""
    ours, disk = acts_per_second(folder / "archive"), pages_per_second(folder / "page")
    detail = f"{ours:.0f} acts/s in an encrypted archive, {disk:.0f} fdatasync/s of one page on the same disk"
    return Figure("one durable act, of the fdatasync rate", ours / disk, 0.5, at_most=False, detail=detail)


def acts_per_second(root: Path) -> float:
    from whensafe.store.django_settings import configure

    configure()
    from whensafe.desk.journal import Entry, append
    from whensafe.outside.randomness import SystemRandomness
    from whensafe.store.key_slots import Cost
    from whensafe.store.opening import create_store, open_store

    create_store(root, "bench", "bench", cost=Cost(memory_kib=64, passes=1, lanes=1))
    store, actor = open_store(root, "bench")

    def one() -> None:
        with store.write() as unit:
            append(unit, SystemRandomness(), Entry("bench", "2026-03-01T09:00:00Z", actor.member))

    rate = _rate(one)
    store.close()
    return rate


def pages_per_second(path: Path) -> float:
    file = os.open(path, os.O_CREAT | os.O_WRONLY)
    page = os.urandom(4096)

    def one() -> None:
        os.write(file, page)
        os.fdatasync(file)

    rate = _rate(one)
    os.close(file)
    return rate


def _rate(one: Callable[[], object]) -> float:
    """How often a second, in the least disturbed of a few rounds."""
    one()
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for _ in range(ACTS):
            one()
        best = min(best, time.perf_counter() - start)
    return ACTS / best
