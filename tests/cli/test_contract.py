"""The command line as scripts rely on it: keys of JSON and exit statuses, through the life of an archive."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import BAKER, Shell

WORDS = "My brother carried the flour"
QUOTE = ("--quote", WORDS)
KEYS: dict[str, set[str]] = {
    "init": {"archive", "created_at"},
    "add": {"id", "title", "questions", "duplicate_of"},
    "person add": {"person"},
    "custodian new": {"card", "recipient"},
    "custodians set": {"threshold", "custodians", "archive_card"},
    "consent": {"event"},
    "restrict": {"restriction"},
    "seal": {"seal", "scope", "closure", "backups_still_holding"},
    "open": {"seal", "text"},
    "why": {"allowed", "reasons"},
    "publish": {"edition", "files", "withheld", "losses", "risks"},
    "verify": {"ok", "problems"},
    "check": {"ok", "problems"},
    "backup": {"ok", "problems"},
    "restore": {"ok", "problems"},
    "doctor": {"ok", "problems"},
    "search": {"id", "turn", "start", "end", "snippet", "score"},
}
"""What the contract promises; there may be more."""


class Life:
    """Somebody who goes through an archive's life, with every answer as JSON."""

    def __init__(self, folder: Path) -> None:
        self.home = Shell(folder / "home")
        self.home.folder.mkdir()
        none = {"WHENSAFE_ARCHIVE": "", "WHENSAFE_PASSPHRASE": ""}
        self.people = [Shell(folder / name, dict(none)) for name in ("ada", "bohdan", "chiara")]
        for person in self.people:
            person.folder.mkdir()

    def __call__(self, *arguments: str | Path, status: int = 0, by: Shell | None = None) -> Any:
        ran = (by or self.home)(*arguments, "--json", status=status)
        named = " ".join(map(str, arguments[:2]))
        keys = KEYS.get(named, KEYS.get(str(arguments[0]), set()))
        for one in ran.json if isinstance(ran.json, list) else [ran.json]:
            assert keys <= set(one), (arguments, keys - set(one))
        return ran.json

    def refused(self, *arguments: str | Path) -> None:
        """One line on standard error, nothing done on standard output."""
        ran = self.home(*arguments, "--json", status=2)
        assert ran.out in {"", "[]\n"}, arguments
        assert len(ran.err.splitlines()) == 1, (arguments, ran.err)


@pytest.mark.timeout(600)
def test_the_life_of_an_archive(tmp_path: Path) -> None:
    life = Life(tmp_path)
    home = life.home
    assert life("init")["archive"] == str(home.folder / "A")
    life.refused("init")
    (added,) = life("add", home.write("baker.txt", BAKER))
    id = added["id"]
    life.refused("add", "nothing.txt")
    assert [line["id"] for line in life("list")] == [id]
    life.refused("show", "0000000000")
    assert life("search", "flour")[0]["turn"] == 4
    person = life("person", "add", "Danylo Vashchuk", "--also", "Данило Ващук")["person"]["id"]
    until = f"free({person}) and narrator_agrees"
    life.refused("seal", id, *QUOTE, "--until", until, "--yes")  # nobody could open it
    cards = []
    for n, one in enumerate(life.people):
        made = life("custodian", "new", f"card{n}.json", "--words-out", "words", by=one)
        assert made["recipient"].startswith("age1pq1")
        cards.append(one.folder / f"card{n}.json")
    life.refused("custodians", "set", "--threshold", "4", *cards)
    roster = life("custodians", "set", "--threshold", "2", *cards)
    assert (roster["threshold"], len(roster["custodians"])) == (2, 3)
    consent = ("consent", id, "--use", "publish", "--audience", "public", "--by", "narrator")
    assert life(*consent)["event"]["said"] == "agreed"
    life.refused("consent", id, "--use", "sell", "--by", "narrator")
    life.refused("consent", id, "--use", "publish", "--audience", "everybody", "--by", "narrator")
    assert life("restrict", "--person", person, "--yes")["restriction"]["person"] == person
    life.refused("restrict", id, "--quote", "never said")
    for wrong in ("free(", "free(p:nobody)", "soon", "after(tomorrow)", ""):
        life.refused("seal", id, *QUOTE, "--until", wrong, "--yes")
    life.refused("seal", id, "--quote", "the", "--until", until, "--yes")  # in several places
    life.refused("seal", id, "--turn", "77", "--until", until, "--yes")
    seal = life("seal", id, *QUOTE, "--until", until, "--yes")["seal"]
    assert life("show", id)["turns"][3]["text"].startswith("\ufffc")
    assert life("show", id)["original"] is None

    life.refused("publish", "--audience", "nobody", "E1")
    assert home("publish", "--audience", "public", "E1", "--json", status=2).json["edition"] is None
    assert not (home.folder / "E1").exists()
    first = life("publish", "--audience", "public", "E1", "--yes", "--reason", "read by two")
    assert first["edition"]
    assert life("verify", "E1", "--key", first["key"])["ok"]
    life.refused("verify", "nowhere")
    assert life("due") == []
    life.refused("request", seal, "ask.json")  # not met, and no reason
    life.refused("confirm", f"free({person})")
    confirmed = life("confirm", f"free({person})", "--evidence", "met at the station")
    assert [one["seals"] for one in confirmed["due"]] == [[seal]]
    (due,) = life("due")
    assert due["seals"] == [seal]
    life(*consent, "--scope", seal)
    life("request", seal, "ask.json", "--for", "public")
    card, ask, answers = home.folder / roster["archive_card"], home.folder / "ask.json", []
    for one in life.people[:2]:
        life("answer", ask, "answer.json", "--words", "words", "--archive-card", card, by=one)
        answers += ["--answer", one.folder / "answer.json"]
    life.refused("open", "ask.json", *answers[:2])
    opened = life("open", "ask.json", *answers, "--out", "back.json")
    assert (opened["seal"], opened["text"]) == (seal, WORDS)
    life.refused("release", "baker.txt")
    assert life("release", "back.json")["seals"] == [seal]
    life.refused("release", "back.json")
    assert life("show", id)["turns"][3]["text"].startswith(WORDS)
    second = life("publish", "--audience", "public", "E2", "--since", "E1", "--yes", "--reason", "again")
    assert [change["address"] for change in second["difference"]["turns"]] == [
        life("show", id)["turns"][3]["address"]
    ]
    assert life("verify", "E2")["ok"]
    assert life("why", seal, "--as", "public")["allowed"]
    assert not life("why", seal, "--as", "family")["allowed"]
    life.refused("why", "nothing", "--as", "public")
    assert life("withdraw", id)["event"]["said"] == "withdrawn"
    life.refused("withdraw", id)
    assert life("list", "--as", "public") == []
    assert life("check")["ok"]
    assert life("backup", "B")["ok"]
    life.refused("backup", "B")
    assert life("restore", "B", "R")["ok"]
    life.refused("restore", "B", "R")
    life.refused("restore", "nowhere", "R2")
    assert life("--archive", "R", "list") == life("list")
    life.refused("--archive", "nowhere", "list")
