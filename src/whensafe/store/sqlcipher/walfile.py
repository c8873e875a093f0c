"""Has a write-ahead log lost acts that were acknowledged? Read before SQLite does: SQLite doesn't say.

SQLite reads a log up to the first frame whose checksum doesn't fit and takes the rest for what a crash
left. That is right for the transaction that was being written, and wrong for a byte changed in an older
one: every act after it would be gone without a word. A transaction ends with a commit frame, and the log is
synced before the next one begins (``synchronous = FULL``). So two commit frames of this log at or after the
first bad frame mean that an acknowledged act is lost. One is what a crash may leave; whether an act that
somebody saw is gone with it, the ledger's last seen checkpoint tells.

Format: https://www.sqlite.org/fileformat2.html#walformat
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

_HEADER = struct.Struct(">8I")
_FRAME = struct.Struct(">6I")
_MAGIC = 0x377F0682
_WORDS = 0xFFFFFFFF


def has_lost_commits(path: Path) -> bool:
    """Whether the log at ``path`` (which nobody has open) holds acknowledged acts that SQLite won't read."""
    try:
        with path.open("rb") as file:
            return _lost(file)
    except FileNotFoundError:
        return False


def _lost(file: BinaryIO) -> bool:
    raw = file.read(_HEADER.size)
    if not raw:
        return False
    if len(raw) < _HEADER.size:
        return False  # a crash while the very first frame was written
    header = _HEADER.unpack(raw)
    order = ">" if header[0] & 1 else "<"
    if header[0] & ~1 != _MAGIC or _sum(raw[:24], (0, 0), order) != header[6:8]:
        return bool(file.read(1))
    lost = 0
    sound = True
    running: tuple[int, int] = (header[6], header[7])
    for head, page in _frames(file, header[2]):
        mine = head[2:4] == header[4:6]
        if sound:
            running = _sum(_FRAME.pack(*head)[:8] + page, running, order)
            sound = mine and running == head[4:6]
        if not sound and mine and head[1]:
            lost += 1
    return lost > 1


def _frames(file: BinaryIO, page_size: int) -> Iterator[tuple[tuple[int, ...], bytes]]:
    while len(raw := file.read(_FRAME.size + page_size)) == _FRAME.size + page_size:
        yield _FRAME.unpack(raw[: _FRAME.size]), raw[_FRAME.size :]


def _sum(data: bytes, start: tuple[int, int], order: str) -> tuple[int, int]:
    one, two = start
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = (one + first + two) & _WORDS
        two = (two + second + one) & _WORDS
    return one, two
