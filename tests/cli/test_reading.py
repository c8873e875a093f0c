"""`list`, `show`, `search`: what a reader gets, as JSON and on a screen of 80 columns."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import BAKER, Shell

SHOW_KEYS = [
    "id",
    "title",
    "standfirst",
    "section",
    "language",
    "published",
    "first_published",
    "interviewed",
    "source",
    "republisher",
    "basis",
    "participants",
    "turns",
    "dropped",
    "questions",
    "original",
    "exhibits",
    "sessions",
    "added_at",
]
TURN_KEYS = ["n", "address", "role", "speaker", "language", "text", "start_ms", "end_ms"]


def ids(shell: Shell) -> list[str]:
    return [line["id"] for line in reversed(shell("list", "--json").json)]


def test_show_has_exactly_the_keys_of_the_contract_in_their_order(reader: Shell) -> None:
    shown = reader("show", ids(reader)[0], "--json").json
    assert list(shown) == SHOW_KEYS
    assert [list(turn) for turn in shown["turns"]] == [TURN_KEYS] * 4
    assert list(shown["original"]) == ["sha256", "bytes", "media_type", "name"]
    assert list(shown["participants"][0]) == ["id", "name", "role"]
    assert list(shown["source"]) == ["name", "url"]


def test_another_audience_gets_every_key_and_null_for_what_it_is_not_told(own: Callable[[], Shell]) -> None:
    shell = own()
    id = ids(shell)[0]
    assert "no such interview" in shell("show", id, "--as", "public", status=2).err
    shell("consent", id, "--use", "publish", "--audience", "public", "--by", "narrator")
    shell("restrict", id, "--quote", "from four in the morning until noon")
    told = shell("show", id, "--as", "public", "--json").json
    assert list(told) == SHOW_KEYS
    assert [list(turn) for turn in told["turns"]] == [TURN_KEYS] * 4
    assert told["turns"][1]["text"] == "In the bakery by the river, \ufffc, every day but Sunday."
    nothing = ("original", "added_at", "published", "first_published", "republisher")
    assert [told[key] for key in nothing] == [None] * 5
    assert told["source"] == {"name": None, "url": None}
    assert [told[key] for key in ("dropped", "questions", "exhibits", "section")] == [[]] * 4
    assert [(s["id"], s["originals"]) for s in told["sessions"]] == [("1", [])]
    (line,) = shell("list", "--as", "public", "--json").json
    assert (line["id"], line["turns"], line["open_questions"], line["added_at"]) == (id, 4, 0, None)
    (hit,) = shell("search", "bakery", "--as", "public", "--json").json
    assert (hit["id"], hit["turn"]) == (id, 2)
    assert shell("search", "noon", "--as", "public", "--json").json == []


def test_every_key_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs/formats/show.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
    assert [key for row in rows for key in re.findall(r"`(\w+)`", row)] == SHOW_KEYS


def test_show_says_who_said_what_and_what_was_received(reader: Shell) -> None:
    shown = reader("show", ids(reader)[0], "--json").json
    assert {turn["speaker"] for turn in shown["turns"]} == {p["name"] for p in shown["participants"]}
    assert shown["turns"][1]["text"].startswith("In the bakery by the river, from four")
    assert [turn["role"] for turn in shown["turns"]] == ["interviewer", "narrator"] * 2
    assert shown["original"] == {
        "sha256": hashlib.sha256(BAKER.encode()).hexdigest(),
        "bytes": len(BAKER.encode()),
        "media_type": "text/plain",
        "name": "baker.txt",
    }


def test_an_id_may_be_typed_as_people_type(reader: Shell) -> None:
    id = ids(reader)[0]
    typed = f"{id[:5]}-{id[5:]}".upper()
    assert reader("show", typed, "--json").json["id"] == id
    assert "no such interview" in reader("show", "0000000000", status=2).err


def test_a_transcript_fits_80_columns_and_carries_every_word(reader: Shell) -> None:
    out = reader("show", ids(reader)[1]).out
    assert max(map(len, out.splitlines())) <= 80
    assert "Я ткала рушник для доньки" in " ".join(out.split())
    assert "Марія Ткач" in out


def test_the_list_fits_80_columns(reader: Shell) -> None:
    ran = reader("list")
    assert max(map(len, ran.out.splitlines())) <= 80
    assert all(id in ran.out for id in ids(reader))
    assert "2 of 2" in ran.err
    assert len(reader("list", "--limit", "1", "--json").json) == 1


def test_a_search_cites_turn_and_position(reader: Shell) -> None:
    (hit,) = reader("search", "bakery", "--json").json
    assert list(hit) == ["id", "turn", "start", "end", "snippet", "score"]
    turn = reader("show", hit["id"], "--json").json["turns"][hit["turn"] - 1]
    assert turn["text"][hit["start"] : hit["end"]] == "bakery"
    assert "bakery" in hit["snippet"]


def test_a_search_finds_forms_and_phrases_and_can_be_narrowed(reader: Shell) -> None:
    assert [hit["turn"] for hit in reader("search", "рушники", "--json").json] == [2]
    assert len(reader("search", '"by the river"', "--json").json) == 1
    assert reader("search", '"river the by"', "--json").json == []
    assert reader("search", "bakery", "--role", "interviewer", "--json").json == []
    assert reader("search", "bakery", "--language", "uk", "--json").json == []


@pytest.mark.parametrize(
    "wrong",
    [
        ["search", " "],
        ["search", "a", "--role", "judge"],
        ["search", "a", "--from", "spring"],
        ["list", "--limit", "0"],
    ],
)
def test_a_filter_that_is_none_is_refused_in_one_line(reader: Shell, wrong: list[str]) -> None:
    assert reader(*wrong, status=2).err.count("\n") == 1


@pytest.mark.parametrize("audience", ["public", "narrator", "partner:Memorial"])
def test_an_audience_nobody_agreed_to_is_told_nothing(reader: Shell, audience: str) -> None:
    id = ids(reader)[0]
    refused = reader("show", id, "--as", audience, "--json", status=2)
    assert refused.out == ""
    assert "no such interview" in refused.err
    assert reader("list", "--as", audience, "--json").json == []
    assert reader("search", "bakery", "--as", audience, "--json").json == []
    assert "no such audience" in reader("list", "--as", "everybody", status=2).err


def test_testimony_cannot_steer_a_terminal(shell: Shell) -> None:
    shell.write("a.txt", BAKER.replace("bakery", "b\x1b[2Jkery\u202e"))
    (taken,) = shell("add", "a.txt", "--json").json
    shown = shell("show", taken["id"]).out
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_whoever_takes_part_is_found_by_name(reader: Shell) -> None:
    baker, weaver = ids(reader)
    assert [line["id"] for line in reader("list", "--name", "vashchuk", "--json").json] == [baker]
    assert [line["id"] for line in reader("list", "--name", "Марії Ткач", "--json").json] == [weaver]
    assert [line["id"] for line in reader("list", "--name", "Hrushko", "--json").json] == [baker]
    assert reader("list", "--name", "nobody", "--json").json == []
    assert reader("list", "--name", "vashchuk", "--as", "public", "--json").json == []
    ran = reader("search", "Vashchuk")
    assert f"{baker}  Petro Vashchuk takes part (narrator)." in ran.err
    assert reader("search", "Vashchuk", "--json").json == []
    assert "drafts" in reader("list", "--drafts", "--name", "Petro", status=2).err


@pytest.mark.parametrize("verb", [("due",), ("person", "list"), ("check",)], ids=" ".join)
def test_what_is_for_the_team_alone_says_so(reader: Shell, verb: tuple[str, ...]) -> None:
    assert reader(*verb, "--json", "--as", "team").json == reader(*verb, "--json").json
    for audience in ("public", "partner:Memo"):
        refused = reader(*verb, "--json", "--as", audience, status=2)
        assert refused.out == ""
        assert "for the team alone" in refused.err
        assert len(refused.err.splitlines()) == 1
    assert "no such audience" in reader(*verb, "--as", "nobody", status=2).err
    assert "--as" in reader(*verb, "--help").out
