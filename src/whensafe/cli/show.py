"""`whensafe show`."""

from __future__ import annotations

import click

from whensafe.cli.frame import Frame, console, give, plain, reads, verb
from whensafe.nouns.ids import InterviewId, typed
from whensafe.nouns.interview import Interview, Recording, Role


@verb("show")
@reads
@click.argument("id")
def command(frame: Frame, *, id: str) -> None:
    """One interview: who, when, from where, and every turn.

    With --json all that is kept of it, the digest of each file computed now. With --as, what that audience
    may be told now: files, times and when it was taken in are null then, and a hole is U+FFFC.
    """
    from whensafe.desk.look import digest, show
    from whensafe.desk.show_json import as_json

    with frame.opened() as opened:
        interview = show(opened.archive, opened.actor, frame.audience, InterviewId(typed(id)))
        if frame.json:
            give(as_json(interview, lambda file: digest(opened.archive, opened.actor, interview.id, file)))
            return
    transcript(interview)


def transcript(interview: Interview) -> None:
    """Write an interview for reading, at the window's width."""
    from rich.padding import Padding
    from rich.text import Text

    out = console()
    out.print(Text(plain(interview.title or "(no title)"), style="bold"))
    if interview.standfirst is not None:
        out.print(Text(plain(interview.standfirst), style="italic"))
    out.print()
    for label, value in _facts(interview):
        line = Text(f"{label:<14}", style="dim")
        line.append(plain(value), style="not dim")
        out.print(line)
    written = interview.transcript
    for turn in written.turns if written is not None else ():
        name = interview.name_of(turn.speaker) or turn.role.value
        out.print()
        style = "bold" if turn.role is Role.NARRATOR else "dim"
        out.print(Text(f"{turn.n:>4}  {plain(name)}{_stamp(turn.start_ms)}", style=style))
        out.print(Padding(Text(plain(turn.text)), (0, 0, 0, 6)))
    if written is None:
        sound = any(session.recordings for session in interview.sessions)
        out.print("\nNo transcript yet." if sound else "\nNo transcript.")
    for question in interview.questions:
        if question.answer is None:
            where = f" (turn {question.turn})" if question.turn is not None else ""
            out.print(Text(f"\n?  {plain(question.text)}{where}", style="yellow"))


def _facts(interview: Interview) -> list[tuple[str, str]]:
    people = [(p.role.value, p.name or "(not named)") for p in interview.participants]
    said = [
        ("interviewed", interview.interviewed),
        ("published", interview.first_published or interview.published),
        ("source", " ".join(part for part in (interview.source.name, interview.source.url) if part)),
        ("republished by", interview.republisher),
        ("basis", interview.basis.value),
        *(("recording", _recorded(one)) for session in interview.sessions for one in session.recordings),
        ("language", interview.language),
        ("id", interview.id),
    ]
    return people + [(label, value) for label, value in said if value]


def _recorded(recording: Recording) -> str:
    length = _stamp(recording.duration_ms)
    silent = "".join(f", silent{_stamp(s.start_ms)} to{_stamp(s.end_ms)} (sealed)" for s in recording.silent)
    return f"{recording.original.name}{length}{silent}".replace("  ", " ")


def _stamp(ms: int | None) -> str:
    if ms is None:
        return ""
    seconds = ms // 1000
    return f"  {seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
