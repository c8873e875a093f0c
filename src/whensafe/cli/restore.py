"""`whensafe restore`."""

from __future__ import annotations

from pathlib import Path

import click

from whensafe.cli.frame import Frame, say, verb
from whensafe.cli.working import report, working


@verb("restore")
@click.argument("source", metavar="FROM", type=click.Path(path_type=Path))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def command(frame: Frame, *, source: Path, folder: Path) -> int:
    """Bring an archive back from the bag FROM into DIR, which must not exist or be empty.

    The bag is checked first, nothing is overwritten, and the archive is checked when it stands.
    """
    from whensafe.wiring import restore  # here: it brings in the database

    passphrase = frame.passphrase()
    with working("Restoring") as progress:
        found, older = restore(source, folder, passphrase, frame.settings, progress=progress)
    if older:
        say("More was seen here than this copy holds: open it with --accept-older --yes --reason TEXT.")
    return report(frame, found)
