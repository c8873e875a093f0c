"""`whensafe init`."""

from __future__ import annotations

from whensafe.cli.frame import Frame, give, say, verb


@verb("init")
def command(frame: Frame) -> None:
    """Make an archive in the folder, which may not exist yet.

    Asks for a passphrase, twice. Whoever forgets it has lost the archive: nobody can reset it.
    """
    from whensafe.wiring import create_archive  # here: it brings in the database

    made = create_archive(frame.folder, frame.passphrase(twice=True), frame.settings)
    if frame.json:
        give({"archive": str(made.folder), "created_at": made.created_at})
    else:
        say(f"Made an archive in {made.folder}. Keep the passphrase: nobody can reset it.")
