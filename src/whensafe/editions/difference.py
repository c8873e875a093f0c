"""What is in one edition and not in another of the same audience, from the editions' own data alone.

The files that a reader has are all that is asked: what a difference shows here, everybody with both
editions can see. So it belongs before a signature, not after.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from whensafe.editions.told import NOTHING, Read, ToldEdition, ToldInterview
from whensafe.errors import BadInput
from whensafe.nouns.actor import spelled
from whensafe.nouns.edition import Notice, Piece


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


@dataclass(slots=True)
class _Found:
    turns: list[TurnChange] = field(default_factory=list)
    notices: list[NoticeChange] = field(default_factory=list)
    other: list[str] = field(default_factory=list)


def difference(old: Read | None, new: Read, *, whole: bool = True) -> Difference:
    """What changed from ``old`` to ``new``; without ``old``, all is new. Both read an edition's files.

    Not ``whole``: interviews that came or went are named, and only those in both are compared turn by turn.
    Raises `BadInput` for editions of different audiences, `Unreadable` for what is no edition.
    """
    after = ToldEdition.opened(new)
    before = None if old is None else ToldEdition.opened(old)
    if before is not None and spelled(before.manifest.audience) != spelled(after.manifest.audience):
        raise BadInput("editions of different audiences are not compared")
    olds = frozenset() if before is None else before.ids
    found = _Found()
    _compare_notices(None, () if before is None else before.notices, after.notices, found)
    for id in sorted(olds | after.ids if whole else olds & after.ids):
        if before is None or before.digest(id) != after.digest(id):
            was = NOTHING if before is None else before.interview(id)
            _compare(id, was, after.interview(id), found)
    return Difference(
        interviews_added=tuple(sorted(after.ids - olds)),
        interviews_gone=tuple(sorted(olds - after.ids)),
        turns=tuple(found.turns),
        notices=tuple(found.notices),
        other=tuple(found.other),
    )


def _compare(id: str, was: ToldInterview, now: ToldInterview, found: _Found) -> None:
    seen = len(found.turns) + len(found.notices)
    _compare_notices(id, was.notices, now.notices, found)
    olds, news = was.turns, now.turns
    for place in dict.fromkeys((*news, *olds)):
        before, after = olds.get(place), news.get(place)
        if before != after:
            found.turns.append(TurnChange(id, *place, before, after))
    if len(found.turns) + len(found.notices) == seen:
        found.other.append(id)


def _compare_notices(id: str | None, was: tuple[Notice, ...], now: tuple[Notice, ...], found: _Found) -> None:
    found.notices.extend(NoticeChange(id, n, added=True) for n in now if n not in was)
    found.notices.extend(NoticeChange(id, n, added=False) for n in was if n not in now)
