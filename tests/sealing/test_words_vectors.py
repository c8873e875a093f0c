"""Every public SLIP-39 vector: 15 recover, 30 are refused. Source: trezor/python-shamir-mnemonic.

They go through the library and through each reading of our own. Ours are narrower than SLIP-39, so of the 15
that recover some are refused, always for one of these reasons:

128 bits       all of ours hold 32 bytes: a seed of 16 is refused by each of the three
not extendable the opener in one file and the saved page read the extendable kind alone, the only one we write
two groups     those two know one group; here this is refused as not extendable, below as what it is

No reading of ours takes a passphrase, and the vectors have one. SLIP-39 can't tell a wrong one: the shares
recover an encrypted secret, and without a passphrase that is decrypted to another value. The last step is
then undone and done again with theirs, which gives the stated secret only if everything before was right.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from shamir_mnemonic import MnemonicError, Share, cipher, combine_mnemonics, generate_mnemonics

from whensafe.errors import BadOption
from whensafe.sealing import open_seals, words

FILE = Path(os.environ.get("WHENSAFE_VECTORS") or Path(__file__).parents[3] / "shared" / "vectors") / "slip39"
FOUND = sorted(FILE.glob("*.json")) if FILE.is_dir() else []
CASES = json.loads(FOUND[0].read_text(encoding="utf-8")) if FOUND else [["absent", [], "", ""]]
PASSPHRASE = b"TREZOR"

OPENER = Path(__file__).parents[2] / "tools" / "opener"
NODE = shutil.which("node")
SCRIPT = """
  import { readFileSync } from "node:fs";
  import { join } from "./src/words.js";
  const verdict = (set) => {
    try { return Buffer.from(join(set)).toString("hex"); } catch (error) { return error.code ?? "" + error; }
  };
  console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(verdict)));
"""

vectors = pytest.mark.skipif(not FOUND, reason=f"the public SLIP-39 vectors are not there: {FILE}")
needs_node = pytest.mark.skipif(
    NODE is None or not (OPENER / "node_modules" / "@noble").is_dir(),
    reason="node or the page's libraries are not installed: tools/browser-packages",
)
pytestmark = pytest.mark.vectors
each = pytest.mark.parametrize(
    ("says", "mnemonics", "secret"), [c[:3] for c in CASES], ids=lambda v: str(v)[:40]
)


def stated(found: bytes, mnemonic: str) -> str:
    """What was recovered without a passphrase, as it is with the vectors' own."""
    one = Share.from_mnemonic(mnemonic)
    how = (one.iteration_exponent, one.identifier, one.extendable)
    return cipher.decrypt(cipher.encrypt(found, b"", *how), PASSPHRASE, *how).hex()


def is_wide(secret: str) -> bool:
    return len(secret) == 64


def is_ours(mnemonics: list[str], secret: str) -> bool:
    """Extendable and 32 bytes: what we write."""
    return is_wide(secret) and Share.from_mnemonic(mnemonics[0]).extendable


def in_the_page(sets: list[list[str]]) -> list[str]:
    """What the saved page makes of them: a secret in hex, or its code for what is wrong."""
    done = subprocess.run(
        [str(NODE), "--input-type=module", "-e", SCRIPT],
        cwd=OPENER,
        input=json.dumps(sets).encode(),
        capture_output=True,
        check=True,
    )
    return list(json.loads(done.stdout))


@vectors
@each
def test_the_stated_verdict(says: str, mnemonics: list[str], secret: str) -> None:
    if secret:
        assert combine_mnemonics(mnemonics, PASSPHRASE).hex() == secret
    else:
        with pytest.raises(MnemonicError):
            combine_mnemonics(mnemonics, PASSPHRASE)


@vectors
@each
def test_the_stated_verdict_of_what_custodians_words_are_read_with(
    says: str, mnemonics: list[str], secret: str
) -> None:
    if is_wide(secret):
        assert stated(words.join(mnemonics), mnemonics[0]) == secret
        typed = [f"  {' '.join(one.upper().split())}\n" for one in mnemonics]
        if len(typed) == 1:
            assert stated(words.from_paper(typed[0]), mnemonics[0]) == secret
        return
    with pytest.raises(BadOption) as refused:
        words.join(mnemonics)
    assert ("another length" in refused.value.message) is bool(secret)


@vectors
@each
def test_the_stated_verdict_of_the_opener_in_one_file(says: str, mnemonics: list[str], secret: str) -> None:
    if is_ours(mnemonics, secret):
        assert stated(open_seals.join(mnemonics), mnemonics[0]) == secret
        return
    with pytest.raises(open_seals.Wrong):
        open_seals.join(mnemonics)


@vectors
@needs_node
def test_the_stated_verdicts_of_the_saved_page() -> None:
    codes = {"not_33_words", "mistyped", "other_words", "too_few", "dont_fit"}
    found = in_the_page([mnemonics for _, mnemonics, *_ in CASES])
    recovered = 0
    for (says, mnemonics, secret, *_), verdict in zip(CASES, found, strict=True):
        if is_ours(mnemonics, secret):
            assert stated(bytes.fromhex(verdict), mnemonics[0]) == secret, says
            recovered += 1
        else:
            assert verdict in codes, says
    assert recovered == 2


@vectors
def test_all_of_them_are_there_and_this_many_recover_by_each_reading() -> None:
    good = [(mnemonics, secret) for _, mnemonics, secret, *_ in CASES if secret]
    assert (len(CASES), len(good)) == (45, 15)
    assert sum(is_wide(secret) for _, secret in good) == 7
    assert sum(is_ours(*one) for one in good) == 2


OTHERS: dict[str, Callable[[], list[str]]] = {
    "one share of a secret that two groups hold": lambda: generate_mnemonics(
        2, [(1, 1), (1, 1)], bytes(range(32)), iteration_exponent=0, extendable=True
    )[0],
    "a share of one group of two": lambda: generate_mnemonics(
        1, [(1, 1), (1, 1)], bytes(range(32)), iteration_exponent=0, extendable=True
    )[1],
}


@pytest.mark.parametrize("which", OTHERS)
def test_words_of_several_groups_are_refused_and_never_read_as_another_secret(which: str) -> None:
    with pytest.raises(open_seals.Wrong, match="another kind"):
        open_seals.join(OTHERS[which]())


@needs_node
def test_words_of_several_groups_are_refused_by_the_saved_page() -> None:
    assert in_the_page([make() for make in OTHERS.values()]) == ["other_words"] * len(OTHERS)
