"""What the cells of a documenter's list say: dates, names, languages, the basis. Nothing is guessed.

A cell that can't be read one way only is `Unread`: it becomes a question, never a value.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from whensafe.errors import BadOption
from whensafe.intake import mapping_heads
from whensafe.intake.dates import find_dates, iso_day
from whensafe.intake.language import names as language_names
from whensafe.nouns.interview import Basis
from whensafe.nouns.said import SaidDate, said_date
from whensafe.nouns.text import Language

DATES = ("interviewed", "published")
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}", re.ASCII)
_URL = re.compile(r"https?://\S+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[;|/]\s*|\s*,?\s+&\s+")
_SERIAL = re.compile(r"\d{5}(?:\.0+)?", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d", re.ASCII)
_FIGURES = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-]\d{4}", re.ASCII)
_MONTHS = 12
_SHEETS_BEGIN = datetime.date(1899, 12, 30)
"""Day nought of a spreadsheet's dates, which it stores as numbers of days."""

_BASES = {
    Basis.OWN: "own self internal власне власний своє собственное свое propre propio propia eigen eigenes"
    " własny własne propi خاص",
    Basis.PUBLISHED: "published public press опубліковано опубліковане опубликовано публикация publié publiée"
    " publicado publicada veröffentlicht opublikowany opublikowane publicat publicada منشور",
    Basis.DEPOSITED: "deposited deposit donated передано депозит передане передано сдано déposé déposée"
    " depositado depositada hinterlegt übergeben zdeponowany zdeponowane dipositat dipositada مودع",
}
_BASIS = {word: basis for basis, words in _BASES.items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that says something which isn't one value: its field, and what it may mean."""

    field: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """What a documenter says of one file, as far as it could be read. Absent is ``None`` or empty."""

    title: str | None = None
    narrators: tuple[str, ...] = ()
    interviewers: tuple[str, ...] = ()
    interviewed: SaidDate | None = None
    published: SaidDate | None = None
    source: str | None = None
    url: str | None = None
    language: Language | None = None
    basis: Basis | None = None
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One row: which file it is about (as written), with which others it is one interview, what it says."""

    n: int
    file: str
    group: str = ""
    translation_of: str = ""
    given: Given = field(default=Given())


def lines(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[Line]:
    """Every row that names a file, numbered from 1 after the head."""
    places = mapping_heads.columns(head)
    cells = [
        {name: row[at].strip() for at, name in places.items() if at < len(row) and row[at].strip()}
        for row in rows
    ]
    first = {name: _day_first(cell.get(name, "") for cell in cells) for name in DATES}
    return [
        Line(n, cell["file"], cell.get("group", ""), cell.get("translation_of", ""), _given(cell, first))
        for n, cell in enumerate(cells, 1)
        if cell.get("file")
    ]


def _given(cell: dict[str, str], first: dict[str, bool | None]) -> Given:
    unread: list[Unread] = []
    days: dict[str, SaidDate | None] = {}
    for name in DATES:
        days[name], doubt = _date(name, cell.get(name, ""), first[name])
        unread += doubt
    said = cell.get("language", "")
    language = _language(said)
    if said and language is None:
        unread.append(Unread("language"))
    url = cell.get("url")
    if url is not None and not _URL.fullmatch(url):
        unread.append(Unread("url"))
        url = None
    reason = cell.get("basis", "")
    basis = _BASIS.get(reason.casefold().split()[0]) if reason else None
    if reason and basis is None:
        unread.append(Unread("basis", tuple(Basis)))
    return Given(
        title=cell.get("title"),
        narrators=_names(cell.get("narrator", "")),
        interviewers=_names(cell.get("interviewer", "")),
        interviewed=days["interviewed"],
        published=days["published"],
        source=cell.get("source"),
        url=url,
        language=language,
        basis=basis,
        unread=tuple(unread),
    )


def _names(cell: str) -> tuple[str, ...]:
    """Names between semicolons, bars or strokes. A comma may stand between family and given name."""
    return tuple(dict.fromkeys(name for part in _BETWEEN.split(cell) if (name := part.strip(" ,"))))


def _language(cell: str) -> Language | None:
    if not cell:
        return None
    known = language_names.tag_of(cell)
    if known is not None:
        return known
    if _TAG.fullmatch(cell):
        head, *rest = cell.split("-")
        return Language("-".join((head.lower(), *rest)))
    return None


def _date(name: str, cell: str, day_first: bool | None) -> tuple[SaidDate | None, list[Unread]]:
    if not cell:
        return None, []
    if _SERIAL.fullmatch(cell):
        return SaidDate((_SHEETS_BEGIN + datetime.timedelta(days=int(float(cell)))).isoformat()), []
    try:
        return said_date(cell), []
    except BadOption:
        pass
    moment = iso_day(cell) if _MOMENT.match(cell) else None
    if moment is not None:
        return moment, []
    found = find_dates(cell, day_first=day_first)
    if len(found) == 1 and found[0].date is not None:
        return found[0].date, []
    options = tuple(dict.fromkeys(day for one in found for day in one.readings))
    return None, [Unread(name, options)]


def _day_first(cells: Iterable[str]) -> bool | None:
    """Does a column of dates in figures write the day first? Known where one of them can't be otherwise."""
    told = set()
    for cell in cells:
        match = _FIGURES.fullmatch(cell)
        if match is not None and (int(match[1]) > _MONTHS) is not (int(match[2]) > _MONTHS):
            told.add(int(match[1]) > _MONTHS)
    return told.pop() if len(told) == 1 else None
