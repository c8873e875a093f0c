"""`whensafe rekey`."""

from __future__ import annotations

from pathlib import Path

import click

from whensafe.cli.frame import Frame, counted, give, say, verb
from whensafe.cli.user import passphrase_in
from whensafe.cli.working import working
from whensafe.errors import BadOption


@verb("rekey")
@click.option(
    "--passphrase-of",
    "others",
    type=(str, click.Path(path_type=Path)),
    multiple=True,
    metavar="NAME FILE",
    help="Somebody who keeps access, and a file with their passphrase. May be given several times.",
)
def command(frame: Frame, *, others: tuple[tuple[str, Path], ...]) -> None:
    """Put the whole archive under a new key, as when somebody who had access has left.

    You keep access with your passphrase, and so does everybody named with --passphrase-of; whoever isn't
    named loses it, until `whensafe user add`. Nobody else may have the archive open. It takes the room of a
    second archive while it lasts, and a power cut leaves the old archive or the new one, whole.

    Backups made until now still open with the old key: destroy them, or keep them as what they are. What is
    sealed is sealed under its custodians' keys, and isn't changed by this. Asks for --yes --reason.
    """
    from whensafe.wiring import rekey

    mine = frame.passphrase()
    with frame.opened(passphrase=mine) as opened:
        named = {opened.actor.name: mine}
        for name, path in others:
            if name in named:
                raise BadOption("this name was given twice, or is your own", where=name[:80])
            named[name] = passphrase_in(path)
        lost = [member.name for member in opened.members() if member.name not in named]
        reason = frame.signed(
            f"Access is lost by: {', '.join(lost)}." if lost else "The archive's key is changed."
        )
        with working("Writing the archive anew") as progress:
            done = rekey(opened, named, reason=reason, progress=progress)
    if frame.json:
        copies = [copy.label for copy in done.copies]
        give({"kept": list(done.kept), "lost": list(done.lost), "copies_with_the_old_key": copies})
    say(f"The archive has a new key. It opens for: {', '.join(done.kept)}.")
    if done.lost:
        say(f"Lost access: {', '.join(done.lost)}. Give it again with whensafe user add.")
    if done.copies:
        say(f"{counted(len(done.copies), 'backup', 'backups')} made until now still open with the old key.")
