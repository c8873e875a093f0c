"""`whensafe custodian`: what a custodian does on a machine of their own, with no archive at hand."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from whensafe.cli.frame import CONTEXT, Frame, counted, give, say, verb
from whensafe.errors import BadInput, Refused


@click.group("custodian", context_settings=CONTEXT, subcommand_metavar="VERB …")
def command() -> None:
    """On a custodian's own machine, with no archive at hand: an identity, and the page to work with.

    A custodian holds a share of what is sealed. Fewer custodians than the archive chose can open nothing.
    """


@verb("new")
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--words-out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the words into FILE, and into the page, instead of showing them.",
)
@click.option(
    "--name", metavar="NAME", help="How the archive will call this custodian (default: the card's file name)."
)
@click.option(
    "--language", type=click.Choice(["en", "uk"]), default="en", show_default=True, help="Of the page."
)
def new(frame: Frame, *, out: Path, words_out: Path | None, name: str | None, language: str) -> None:
    """Make an identity: words for paper, and OUT, a card for the archive.

    There are 33 words, shown once and kept nowhere, unless --words-out says where. OUT is public. Beside it
    is a page for printing, OUT.html: what to do, and the words, or boxes to write them into by hand.
    """
    import os

    from whensafe.outside.durable import refuse_taken, write_new
    from whensafe.sealing.custodians import Custodian, fingerprint, read_card
    from whensafe.sealing.paper import custodian_page

    page = out.with_name(out.name + ".html")
    refuse_taken(out, page, *(() if words_out is None else (words_out,)))
    custodian = Custodian.new(os.urandom)
    called = name if name is not None else out.stem or "custodian"
    card_file = custodian.card(" ".join(called.split()))
    card, words = read_card(card_file), custodian.words()
    told = words if words_out is not None else None
    printed = custodian_page(card.name, fingerprint(card.verify), words=told, language=language)
    if words_out is not None:
        write_new(words_out, words.encode() + b"\n", private=True)
    write_new(page, printed, private=True)
    write_new(out, card_file, private=False)
    if words_out is None:
        _show(words, err=frame.json)
    if frame.json:
        give({"card": str(out), "recipient": card.recipient, "fingerprint": fingerprint(card.verify)})
    say(f"{out}: the card of {card.name}, for the archive. Its fingerprint: {fingerprint(card.verify)}")
    if words_out is not None:
        say(f"{words_out} and {page} hold the words: print them, check them, delete both files.")
    else:
        say(f"{page}: print it, and write the words into it by hand.")


@verb("page")
@click.argument("out", type=click.Path(path_type=Path))
def page(frame: Frame, *, out: Path) -> None:
    """Save the page that works offline into OUT.

    It is one HTML file that answers requests, opens answers and seals text before it is uploaded.
    Compare its digest with the one on your paper before you type any words into it.
    """
    from whensafe.outside.durable import write_new
    from whensafe.sealing.paper import offline_digest, offline_page

    write_new(out, offline_page(), private=False)
    if frame.json:
        give({"page": str(out), "sha256": offline_digest()})
    say(f"{out}: SHA-256 {offline_digest()}")


@verb("seal")
@click.argument("place", type=click.Path(path_type=Path))
@click.argument("text", type=click.Path(path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--archive-card",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The archive's card that you hold. Without it the key's fingerprint has to be accepted.",
)
def seal(frame: Frame, *, place: Path, text: Path, out: Path, archive_card: Path | None) -> None:
    """Seal the words in file TEXT for PLACE, into OUT, before any archive has them.

    PLACE was made with `whensafe place`; OUT is taken in with `whensafe place --take`. Do this on a machine
    that is not connected. TEXT is UTF-8 and stays where it is: delete it once OUT has arrived.
    """
    import hmac
    import os

    from whensafe.desk.place import seal_for
    from whensafe.outside.durable import read, refuse_taken, write_new
    from whensafe.sealing.custodians import fingerprint, read_archive_card
    from whensafe.sealing.places import MOST_TEXT, read_place

    refuse_taken(out)
    known = None if archive_card is None else read_archive_card(read(archive_card, 1 << 20)).verify
    found = read_place(read(place, 1 << 16))
    if known is not None and not hmac.compare_digest(known, found.verify):
        raise BadInput("this place is from another archive than the one you hold the card of")
    say(f"Archive {found.context.archive}, key {fingerprint(found.verify)}: a place in")
    say(f"interview {found.context.interview}, sealed until {found.condition}.")
    people = counted(found.threshold, "custodian")
    say(f"{people} together will be able to open it, whatever the condition says.")
    _accept_archive(frame, known_archive=known is not None)
    try:
        words = read(text, MOST_TEXT + 3).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput("this text is not UTF-8", where=text.name, todo="Save it as UTF-8.") from None
    write_new(out, seal_for(found, words, os.urandom), private=False)
    if frame.json:
        give(
            {
                "sealed": str(out),
                "seal": found.context.seal,
                "interview": found.context.interview,
                "condition": found.condition,
                "fingerprint": fingerprint(found.verify),
            }
        )
    say(f"{out}: bring it to the archive. Then delete {text}.")


def _accept_archive(frame: Frame, *, known_archive: bool) -> None:
    if frame.yes or known_archive:
        return
    if not sys.stdin.isatty():
        raise Refused(
            "nothing here shows that this place is from the archive you know",
            todo="Give its card with --archive-card FILE, or compare the fingerprint above and say --yes.",
        )
    click.confirm("Is this the archive's key?", abort=True, err=True)


def _show(words: str, *, err: bool) -> None:
    """The words, for paper; with --json on standard error, since the JSON value may go anywhere."""
    each = words.split()
    rows = -(-len(each) // 3)
    say("The 33 words. Write them on paper, in this order. They are kept nowhere else:")
    for row in range(rows):
        numbered = "".join(f"{n + 1:>4}  {each[n]:<14}" for n in range(row, len(each), rows))
        click.echo(numbered.rstrip(), err=err)


command.add_command(new)
command.add_command(page)
command.add_command(seal)
