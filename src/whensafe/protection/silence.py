"""A cut of a recording that can be checked: spans of a WAV file become silence, all else stays as it was.

Only sound kept sample by sample (PCM) can be cut so that anybody sees that it was cut and nothing else was
done. What is beside the samples in such a file (titles, notes, marks) is left out of the cut: it may tell
more. Pure: bytes in, bytes out.
Source: Multimedia Programming Interface and Data Specifications 1.0, IBM and Microsoft 1991; WAVEFORMATEX.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

ReadAt = Callable[[int, int], bytes]
Span = tuple[int, int]

_WHOLE_NUMBERS, _FLOATS, _EXTENSIBLE = 1, 3, 0xFFFE
_SUBFORMAT = bytes.fromhex("000000001000800000aa00389b71")
_MOST_CHUNKS = 1000
AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True)
class Samples:
    """Where the samples of a WAV file are, and what they are: frames a second, bytes a frame."""

    at: int
    length: int
    rate: int
    frame: int
    zero: bytes
    form: bytes

    @property
    def head(self) -> bytes:
        """What stands before the samples in a cut: 12 bytes, how to read them, 8 bytes."""
        form = b"fmt " + struct.pack("<I", len(self.form)) + self.form
        data = b"data" + struct.pack("<I", self.length)
        size = 4 + len(form) + len(data) + self.length + self.length % 2
        return b"RIFF" + struct.pack("<I", size) + b"WAVE" + form + data

    @property
    def tail(self) -> bytes:
        """What stands behind them: a byte, where there is an odd number."""
        return bytes(self.length % 2)

    @property
    def duration_ms(self) -> int:
        """How long they last."""
        return self.length // self.frame * 1000 // self.rate

    def spans(self, times: Sequence[Span]) -> tuple[Span, ...]:
        """These times in milliseconds as stretches of the samples, in bytes, apart and in order."""
        frames = self.length // self.frame
        found: list[Span] = []
        for start_ms, end_ms in sorted(times):
            start = max(0, min(frames, start_ms * self.rate // 1000)) * self.frame
            end = max(0, min(frames, -(-end_ms * self.rate // 1000))) * self.frame
            if found and start <= found[-1][1]:
                found[-1] = (found[-1][0], max(found[-1][1], end))
            elif start < end:
                found.append((start, end))
        return tuple(found)


def samples(size: int, read_at: ReadAt) -> Samples | None:
    """The samples of a WAV file of ``size`` bytes, or ``None`` for whatever can't be cut exactly."""
    head = read_at(0, 12)
    if head[:4] != b"RIFF" or head[8:12] != b"WAVE":
        return None
    form, at = b"", 12
    for _ in range(_MOST_CHUNKS):
        start = read_at(at, 8)
        if len(start) < 8:
            return None
        name, length = struct.unpack("<4sI", start)
        if name == b"fmt " and not form and length <= 64:
            form = read_at(at + 8, length)
        elif name == b"data":
            return _checked(form, at + 8, length, size)
        at += 8 + length + length % 2
    return None


def cut(found: Samples, times: Sequence[Span], data: Iterator[bytes]) -> Iterator[bytes]:
    """The cut file; ``data`` are the samples, and nothing else of the file, in pieces of any size."""
    spans, at = found.spans(times), 0
    yield found.head
    for piece in data:
        yield _silenced(found, spans, at, piece)
        at += len(piece)
    yield found.tail


def is_cut(before: tuple[int, ReadAt], after: tuple[int, ReadAt], times: Sequence[Span]) -> bool:
    """Is the second file, of so many bytes, the first one with silence at these times and no other change?

    Both are read again, a mebibyte at a time.
    """
    old, new = samples(*before), samples(*after)
    if old is None or new is None or (old.form, old.length) != (new.form, new.length):
        return False
    if after[0] != len(new.head) + new.length + len(new.tail) or new.at != len(new.head):
        return False
    spans = old.spans(times)
    for at in range(0, old.length, AT_ONCE):
        n = min(AT_ONCE, old.length - at)
        was, now = before[1](old.at + at, n), after[1](new.at + at, n)
        if len(was) != n or len(now) != n or not _differ_only_there(was, now, at, spans, old.zero):
            return False
    return True


def _differ_only_there(was: bytes, now: bytes, at: int, spans: Sequence[Span], zero: bytes) -> bool:
    here = 0
    for start, end in spans:
        a, b = (max(0, min(len(was), edge - at)) for edge in (start, end))
        if was[here:a] != now[here:a] or now[a:b].strip(zero):
            return False
        here = max(here, b)
    return was[here:] == now[here:]


def _silenced(found: Samples, spans: Sequence[Span], at: int, piece: bytes) -> bytes:
    changed = bytearray(piece)
    for start, end in spans:
        a, b = (max(0, min(len(piece), edge - at)) for edge in (start, end))
        changed[a:b] = found.zero * (b - a)
    return bytes(changed)


def _checked(form: bytes, at: int, length: int, size: int) -> Samples | None:
    if len(form) < 16 or not 0 < length <= size - at:
        return None
    kind, channels, rate, a_second, frame, bits = struct.unpack("<HHIIHH", form[:16])
    if kind == _EXTENSIBLE:
        if len(form) < 40 or form[26:40] != _SUBFORMAT:
            return None
        kind = struct.unpack("<H", form[24:26])[0]
        kept = form[:40]
    else:
        kept = form[:16]
    honest = channels and rate and bits in (8, 16, 24, 32, 64) and frame == channels * bits // 8
    if kind not in (_WHOLE_NUMBERS, _FLOATS) or not honest or a_second != rate * frame or length % frame:
        return None
    zero = b"\x80" if kind == _WHOLE_NUMBERS and bits == 8 else b"\0"
    return Samples(at, length, rate, frame, zero, kept)
