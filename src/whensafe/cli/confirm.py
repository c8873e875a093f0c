"""`whensafe confirm`."""

from __future__ import annotations

import click

from whensafe.cli.frame import Frame, give, say, verb
from whensafe.errors import BadOption
from whensafe.nouns.fact import Confirmation
from whensafe.nouns.said import said_date


@verb("confirm")
@click.argument("fact")
@click.option("--evidence", required=True, metavar="TEXT", help="What shows it.")
@click.option(
    "--since", metavar="DATE", help="When it became so, as far as known: 2025-03-05, 2025-03, 2025."
)
@click.option("--hide-evidence", is_flag=True, help="Keep the evidence from custodians' requests.")
@click.option("--back", is_flag=True, help="Take the fact back.")
def command(
    frame: Frame, *, fact: str, evidence: str, since: str | None, hide_evidence: bool, back: bool
) -> None:
    """Confirm that a fact holds: free(P), dead(P) or decision("BODY", "REF").

    It is signed and logged. Nothing opens by it: see whensafe due for what has become releasable. With --back
    it is taken back: what rests on it closes again, and editions that told it are listed.
    """
    if back and since is not None:
        raise BadOption("--since goes with confirming", where="--back")
    from whensafe.desk import facts
    from whensafe.desk.facts import Waiting

    def waiting(one: Waiting) -> dict[str, object]:
        return {
            "id": one.id,
            "kind": one.kind,
            "interview": one.interview,
            "condition": one.condition,
            "seals": list(one.seals),
        }

    with frame.opened() as opened:
        if back:
            gone = facts.take_back(opened.archive, opened.actor, fact, evidence=evidence, hide=hide_evidence)
        else:
            made = facts.confirm(
                opened.archive,
                opened.actor,
                fact,
                evidence=evidence,
                hide=hide_evidence,
                since=None if since is None else said_date(since),
            )
    if not back:
        if frame.json:
            give({"confirmation": as_json(made.confirmation), "due": [waiting(w) for w in made.due]})
        more = (
            "Nothing more is"
            if not made.due
            else f"{len(made.due)} more {'is' if len(made.due) == 1 else 'are'}"
        )
        say(f"Confirmed: {made.confirmation.fact}. {more} due; nothing has opened.")
        return
    if frame.json:
        give(
            {
                "confirmation": as_json(gone.confirmation),
                "closes": [waiting(w) for w in gone.closes],
                "editions": [{"id": e.id, "audience": e.audience, "at": e.at} for e in gone.editions],
            }
        )
    say(f"Taken back: {gone.confirmation.fact}.")
    for one in gone.closes:
        say(f"Closes again: {one.id} ({one.kind}).")
    for edition in gone.editions:
        say(f"Can't be recalled: edition {edition.id} for {edition.audience}, published {edition.at}.")


def as_json(one: Confirmation) -> dict[str, object]:
    """A confirmation with its signature in hex."""
    return {
        "id": one.id,
        "fact": one.fact,
        "stands": one.stands,
        "evidence": one.evidence,
        "since": one.since,
        "evidence_hidden": one.evidence_hidden,
        "by": one.by,
        "at": one.at,
        "signature": one.signature.hex(),
    }
