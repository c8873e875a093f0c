"""Every reader on files gone wrong for as long as is asked: `WHENSAFE_FUZZ_SECONDS=600` is ten minutes each.

Watched for: an error of another type than ours, a file that takes more than ten seconds of the processor,
memory that grows. Example N of a reader is the same on every machine; a failure names it, and
`WHENSAFE_FUZZ_FROM=N` begins there. Without the variable each reader gets `FEW` examples.
"""

from __future__ import annotations

import gc
import io
import os
import random
import resource
import signal
import time
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.fuzz.long_seeds import KINDS
from tests.fuzz.test_readers import keeps_its_promises

from whensafe.errors import WhensafeError
from whensafe.intake import recording
from whensafe.intake.containers import unpack
from whensafe.intake.read import document_of, read

SECONDS = float(os.environ.get("WHENSAFE_FUZZ_SECONDS", "0"))
FIRST = int(os.environ.get("WHENSAFE_FUZZ_FROM", "0"))
FEW = 12
WARM = 150
"""Examples before memory is first looked at: by then what is loaded and remembered once is there."""
LONGEST = 10.0
"""Seconds of the processor for one small file."""
MOST_GROWN = 96e6
"""Bytes that a reader may hold after however many files beyond those after `WARM`."""

pytestmark = [pytest.mark.torture, pytest.mark.timeout(int(SECONDS) + 240)]


class Hangs(Exception):
    """One file took too long. Not of our error tree, so nothing that reads can swallow it as bad input."""


@contextmanager
def bounded() -> Iterator[None]:
    """`Hangs` after `LONGEST` seconds of the processor."""

    def stop(*_: object) -> None:
        raise Hangs

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def wrong(rng: random.Random, seeds: Sequence[bytes], bits: Sequence[bytes]) -> bytes:
    """A seed with a few edits; a zip's parts as often as the zip itself."""
    data = rng.choice(seeds)
    if data[:2] == b"PK" and rng.random() < 0.6:
        return _wrong_part(rng, data, bits)
    return _edited(rng, data, bits, seeds)


def _wrong_part(rng: random.Random, data: bytes, bits: Sequence[bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        parts = [(name, old.read(name)) for name in old.namelist()]
        victim = rng.randrange(len(parts))
        for n, (name, part) in enumerate(parts):
            new.writestr(zipfile.ZipInfo(name), _edited(rng, part, bits, [part]) if n == victim else part)
    return out.getvalue()


def _edited(rng: random.Random, data: bytes, bits: Sequence[bytes], seeds: Sequence[bytes]) -> bytes:
    for _ in range(rng.choice((1, 1, 2, 3, 5, 9))):
        at, size = rng.randrange(len(data) + 1), rng.choice((1, 2, 4, 9, 40, 300))
        match rng.randrange(8):
            case 0:
                data = data[:at] + data[at + size :]
            case 1:
                data = data[:at] + rng.randbytes(min(size, 9)) + data[at + rng.choice((0, size)) :]
            case 2 | 3 | 4:
                data = data[:at] + rng.choice(bits) * rng.choice((1, 1, 1, 2, 400)) + data[at:]
            case 5:
                data = data[:at] + data[at : at + size] * rng.choice((2, 9, 200)) + data[at:]
            case 6:
                other = rng.choice(seeds)
                begin = rng.randrange(len(other) + 1)
                data = data[:at] + other[begin : begin + size] + data[at:]
            case _:
                data = data[:at] if rng.random() < 0.2 else data[:at] + rng.choice(bits) + data[at + size :]
    return data[:2_000_000]


def take(data: bytes) -> None:
    """All that is done with a file from outside: what it is, what lies in it, what it says."""
    media_type = recording.sniff(data[: recording.HEAD])
    if media_type is not None:
        length = recording.duration_ms(media_type, len(data), lambda at, n: data[at : at + n])
        assert length is None or length > 0
        return
    try:
        found = unpack(data, "x")
    except WhensafeError:
        found = None
    for one in [data] if found is None else [member.data for member in found.members]:
        try:
            document, _ = document_of(one)
            keeps_its_promises(document)
        except WhensafeError:
            pass
        try:
            reading = read(one, "x")
        except WhensafeError:
            continue
        for turn in reading.turns:
            assert turn.text == unicodedata.normalize("NFC", turn.text)
            assert all(0 <= mark.at <= len(turn.text) for mark in turn.marks)


def resident() -> int:
    """Bytes of memory in use now; where that isn't told, the most there was."""
    gc.collect()
    told = Path("/proc/self/statm")
    if told.exists():
        return int(told.read_text().split()[1]) * resource.getpagesize()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


@pytest.mark.parametrize("kind", KINDS)
def test_gone_wrong_for_long(kind: str, tmp_path: Path) -> None:
    make, bits = KINDS[kind]
    seeds = make()
    for seed in seeds:
        take(seed)
    begun, n, slowest, at_first = time.monotonic(), FIRST, 0.0, None
    while (n - FIRST < FEW) if not SECONDS else (time.monotonic() - begun < SECONDS):
        data = wrong(random.Random(f"{kind} {n}"), seeds, bits)  # noqa: S311 - to be repeatable, not secret
        started = time.process_time()
        try:
            with bounded():
                take(data)
        except Exception as error:
            (tmp_path / "found").write_bytes(data)
            raise AssertionError(f"{kind}: example {n}, kept in {tmp_path}/found: {error!r}") from error
        slowest = max(slowest, time.process_time() - started)
        n += 1
        if n - FIRST == WARM:
            at_first = resident()
    grown = 0 if at_first is None else resident() - at_first
    took = f"{n - FIRST} files in {time.monotonic() - begun:.0f} s, slowest {slowest:.2f} s of the processor"
    print(f"{kind}: {took}, grown {grown / 1e6:.0f} MB")  # noqa: T201 - what was run, shown by `-s`
    assert grown <= MOST_GROWN, f"{kind} holds {grown / 1e6:.0f} MB more after {n - FIRST} files"
