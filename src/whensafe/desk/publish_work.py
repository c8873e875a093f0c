"""The interviews of one edition as they come: cleared anew, or taken over where nothing has changed."""

from __future__ import annotations

import datetime
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from whensafe import __version__
from whensafe.desk import registers, since_then
from whensafe.desk.clearing import Clearing, opened_by
from whensafe.desk.ports import Unit
from whensafe.editions import manifest as manifests
from whensafe.editions import pointing
from whensafe.editions.carried import carried, rows_of
from whensafe.editions.manifest import MANIFEST
from whensafe.editions.pointing import pointing_risks
from whensafe.editions.rendering import Named, Rendering, Renderings, Unchanged, digest_of, frame_of
from whensafe.editions.risks import Risk, RiskCode, as_told, name_risks, union_risks
from whensafe.editions.told import ToldEdition
from whensafe.nouns.actor import TEAM
from whensafe.nouns.edition import ClearedInterview, EditionFile, EditionRequest
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.published import PublishedEdition
from whensafe.nouns.restriction import Restriction
from whensafe.protection import gate

PURPOSE = "cleared interview"

Progress = Callable[[str, int], None]
"""Called with what is being done (a stable code) and how many of it are done."""


class Shelf(Protocol):
    """An edition that lies somewhere."""

    def read(self, path: str) -> bytes | None:
        """A file of it, or ``None`` where there is none."""


class Making(Protocol):
    """The place of an edition in the making; `outside.edition_folder` answers."""

    @property
    def earlier(self) -> Shelf | None:
        """The edition that stands where this one will."""

    def put(self, path: str, data: bytes) -> None:
        """Write one file."""

    def carry(self, path: str) -> None:
        """Take a file over from the earlier edition as it is."""

    def read(self, path: str) -> bytes | None:
        """A file that is already there."""

    def stands(self, *, private: bool) -> None:
        """Make it durable and put it in its place."""


def is_edition(shelf: Shelf | None, edition: PublishedEdition | None) -> bool:
    """Does this very edition lie there, by its manifest?"""
    data = None if shelf is None else shelf.read(MANIFEST)
    if data is None or edition is None:
        return False
    return hashlib.sha256(data).hexdigest() == edition.manifest_sha256


