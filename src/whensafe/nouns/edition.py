"""What has been cleared for one audience, and the edition made from it.

Everything here has passed the gate: whatever may not be told is not a value of these types. A hole is a
`Withheld`, which has nowhere to keep what it stands for, neither its words nor their length nor where they
began; so two editions that differ only in what a hole replaces can't even be asked for.
"""

from __future__ import annotations

import datetime
import enum
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from whensafe.errors import BadInput
from whensafe.nouns.actor import Audience
from whensafe.nouns.consent import Attribution
from whensafe.nouns.ids import (
    ADDRESS_CHARS,
    ALPHABET,
    INTERVIEW_CHARS,
    TOKEN_CHARS,
    Address,
    ExhibitId,
    InterviewId,
)
from whensafe.nouns.interview import Basis, Role, SourceRef
from whensafe.nouns.said import SaidDate
from whensafe.nouns.text import Language

_UNTELLABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffc\ufffe\uffff]")
"""No hole (U+FFFC), and nothing that XML 1.0 can't carry or that a terminal would obey."""
_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,5}", re.ASCII)
_BASE = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+(/[A-Za-z0-9._~-]+)*/", re.ASCII)
_LETTERS = frozenset(ALPHABET)
_MAGIC = {"png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff"}


class Ground(enum.StrEnum):
    """Why something is not told: a fixed list, each chosen and cleared by a person. It names nobody."""

    DANGER_TO_OTHERS = "danger_to_others"
    NARRATORS_WISH = "narrators_wish"
    THIRD_PARTY = "third_party"
    LEGAL = "legal"
    PRIVACY = "privacy"
    HEALTH = "health"
    RIGHTS = "rights"


class Part(enum.StrEnum):
    """What a notice is about, as far as it may be said."""

    PASSAGES = "passages"
    DETAILS = "details"  # told more broadly than it was said
    EXHIBIT = "exhibit"
    INTERVIEW = "interview"
    WITHDRAWN = "withdrawn"  # was in an earlier edition


class Loss(enum.StrEnum):
    """What the archive has and an edition never carries, or carries in a lesser form."""

    ORIGINALS = "originals"
    RECORDINGS = "recordings"
    MARKS = "marks"  # labels, line numbers, mark-up of the source
    PICTURES = "pictures"  # re-encoded, without metadata
    TIMES = "times"  # where something is withheld, time codes would tell how long it is
    SESSIONS = "sessions"  # which sitting a turn is from
    EXHIBITS = "exhibits"  # where none was cleared


@dataclass(frozen=True, slots=True)
class Withheld:
    """A hole in the words: always one and the same size, whatever it stands for."""

    ground: Ground


Piece: TypeAlias = str | Withheld


@dataclass(frozen=True, slots=True)
class Notice:
    """A cleared sentence about what is not told. ``review`` is there only if the date itself was cleared."""

    part: Part
    ground: Ground
    review: SaidDate | None = None


@dataclass(frozen=True, slots=True)
class ClearedNarrator:
    """A narrator under the attribution they chose. ``display`` is ``None`` exactly for `Attribution.NONE`."""

    display: str | None
    attribution: Attribution

    def __post_init__(self) -> None:
        """Refuse a name that was not to be given, and a choice without its name."""
        _require(
            (self.display is None) is (self.attribution is Attribution.NONE), "a name against the choice"
        )
        _require_line(self.display)


@dataclass(frozen=True, slots=True)
class ClearedPerson:
    """Somebody else in the room: what they were, and a name if it may be told."""

    role: Role
    display: str | None

    def __post_init__(self) -> None:
        """Refuse untellable letters."""
        _require_line(self.display)


@dataclass(frozen=True, slots=True)
class ClearedTurn:
    """One turn as it may be told. ``pieces`` are words and holes in their order, never two holes in a row.

    Words are NFC and keep their line breaks. Times are milliseconds; whoever clears gives ``None`` where a
    neighbour was left out altogether. ``translates`` is the address of the turn that this one renders.
    """

    address: Address
    role: Role
    speaker_display: str | None
    language: Language
    pieces: tuple[Piece, ...]
    start_ms: int | None = None
    end_ms: int | None = None
    translates: Address | None = None

    def __post_init__(self) -> None:
        """Refuse what would give a hole away or break a page."""
        _require_token(self.address, ADDRESS_CHARS)
        _require_line(self.speaker_display)
        _require_tag(self.language)
        _require(bool(self.pieces), "a turn without words or holes")
        before: Piece = ""
        for piece in self.pieces:
            if isinstance(piece, str):
                _require(piece != "", "an empty piece")
                _require_text(piece)
            else:
                _require(not isinstance(before, Withheld), "two holes in a row, which would be counted")
            before = piece

    @property
    def withheld(self) -> tuple[Ground, ...]:
        """The grounds of this turn's holes, in their order."""
        return tuple(piece.ground for piece in self.pieces if isinstance(piece, Withheld))


@dataclass(frozen=True, slots=True)
class ClearedTranslation:
    """The interview in another language, beside the narrator's own words and never instead of them."""

    language: Language
    title: str | None
    standfirst: str | None
    turns: tuple[ClearedTurn, ...]

    def __post_init__(self) -> None:
        """Refuse untellable letters."""
        _require_tag(self.language)
        _require_line(self.title)
        _require_text(self.standfirst)


