from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from whensafe.errors import Damaged, Unreadable
from whensafe.ledger import checkpoint, notes
from whensafe.ledger.checkpoint import Checkpoint
from whensafe.ledger.log import Head

KEY = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)
PUBLIC = KEY.public_key().public_bytes_raw()
ORIGIN = "whensafe/k3v9"


@given(st.integers(0, 2**63), st.binary(min_size=32, max_size=32))
def test_a_checkpoint_comes_back(size: int, root: bytes) -> None:
    data = checkpoint.write(ORIGIN, Head(size, root), PUBLIC, KEY.sign)
    assert checkpoint.open_checkpoint(data, ORIGIN, PUBLIC) == Checkpoint(ORIGIN, Head(size, root))


def test_another_logs_checkpoint_is_damage_even_under_our_key() -> None:
    text = Checkpoint("another/log", Head(1, b"r" * 32)).text()
    data = notes.sign(text, notes.Verifier(ORIGIN, PUBLIC), KEY.sign)
    with pytest.raises(Damaged):
        checkpoint.open_checkpoint(data, ORIGIN, PUBLIC)


ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="


def test_the_example_of_the_specification() -> None:
    found = checkpoint.parse_text(f"example.com/behind-the-sofa\n20852163\n{ROOT}\n")
    assert (found.origin, found.head.size) == ("example.com/behind-the-sofa", 20852163)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(f"o\n1\n{ROOT}", id="no last newline"),
        pytest.param(f"\n1\n{ROOT}\n", id="no origin"),
        pytest.param(f"o\n01\n{ROOT}\n", id="leading zero"),
        pytest.param(f"o\n-1\n{ROOT}\n", id="negative"),
        pytest.param(f"o\n\u0661\n{ROOT}\n", id="other digits"),
        pytest.param(f"o\n1\n{ROOT[:-1]}\n", id="no padding"),
        pytest.param(f"o\n1\n{ROOT[:-2]}J=\n", id="loose bits"),
        pytest.param("o\n1\nAAAA\n", id="short root"),
        pytest.param(f"o\n1\n{ROOT}\nextension\n", id="extension line"),
        pytest.param(f"o\n1\n{ROOT}\n\n", id="empty extension line"),
    ],
)
def test_malformed_checkpoints_are_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        checkpoint.parse_text(text)


@given(st.text(max_size=80) | st.text(max_size=20).map(lambda t: f"o\n{t}\n{ROOT}\n"))
def test_only_our_errors_leave_the_parser(text: str) -> None:
    try:
        found = checkpoint.parse_text(text)
    except Unreadable:
        return
    assert found.text() == text
