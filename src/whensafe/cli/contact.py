"""`whensafe contact`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from whensafe.cli.frame import Frame, give, plain, say, team_reads, verb
from whensafe.errors import BadOption, NotFound
from whensafe.nouns.ids import typed


@verb("contact")
@team_reads
@click.argument("id")
@click.option("--set", "file", metavar="FILE|-", help="Keep this file (- reads standard input) as the sheet.")
@click.option("--show", is_flag=True, help="Write the sheet to standard output; that is logged.")
@click.option("--delete", is_flag=True, help="Remove the sheet and its key.")
def command(frame: Frame, *, id: str, file: str | None, show: bool, delete: bool) -> None:
    """How to reach the narrator of interview ID, or person p:…, kept apart from everything else.

    A contact sheet is encrypted under a key of its own and can be deleted alone. It is in no export, no
    edition and no search.
    """
    from whensafe.desk import contacts
    from whensafe.desk.people import person_id

    if sum((file is not None, show, delete)) != 1:
        raise BadOption("what is to be done?", todo="Give one of --set FILE, --show and --delete.")
    whose = str(person_id(id)) if id.strip().lower().startswith("p:") else typed(id)
    data = _read(file) if file is not None else b""
    with frame.opened() as opened:
        if file is not None:
            sheet = contacts.keep(opened.archive, opened.actor, whose, data)
            if frame.json:
                give({"contact": {"id": sheet.id, "at": sheet.at}})
            say(f"{sheet.id}  contact sheet kept.")
        elif show:
            _show(frame, whose, contacts.show(opened.archive, opened.actor, whose))
        else:
            gone = contacts.delete(opened.archive, opened.actor, whose, reason=frame.reason)
            backups = [{"label": made.label, "at": made.at} for made in gone.backups]
            if frame.json:
                give({"id": gone.id, "erased": gone.erased, "backups_still_holding": backups})
            say(f"{gone.id}  contact sheet {'erased' if gone.erased else 'deleted, not erased yet'}.")
            for made in gone.backups:
                say(f"Backup {made.label} of {made.at} still holds it.")


def _read(file: str) -> bytes:
    from whensafe.desk.contacts import MOST_BYTES

    most = MOST_BYTES + 1
    if file == "-":
        return sys.stdin.buffer.read(most)
    try:
        with Path(file).open("rb") as opened:
            return opened.read(most)
    except OSError as error:
        raise NotFound(f"can't be read ({error.strerror})", where=file) from error


def _show(frame: Frame, id: str, sheet: bytes) -> None:
    text = sheet.decode("utf-8", "replace")
    if frame.json:
        give({"id": id, "text": text})
    elif sys.stdout.isatty():
        click.echo(plain(text))
    else:
        sys.stdout.buffer.write(sheet)
