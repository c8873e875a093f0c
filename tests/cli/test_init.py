from __future__ import annotations

from tests.cli.conftest import Shell


def test_an_archive_is_made_where_nothing_was(bare: Shell) -> None:
    bare.environment["WHENSAFE_NOW"] = "2026-03-01T12:00:00Z"
    made = bare("init", "--json").json
    assert made == {"archive": str(bare.folder / "A"), "created_at": "2026-03-01T12:00:00Z"}
    assert bare("list", "--json").json == []
    assert bare("check", "--json").json == {"ok": True, "problems": []}
    again = bare("init", status=2)
    assert again.err.count("\n") == 1


def test_a_folder_that_holds_something_is_left_alone(bare: Shell) -> None:
    bare.write("A/letter.txt", "dear")
    refused = bare("init", status=2)
    assert "isn't empty" in refused.err
    assert sorted(path.name for path in (bare.folder / "A").iterdir()) == ["letter.txt"]


def test_without_a_passphrase_and_without_a_terminal_it_says_what_to_do(bare: Shell) -> None:
    bare.environment["WHENSAFE_PASSPHRASE"] = ""
    refused = bare("init", status=2)
    assert "WHENSAFE_PASSPHRASE" in refused.err
    assert not (bare.folder / "A").exists()


def test_another_passphrase_opens_nothing(shell: Shell) -> None:
    shell.environment["WHENSAFE_PASSPHRASE"] = "two gray herons"
    refused = shell("list", status=2)
    assert "passphrase" in refused.err
    assert refused.err.count("\n") == 1


def test_the_archive_can_be_named_before_or_after_the_verb(shell: Shell) -> None:
    archive = shell.folder / "A"
    shell.environment["WHENSAFE_ARCHIVE"] = ""
    assert shell("--archive", archive, "list", "--json").json == []
    assert shell("list", "--json", "--archive", archive).json == []
    assert "no archive here" in shell("list", status=2).err  # the current folder is none


def test_a_check_says_what_it_looked_at(shell: Shell) -> None:
    shell("add", shell.write("a.txt", "Q: Where?\nA: Here, by the river, all winter.\n"))
    said = shell("check").err
    assert "1 interview, 2 ledger entries" in said
    assert "1 checkpoint" in said
    assert "1 stored file," in said


def test_a_check_of_nothing_names_the_folder_once(bare: Shell) -> None:
    said = bare("check", status=2).err
    assert "no archive here" in said
    assert said.count(str(bare.folder / "A")) == 1
    assert bare("check", "--json", status=2).out == ""


def test_a_check_of_an_archive_that_lost_its_card_is_a_check_that_found_something(shell: Shell) -> None:
    (shell.folder / "A" / "archive.json").unlink()
    (problem,) = shell("check", "--json", status=1).json["problems"]
    assert problem["code"] == "not_an_archive"
