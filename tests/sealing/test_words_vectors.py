"""Every public SLIP-39 vector: 15 recover, 30 are refused. Source: trezor/python-shamir-mnemonic."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from shamir_mnemonic import MnemonicError, combine_mnemonics

FILE = Path(os.environ.get("WHENSAFE_VECTORS") or Path(__file__).parents[3] / "shared" / "vectors") / "slip39"
FOUND = sorted(FILE.glob("*.json")) if FILE.is_dir() else []
CASES = json.loads(FOUND[0].read_text(encoding="utf-8")) if FOUND else [["absent", [], "", ""]]

pytestmark = [
    pytest.mark.vectors,
    pytest.mark.skipif(not FOUND, reason=f"the public SLIP-39 vectors are not there: {FILE}"),
]


@pytest.mark.parametrize(("says", "mnemonics", "secret"), [c[:3] for c in CASES], ids=lambda v: str(v)[:40])
def test_the_stated_verdict(says: str, mnemonics: list[str], secret: str) -> None:
    if secret:
        assert combine_mnemonics(mnemonics, b"TREZOR").hex() == secret
    else:
        with pytest.raises(MnemonicError):
            combine_mnemonics(mnemonics, b"TREZOR")


def test_all_of_them_are_there() -> None:
    assert (len(CASES), sum(bool(c[2]) for c in CASES)) == (45, 15)