class Work:
    """What is found out while interviews go by. ``told`` holds keyed digests of what was cleared."""

    def __init__(
        self,
        unit: Unit,
        clearing: Clearing,
        request: EditionRequest,
        known: Sequence[PublishedEdition],
        making: Making,
        others: Sequence[ToldEdition],
        progress: Progress,
    ) -> None:
        self.told: dict[InterviewId, str] = {}
        self.opened: set[str] = set()
        self.risks: list[Risk] = []
        self.unchanged = 0
        self.frame = _frame(request)
        self._renderings: dict[str, Rendering] = {}
        self.kept = Renderings(frame_of(request), self._renderings)
        self._unit = unit
        self._clearing = clearing
        self._request = request
        self._making = making
        self._others = others
        self._progress = progress
        self._released = _released(known)
        last = newest(known)
        usable = last is not None and last.frame == self.frame and is_edition(making.earlier, last)
        self._last = last if usable else None
        self._was = dict(self._last.told) if self._last is not None else {}
        self._listed = _listed(making.earlier) if usable else {}
        self._rows = rows_of(making.earlier.read, self._listed, request) if usable and making.earlier else {}

    def interviews(self) -> Iterator[Named | Unchanged]:
        """Everything that may be told, for `editions.publish.build`."""
        last = self._last
        touched = None if last is None else since_then.touched(self._unit, last, self._clearing.now)
        spotted, opened = self._then(last)
        for n, id in enumerate(list(self._unit.interviews.ids()), 1):
            self._progress("interviews", n)
            if touched is None or id in touched:
                yield from self._anew(id)
            elif id in self._was:
                taken = self._taken_over(id, self._was[id])
                if taken is None:
                    yield from self._anew(id)
                    continue
                self.risks += spotted[id]
                self.opened |= opened[id]
                if self._others and self._making.earlier is not None:
                    laid = as_told(ToldEdition.opened(self._making.earlier.read).interview(id))
                    self.risks += union_risks(id, laid, self._others)
                yield taken

    def _anew(self, id: InterviewId) -> Iterator[Named | Unchanged]:
        interview = self._unit.interviews.get(id, TEAM)
        if interview is None:
            return
        told = self._clearing.of(interview)
        if told is None:
            return
        cleared = told.cleared
        digest = self._digest(cleared)
        self.opened |= told.opened()
        self.risks += name_risks(cleared, told.spotter())
        self.risks += pointing_risks(cleared, self._clearing.codes)
        self.risks += union_risks(id, as_told(cleared), self._others)
        taken = self._taken_over(id, digest) if self._was.get(id) == digest else None
        self.told[id] = digest
        day = self._day(id, digest)
        yield Named(digest, replace(cleared, released=day)) if taken is None else taken

    def _taken_over(self, id: InterviewId, digest: str) -> Unchanged | None:
        """The interview as the last edition has it, if its files are still what was signed."""
        earlier = self._making.earlier
        if earlier is None:
            return None
        day = self._day(id, digest)
        found = carried(earlier.read, self._listed, id, digest, day, self._request, self._rows)
        if found is None:
            return None
        self._renderings[digest] = found
        for file in found.files:
            self._making.carry(file.path)
        self.told[id] = digest
        self.unchanged += 1
        return Unchanged(digest)

    def _then(
        self, last: PublishedEdition | None
    ) -> tuple[Mapping[InterviewId, list[Risk]], Mapping[InterviewId, set[str]]]:
        """What was spotted and opened in each interview that the last edition told."""
        spotted: dict[InterviewId, list[Risk]] = defaultdict(list)
        opened: dict[InterviewId, set[str]] = defaultdict(set)
        if last is None:
            return spotted, opened
        for id, address, start, end in last.spotted:
            spotted[id].append(Risk(RiskCode.RESTRICTED_NAME, id, address, (start, end)))
        for code, id, turn, start, end in last.pointing:
            spotted[id].append(Risk(RiskCode(code), id, turn, (start, end)))
        if last.opened:
            for restriction in registers.every(self._unit, Restriction):
                if restriction.interview is not None:
                    opened[restriction.interview] |= opened_by(restriction) & set(last.opened)
        return spotted, opened

    def _digest(self, cleared: ClearedInterview) -> str:
        return self._unit.secrets.mac(PURPOSE, digest_of(cleared).encode()).hex()

    def _day(self, id: InterviewId, digest: str) -> datetime.date:
        """When it was first told as it is now: the day that a feed gives it."""
        was, day = self._released.get(id, ("", self._request.as_of))
        return day if was == digest else self._request.as_of


def newest(known: Sequence[PublishedEdition]) -> PublishedEdition | None:
    """The one published last, which need not be the last in its log: equal bytes are one entry."""
    return max(known, key=lambda edition: edition.ledger, default=None)


def _frame(request: EditionRequest) -> str:
    """The digest of everything that makes pages of cleared words, and clears them."""
    return hashlib.sha256(
        f"{frame_of(request)} {gate.RULE} {pointing.RULE} {__version__}".encode()
    ).hexdigest()


def _released(known: Sequence[PublishedEdition]) -> Mapping[InterviewId, tuple[str, datetime.date]]:
    """For each interview of the newest edition, its digest and since which edition it has had it."""
    standing: dict[InterviewId, tuple[str, datetime.date]] = {}
    for edition in sorted(known, key=lambda edition: edition.ledger):
        day, before = datetime.date.fromisoformat(edition.as_of), standing
        standing = {}
        for id, digest in edition.told:
            was = before.get(id)
            standing[id] = was if was is not None and was[0] == digest else (digest, day)
    return standing


def _listed(shelf: Shelf | None) -> Mapping[str, EditionFile]:
    data = None if shelf is None else shelf.read(MANIFEST)
    return {} if data is None else {file.path: file for file in manifests.read(data).files}
