"""`whensafe request`: ask the custodians to open."""

from __future__ import annotations

from pathlib import Path

import click

from whensafe.cli.frame import Frame, counted, give, say, verb
from whensafe.desk.request import Prospect


@verb("request")
@click.argument("seal")
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--opener",
    type=click.Path(path_type=Path),
    metavar="CARD",
    help="The card of whoever will open the answers (default: a one-time key on this machine).",
)
@click.option(
    "--for",
    "for_whom",
    default="team",
    show_default=True,
    metavar="WHOM",
    help="Who will read it: an audience, or in words. Shown to custodians.",
)
@click.option(
    "--language", type=click.Choice(["en", "uk"]), default="en", show_default=True, help="Of what it says."
)
def command(frame: Frame, *, seal: str, out: Path, opener: Path | None, for_whom: str, language: str) -> None:
    """Write into OUT a request to open SEAL, for every custodian of its release group.

    It says the condition and whether the archive judges it met, the evidence, the consent that stands, for
    whom and why, and carries the ciphertexts: the answers open every seal of the group. Nothing opens by it;
    custodians decide. If the condition is not met the request says so, and needs --yes --reason TEXT.
    """
    from whensafe.desk.request import prospect
    from whensafe.outside.durable import read
    from whensafe.sealing.custodians import read_card
    from whensafe.wiring import ask

    recipient = None if opener is None else read_card(read(opener, 1 << 20)).recipient
    with frame.opened() as opened:
        found = prospect(opened.archive, opened.actor, seal, for_whom=for_whom)
        reason = frame.reason if found.met else frame.signed(_consequence(found))
        asked = ask(
            opened,
            found.seal,
            out,
            opener=recipient,
            for_whom=for_whom,
            reason=reason,
            although_unmet=not found.met,
            language=language,
        )
    if frame.json:
        told = asked.prospect
        give(
            {
                "request": str(out),
                "seal": told.seal,
                "group": told.group,
                "seals": list(told.opens),
                "condition": told.condition,
                "condition_met": told.met,
                "threshold": told.threshold,
                "custodians": list(told.custodians),
            }
        )
    answers = counted(found.threshold, "answer")
    say(f"{out}: send it to {', '.join(found.custodians)}. {answers} together can open it.")
    if len(found.opens) > 1:
        say(f"The answers open everything of this release group: {len(found.opens)} sealed files.")
    if recipient is None:
        say("The key that reads the answers stays on this machine until `whensafe open` has used it.")


def _consequence(found: Prospect) -> str:
    unmet = ", ".join(clause for clause, met in found.clauses if not met)
    return (
        f"The condition is not met ({unmet}). The request says so, with your reason; custodians may refuse. "
        "Whoever is named in the condition may be in danger if this is opened now"
    )
