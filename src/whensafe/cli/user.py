"""`whensafe user`: somebody is given access to the archive, or it is taken away."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from whensafe.cli.frame import CONTEXT, Frame, counted, give, say, verb
from whensafe.errors import BadInput, Refused

_MOST_PASSPHRASE = 4096


@click.group("user", context_settings=CONTEXT, subcommand_metavar="VERB …")
def command() -> None:
    """Give somebody access to the archive, or take it away.

    Whoever has access can read everything that isn't sealed. See `whensafe people-with-access`.
    """


@verb("add")
@click.argument("name")
@click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Their passphrase, in a file of one line; else it is typed, by them.",
)
def add(frame: Frame, *, name: str, passphrase_file: Path | None) -> None:
    """Give NAME access with a passphrase of their own. They type it here; you don't need to know it."""
    from whensafe.desk.access import give as give_access

    mine = frame.passphrase()
    with frame.opened(passphrase=mine) as opened:
        theirs = _typed(name) if passphrase_file is None else passphrase_in(passphrase_file)
        added = give_access(opened.archive, opened.actor, name, theirs)
    if frame.json:
        give({"member": added.member, "name": added.name})
    say(f"{added.name} can unlock the archive now, and read everything in it that isn't sealed.")


@verb("remove")
@click.argument("name")
def remove(frame: Frame, *, name: str) -> None:
    """Take NAME's access away. Their open pages end at once.

    They may have kept a copy, and the key to it: `whensafe rekey` makes sure that the key opens nothing that
    comes later. Asks for --yes --reason.
    """
    from whensafe.desk.access import take_away

    mine = frame.passphrase()
    with frame.opened(passphrase=mine) as opened:
        reason = frame.signed(f"{name} will not be able to unlock the archive any more.")
        done = take_away(opened.archive, opened.actor, name, reason=reason)
    if frame.json:
        give({"name": done.member.name, "copies_still_open": [copy.label for copy in done.copies]})
    say(f"{done.member.name} can't unlock the archive any more.")
    if done.copies:
        say(f"{counted(len(done.copies), 'backup', 'backups')} made until now still open for them.")
    say("To change the archive's key, too: whensafe rekey.")


def passphrase_in(path: Path) -> str:
    """The passphrase in a file of one line."""
    from whensafe.outside.durable import read

    try:
        text = read(path, _MOST_PASSPHRASE).decode().strip("\r\n")
    except UnicodeDecodeError:
        raise BadInput("this file is not text in UTF-8", where=str(path)) from None
    if not text or "\n" in text:
        raise BadInput("this file should hold one line, the passphrase", where=str(path))
    return text


def _typed(name: str) -> str:
    if not sys.stdin.isatty():
        raise Refused(
            "no passphrase for them", todo="Give --passphrase-file FILE, or run this in a terminal."
        )
    typed: str = click.prompt(f"Passphrase of {name}", hide_input=True, confirmation_prompt=True, err=True)
    return typed


command.add_command(add)
command.add_command(remove)
