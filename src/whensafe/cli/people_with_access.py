"""`whensafe people-with-access`."""

from __future__ import annotations

from whensafe.cli.frame import Frame, give, plain, say, verb


@verb("people-with-access")
def command(frame: Frame) -> None:
    """Who can unlock the archive, and since when. Their names are seen inside the archive only."""
    from whensafe.desk.access import everybody

    with frame.opened() as opened:
        people = everybody(opened.archive, opened.actor)
    if frame.json:
        give([{"name": one.actor.name, "since": one.since} for one in people])
        return
    for one in people:
        print(f"{one.since[:10]}  {plain(one.actor.name)}")  # noqa: T201 - what was asked
    say("Whoever is named here can read everything that isn't sealed.")
