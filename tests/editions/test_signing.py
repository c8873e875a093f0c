"""Proofs are read strictly, as c2sp.org/tlog-proof has them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.editions.cleared import EDITION_KEY, LOG_KEY, prove

from whensafe.editions.signing import check_proof
from whensafe.errors import WhensafeError

LEAF = b"whensafe edition v1\n"
PROOF = prove(LEAF)


def test_a_proof_leads_from_leaf_to_checkpoint() -> None:
    assert check_proof(PROOF, LEAF, LOG_KEY).head.size == 5


def test_extra_data_is_allowed_and_not_believed() -> None:
    head, rest = PROOF.split(b"\n", 1)
    assert check_proof(head + b"\nextra aGVsbG8=\n" + rest, LEAF, LOG_KEY).head.size == 5


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"@v1", b"@v2"),
        (b"index 4", b"index 04"),
        (b"index 4", b"index 3"),
        (b"index 4", b"index -1"),
        (b"index 4\n", b""),
        (b"\n\n", b"\nAAAA\n\n"),
        (b"\n\n", b"\n"),
        (b"\n5\n", b"\n6\n"),
    ],
)
def test_anything_else_is_refused(old: bytes, new: bytes) -> None:
    assert old in PROOF
    with pytest.raises(WhensafeError):
        check_proof(PROOF.replace(old, new, 1), LEAF, LOG_KEY)


def test_another_leaf_or_another_log_is_refused() -> None:
    with pytest.raises(WhensafeError):
        check_proof(PROOF, LEAF + b"x", LOG_KEY)
    with pytest.raises(WhensafeError):
        check_proof(PROOF, LEAF, EDITION_KEY)


@given(st.binary(max_size=300))
def test_only_our_errors_leave(data: bytes) -> None:
    with pytest.raises(WhensafeError):
        check_proof(data, LEAF, LOG_KEY)
