"""`whensafe demo`."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whensafe.cli.frame import Frame, say, verb
from whensafe.cli.working import counting

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
    from whensafe.wiring import create_archive, open_archive  # here: it brings in the database

    if not (folder / "archive.json").exists():
        create_archive(folder, PASSPHRASE, frame.settings)
    with open_archive(folder, PASSPHRASE, frame.settings) as opened:
        _fill(opened)
        if no_serve:
            say(f'{folder} holds the invented testimonies; its passphrase is "{PASSPHRASE}".')
            return
        from whensafe.web.server import serve  # here: it brings in the web face

        serve(opened, host, port, notice=_welcome)


def _welcome(url: str) -> None:
    say(f'{url}  sign in as "documenter" with the passphrase "{PASSPHRASE}"; Ctrl-C stops it.')


def _fill(opened: Opened) -> None:
    """Take in whatever sample is not there yet, so that a demo stopped halfway goes on."""
    from whensafe.desk.take_in import Incoming, take_in

    found = [
        file for file in sorted(samples().iterdir(), key=lambda file: file.name) if _is_sample(file.name)
    ]
    with counting("Taking in invented testimonies", len(found)) as count:
        for file in found:
            take_in(opened.archive, opened.actor, [Incoming(file.name, file.read_bytes())], again=False)
            count()


def samples() -> Traversable:
    """The folder of invented testimonies inside the package."""
    return files("whensafe") / "samples"


def _is_sample(name: str) -> bool:
    return not name.startswith((".", "_", "README")) and not name.endswith((".py", ".json"))
