"""Which files of a folder are which interview, by a documenter's list. Pure: names and rows in, work out.

A row names its file as people do: the path in the folder, in any case, or only the last part of it, with or
without its ending, as long as one file alone can be meant. What can't be matched is told, never guessed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from whensafe.intake.mapping_values import Given, Line
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.text import nfc

NO_FILE, SEVERAL_FILES, TWICE, GROUP_DIFFERS, ROUND = (
    "no_file",
    "several_files",
    "named_twice",
    "group_differs",
    "translates_itself",
)
"""Why a row, or its grouping, isn't used."""
SHOWN = 1000
"""Rows that are told one by one, at most."""


@dataclass(frozen=True, slots=True)
class Work:
    """The files of one interview, in the order of its sessions; or one translation of another file's.

    ``joins`` is the interview that its other files are in already.
    """

    files: tuple[str, ...]
    given: Given | None = None
    translation_of: str | None = None
    joins: InterviewId | None = None


@dataclass(frozen=True, slots=True)
class OddRow:
    """A row that isn't used, or not as it says: its number, its file as written, a stable code."""

    n: int
    file: str
    code: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done, translations after everything else; and what the list says that doesn't fit."""

    works: tuple[Work, ...]
    odd: tuple[OddRow, ...] = ()


def plan(
    names: Sequence[str], lines: Sequence[Line], beside: Mapping[str, Sequence[str]] | None = None
) -> Plan:
    """``names`` are paths in the folder, with strokes between their parts; each is in exactly one work.

    ``beside`` gives the recordings of a transcript's sitting, which come with it.
    """
    known = _Names(names)
    odd: list[OddRow] = []
    of_file: dict[str, Line] = {}
    for line in lines:
        found = known.meant(line.file)
        if len(found) != 1:
            odd.append(OddRow(line.n, line.file, SEVERAL_FILES if found else NO_FILE))
        elif found[0] in of_file:
            odd.append(OddRow(line.n, line.file, TWICE))
        else:
            of_file[found[0]] = line
    renders = _renderings(of_file, known, odd)
    grouped = _groups(of_file, renders, odd)
    works, used = [], set(renders)
    for name in sorted(names, key=lambda name: beside is not None and name not in beside):
        if name in used:
            continue
        group = _with(grouped.get(name, (name,)), beside or {}, used)
        used.update(group)
        works.append(Work(group, _joint([of_file[one].given for one in group if one in of_file])))
    later = [Work((name,), of_file[name].given, of) for name, of in _ordered(renders)]
    return Plan((*works, *later), tuple(sorted(odd, key=lambda row: row.n)))


def _with(group: Sequence[str], beside: Mapping[str, Sequence[str]], used: set[str]) -> tuple[str, ...]:
    found: list[str] = []
    for name in group:
        found += [name, *(one for one in beside.get(name, ()) if one not in used and one not in group)]
    return tuple(found)


def _renderings(of_file: Mapping[str, Line], known: _Names, odd: list[OddRow]) -> dict[str, str]:
    """Which file translates which. What leads back to itself translates nothing."""
    found: dict[str, str] = {}
    for name, line in of_file.items():
        if not line.translation_of:
            continue
        meant = known.meant(line.translation_of)
        if len(meant) != 1:
            odd.append(OddRow(line.n, line.translation_of, SEVERAL_FILES if meant else NO_FILE))
        elif _leads_to(found, meant[0], name):
            odd.append(OddRow(line.n, line.file, ROUND))
        else:
            found[name] = meant[0]
    return found


def _leads_to(renders: Mapping[str, str], start: str, end: str) -> bool:
    at: str | None = start
    while at is not None:
        if at == end:
            return True
        at = renders.get(at)
    return False


def _ordered(renders: Mapping[str, str]) -> list[tuple[str, str]]:
    """A translation of a translation comes after it."""

    def depth(name: str) -> int:
        return 0 if name not in renders else 1 + depth(renders[name])

    return sorted(renders.items(), key=lambda pair: depth(pair[0]))


def _groups(
    of_file: Mapping[str, Line], renders: Mapping[str, str], odd: list[OddRow]
) -> dict[str, tuple[str, ...]]:
    """Each file of several sessions with all of them, in the order of the list."""
    members: dict[str, list[str]] = defaultdict(list)
    for name, line in sorted(of_file.items(), key=lambda item: item[1].n):
        if line.group and name not in renders:
            members[" ".join(line.group.casefold().split())].append(name)
    found: dict[str, tuple[str, ...]] = {}
    for files in members.values():
        told = {tuple(sorted(of_file[one].given.narrators)) for one in files} - {()}
        if len(told) > 1:
            odd += [OddRow(of_file[one].n, of_file[one].file, GROUP_DIFFERS) for one in files]
        elif len(files) > 1:
            found |= dict.fromkeys(files, tuple(files))
    return found


def _joint(given: Sequence[Given]) -> Given | None:
    """What is said of several sessions: the first value of each field, everybody named."""
    if not given:
        return None
    joint = given[0]
    for one in given[1:]:
        joint = replace(
            joint,
            title=joint.title or one.title,
            narrators=tuple(dict.fromkeys((*joint.narrators, *one.narrators))),
            interviewers=tuple(dict.fromkeys((*joint.interviewers, *one.interviewers))),
            interviewed=joint.interviewed or one.interviewed,
            published=joint.published or one.published,
            source=joint.source or one.source,
            url=joint.url or one.url,
            language=joint.language or one.language,
            basis=joint.basis or one.basis,
            unread=tuple(dict.fromkeys((*joint.unread, *one.unread))),
        )
    return joint


class _Names:
    """The folder's names, by every way to write them that means one alone."""

    def __init__(self, names: Iterable[str]) -> None:
        self._ways: list[dict[str, list[str]]] = [defaultdict(list) for _ in range(4)]
        for name in names:
            for ways, way in zip(self._ways, _spelled(name), strict=True):
                ways[way].append(name)

    def meant(self, written: str) -> list[str]:
        """The files that this may mean: by the most exact way in which there is any."""
        for ways, way in zip(self._ways, _spelled(written), strict=True):
            if way in ways:
                return ways[way]
        return []


def _spelled(name: str) -> tuple[str, str, str, str]:
    path = nfc(name.strip().replace("\\", "/")).removeprefix("./")
    low = path.casefold()
    last = low.rpartition("/")[2]
    stem, dot, _ = last.rpartition(".")
    return path, low, last, stem if dot else last
