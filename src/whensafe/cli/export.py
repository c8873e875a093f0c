"""`whensafe export`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from whensafe.cli.frame import Frame, counted, give, reads, say, verb
from whensafe.nouns.export import Format
from whensafe.nouns.ids import InterviewId, typed

TAILS = {".json", ".vtt", ".xml", ".docx", ".html", ".htm", ".pdf"}
"""An OUT that ends with one of these is a file's name; anything else is a folder's."""


@verb("export")
@reads
@click.argument("id")
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--format",
    type=click.Choice([format.value for format in Format]),
    required=True,
    help="What to write it as.",
)
def command(frame: Frame, *, id: str, out: Path, format: str) -> None:
    """Write one interview into OUT, for the team or as another audience may be told it now.

    OUT is a file that isn't there yet (interview.json), or a folder, where files are called by the
    interview's id. With --as, exactly what that audience may be told: no times, holes where something is
    withheld; where nothing may be told, nothing is written. Every export is in the ledger.

    json holds everything an export can, docx and html are for reading and printing, webvtt are captions (for
    the team, of transcripts with times), ohms is the record that oral-history archives exchange. What a
    format has no place for is listed. `whensafe add` reads these files back, at the same addresses.
    """
    from whensafe.desk.export import export
    from whensafe.outside.durable import refuse_taken, write_new

    with frame.opened() as opened:
        asked = InterviewId(typed(id))
        is_file = out.suffix.lower() in TAILS and not out.is_dir()
        if is_file or out.is_file():
            refuse_taken(out)
        made = export(opened.archive, opened.actor, frame.audience, asked, Format(format))
        tails = [file.tail for file in made.files]
        paths = _beside(out, tails) if is_file else [out / f"{made.id}{tail}" for tail in tails]
        refuse_taken(*paths)
        for path, file in zip(paths, made.files, strict=True):
            write_new(path, file.data, private=True)
    if frame.json:
        lost = [loss.value for loss in made.losses]
        give({"files": len(paths), "losses": lost, "paths": [str(path) for path in paths]})
    say(f"{counted(len(paths), 'file')} for {made.audience}: {', '.join(str(path) for path in paths)}.")
    say("Not carried: " + ", ".join(loss.value for loss in made.losses) + ".")


def _beside(out: Path, tails: Sequence[str]) -> list[Path]:
    """The name as given for the first file; what tells the others apart comes before the ending."""
    return [
        out if n == 0 else out.with_name(f"{out.stem}{tail.rpartition('.')[0]}{out.suffix}")
        for n, tail in enumerate(tails)
    ]
