"""What passes between an archive and its reader process: frames of a length, a kind and JSON or bytes.

An `ASK` is answered by a `READING` or a `FAILURE`; an `UNPACK` by a `MEMBER` and its bytes for each document,
then `UNPACKED`, or by `ALONE` or a `FAILURE`.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, replace
from typing import BinaryIO, Final, TypeVar

import msgspec

from whensafe.errors import BadInput, TooLarge, Unreadable
from whensafe.intake import limits
from whensafe.nouns.reading import Reading
from whensafe.nouns.unpacked import Member, Unpacked

LOADING: Final = b"."
"""A new process says this after each thing it has loaded, so that slow is told from stuck."""
READY: Final = b"!"
ASK: Final = b"?"
UNPACK: Final = b"U"
MEMBER: Final = b"M"
UNPACKED: Final = b"D"
ALONE: Final = b"A"
READING: Final = b"R"
FAILURE: Final = b"E"

MAX_REPLY_BYTES = 256 * 1024 * 1024
"""A reading is its text and its marks: a few times the text at most, and text is bounded at 32 MiB."""

_T = TypeVar("_T")
_HEAD = struct.Struct(">cQ")
_CHUNK = 1 << 20
_ERRORS: Final[dict[str, type[BadInput]]] = {kind.code: kind for kind in (Unreadable, TooLarge, BadInput)}


@dataclass(frozen=True, slots=True)
class Ask:
    """One document to read: its name, and how many bytes follow this frame."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Failure:
    """An error of ours, as codes and sentences. Nothing of the document is in it."""

    code: str
    message: str
    where: str | None = None
    todo: str | None = None

    @classmethod
    def of(cls, error: BadInput) -> Failure:
        """Carry an error over."""
        return cls(error.code, error.message, error.where, error.todo)

    def error(self) -> BadInput:
        """The same error on this side."""
        return _ERRORS.get(self.code, Unreadable)(self.message, where=self.where, todo=self.todo)


class Gone(Exception):
    """The other side closed the pipe, or says what this side doesn't understand."""


def send(pipe: BinaryIO, kind: bytes, payload: bytes) -> None:
    """Write one frame."""
    write(pipe, _HEAD.pack(kind, len(payload)))
    write(pipe, payload)


def write(pipe: BinaryIO, data: bytes) -> None:
    """Write everything, however little the pipe takes at a time."""
    view = memoryview(data)
    while view:
        view = view[pipe.write(view[:_CHUNK]) :]
    pipe.flush()


def receive(pipe: BinaryIO, *, most: int) -> tuple[bytes, bytes]:
    """Read one frame: its kind and payload. Raises `Gone` at the end, or above ``most`` bytes."""
    kind, size = _HEAD.unpack(read(pipe, _HEAD.size))
    if size > most:
        raise Gone
    return kind, read(pipe, size)


def read(pipe: BinaryIO, size: int) -> bytes:
    """Read exactly so many bytes, or raise `Gone`."""
    parts = bytearray()
    while len(parts) < size:
        part = pipe.read(min(size - len(parts), _CHUNK))
        if not part:
            raise Gone
        parts += part
    return bytes(parts)


def one_reading(pipe: BinaryIO) -> Reading | Failure:
    """The answer to `ASK`."""
    kind, payload = receive(pipe, most=MAX_REPLY_BYTES)
    return reading(payload) if kind == READING else failure(payload)


def send_members(pipe: BinaryIO, found: Unpacked | None) -> None:
    """What was in a file, a frame and its bytes for each."""
    if found is None:
        send(pipe, ALONE, b"")
        return
    for member in found.members:
        send(pipe, MEMBER, encode(Ask(member.name, len(member.data))))
        write(pipe, member.data)
    send(pipe, UNPACKED, encode(Unpacked((), found.left_out, found.skipped)))


def members(pipe: BinaryIO) -> Unpacked | Failure | None:
    """The other side of it, or `Gone` for more than what is taken out of one file."""
    found: list[Member] = []
    left = limits.MAX_UNPACKED_BYTES
    while True:
        kind, payload = receive(pipe, most=MAX_REPLY_BYTES)
        if kind == MEMBER:
            head = ask(payload)
            left -= head.size
            if left < 0 or head.size < 0:
                raise Gone
            found.append(Member(head.name, read(pipe, head.size)))
        elif kind == UNPACKED:
            return replace(_decoded(payload, Unpacked), members=tuple(found))
        elif kind == ALONE:
            return None
        else:
            return failure(payload)


def encode(value: Reading | Failure | Ask | Unpacked) -> bytes:
    """As JSON."""
    return msgspec.json.encode(value)


def reading(payload: bytes) -> Reading:
    """A reading from JSON, every field checked, or `Gone`."""
    return _decoded(payload, Reading)


def failure(payload: bytes) -> Failure:
    """A failure from JSON, or `Gone`."""
    return _decoded(payload, Failure)


def ask(payload: bytes) -> Ask:
    """A question from JSON, or `Gone`."""
    return _decoded(payload, Ask)


def _decoded(payload: bytes, kind: type[_T]) -> _T:
    try:
        return msgspec.json.decode(payload, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Gone from error
