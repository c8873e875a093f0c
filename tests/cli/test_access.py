"""Who can unlock: people-with-access, user add, user remove, rekey, as commands."""

from __future__ import annotations

from collections.abc import Callable

from tests.cli.conftest import Shell

SIGNED = ("--yes", "--reason", "She left for another post.")


def test_a_second_person_has_a_passphrase_of_their_own(own: Callable[[], Shell]) -> None:
    shell = own()
    file = shell.write("theirs", "a river under four bridges\n")
    added = shell("user", "add", "Dmytro", "--passphrase-file", file, "--json").json
    assert added["name"] == "Dmytro"
    people = shell("people-with-access", "--json").json
    assert [one["name"] for one in people] == ["Dmytro", "documenter"]
    assert all(one["since"].endswith("Z") for one in people)
    shell.environment["WHENSAFE_PASSPHRASE"] = "a river under four bridges"
    assert len(shell("list", "--json").json) == 2
    assert shell("check", "--json").json["ok"]


def test_a_name_is_given_once(own: Callable[[], Shell]) -> None:
    shell = own()
    file = shell.write("theirs", "a river under four bridges\n")
    shell("user", "add", "Dmytro", "--passphrase-file", file)
    refused = shell("user", "add", "Dmytro", "--passphrase-file", file, status=2)
    assert "has access already" in refused.err
    assert "river" not in refused.err


def test_who_is_removed_can_not_unlock_and_copies_are_named(own: Callable[[], Shell]) -> None:
    shell = own()
    file = shell.write("theirs", "a river under four bridges\n")
    shell("user", "add", "Dmytro", "--passphrase-file", file)
    shell("backup", shell.folder / "copy-of-may")
    refused = shell("user", "remove", "Dmytro", status=2)
    assert "--yes --reason" in refused.err
    done = shell("user", "remove", "Dmytro", *SIGNED, "--json").json
    assert done == {"name": "Dmytro", "copies_still_open": ["copy-of-may"]}
    assert "user remove" not in shell("check").err
    shell.environment["WHENSAFE_PASSPHRASE"] = "a river under four bridges"
    shell("list", status=2)


def test_the_last_one_stays(own: Callable[[], Shell]) -> None:
    refused = own()("user", "remove", "documenter", *SIGNED, status=2)
    assert "the last one" in refused.err


def test_under_a_new_key_everything_is_there(own: Callable[[], Shell]) -> None:
    shell = own()
    file = shell.write("theirs", "a river under four bridges\n")
    for name in ("Dmytro", "Halyna"):
        shell("user", "add", name, "--passphrase-file", file)
    shell("backup", shell.folder / "copy-of-may")
    before = shell("list", "--json").json
    done = shell("rekey", "--passphrase-of", "Dmytro", file, *SIGNED, "--json").json
    assert done == {
        "kept": ["Dmytro", "documenter"],
        "lost": ["Halyna"],
        "copies_with_the_old_key": ["copy-of-may"],
    }
    assert shell("list", "--json").json == before
    assert shell("check", "--json").json["ok"]
    assert [one["name"] for one in shell("people-with-access", "--json").json] == ["Dmytro", "documenter"]
    shell.environment["WHENSAFE_PASSPHRASE"] = "a river under four bridges"
    assert shell("list", "--json").json == before


def test_a_passphrase_that_is_not_theirs_changes_nothing(own: Callable[[], Shell]) -> None:
    shell = own()
    file = shell.write("theirs", "a river under four bridges\n")
    shell("user", "add", "Dmytro", "--passphrase-file", file)
    wrong = shell.write("wrong", "some other river\n")
    refused = shell("rekey", "--passphrase-of", "Dmytro", wrong, *SIGNED, status=2)
    assert "river" not in refused.err
    assert shell("check", "--json").json["ok"]
    assert len(shell("people-with-access", "--json").json) == 2


def test_an_old_copy_put_back_after_rekeying_is_noticed(own: Callable[[], Shell]) -> None:
    shell = own()
    shell("backup", shell.folder / "copy-of-may")
    shell("rekey", *SIGNED)
    restored = shell("restore", shell.folder / "copy-of-may", shell.folder / "B")
    assert "more than this copy" in restored.err or "older" in restored.err
    refused = shell("list", "--archive", shell.folder / "B", status=2)
    assert "continuation" in refused.err
