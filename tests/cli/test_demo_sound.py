"""The demonstration's recording is a sound file that any reader knows, silent where nobody speaks."""

from __future__ import annotations

import io
import itertools
import wave

from whensafe.cli.demo_sound import RATE, hum

CAPTIONS = """WEBVTT

00:00:01.000 --> 00:00:02.000
<v One>Where?

00:00:02.000 --> 00:00:03.500
<v Two>There.

00:00:04.000 --> 00:00:05.000
And there.
"""


def crossings(data: bytes) -> int:
    return sum(a < 128 <= b for a, b in itertools.pairwise(data))


def test_it_hums_where_somebody_speaks() -> None:
    with wave.open(io.BytesIO(hum(CAPTIONS))) as read:
        assert (read.getnchannels(), read.getsampwidth(), read.getframerate()) == (1, 1, RATE)
        data = read.readframes(read.getnframes())
    assert len(data) == 5 * RATE
    assert set(data[:RATE]) == {128}
    assert set(data[3 * RATE + RATE // 2 : 4 * RATE]) == {128}
    one, two, again = (crossings(data[s * RATE : (s + 1) * RATE]) for s in (1, 2, 4))
    assert one < two == again


def test_the_same_captions_make_the_same_sound_and_none_make_none() -> None:
    assert hum(CAPTIONS) == hum(CAPTIONS)
    with wave.open(io.BytesIO(hum("WEBVTT\n"))) as read:
        assert read.getnframes() == 0
