"""A folder taken in: what the archive keeps of it, so that it can be gone on with and reported at any time.

Everything is inside the encrypted archive; nothing is written beside the folder. A file's record is in the
same transaction as its interview. When something of that interview is sealed the record goes, since it has
the file's name: then only its number is left, and going on asks first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from whensafe.desk import registers
from whensafe.desk.act import Deed
from whensafe.desk.ports import Secrets, Unit
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.intake import Intake, TakenFile

_FOLDER = "intake folder"


def folder_id(secrets: Secrets, path: str) -> bytes:
    """How a folder is known again: a keyed digest of its path."""
    return secrets.mac(_FOLDER, path.encode("utf-8", "surrogatepass"))


def of_folder(unit: Unit, path: str) -> Intake | None:
    """The newest intake of this folder."""
    wanted, found = folder_id(unit.secrets, path), None
    for one in registers.every(unit, Intake):
        if one.folder == wanted:
            found = one
    return found


def files(unit: Unit, intake: str) -> Iterator[TakenFile]:
    """What became of the files of an intake, in the order they came."""
    return (one for one in registers.every(unit, TakenFile) if one.intake == intake)


def forget(deed: Deed, interview: InterviewId) -> set[tuple[str, str]]:
    """An interview is sealed: what says from which file it came goes. The records that went, or changed.

    Rows of a list that weren't used go, too: they may name the same file, in whatever spelling.
    """
    gone: set[tuple[str, str]] = set()
    for one in list(registers.every(deed.unit, TakenFile, interview)):
        deed.strike(TakenFile, one.id)
        gone.add((registers.KINDS[TakenFile], one.id))
        intake = registers.find(deed.unit, Intake, one.intake)
        if intake is not None:
            deed.note(replace(intake, sealed=intake.sealed + 1, odd=()))
            gone.add((registers.KINDS[Intake], intake.id))
    return gone


def sealed_since(unit: Unit, path: str) -> int:
    """How many files that this folder brought were sealed since, whenever it was taken in."""
    wanted = folder_id(unit.secrets, path)
    return sum(one.sealed for one in registers.every(unit, Intake) if one.folder == wanted)
