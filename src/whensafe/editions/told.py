"""An edition read back from its own files, as anybody who has it can."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from whensafe.editions import manifest as manifests
from whensafe.editions.manifest import MANIFEST, Manifest
from whensafe.errors import Unreadable
from whensafe.nouns.edition import Ground, Notice, Piece, Withheld

Read = Callable[[str], bytes | None]
"""A file of the edition by path, or ``None`` where there is none."""
_INDEX = "index.json"
T = TypeVar("T")


class _Hole(msgspec.Struct, frozen=True):
    withheld: Ground


class _Turn(msgspec.Struct, frozen=True):
    address: str
    text: tuple[str | _Hole, ...]


class _Text(msgspec.Struct, frozen=True):
    language: str
    turns: tuple[_Turn, ...]


class _Narrator(msgspec.Struct, frozen=True):
    name: str | None


class ToldInterview(msgspec.Struct, frozen=True):
    """An interview as an edition tells it."""

    texts: tuple[_Text, ...] = ()
    notices: tuple[Notice, ...] = ()
    narrators: tuple[_Narrator, ...] = ()

    @property
    def turns(self) -> Mapping[tuple[str, str], tuple[Piece, ...]]:
        """Words and holes of every turn, by language and address, in their order."""
        return {
            (text.language, turn.address): tuple(
                Withheld(piece.withheld) if isinstance(piece, _Hole) else piece for piece in turn.text
            )
            for text in self.texts
            for turn in text.turns
        }

    @property
    def names(self) -> tuple[str | None, ...]:
        """What its narrators are called there."""
        return tuple(narrator.name for narrator in self.narrators)


NOTHING = ToldInterview()
"""An interview that isn't told."""


class _Entry(msgspec.Struct, frozen=True):
    id: str
    data: str


class _Index(msgspec.Struct, frozen=True):
    interviews: tuple[_Entry, ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class ToldEdition:
    """The manifest and the list; interviews are read when they are asked for."""

    manifest: Manifest
    notices: tuple[Notice, ...]
    _read: Read
    _data: Mapping[str, str]
    _digests: Mapping[str, str]

    @classmethod
    def opened(cls, read: Read) -> ToldEdition:
        """Read manifest and list, or raise `Unreadable`. Nothing is checked against a signature here."""
        data, listed = read(MANIFEST), read(_INDEX)
        if data is None or listed is None:
            raise Unreadable("not an edition")
        manifest, index = manifests.read(data), _decoded(listed, _Index)
        return cls(
            manifest,
            index.notices,
            read,
            {entry.id: entry.data for entry in index.interviews},
            {file.path: file.sha256 for file in manifest.files},
        )

    @property
    def ids(self) -> frozenset[str]:
        """Every interview it tells."""
        return frozenset(self._data)

    def digest(self, id: str) -> str | None:
        """The digest of an interview's data, by the manifest."""
        path = self._data.get(id)
        return None if path is None else self._digests.get(path)

    def interview(self, id: str) -> ToldInterview:
        """The interview as it is told, `NOTHING` if it isn't."""
        path = self._data.get(id)
        data = None if path is None or path not in self._digests else self._read(path)
        return NOTHING if data is None else _decoded(data, ToldInterview)


def _decoded(data: bytes, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Unreadable("an edition's data is not as an edition writes it") from error
