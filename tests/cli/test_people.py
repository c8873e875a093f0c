"""People, consent, restrictions, facts and what is due, as a user has them at the command line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.cli.conftest import Shell

VERBS = ("person", "consent", "withdraw", "restrict", "confirm", "due", "contact")


@pytest.fixture
def baker(own: Callable[[], Shell]) -> tuple[Shell, str]:
    """A shell with two interviews, and the id of the baker's."""
    shell = own()
    return shell, next(line["id"] for line in shell("list", "--json").json if line["language"] == "en")


@pytest.mark.parametrize("name", VERBS)
def test_each_verb_explains_itself(bare: Shell, name: str) -> None:
    assert "Exit status" in bare(name, "--help").out


def test_somebody_is_added_spelt_and_listed(baker: tuple[Shell, str]) -> None:
    shell, id = baker
    made = shell(
        "person",
        "add",
        "Ihor Koval",
        "--also",
        "Ігор Коваль",
        "--detail",
        "cell=7",
        "--narrator-of",
        id,
        "--json",
    )
    person = made.json["person"]
    assert set(person) == {"id", "name", "also", "details", "narrator_of", "added_at"}
    assert (person["name"], person["also"], person["narrator_of"]) == ("Ihor Koval", ["Ігор Коваль"], [id])
    assert person["details"] == [{"kind": "cell", "value": "7"}]
    spelt = shell("person", "spell", person["id"], "Koval", "--json").json["person"]
    assert spelt["also"] == ["Ігор Коваль", "Koval"]
    assert shell("person", "list", "--json").json == [spelt]
    less = shell("person", "spell", person["id"], "Ihor Koval", "--remove", "--json").json["person"]
    assert (less["name"], less["also"]) == ("Ігор Коваль", ["Koval"])
    gone = ("--detail", "cell=7", "--remove", "--json")
    assert shell("person", "describe", person["id"], *gone).json["person"]["details"] == []
    assert "KIND=VALUE" in shell("person", "add", "X Y", "--detail", "cell", status=2).err
    assert shell("check", "--json").json["ok"]


def test_consent_is_given_for_one_use_and_withdrawn(baker: tuple[Shell, str]) -> None:
    shell, id = baker
    asked = ("consent", id, "--use", "publish", "--audience", "public", "--by", "narrator")
    event = shell(
        *asked, "--attribution", "pseudonym", "--form", "oral", "--recording-at", "1:02:03.5", "--json"
    ).json["event"]
    assert (event["said"], event["use"], event["audience"], event["recording_ms"]) == (
        "agreed",
        "publish",
        "public",
        3_723_500,
    )
    assert event["versions"]
    refused = shell("consent", id, "--use", "machine", "--by", "narrator", "--refused", "--json").json[
        "event"
    ]
    assert (refused["said"], refused["audience"]) == ("refused", None)
    assert "--audience" in shell("consent", id, "--use", "publish", "--by", "narrator", status=2).err
    assert "closed already" in shell("withdraw", id, "--scope", "rule", status=2).err
    done = shell("withdraw", id, "--json")
    assert [(e["said"], e["use"]) for e in done.json["events"]] == [("withdrawn", "publish")]
    assert done.json["event"] == done.json["events"][0]
    assert "Nothing of the interview was erased" in done.err
    assert "closed already" in shell("withdraw", id, status=2).err


def test_words_in_several_places_are_named_without_being_repeated(baker: tuple[Shell, str]) -> None:
    shell, id = baker
    refused = shell("restrict", id, "--quote", "work", status=2).err
    assert "turn 1 (en, " in refused
    assert "turn 3 (en, " in refused
    assert "work" not in refused
    rule = shell("restrict", id, "--turn", "2", "--from", "public", "--json").json["restriction"]
    assert (rule["scope"], rule["from"], rule["interview"]) == ("turn", ["public"], id)
    ended = shell("restrict", "--end", rule["id"], "--reason", "she agreed", "--json").json["restriction"]
    assert ended["ended_at"]
    assert "--reason" in shell("restrict", "--end", rule["id"], status=2).err


def test_other_places_with_the_same_words_are_pointed_out(baker: tuple[Shell, str]) -> None:
    shell, id = baker
    ran = shell("restrict", id, "--quote", "work", "--turn", "1", "--json")
    (other,) = ran.json["look"]
    assert (other["kind"], other["turn"], other["field"]) == ("same_words", 3, None)
    assert "look at it yourself:\n  the same words in turn 3 (en)" in ran.err
    assert "work" not in ran.err


def test_a_name_is_hidden_once_what_was_found_is_accepted(baker: tuple[Shell, str]) -> None:
    shell, _ = baker
    shown = shell("restrict", "--name", "Vashchuk", status=2)
    assert "--yes" in shown.err
    assert "Petro" not in shown.out
    done: Any = shell("restrict", "--name", "Vashchuk", "--ground", "third_party", "--yes", "--json").json
    assert (done["restriction"]["scope"], done["restriction"]["words"]) == ("words", ["Vashchuk"])
    assert done["found"]["forms"] == [{"form": "Petro Vashchuk", "count": 1}]
    assert "Found 1 time in 1 interview:" in shown.err


def test_a_confirmed_fact_is_due_and_closes_again_when_it_is_taken_back(baker: tuple[Shell, str]) -> None:
    shell, id = baker
    ihor = shell("person", "add", "Ihor Koval", "--json").json["person"]["id"]
    until = f"free({ihor}) and narrator_agrees"
    rule = shell("restrict", id, "--turn", "2", "--until", until, "--json").json["restriction"]
    assert shell("due", "--json").json == []
    made = shell("confirm", f"free({ihor})", "--evidence", "a letter", "--json").json
    assert [one["id"] for one in made["due"]] == [rule["id"]]
    (one,) = shell("due", "--json").json
    assert (one["id"], one["kind"], one["gives_away"]) == (
        rule["id"],
        "restricted",
        {"turns": 1, "interviews": 1},
    )
    assert [why["met"] for why in one["why"]] == [True, False]
    assert "flour" not in shell("due").out
    back = shell("confirm", f"free({ihor})", "--back", "--evidence", "a mistake", "--json").json
    assert [gone["id"] for gone in back["closes"]] == [rule["id"]]
    assert shell("due", "--json").json == []
    assert shell("check", "--json").json["ok"]


def test_a_contact_sheet_is_kept_apart_and_deleted_alone(baker: tuple[Shell, str]) -> None:
    shell, id = baker
    sheet = shell.write("sheet.txt", "Telephone 0123\n")
    shell("contact", id, "--set", sheet)
    assert shell("contact", id, "--show").out == "Telephone 0123\n"
    assert "0123" not in shell("show", id, "--json").out
    assert shell("search", "telephone", "--json").json == []
    assert shell("contact", id, "--delete", "--json").json["erased"]
    assert "no contact sheet" in shell("contact", id, "--show", status=2).err
    assert "--show" in shell("contact", id, status=2).err
    assert shell("check", "--json").json["ok"]


def test_a_fact_says_since_when_it_is_so(baker: tuple[Shell, str]) -> None:
    shell, _ = baker
    person = shell("person", "add", "Ihor Koval", "--json").json["person"]["id"]
    said = ("confirm", f"free({person})", "--evidence", "a list")
    assert shell(*said, "--since", "2025-03", "--json").json["confirmation"]["since"] == "2025-03"
    assert "date" in shell(*said, "--since", "last March", status=2).err
    assert "--since" in shell(*said, "--since", "2025", "--back", status=2).err
