"""The bounds of an age header: at the bound it is read, one over it is refused as a header.

The stanzas are of a type that nobody knows, so a header within its bounds is read and then opens for nobody.
"""

from __future__ import annotations

import pytest

from whensafe.errors import BadSeal, SealFault
from whensafe.sealing import header
from whensafe.sealing.age import X25519Identity, open_file

FILE_KEY = bytes(range(16))
PAVLO = X25519Identity(bytes(range(32)))


def unknown(length: int) -> header.Stanza:
    """A stanza whose first line is so many bytes long, its line feed included, with no body."""
    return header.Stanza("x", ("y" * (length - len("-> x \n")),), b"")


def verdict(data: bytes) -> SealFault:
    with pytest.raises(BadSeal) as refused:
        open_file(data + bytes(64), [PAVLO])
    return refused.value.fault


def test_a_line_as_long_as_the_bound_is_read_and_one_byte_more_is_refused() -> None:
    at = header.write([unknown(header._MOST_LINE)], FILE_KEY)
    assert max(len(line) for line in at.splitlines(keepends=True)) == header._MOST_LINE
    assert header.read(at)[0].stanzas == (unknown(header._MOST_LINE),)
    assert verdict(at) is SealFault.NO_MATCH
    over = header.write([unknown(header._MOST_LINE + 1)], FILE_KEY)
    assert verdict(over) is SealFault.HEADER


def test_as_many_stanzas_as_the_bound_are_read_and_one_more_is_refused() -> None:
    at = header.write([unknown(10)] * header.MOST_STANZAS, FILE_KEY)
    assert len(header.read(at)[0].stanzas) == header.MOST_STANZAS
    assert verdict(at) is SealFault.NO_MATCH
    assert verdict(header.write([unknown(10)] * (header.MOST_STANZAS + 1), FILE_KEY)) is SealFault.HEADER


def of_size(size: int) -> bytes:
    """A header of exactly so many bytes, with lines and stanzas well within their bounds."""
    stanzas = [unknown(2000)] * 30
    left = size - len(header.write(stanzas, FILE_KEY))
    while left > 0:
        step = min(left, 2000) if left >= 2100 or left <= 2000 else 1000
        stanzas.append(unknown(step - 1))  # the empty line of its body is one more byte
        left -= step
    return header.write(stanzas, FILE_KEY)


def test_a_header_as_long_as_the_bound_is_read_and_one_byte_more_is_refused() -> None:
    at, over = of_size(header.MOST_BYTES), of_size(header.MOST_BYTES + 1)
    assert (len(at), len(over)) == (header.MOST_BYTES, header.MOST_BYTES + 1)
    assert header.read(at)[1] == header.MOST_BYTES
    assert verdict(at) is SealFault.NO_MATCH
    assert verdict(over) is SealFault.HEADER
