"""What is in one edition and not in another of the same audience, from the editions' own data alone.

The files that a reader has are all that is asked: what a difference shows here, everybody with both
editions can see. So it belongs before a signature, not after.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

from whensafe.editions import manifest as manifests
from whensafe.editions.manifest import MANIFEST, Manifest
from whensafe.errors import BadInput, Unreadable
from whensafe.nouns.edition import Ground, Notice, Piece, Withheld

Read = Callable[[str], bytes | None]
_INDEX = "index.json"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class TurnChange:
    """A turn in one language. ``before`` or ``after`` is ``None`` where there is no such turn."""

    interview: str
    language: str
    address: str
    before: tuple[Piece, ...] | None
    after: tuple[Piece, ...] | None


@dataclass(frozen=True, slots=True)
class NoticeChange:
    """A withheld notice that came or went. ``interview`` is ``None`` for one of the whole edition."""

    interview: str | None
    notice: Notice
    added: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """By ids and addresses of the editions. ``other`` are interviews changed in title, dates or names."""

    interviews_added: tuple[str, ...]
    interviews_gone: tuple[str, ...]
    turns: tuple[TurnChange, ...]
    notices: tuple[NoticeChange, ...]
    other: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Nobody with both editions learns anything from their difference."""
        return not (self.interviews_added or self.interviews_gone or self.turns or self.notices or self.other)


class _Hole(msgspec.Struct, frozen=True):
    withheld: Ground


class _Turn(msgspec.Struct, frozen=True):
    address: str
    text: tuple[str | _Hole, ...]

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return tuple(Withheld(p.withheld) if isinstance(p, _Hole) else p for p in self.text)


class _Text(msgspec.Struct, frozen=True):
    language: str
    turns: tuple[_Turn, ...]


class _Interview(msgspec.Struct, frozen=True):
    texts: tuple[_Text, ...] = ()
    notices: tuple[Notice, ...] = ()


class _Entry(msgspec.Struct, frozen=True):
    id: str
    data: str


class _Index(msgspec.Struct, frozen=True):
    interviews: tuple[_Entry, ...]
    notices: tuple[Notice, ...]


@dataclass(slots=True)
class _Found:
    turns: list[TurnChange] = field(default_factory=list)
    notices: list[NoticeChange] = field(default_factory=list)
    other: list[str] = field(default_factory=list)


def difference(old: Read | None, new: Read) -> Difference:
    """What changed from ``old`` to ``new``; without ``old``, all is new. Both read an edition's files.

    Raises `BadInput` for editions of different audiences, `Unreadable` for what is no edition.
    """
    after = _opened(new)
    before = None if old is None else _opened(old)
    if before is not None and before[0].audience != after[0].audience:
        raise BadInput("editions of different audiences are not compared")
    olds = {} if before is None else {e.id: e for e in before[1].interviews}
    news = {e.id: e for e in after[1].interviews}
    were = {} if before is None else _digests(before[0])
    are = _digests(after[0])
    found = _Found()
    _compare_notices(None, () if before is None else before[1].notices, after[1].notices, found)
    for id in sorted(olds.keys() | news.keys()):
        if _listed(were, olds.get(id)) != _listed(are, news.get(id)):
            _compare(id, _interview(old, olds.get(id)), _interview(new, news.get(id)), found)
    return Difference(
        interviews_added=tuple(sorted(news.keys() - olds.keys())),
        interviews_gone=tuple(sorted(olds.keys() - news.keys())),
        turns=tuple(found.turns),
        notices=tuple(found.notices),
        other=tuple(found.other),
    )


def _opened(read: Read) -> tuple[Manifest, _Index]:
    data, index = read(MANIFEST), read(_INDEX)
    if data is None or index is None:
        raise Unreadable("not an edition")
    return manifests.read(data), _decoded(index, _Index)


def _listed(digests: Mapping[str, str], entry: _Entry | None) -> str | None:
    """The digest of an interview's data, by the manifest."""
    return None if entry is None else digests.get(entry.data)


def _digests(manifest: Manifest) -> Mapping[str, str]:
    return {file.path: file.sha256 for file in manifest.files}


def _interview(read: Read | None, entry: _Entry | None) -> _Interview:
    data = None if read is None or entry is None else read(entry.data)
    return _Interview() if data is None else _decoded(data, _Interview)


def _compare(id: str, was: _Interview, now: _Interview, found: _Found) -> None:
    seen = len(found.turns) + len(found.notices)
    _compare_notices(id, was.notices, now.notices, found)
    olds, news = _turns(was), _turns(now)
    for place in dict.fromkeys((*news, *olds)):
        before, after = olds.get(place), news.get(place)
        if before != after:
            found.turns.append(TurnChange(id, *place, before, after))
    if len(found.turns) + len(found.notices) == seen:
        found.other.append(id)


def _turns(interview: _Interview) -> Mapping[tuple[str, str], tuple[Piece, ...]]:
    return {(text.language, turn.address): turn.pieces for text in interview.texts for turn in text.turns}


def _compare_notices(id: str | None, was: tuple[Notice, ...], now: tuple[Notice, ...], found: _Found) -> None:
    found.notices.extend(NoticeChange(id, n, added=True) for n in now if n not in was)
    found.notices.extend(NoticeChange(id, n, added=False) for n in was if n not in now)


def _decoded(data: bytes, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Unreadable("an edition's data is not as an edition writes it") from error
