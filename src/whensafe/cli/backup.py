"""`whensafe backup`."""

from __future__ import annotations

from pathlib import Path

import click

from whensafe.cli.frame import Frame, verb
from whensafe.cli.working import report, working


@verb("backup")
@click.argument("out", type=click.Path(path_type=Path))
def command(frame: Frame, *, out: Path) -> int:
    """Copy the archive into OUT, a new folder: a BagIt bag of its files, encrypted as they are.

    Works while the archive is in use. The bag is read back and checked before this says that it is done.
    """
    from whensafe.wiring import back_up  # here: it brings in the database

    with frame.opened() as opened, working("Copying") as progress:
        found = back_up(opened, out, progress=progress)
    return report(frame, found)
