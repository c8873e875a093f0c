"""An append-only Merkle log: bytes in, verdict out. Knows no testimony, no database and no clock.

    >>> from whensafe.ledger import entry, log, proofs
    >>> leaf = entry.commit(salt, entry.canonical({"act": "add", "of": "7h2k…"}))
    >>> head = log.append(rows, head.size, [leaf])
    >>> proof = log.prove(rows, 0, 1, head.size)
    >>> proofs.included(tree.hash_leaf(leaf), 0, head.size, proof, head.root)
    True

The written format, with a worked example, is `docs/formats/ledger.md`.
"""
