"""`whensafe demo`."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import click

from whensafe.cli.frame import Frame, say, verb

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

    Nobody in it exists. Its passphrase is "demo", the name to sign in with "documenter". Three invented
    custodians lie beside it in DIR-custodians, with their words: in life nobody would ever keep them there.
    """
    from whensafe.cli.demo_archive import told_first
    from whensafe.wiring import open_archive  # here: it brings in the database

    if not folder.exists():
        _make(folder, frame)
    if no_serve:
        say(f'{folder} holds the invented testimonies; its passphrase is "{PASSPHRASE}".')
        _say_all(told_first(folder))
        return
    from whensafe.web.server import serve  # here: it brings in the web face

    def welcome(url: str) -> None:
        say(f'{url}  sign in as "documenter" with the passphrase "{PASSPHRASE}"; Ctrl-C stops it.')
        _say_all(told_first(folder))

    with open_archive(folder, PASSPHRASE, frame.settings) as opened:
        serve(opened, host, port, notice=welcome)


def _say_all(lines: Iterable[str]) -> None:
    for line in lines:
        say(line)


def _make(folder: Path, frame: Frame) -> None:
    """Made beside its place and put there whole: a demo that was stopped halfway begins anew."""
    from whensafe.cli.demo_archive import beside, clear_away, fill
    from whensafe.wiring import create_archive, open_archive

    part = folder.with_name(folder.name + ".part")
    if part.exists():
        shutil.rmtree(part)
    clear_away(beside(part))
    clear_away(beside(folder))
    create_archive(part, PASSPHRASE, frame.settings)
    with open_archive(part, PASSPHRASE, frame.settings, reads=True) as opened:
        fill(opened, beside(part))
    beside(part).rename(beside(folder))
    part.rename(folder)
