"""`whensafe why`."""

from __future__ import annotations

import click

from whensafe.cli.frame import Frame, give, plain, reads, say, verb

WORDS = {
    "agreed": "the narrator agreed to this audience's edition",
    "another_audience": "this rule hides it from other audiences only",
    "condition_met": "the condition holds",
    "condition_not_met": "the condition doesn't hold",
    "consent_older_than_release": "consent was given to the words without what a release brought back",
    "draft": "it is a draft",
    "ended": "the rule was ended",
    "never_asked": "nobody asked the narrator about this audience",
    "narrator_not_asked_again": "the condition holds but for the narrator, who has to be asked again",
    "no_actor": "nobody asked",
    "no_evidence": "it was published by others, and nothing shows that the narrator agreed here",
    "no_right_to_agree": "somebody else agreed, and it isn't said by what right",
    "not_covered": "consent doesn't cover this turn",
    "not_released": "it was opened, and nothing says when it may be told",
    "not_restricted": "no restriction hides the name",
    "nothing_to_tell": "no word is left that may be told",
    "other_version": "consent was given to another version of the words",
    "person_unknown": "a person is restricted whom the register doesn't know",
    "place_unknown": "a place is restricted that isn't there",
    "refused": "the narrator refused",
    "ask_again": "the narrator has not decided yet and is to be asked again",
    "released": "it was opened and brought back",
    "restricted": "it is restricted, without an end",
    "sealed": "it is sealed: nobody here can read it",
    "sealed_secret": "it is sealed, and nobody but the team is told that it exists",
    "team": "the team works with what it recorded",
    "withdrawn": "the narrator withdrew",
}
"""The gate's codes in words; ``withheld_GROUND`` speaks for itself."""


@verb("why")
@reads
@click.argument("item")
def command(frame: Frame, *, item: str) -> None:
    """Why may AUDIENCE be told of ITEM, or why not? The gate's decision, with its reasons.

    ITEM is an interview, the address of a turn, a seal, a restriction or a person (p:…).
    """
    from whensafe.desk.why import why

    with frame.opened() as opened:
        found = why(opened.archive, opened.actor, frame.audience, item)
    reasons = found.decision.reasons
    if frame.json:
        give({"allowed": found.decision.allowed, "reasons": list(reasons), "kind": found.kind})
        return
    click.echo(f"{plain(frame.audience)}: {'yes' if found.decision.allowed else 'no'}")
    for reason in reasons:
        ground = reason.removeprefix("withheld_").replace("_", " ")
        click.echo(f"  {WORDS.get(reason, f'withheld: {ground}')}")
    if not reasons:
        say("No reason was given.")