@dataclass(frozen=True, slots=True)
class Table:
    """What a picture shows, in words: every row has as many cells as there are columns."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        """Refuse a ragged table."""
        _require(bool(self.columns), "a table without columns")
        _require(all(len(row) == len(self.columns) for row in self.rows), "a ragged table")
        for cell in (self.caption, *self.columns, *(cell for row in self.rows for cell in row)):
            _require_line(cell)


@dataclass(frozen=True, slots=True)
class ClearedExhibit:
    """A picture already re-encoded from what was released, without metadata: PNG or JPEG, and words for it.

    ``alt`` is what a person who can't see it is told; ``table`` is there when the picture shows data.
    """

    id: ExhibitId
    title: str
    alt: str
    data: bytes
    table: Table | None = None

    def __post_init__(self) -> None:
        """Refuse a picture without words, or one of another format."""
        _require_token(self.id, TOKEN_CHARS)
        _require_line(self.title)
        _require_line(self.alt)
        _require(bool(self.alt.strip()), "a picture without words for those who can't see it")
        _require(self.suffix in _MAGIC, "a picture that is neither PNG nor JPEG")

    @property
    def suffix(self) -> str:
        """``png`` or ``jpg``, by content; empty for anything else."""
        return next((name for name, magic in _MAGIC.items() if self.data.startswith(magic)), "")


@dataclass(frozen=True, slots=True)
class ClearedInterview:
    """One interview as it may be told to one audience.

    ``title`` is shown as a quotation only if ``title_from`` names the turn it is from. ``released`` is the
    day of the edition that first told it in its present form, if that is known.
    """

    id: InterviewId
    title: str | None
    standfirst: str | None
    language: Language
    published: SaidDate | None
    first_published: SaidDate | None
    interviewed: SaidDate | None
    source: SourceRef
    republisher: str | None
    basis: Basis
    narrators: tuple[ClearedNarrator, ...]
    participants: tuple[ClearedPerson, ...]
    turns: tuple[ClearedTurn, ...]
    translations: tuple[ClearedTranslation, ...] = ()
    notices: tuple[Notice, ...] = ()
    exhibits: tuple[ClearedExhibit, ...] = ()
    title_from: Address | None = None
    released: datetime.date | None = None

    def __post_init__(self) -> None:
        """Refuse ids that are no tokens, and anything told twice under one address."""
        _require_token(self.id, INTERVIEW_CHARS)
        _require_tag(self.language)
        for line in (self.title, self.republisher, self.source.name, self.source.url):
            _require_line(line)
        _require_text(self.standfirst)
        _require_once(tag.lower() for tag in self.languages)
        _require_once(exhibit.id for exhibit in self.exhibits)
        _require_once(turn.address for turn in self.all_turns)
        own = {None, *(turn.address for turn in self.turns)}
        _require(self.title_from in own, "a title from a turn that isn't told")
        _require(all(t.translates in own for t in self.all_turns), "a translation of a turn that isn't told")

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages it can be read in, its own first."""
        return (self.language, *(translation.language for translation in self.translations))

    @property
    def all_turns(self) -> tuple[ClearedTurn, ...]:
        """Every turn, of the original first, then of each translation."""
        return (*self.turns, *(turn for text in self.translations for turn in text.turns))


@dataclass(frozen=True, slots=True)
class EditionRequest:
    """For whom, as of which day, under which name. ``languages`` are those of the pages around the words.

    ``base_address`` is where the edition will stand (``https://…/``), for citations and feeds; without one,
    addresses are relative. Search engines are asked to stay away unless ``search_engines``.
    """

    audience: Audience
    as_of: datetime.date
    title: str
    publisher: str
    languages: tuple[Language, ...]
    base_address: str | None = None
    notices: tuple[Notice, ...] = ()
    losses: tuple[Loss, ...] = ()
    search_engines: bool = False

    def __post_init__(self) -> None:
        """Refuse a request that no page could answer."""
        _require(bool(self.languages), "an edition in no language")
        _require_once(self.languages)
        for line in (self.title, self.publisher):
            _require_line(line)
            _require(bool(line.strip()), "an edition without a name")
        base = self.base_address
        _require(base is None or _BASE.fullmatch(base) is not None, "an address that isn't https://…/")


@dataclass(frozen=True, slots=True)
class EditionFile:
    """One file of an edition: where, how many bytes, SHA-256 in hexadecimal."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Edition:
    """What was made. ``kept`` are files that an earlier rendering already gave and that were not given again.

    ``withheld`` counts holes by ground, for the team's eyes: an edition prints no such count.
    """

    audience: Audience
    as_of: datetime.date
    manifest: bytes
    files: tuple[EditionFile, ...]
    kept: tuple[str, ...]
    withheld: tuple[tuple[Ground, int], ...]
    losses: tuple[Loss, ...]


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise BadInput(f"not fit for an edition: {what}")


def _require_text(text: str | None) -> None:
    if text is None:
        return
    if _UNTELLABLE.search(text) is not None:
        raise BadInput("not fit for an edition: a hole or a control character among the words")
    if not unicodedata.is_normalized("NFC", text):
        raise BadInput("not fit for an edition: words that are not NFC")


def _require_line(text: str | None) -> None:
    _require_text(text)
    _require(text is None or "\n" not in text, "a line break inside a name or a title")


def _require_token(text: str, chars: int) -> None:
    _require(len(text) == chars and _LETTERS.issuperset(text), "an id that is no token")


def _require_tag(tag: str) -> None:
    _require(_TAG.fullmatch(tag) is not None, "a language that is no tag")


def _require_once(values: Iterable[str]) -> None:
    _require(all(count == 1 for count in Counter(values).values()), "one thing told twice")
