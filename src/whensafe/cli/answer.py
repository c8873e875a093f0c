"""`whensafe answer`: a custodian answers a request on a machine of their own."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from whensafe.cli.frame import Frame, counted, give, say, verb
from whensafe.errors import Refused
from whensafe.sealing.requests import Request


@verb("answer")
@click.argument("request", type=click.Path(path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--words",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="A file with your 33 words. Delete it afterwards.",
)
@click.option(
    "--archive-card",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The archive's card that you hold. Without it the key's fingerprint has to be accepted.",
)
def command(frame: Frame, *, request: Path, words: Path, out: Path, archive_card: Path | None) -> None:
    """Answer REQUEST with your share, into OUT: for a custodian, with no archive at hand.

    Shows what is asked first. Decide yourself: enough answers open everything that is listed, whatever
    the condition says. Do this on a machine that is not connected, and give back only OUT.
    """
    from whensafe.outside.durable import read, refuse_taken
    from whensafe.sealing.custodians import fingerprint, read_archive_card
    from whensafe.sealing.files import MOST_BYTES
    from whensafe.sealing.requests import read_request
    from whensafe.wiring import answer_request

    refuse_taken(out)
    known = None if archive_card is None else read_archive_card(read(archive_card, 1 << 20)).verify
    asked = read_request(read(request, MOST_BYTES), archive_key=known)
    for line in plainly(asked, fingerprint(asked.verify)):
        say(line)
    _accept(frame, known_archive=known is not None)
    answer_request(request, words, out, known)
    if frame.json:
        give(
            {
                "answer": str(out),
                "archive": asked.archive,
                "fingerprint": fingerprint(asked.verify),
                "drill": asked.is_drill,
                "condition": asked.condition,
                "condition_met": asked.condition_met,
                "seals": [one.context.seal for one in asked.seals],
            }
        )
    say(f"{out}: give it back to whoever asked. Then delete {words}.")


def plainly(asked: Request, fingerprint: str) -> list[str]:
    """What a request asks, line by line, for somebody who has to decide."""
    lines = [f"Archive {asked.archive}, key {fingerprint}, asked on {asked.asked_at[:10]}."]
    if asked.is_drill:
        return [
            *lines,
            "This is a drill. It opens nothing that anybody said, and only shows that you can answer.",
        ]
    files = counted(len(asked.seals), "sealed file")
    met = "says that it IS met" if asked.condition_met else "says that it is NOT met"
    lines += [
        f"It asks to open {files} of interview {asked.seals[0].context.interview}."
        if asked.seals
        else "It lists nothing to open.",
        f"Condition: {asked.condition}. The archive {met}.",
    ]
    lines += [f"Evidence: {line}" for line in asked.evidence.splitlines()]
    lines += [f"Consent: {line}" for line in asked.consent.splitlines()]
    lines += [
        f"For: {asked.for_whom}",
        f"Reason: {asked.reason or '(none given)'}",
        f"{counted(asked.group.threshold, 'answer')} of {len(asked.group.shares)} custodians can open it.",
    ]
    return lines


def _accept(frame: Frame, *, known_archive: bool) -> None:
    if frame.yes:
        return
    if sys.stdin.isatty():
        asks = "Answer this request?" if known_archive else "Is this the archive's key, and do you answer?"
        click.confirm(asks, abort=True, err=True)
    elif not known_archive:
        raise Refused(
            "nothing here shows that this request is from the archive you know",
            todo="Give its card with --archive-card FILE, or compare the fingerprint above and say --yes.",
        )
