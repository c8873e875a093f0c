"""Small lists inside one column: compact JSON, so that any database and any reader can hold them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

import msgspec

from whensafe.errors import Damaged
from whensafe.nouns.ids import Address
from whensafe.nouns.interview import Mark, MarkKind, Silence

T = TypeVar("T")
_encode = msgspec.json.Encoder().encode
_Texts: msgspec.json.Decoder[list[str]] = msgspec.json.Decoder(list[str])
_Marks: msgspec.json.Decoder[list[tuple[MarkKind, int, str]]] = msgspec.json.Decoder(
    list[tuple[MarkKind, int, str]]
)
_Silences: msgspec.json.Decoder[list[tuple[str, int, int]]] = msgspec.json.Decoder(list[tuple[str, int, int]])


def texts(values: Iterable[str]) -> str:
    """A list of texts as one column; the empty list is the empty text."""
    kept = list(values)
    return _encode(kept).decode() if kept else ""


def read_texts(column: str) -> tuple[str, ...]:
    """What `texts` wrote."""
    if not column:
        return ()
    kept = _decode(_Texts, column)
    return tuple(kept)


def marks(values: Iterable[Mark]) -> str:
    """A turn's marks as one column."""
    kept = [(mark.kind.value, mark.at, mark.verbatim) for mark in values]
    return _encode(kept).decode() if kept else ""


def read_marks(column: str) -> tuple[Mark, ...]:
    """What `marks` wrote."""
    return tuple(Mark(*parts) for parts in _decode(_Marks, column)) if column else ()


def silences(values: Iterable[Silence]) -> str:
    """A recording's silent spans as one column."""
    kept = [(span.address, span.start_ms, span.end_ms) for span in values]
    return _encode(kept).decode() if kept else ""


def read_silences(column: str) -> tuple[Silence, ...]:
    """What `silences` wrote."""
    if not column:
        return ()
    return tuple(Silence(Address(at), start, end) for at, start, end in _decode(_Silences, column))


def _decode(decoder: msgspec.json.Decoder[T], column: str) -> T:
    try:
        return decoder.decode(column)
    except msgspec.DecodeError as error:
        raise Damaged("a stored list can't be read", where="archive.db") from error
