"""`whensafe merge`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whensafe.cli.frame import Frame, counted, give, say, verb
from whensafe.cli.working import working
from whensafe.errors import BadInput

if TYPE_CHECKING:
    from whensafe.desk.merged import Left, Merged

_MOST = 1 << 16


@verb("merge")
@click.argument("other", type=click.Path(path_type=Path), metavar="ARCHIVE")
@click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The other archive's passphrase (else WHENSAFE_OTHER_PASSPHRASE, else it is asked for).",
)
def command(frame: Frame, *, other: Path, passphrase_file: Path | None) -> int:
    """Bring another archive, such as a field laptop's, into this one. The other is only read.

    Interviews come with their files, transcripts, consent, rules, seals and contact sheets; people come, too,
    and the other's ledger is kept whole beside this one's: `check` verifies both. Where both have the same
    item this archive's stays, the strictest protection counts, and what differs is told. What was sealed,
    withdrawn or erased here does not come back. A merge that was interrupted is simply done again.
    """
    from whensafe.wiring import merge

    with frame.opened() as opened:
        passphrase = _passphrase(frame, passphrase_file)
        with working("Merging") as progress:
            done = merge(opened, other, passphrase, reason=frame.reason, progress=progress)
    if frame.json:
        give(as_json(done))
    _tell(done)
    return 0


def _passphrase(frame: Frame, file: Path | None) -> str:
    """The other archive's: from a file, the environment, typed; else both have the same."""
    if file is not None:
        try:
            return file.read_bytes()[:_MOST].decode("utf-8", "replace").rstrip("\r\n")
        except OSError as error:
            raise BadInput(error.strerror or "can't be read", where=str(file)) from error
    if frame.settings.other_passphrase is not None:
        return frame.settings.other_passphrase
    if sys.stdin.isatty():
        typed: str = click.prompt("The other archive's passphrase", hide_input=True, err=True)
        return typed
    return frame.passphrase()


def as_json(done: Merged) -> dict[str, object]:
    """What was done, by stable keys."""
    return {
        "archive": done.archive,
        "ledger_size": done.size,
        "merged": list(done.merged),
        "same": done.same,
        "files": done.files,
        "records": done.records,
        "skipped": [_left(one) for one in done.skipped],
        "losses": [_left(one) for one in done.left],
        "same_name": [{"here": ours, "there": theirs} for ours, theirs in done.namesakes],
    }


def _left(one: Left) -> dict[str, str]:
    return {"code": one.code, "id": one.id}


_SKIPPED = {
    "erased_here": "it was here and is gone, so it stays away",
    "like_sealed": "it has the words of an interview of which something is sealed here, so it stays away",
    "like_withdrawn": "it has the words of an interview whose consent was withdrawn here, so it stays away",
}
_LEFT = {
    "sealed_here": "something of it is sealed here; the other archive still holds the words",
    "sealed_there": "something of it is sealed there and open here: it is hidden here until you seal it, too",
    "changed": "it is otherwise there; this archive's is kept, with a question for you",
    "consent_to_ask": "somebody agreed there: record it here, if it stands",
    "stricter_rule": "a rule was stricter there, and is so here now",
    "fact_to_confirm": "a fact was confirmed there: confirm it here, if it holds",
    "other_custodians": "the other archive has other custodians; this one's stay",
    "other_pseudonym": "their pseudonym is another one there",
    "edition_there": "an edition was published there; it is in that archive's log alone",
    "id_taken": "another item has this id here, so it stays away",
    "struck_here": "it was removed here, and doesn't come back",
}


def _tell(done: Merged) -> None:
    say(
        f"{counted(len(done.merged), 'interview')} merged, {done.same:,} the same already,"
        f" {counted(len(done.skipped), 'interview')} left out; {counted(done.files, 'file')},"
        f" {counted(done.records, 'record')}. The ledger of {done.archive} is kept"
        f" ({counted(done.size, 'entry', 'entries')})."
    )
    for one in done.skipped:
        say(f"{one.id}: {_SKIPPED.get(one.code, one.code)}.")
    for one in done.left:
        say(f"{one.id}: {_LEFT.get(one.code, one.code)}.")
    for ours, theirs in done.namesakes:
        say(f"{ours} and {theirs} are written the same way: are they one person?")
    say("The other archive still holds all it held: what you seal or erase here stays there.")
