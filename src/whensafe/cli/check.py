"""`whensafe check`."""

from __future__ import annotations

from whensafe.cli.frame import Frame, team_reads, verb
from whensafe.cli.working import report, working
from whensafe.errors import Damaged, NotAnArchive, OlderCopy
from whensafe.nouns.receipt import CheckReport, Problem


@verb("check")
@team_reads
def command(frame: Frame) -> int:
    """Re-derive everything from what is stored, and name what is wrong.

    Every file, every page of the database, the ledger from its leaves, each interview and each original
    against the ledger. Exit status 1 if anything is not as it was written, 2 where there is no archive.
    Nothing is repaired.
    """
    from whensafe.desk.check import check

    try:
        with frame.opened() as opened, working("Checking") as progress:
            found = check(opened.archive, opened.actor, progress=progress)
    except (Damaged, OlderCopy, NotAnArchive) as error:
        if isinstance(error, NotAnArchive) and not any((frame.folder / part).exists() for part in _PARTS):
            raise  # nothing was looked at: a mistyped folder is no damaged archive
        said = str(type(error)(error.message, todo=error.todo))  # where it is stands before it
        found = CheckReport((Problem(error.code, error.where or str(frame.folder), said),), ())
    return report(frame, found)


_PARTS = ("archive.json", "archive.db", "keys", "blobs")
"""Any of these in a folder: it is, or was, an archive."""
