"""`whensafe custodian`: what a custodian does on a machine of their own, with no archive at hand."""

from __future__ import annotations

from pathlib import Path

import click

from whensafe.cli.frame import CONTEXT, Frame, give, say, verb


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
