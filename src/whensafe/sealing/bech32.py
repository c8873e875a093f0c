"""Bech32 without its length limit, as age writes keys. Source: BIP 173; https://age-encryption.org/v1."""

from __future__ import annotations

from whensafe.errors import BadOption

_CHARSET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_MOST = 4096  # a hybrid recipient has 1,959 characters; nothing we read is longer


def encode(prefix: str, data: bytes) -> str:
    """Write ``data`` under ``prefix`` in lower case."""
    values = _regroup(data, 8, 5, pad=True)
    sum_ = _polymod([*_expand(prefix), *values, 0, 0, 0, 0, 0, 0]) ^ 1
    check = [(sum_ >> 5 * (5 - i)) & 31 for i in range(6)]
    return prefix + "1" + "".join(_CHARSET[v] for v in [*values, *check])


def decode(text: str) -> tuple[str, bytes]:
    """Read (prefix in lower case, data), or raise `BadOption`: mixed case, wrong checksum, stray bits."""
    if len(text) > _MOST or text not in (text.lower(), text.upper()):
        raise BadOption("not a key: mixed case or too long")
    prefix, one, rest = text.lower().rpartition("1")
    if not one or not prefix or len(rest) < 6 or any(c not in _CHARSET for c in rest):
        raise BadOption("not a key: letters that no key has")
    values = [_CHARSET.index(c) for c in rest]
    if _polymod([*_expand(prefix), *values]) != 1:
        raise BadOption("not a key: its check letters don't fit", todo="Look for a mistyped letter.")
    return prefix, bytes(_regroup(bytes(values[:-6]), 5, 8, pad=False))


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for i, generator in enumerate(_GENERATOR):
            if (top >> i) & 1:
                check ^= generator
    return check


def _expand(prefix: str) -> list[int]:
    return [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]


def _regroup(data: bytes, width: int, into: int, *, pad: bool) -> list[int]:
    bits = number = 0
    out = []
    for value in data:
        number = (number << width) | value
        bits += width
        while bits >= into:
            bits -= into
            out.append((number >> bits) & ((1 << into) - 1))
        number &= (1 << bits) - 1
    if pad and bits:
        out.append((number << (into - bits)) & ((1 << into) - 1))
    elif not pad and (bits >= width or number):
        raise BadOption("not a key: stray bits at its end")
    return out
