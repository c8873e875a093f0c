"""What became of a folder: kept, asked, looking like another, refused and why. Read from the archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from whensafe.desk import duplicates, intakes
from whensafe.desk.act import require
from whensafe.desk.archive import Archive
from whensafe.desk.ports import Unit
from whensafe.errors import NotFound
from whensafe.nouns.actor import TEAM, Actor
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.intake import KEPT, KNOWN, REFUSED, Intake, TakenFile
from whensafe.nouns.interview import State

SAME_BYTES = "same_bytes"
_PAGE = 1000


@dataclass(frozen=True, slots=True)
class Report:
    """One folder as it stands. ``titles`` are those that interviews have now."""

    intake: Intake
    files: tuple[TakenFile, ...]
    titles: Mapping[InterviewId, str | None]

    @property
    def kept(self) -> tuple[TakenFile, ...]:
        """Files that were taken in."""
        return tuple(one for one in self.files if one.state == KEPT)

    @property
    def refused(self) -> tuple[TakenFile, ...]:
        """Files that were not, with the reason."""
        return tuple(one for one in self.files if one.state == REFUSED)

    @property
    def without_row(self) -> tuple[TakenFile, ...]:
        """Files that the list says nothing of, where there was a list."""
        return tuple(one for one in self.files if not one.row) if self.intake.columns else ()

    @property
    def unknown_columns(self) -> tuple[str, ...]:
        """Heads of the list that nothing was taken for."""
        return tuple(head for head, field in self.intake.columns if field is None)

    def questions(self) -> Counter[str]:
        """How often each question was asked, an interview of several files counting once."""
        asked = {one.interview: one.questions for one in self.kept}
        return Counter(code for codes in asked.values() for code in codes)

    def duplicates(self) -> Iterator[tuple[TakenFile, InterviewId, str]]:
        """Each file that is, or looks like, another interview's: which, and how (stable code)."""
        for one in self.files:
            if one.like is None or one.state == REFUSED:
                continue
            if one.state == KNOWN:
                yield one, one.like, SAME_BYTES
                continue
            code = next((c for c in one.questions if c in duplicates.LIKENESS), duplicates.CODE)
            yield one, one.like, duplicates.LIKENESS[code]


def report(archive: Archive, actor: Actor | None, path: str) -> Report:
    """What became of the folder at this path (absolute), or `NotFound`."""
    require(actor, TEAM)
    with archive.store.read() as unit:
        intake = intakes.of_folder(unit, path)
        if intake is None:
            raise NotFound("this folder was never taken in as a whole", where=path.rpartition("/")[2] or path)
        files = tuple(intakes.files(unit, intake.id))
        return Report(intake, files, _titles(unit, {one.interview for one in files}))


def _titles(unit: Unit, of: set[InterviewId | None]) -> dict[InterviewId, str | None]:
    found: dict[InterviewId, str | None] = {}
    after: str | None = None
    while True:
        page = unit.interviews.page(TEAM, State.KEPT, after=after, limit=_PAGE)
        found |= {line.id: line.title for line in page.lines if line.id in of}
        after = page.after
        if after is None:
            return found
