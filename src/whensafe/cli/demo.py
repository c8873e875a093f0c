"""`whensafe demo`."""

from __future__ import annotations

import json
import shutil
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whensafe.cli.frame import Frame, say, verb
from whensafe.cli.working import counting
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import Basis

if TYPE_CHECKING:
    from whensafe.wiring import Opened

FOLDER = Path("demo-archive")
PASSPHRASE = "demo"  # noqa: S105 - everything in this archive is invented


@verb("demo")
@click.option("--folder", type=click.Path(path_type=Path), default=FOLDER, show_default=True, metavar="DIR")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8020, show_default=True, help="0: any free one."
)
@click.option("--no-serve", is_flag=True, help="Make the archive, and stop there.")
def command(frame: Frame, *, folder: Path, host: str, port: int, no_serve: bool) -> None:
    """An archive of invented testimonies, served on this machine.

    Nobody in it exists. Its passphrase is "demo", the name to sign in with "documenter".
    """
    from whensafe.wiring import open_archive  # here: it brings in the database

    if not folder.exists():
        _make(folder, frame)
    if no_serve:
        say(f'{folder} holds the invented testimonies; its passphrase is "{PASSPHRASE}".')
        return
    from whensafe.web.server import serve  # here: it brings in the web face

    with open_archive(folder, PASSPHRASE, frame.settings) as opened:
        serve(opened, host, port, notice=_welcome)


def _welcome(url: str) -> None:
    say(f'{url}  sign in as "documenter" with the passphrase "{PASSPHRASE}"; Ctrl-C stops it.')


def _make(folder: Path, frame: Frame) -> None:
    """Made beside its place and put there whole: a demo that was stopped halfway begins anew."""
    from whensafe.wiring import create_archive, open_archive

    part = folder.with_name(folder.name + ".part")
    if part.exists():
        shutil.rmtree(part)
    create_archive(part, PASSPHRASE, frame.settings)
    with open_archive(part, PASSPHRASE, frame.settings) as opened:
        fill(opened)
    part.rename(folder)


def fill(opened: Opened) -> None:
    """Take in the invented testimonies, as their manifest says."""
    from whensafe.desk.take_in import Incoming, add_to, take_in

    samples = files("whensafe") / "samples"
    manifest = json.loads((samples / "manifest.json").read_text(encoding="utf-8"))
    ids: dict[str, InterviewId] = {}
    with counting("Taking in invented testimonies", len(manifest)) as count:
        for entry in manifest:
            incoming = [Incoming(entry["file"], (samples / entry["file"]).read_bytes())]
            if entry["to"] is None:
                taken = take_in(opened.archive, opened.actor, incoming, basis=Basis(entry["basis"]))
            else:
                taken = add_to(opened.archive, opened.actor, ids[entry["to"]], incoming, kind=entry["kind"])
            ids[entry["file"]] = taken.id
            count()
