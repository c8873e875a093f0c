"""`whensafe transcribe`."""

from __future__ import annotations

import click

from whensafe.cli.add import as_json
from whensafe.cli.frame import Frame, counted, give, say, verb
from whensafe.cli.working import working
from whensafe.nouns.ids import InterviewId, typed


@verb("transcribe")
@click.argument("id")
@click.option("--recording", metavar="ID", help="Which recording, where several have no transcript.")
def command(frame: Frame, *, id: str, recording: str | None) -> None:
    """Have a recording written down by a model on this machine, where its narrator has agreed to machines.

    Needs the extra (pip install 'whensafe[listen]') and a faster-whisper model on this machine, whose folder
    WHENSAFE_LISTEN_MODEL names. Nothing is ever downloaded. What comes of it is marked as a machine's, with a
    question whether somebody has read it against the recording. A model writes down words nobody said, too.
    """
    from whensafe.desk.transcribe import transcribe
    from whensafe.wiring import listener

    model = listener(frame.settings)
    with frame.opened(reads=True) as opened, working("Listening") as progress:
        taken = transcribe(
            opened.archive,
            opened.actor,
            InterviewId(typed(id)),
            model,
            recording=recording,
            progress=progress,
        )
    if frame.json:
        give(as_json(taken))
    say(f"{taken.id}  written down by a machine, {counted(len(taken.questions), 'question')} for you")
