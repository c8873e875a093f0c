"""The recording of the demonstration: made from the times of captions, so that nobody's voice is in it."""

from __future__ import annotations

import math
import re
import struct

RATE = 8000
"""Samples in a second, eight bits each, one channel: about 1 MB for two minutes."""
PITCHES = (150, 210)
"""Hertz, for one who speaks and for the other."""
_CUE = re.compile(r"(\d\d):(\d\d):(\d\d\.\d{3}) --> (\d\d):(\d\d):(\d\d\.\d{3}).*\n(?:<v ([^>]+)>)?")


def hum(captions: str) -> bytes:
    """A WAV as long as the WebVTT ``captions`` with a soft hum where somebody speaks, of one pitch for each.

    A cue without a voice goes on with the one before. Silence everywhere else.
    """
    spoken: list[tuple[int, int, int]] = []
    voices: dict[str, int] = {}
    voice = ""
    for found in _CUE.finditer(captions):
        voice = found[7] or voice
        pitch = PITCHES[voices.setdefault(voice, len(voices)) % len(PITCHES)]
        spoken.append((_sample(found, 1), _sample(found, 4), pitch))
    body = bytearray(b"\x80" * max((end for _, end, _ in spoken), default=0))
    for start, end, pitch in spoken:
        # One second is drawn and repeated: whole pitches close without a click.
        second = bytes(128 + round(12 * math.sin(2 * math.pi * pitch * n / RATE)) for n in range(RATE))
        body[start:end] = (second * ((end - start) // RATE + 1))[: end - start]
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, RATE, RATE, 1, 8)
    data = struct.pack("<4sI", b"data", len(body)) + body + b"\0" * (len(body) % 2)
    return struct.pack("<4sI4s", b"RIFF", 4 + len(form) + len(data), b"WAVE") + form + data


def _sample(found: re.Match[str], at: int) -> int:
    hours, minutes, seconds = int(found[at]), int(found[at + 1]), float(found[at + 2])
    return round((hours * 3600 + minutes * 60 + seconds) * RATE)
