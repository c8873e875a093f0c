"""place: words that are sealed elsewhere, and that the archive never has until they are released."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import BAKER, Shell
from tests.cli.test_custodians import NAMES, custodian

WORDS = "Danylo Vashchuk hid with us in the cellar.\nHe is still there."


def _archive(shell: Shell, root: Path) -> tuple[str, list[Shell]]:
    people = [custodian(root, name) for name in NAMES]
    cards = [str(person.folder / "card.json") for person in people]
    shell("custodians", "set", "--threshold", "2", *cards)
    (added,) = shell("add", shell.write("baker.txt", BAKER), "--json").json
    return added["id"], people


def _card(shell: Shell) -> Path:
    return shell.folder / "whensafe-archive-card.json"


def test_the_whole_way_of_words_the_archive_never_had(shell: Shell, tmp_path: Path) -> None:
    id, people = _archive(shell, tmp_path)
    made = shell("place", id, "place.json", "--until", "narrator_agrees", "--after", "2", "--json")
    assert {"place", "seal", "interview", "address", "group", "condition", "fingerprint"} == set(made.json)
    assert made.json["fingerprint"] in made.err
    writer = people[0]
    writer.write("words.txt", WORDS)
    place, card = shell.folder / "place.json", _card(shell)
    refused = writer("custodian", "seal", place, "words.txt", "sealed.json", status=2)
    assert "--archive-card" in refused.err
    done = writer("custodian", "seal", place, "words.txt", "sealed.json", "--archive-card", card, "--json")
    assert (done.json["seal"], done.json["interview"]) == (made.json["seal"], id)
    assert "cellar" not in (writer.folder / "sealed.json").read_text(encoding="utf-8")

    (waits,) = shell("place", "--list", "--json").json
    assert (waits["seal"], waits["interview"], waits["new"]) == (made.json["seal"], id, False)
    taken = shell("place", "--take", writer.folder / "sealed.json", "--json")
    assert {k: taken.json[k] for k in ("seal", "scope", "interview", "turn")} == {
        "seal": made.json["seal"],
        "scope": "turn",
        "interview": id,
        "turn": 3,
    }
    shown = shell("show", id, "--json").json
    assert [turn["text"] == "\ufffc" for turn in shown["turns"]] == [False, False, True, False, False]
    assert shown["turns"][2]["role"] == "narrator"
    assert shell("check", "--json").json["ok"]
    assert "0 places waiting" in shell("place", "--list").err
    again = shell("place", "--take", writer.folder / "sealed.json", status=2)
    assert "no place waits for this text" in again.err

    shell("request", made.json["seal"], "request.json", "--yes", "--reason", "she asks for it")
    answers: list[str | Path] = []
    for person in people[:2]:
        out = person.folder / "answer.json"
        person("answer", shell.folder / "request.json", out, "--words", "words", "--archive-card", card)
        answers += ["--answer", out]
    opened = shell("open", "request.json", *answers, "--out", "back.json", "--json").json
    assert opened["text"] == WORDS
    shell("release", "back.json")
    assert shell("show", id, "--json").json["turns"][2]["text"] == WORDS
    assert shell("check", "--json").json["ok"]


def test_a_new_interview_of_sealed_words_alone(shell: Shell, tmp_path: Path) -> None:
    _, people = _archive(shell, tmp_path)
    made = shell(
        "place",
        "--new",
        "p.json",
        "--until",
        "narrator_agrees",
        "--language",
        "uk",
        "--title",
        "One",
        "--json",
    ).json
    assert made["interview"] not in {line["id"] for line in shell("list", "--json").json}
    people[0].write("words.txt", WORDS)
    people[0]("custodian", "seal", shell.folder / "p.json", "words.txt", "s.json", "--yes")
    shell("place", "--take", people[0].folder / "s.json")
    shown = shell("show", made["interview"], "--json").json
    assert (shown["title"], shown["language"], shown["original"]) == ("One", "uk", None)
    assert [turn["text"] for turn in shown["turns"]] == ["\ufffc"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["ID"], "where does it belong"),
        (["ID", "out"], "where does it belong"),
        (["--new", "ID", "out", "--until", "narrator_agrees"], "where does it belong"),
        (["ID", "out", "--until", "narrator_agrees", "--title", "x"], "--new"),
        (["--new", "out", "--until", "narrator_agrees", "--after", "1"], "--after"),
        (["--new", "out", "--until", "soon"], "condition"),
        (["nothing000", "out", "--until", "narrator_agrees"], "no such interview"),
        (["--take", "nothing"], "there is no such file"),
        (["--take", "baker.txt"], "no sealed text"),
        (["--take", "baker.txt", "--new"], "--take"),
    ],
)
def test_mistakes_are_one_line(arguments: list[str], says: str, taken: tuple[Shell, str]) -> None:
    shell, id = taken
    ran = shell("place", *(id if a == "ID" else a for a in arguments), status=2)
    assert says in ran.err
    assert len(ran.err.splitlines()) == 1
    assert not (shell.folder / "out").exists()


@pytest.fixture(scope="module")
def taken(made: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Shell, str]:
    import shutil

    root = tmp_path_factory.mktemp("placed")
    shutil.copytree(made, root / "home")
    shell = Shell(root / "home")
    return shell, _archive(shell, root)[0]


def test_a_text_that_is_no_text_is_refused(taken: tuple[Shell, str], tmp_path: Path) -> None:
    shell, id = taken
    shell("place", id, tmp_path / "place.json", "--until", "narrator_agrees")
    shell.write("bytes", b"\xff\xfe\x00")
    shell.write("other.json", json.dumps({}))
    for place, text, says in (
        (tmp_path / "place.json", "bytes", "not UTF-8"),
        (tmp_path / "place.json", "nothing", "no such file"),
        (shell.folder / "other.json", "baker.txt", "not a file of this kind"),
    ):
        ran = shell("custodian", "seal", place, text, tmp_path / "out", "--yes", status=2)
        assert says in ran.err
        assert not (tmp_path / "out").exists()
