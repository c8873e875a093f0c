"""What passes between an archive and its reader process: frames of a length, a kind and JSON or bytes."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import BinaryIO, Final

import msgspec

from whensafe.errors import BadInput, TooLarge, Unreadable
from whensafe.nouns.reading import Reading

LOADING: Final = b"."
"""A new process says this after each thing it has loaded, so that slow is told from stuck."""
READY: Final = b"!"
ASK: Final = b"?"
READING: Final = b"R"
FAILURE: Final = b"E"

MAX_REPLY_BYTES = 256 * 1024 * 1024
"""A reading is its text and its marks: a few times the text at most, and text is bounded at 32 MiB."""

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


def encode(value: Reading | Failure | Ask) -> bytes:
    """As JSON."""
    return msgspec.json.encode(value)


def reading(payload: bytes) -> Reading:
    """A reading from JSON, every field checked, or `Gone`."""
    try:
        return msgspec.json.decode(payload, type=Reading)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Gone from error


def failure(payload: bytes) -> Failure:
    """A failure from JSON, or `Gone`."""
    try:
        return msgspec.json.decode(payload, type=Failure)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Gone from error


def ask(payload: bytes) -> Ask:
    """A question from JSON, or `Gone`."""
    try:
        return msgspec.json.decode(payload, type=Ask)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Gone from error
