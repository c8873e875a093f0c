"""`whensafe release`: what custodians opened comes back to its place."""

from __future__ import annotations

from pathlib import Path

import click

from whensafe.cli.frame import Frame, counted, give, say, verb
from whensafe.errors import BadInput


@verb("release")
@click.argument("file", type=click.Path(path_type=Path))
def command(frame: Frame, *, file: Path) -> None:
    """Bring opened words back from FILE (made by `open --out`), exactly where they were.

    The team reads them again at once. For every other audience they stay closed until the seal's condition
    holds and the narrator's consent covers them. FILE holds the words in clear: destroy it afterwards.
    """
    from whensafe.desk.release import release
    from whensafe.wiring import forget_opener

    try:
        data = file.read_bytes()
    except OSError:
        raise BadInput("this file can't be read", where=file.name) from None
    with frame.opened() as opened:
        receipt = release(opened.archive, opened.actor, data, reason=frame.reason)
    forgotten = [forget_opener(frame.settings, opener) for opener in receipt.openers]
    if frame.json:
        give(
            {
                "interview": receipt.interview,
                "seals": [seal.id for seal in receipt.seals],
                "addresses": list(receipt.addresses),
                "fields": list(receipt.fields),
                "originals_back": receipt.originals_back,
                "evidence_waiting": receipt.evidence_waiting,
            }
        )
    turns = counted(len(receipt.addresses), "turn")
    say(f"{receipt.interview}: {len(receipt.seals)} released, words are back in {turns}.")
    if receipt.evidence_waiting:
        say("Files or translations wait: other groups close them still, or this one must be asked once more.")
    if any(forgotten):
        say("The one-time key of the request for it is deleted.")
    say(f"{file.name} holds the words in clear: destroy it.")
