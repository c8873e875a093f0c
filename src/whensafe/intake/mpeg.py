"""MPEG sound, layer III: frames, how long they last, and what stands before the first of them.

Sources: ISO/IEC 11172-3 and 13818-3 (the frame's header); the Xing, Info and VBRI headers as encoders write
them; ID3v2 (https://id3.org/id3v2.4.0-structure).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

_KBITS_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_KBITS_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_RATES = (44_100, 48_000, 32_000)
_LOOK = 64 * 1024
_SAME = 32
"""A file without a header that counts frames is measured by its first ones, if so many are of one size."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame: its length in bytes, its samples, samples a second, bits a second."""

    length: int
    samples: int
    rate: int
    bits: int
    side: int


def begins(head: bytes) -> bool:
    """Does a file begin like one: two frames, one behind the other, after a tag if there is one?"""
    if head[:3] == b"ID3":
        at = _tagged(head)
        return at > 0 and (at >= len(head) - 8 or _two(head, at))
    return _two(head, 0)


def seconds(size: int, read: Callable[[int, int], bytes]) -> float | None:
    """How long it lasts, or ``None``: by its own count of frames, else by its size if its first are equal."""
    at = _tagged(read(0, 10))
    data = read(at, _LOOK)
    start = next((n for n in range(min(len(data), 4096)) if _two(data, n)), None)
    first = frame(data, start) if start is not None else None
    if start is None or first is None:
        return None
    counted = _counted(data[start : start + first.length], first)
    if counted is not None:
        return counted * first.samples / first.rate
    bits, n, here = first.bits, 0, start
    while (one := frame(data, here)) is not None and n < _SAME:
        if one.bits != bits:
            return None
        here, n = here + one.length, n + 1
    tail = 128 if read(max(0, size - 128), 3) == b"TAG" else 0
    return (size - at - start - tail) * 8 / bits


def frame(data: bytes, at: int) -> Frame | None:
    """The frame that begins here, or ``None``."""
    head = data[at : at + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:  # in step, and layer III
        return None
    version, kbits, rate = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or kbits in (0, 15) or rate == 3:
        return None
    new = version == 3
    per_second = _RATES[rate] >> (0 if new else 1 if version == 2 else 2)
    bits = (_KBITS_1 if new else _KBITS_2)[kbits] * 1000
    samples = 1152 if new else 576
    mono = head[3] >> 6 == 3
    side = (17 if mono else 32) if new else (9 if mono else 17)
    return Frame(samples // 8 * bits // per_second + (head[2] >> 1 & 1), samples, per_second, bits, side)


def _two(data: bytes, at: int) -> bool:
    first = frame(data, at)
    return first is not None and frame(data, at + first.length) is not None


def _counted(data: bytes, first: Frame) -> int | None:
    """How many frames there are, by the header that encoders hide in the first one."""
    at = 4 + first.side
    if data[at : at + 4] in (b"Xing", b"Info") and data[at + 7] & 1:
        return int.from_bytes(data[at + 8 : at + 12], "big") or None
    if data[36:40] == b"VBRI":
        return int.from_bytes(data[50:54], "big") or None
    return None


def _tagged(head: bytes) -> int:
    """Where the sound begins behind a tag; 0 if there is none."""
    if len(head) < 10 or head[:3] != b"ID3" or head[3] not in (2, 3, 4) or max(head[6:10]) > 0x7F:
        return 0
    a, b, c, d = head[6:10]
    return 10 + (a << 21 | b << 14 | c << 7 | d) + (10 if head[5] & 0x10 else 0)
