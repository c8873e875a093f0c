"""Secrets as words: a custodian's seed on paper, a group's seed in k-of-n shares. SLIP-39.

No passphrase is used: a wrong one would silently give another secret. Iteration exponent 0: what is split is
random already. Source: https://github.com/satoshilabs/slips/blob/master/slip-0039.md.
"""

from __future__ import annotations

from collections.abc import Sequence

from shamir_mnemonic import MnemonicError, combine_mnemonics, generate_mnemonics

from whensafe.errors import BadOption

SEED = 32
MOST_SHARES = 16
WORDS = 33
"""How many words a 32-byte secret takes."""


def split(seed: bytes, threshold: int, shares: int) -> tuple[str, ...]:
    """``shares`` mnemonics, any ``threshold`` of which give ``seed`` (32 bytes) back.

    With threshold 1 every share is the same words: SLIP-39 has no other way, and it hides nothing.
    """
    if len(seed) != SEED or not 1 <= threshold <= shares <= MOST_SHARES:
        raise ValueError("a 32-byte seed and 1 ≤ threshold ≤ shares ≤ 16")
    members = (1, 1) if threshold == 1 else (threshold, shares)
    mnemonics = tuple(generate_mnemonics(1, [members], seed, iteration_exponent=0, extendable=True)[0])
    return mnemonics * shares if threshold == 1 else mnemonics


def join(mnemonics: Sequence[str]) -> bytes:
    """The seed, from exactly as many mnemonics as its threshold, or `BadOption`."""
    try:
        seed = combine_mnemonics(mnemonics)
    except (MnemonicError, ValueError):
        raise BadOption(
            "these words don't fit together",
            todo="Look for a mistyped word, a missing share or one too many.",
        ) from None
    if len(seed) != SEED:
        raise BadOption("these words hold a secret of another length")
    return bytes(seed)


def to_paper(seed: bytes) -> str:
    """One person's seed as 33 words, 1-of-1."""
    return split(seed, 1, 1)[0]


def from_paper(typed: str) -> bytes:
    """The seed from words as a person typed them: any case, any white space. Only a checksum guards it."""
    return join([" ".join(typed.lower().split())])
