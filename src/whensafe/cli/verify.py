"""`whensafe verify`."""

from __future__ import annotations

from pathlib import Path

import click

from whensafe.cli.frame import Frame, counted, give, say, verb
from whensafe.errors import BadOption, Unreadable


@verb("verify")
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--key", metavar="VKEY", help="The publisher's key line, got by another way than the edition.")
def command(frame: Frame, *, out: Path, key: str | None) -> int:
    """Check an edition in the folder OUT: signature, manifest, every file, the proof that it was logged.

    Needs no archive and no network. Without --key the key inside the edition is used, which shows only that
    its files belong together: its fingerprint is printed, to be compared with the publisher's.
    Exit status 1 if anything is not as it was signed.
    """
    from whensafe.editions.verify import verify
    from whensafe.ledger.notes import verifier
    from whensafe.outside.edition_folder import EditionFolder

    try:
        pinned = None if key is None else verifier(key)
    except Unreadable as error:
        raise BadOption(error.message, where="--key", todo="It looks like NAME+HASH+KEY.") from error
    folder = EditionFolder(out)
    found = verify(folder.read, folder.paths(), pinned)
    if frame.json:
        give(
            {
                "ok": found.ok,
                "problems": [{"code": p.code, "where": p.where, "text": p.text} for p in found.problems],
                "audience": found.audience,
                "as_of": found.as_of,
                "files": found.files,
                "signer": found.signer,
                "fingerprint": found.fingerprint,
                "pinned": found.pinned,
                "logged": found.logged,
            }
        )
    for problem in found.problems:
        say(f"{problem.where}: {problem.text}")
    if found.fingerprint is not None and not found.pinned:
        say(f"Key {found.fingerprint}, unpinned: compare it with the publisher's, or give --key.")
    if not found.ok:
        count = len(found.problems)
        say("One thing is wrong." if count == 1 else f"{count} things are wrong.")
        return 1
    say(f"All well: {counted(found.files, 'file')} for {found.audience} as of {found.as_of}.")
    return 0
