from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whensafe.errors import BadInput
from whensafe.ledger import log, tree
from whensafe.ledger.memory import MemoryRows
from whensafe.ledger.prover import Prover

LEAVES = [b"leaf %d" % n for n in range(130)]
ROWS = MemoryRows()
ROWS.put_leaves(LEAVES)
log.append(ROWS, 0, LEAVES)


@given(st.integers(1, 130).flatmap(lambda size: st.tuples(st.just(size), st.integers(1, size))))
def test_its_proofs_are_those_read_from_rows(case: tuple[int, int]) -> None:
    size, old = case
    prover = Prover(LEAVES[:size])
    assert prover.head == log.Head(size, tree.root_of(LEAVES[:size]))
    assert prover.inclusion(old - 1) == log.prove(ROWS, old - 1, old, size)
    assert prover.consistency(old) == log.prove(ROWS, 0, old, size)


def test_an_empty_tree_has_a_head_and_no_proofs() -> None:
    prover = Prover([])
    assert prover.head == log.Head(0, tree.EMPTY_ROOT)
    with pytest.raises(BadInput):
        prover.inclusion(0)
    with pytest.raises(BadInput):
        prover.consistency(0)


def test_what_lies_beyond_the_tree_has_no_proof() -> None:
    prover = Prover(LEAVES[:7])
    with pytest.raises(BadInput):
        prover.inclusion(7)
    with pytest.raises(BadInput):
        prover.consistency(8)
