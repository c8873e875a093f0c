"""due as a user has it: since when, and whose eyes it is for."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import BAKER, Shell
from tests.cli.test_custodians import custodian

QUOTE = ("--quote", "My brother carried the flour")
SEALED, RESTRICTED = "2026-03-02T10:00:00Z", "2026-03-05T11:30:00Z"


def test_what_waits_for_the_narrator_alone_is_due_since_it_was_closed(shell: Shell, tmp_path: Path) -> None:
    cards = [custodian(tmp_path, name).folder / "card.json" for name in ("ada", "bohdan")]
    shell.environment["WHENSAFE_NOW"] = SEALED
    shell("custodians", "set", "--threshold", "2", *cards)
    (added,) = shell("add", shell.write("baker.txt", BAKER), "--json").json
    shell("seal", added["id"], *QUOTE, "--until", "narrator_agrees", "--yes")
    shell.environment["WHENSAFE_NOW"] = RESTRICTED
    shell("restrict", added["id"], "--turn", "2", "--until", "narrator_agrees")
    shell("restrict", added["id"], "--turn", "1", "--until", "after(2020-01-01, Europe/Kyiv)")
    shell.environment["WHENSAFE_NOW"] = "2026-03-09T08:00:00Z"
    ran = shell("due", "--json")
    assert [(one["kind"], one["since"]) for one in ran.json] == [
        ("sealed", SEALED),
        ("restricted", RESTRICTED),
        ("restricted", RESTRICTED),
    ]
    assert f"due since {SEALED}" in shell("due").out
    assert shell("due", "--as", "team").out == shell("due").out
