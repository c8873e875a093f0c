"""`whensafe open`: put custodians' answers together, with no archive at hand."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from whensafe.cli.frame import Frame, counted, give, plain, say, verb


@verb("open")
@click.argument("request", type=click.Path(path_type=Path))
@click.option(
    "--answer",
    "answers",
    multiple=True,
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A custodian's answer; give as many as the request needs, or more.",
)
@click.option(
    "--words",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The opener's 33 words, where the request named an opener's card.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="RELEASE",
    help="Write what `release` brings back into the archive. It holds the words in clear.",
)
def command(
    frame: Frame, *, request: Path, answers: tuple[Path, ...], words: Path | None, out: Path | None
) -> None:
    """Open REQUEST with the custodians' answers, and show what was sealed.

    Needs no archive. Forged answers are named with their sender and left out. A one-time key that was made
    with the request is deleted afterwards: without --out the words are shown now, and to bring them back
    the custodians have to be asked again.
    """
    from whensafe.wiring import forget_opener, put_together

    done = put_together(frame.settings, request, answers, words=words, out=out)
    for name, wrong in done.refused:
        say(f"{name}: {wrong}")
    if frame.json:
        first = done.seals[0] if done.seals else None
        give(
            {
                "seal": None if first is None else first.seal,
                "text": None if first is None else first.text,
                "seals": [{"seal": one.seal, "text": one.text} for one in done.seals],
                "files": done.files,
                "refused": [
                    {"file": name, "sender": wrong.where, "text": wrong.message}
                    for name, wrong in done.refused
                ],
                "release": None if out is None else str(out),
            }
        )
    else:
        for one in done.seals:
            say(f"Seal {one.seal}:")
            click.echo(plain(one.text))
    sys.stdout.flush()
    if words is None and forget_opener(frame.settings, done.opener):
        say("The one-time key of this request is deleted.")
    if done.files:
        say(f"{counted(done.files, 'more sealed file')} came open; `release` puts it all back.")
    if out is not None:
        say(f"{out} holds the words in clear: bring it to the archive with `release`, then destroy it.")
