"""`whensafe withdraw`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from whensafe.cli.consent import as_json as event_json
from whensafe.cli.consent import named
from whensafe.cli.frame import Frame, give, say, verb
from whensafe.nouns.actor import audience as read_audience
from whensafe.nouns.consent import Use
from whensafe.nouns.ids import InterviewId, typed

if TYPE_CHECKING:
    from whensafe.desk.withdraw import Withdrawn


@verb("withdraw")
@click.argument("id")
@click.option("--use", type=click.Choice([u.value for u in Use]), help="Only this use (default: all).")
@click.option("--audience", metavar="A", help="Only for this audience (default: all).")
@click.option("--scope", metavar="SEAL", help="Only what was agreed to about this seal or restriction alone.")
@click.option("--by", default="narrator", metavar="WHO", help="Who spoke (default: narrator).")
def command(
    frame: Frame, *, id: str, use: str | None, audience: str | None, scope: str | None, by: str
) -> None:
    """End consent that was given. It acts at once: the next edition tells nothing of it.

    What was published or handed over can't be recalled, and this says which editions those are.
    """
    from whensafe.desk.withdraw import withdraw

    with frame.opened() as opened:
        done = withdraw(
            opened.archive,
            opened.actor,
            InterviewId(typed(id)),
            use=None if use is None else Use(use),
            audience=None if audience is None else read_audience(audience),
            scope=None if scope is None else typed(scope),
            by=by,
            reason=frame.reason,
        )
    if frame.json:
        give(as_json(done))
    _say(done)


def as_json(done: Withdrawn) -> dict[str, object]:
    """The receipt. ``event`` is the first of ``events``."""
    return {
        "event": event_json(done.events[0]),
        "events": [event_json(event) for event in done.events],
        "erased": [],
        "editions": [
            {"id": edition.id, "audience": edition.audience, "at": edition.at} for edition in done.editions
        ],
        "shared_with": list(done.shared_with),
        "backups": [{"label": made.label, "at": made.at} for made in done.backups],
    }


def _say(done: Withdrawn) -> None:
    for event in done.events:
        say(f"{event.id}  withdrawn: {named(event)}.")
    say("Nothing of the interview was erased: the team goes on working with it.")
    if done.reaches_the_archive:
        say("Recording or archiving was withdrawn, too: decide what is kept at all.")
    for edition in done.editions:
        say(f"Can't be recalled: edition {edition.id} for {edition.audience}, published {edition.at}.")
    for body in done.shared_with:
        say(f"Can't be recalled: whatever was handed over to {body}.")
    for made in done.backups:
        say(f"Backup {made.label} of {made.at} holds it until whoever has it destroys it.")
