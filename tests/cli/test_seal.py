"""seal and release as a user has them: shown first, then done; afterwards the words are in no file."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import BAKER, PASSPHRASE, Shell
from tests.desk.conftest import Desk
from tests.desk.custodians import FREE, adopt, groups, release_file
from tests.store.sqlcipher_pages import database_key, decrypt_pages, log_pages

from whensafe.settings import from_environment

WORDS = "My brother carried the flour"


@contextmanager
def desk_of(shell: Shell) -> Any:
    """The archive from inside, for what other verbs do."""
    from whensafe.wiring import open_archive

    settings = from_environment(shell.surroundings())
    with open_archive(shell.folder / "A", PASSPHRASE, settings) as opened:
        yield Desk(opened.archive, opened.actor)


@pytest.fixture
def shell(own: Callable[[], Shell]) -> Shell:
    """An archive with two interviews, custodians and one person."""
    made = own()
    with desk_of(made) as desk:
        adopt(desk)
    return made


def baker(shell: Shell) -> str:
    """The interview that the words are from."""
    found = {name: line["id"] for line in shell("list", "--json").json for name in line["narrators"]}
    return str(found["Petro Vashchuk"])


def everything(root: Path) -> bytes:
    """Every decrypted page of the database and its log, and every decrypted stored file."""
    from whensafe.store.access import unlock
    from whensafe.store.folder import Folder
    from whensafe.wiring import open_archive

    folder = Folder(root)
    ((_, archive_key),) = unlock(folder, folder.archive(), PASSPHRASE)
    key, data = database_key(archive_key), (root / "archive.db").read_bytes()
    pages = [*decrypt_pages(data, key), *log_pages(root / "archive.db-wal", key, data[:16])]
    settings = from_environment({"WHENSAFE_STATE": str(root.parent / "state")})
    with open_archive(root, PASSPHRASE, settings) as opened, opened.archive.store.read() as unit:
        pages += [b"".join(unit.blobs.read(name)) for name in unit.blobs.names()]
    return b"".join(pages)


def test_sealed_words_are_in_no_page_no_log_and_no_stored_file(shell: Shell) -> None:
    id = baker(shell)
    for word in ("flour", "carried"):
        assert word.encode() in everything(shell.folder / "A")
    ran = shell("seal", id, "--quote", WORDS, "--until", FREE, "--yes", "--json")
    assert ran.json["erased"] is True
    left = everything(shell.folder / "A")
    for word in (WORDS, "flour", "carried"):
        assert word.encode() not in left
    shown = shell("show", id, "--json").json
    assert [t["text"] for t in shown["turns"]][3] == "\ufffc, and my wife kept the books for the three of us."
    assert shown["original"] is None
    assert shell("search", "brother", "--json").json == []
    assert shell("check", "--json").json == {"ok": True, "problems": []}


def test_the_json_has_the_contracts_keys(shell: Shell) -> None:
    told = shell("seal", baker(shell), "--quote", WORDS, "--until", FREE, "--yes", "--json").json
    assert {"seal", "scope", "closure", "backups_still_holding"} <= set(told)
    assert told["scope"] == "passage"
    assert {item["kind"] for item in told["closure"]} >= {"stretch", "originals", "prints", "search_rows"}
    assert "flour" not in str(told)


def test_what_goes_with_it_is_shown_first_and_nothing_is_done_without_yes(shell: Shell) -> None:
    id = baker(shell)
    shell("backup", shell.folder / "copy one")
    ran = shell("seal", id, "--quote", WORDS, "--until", FREE, status=2)
    assert "words in turn 4" in ran.err
    assert "copy one" in ran.err
    assert "--yes" in ran.err
    assert "flour" not in ran.err + ran.out
    assert WORDS in shell("show", id).out


def test_release_puts_them_back_and_once_only(shell: Shell) -> None:
    id = baker(shell)
    before = shell("show", id, "--json").json
    shell("seal", id, "--quote", WORDS, "--until", FREE, "--yes")
    with desk_of(shell) as desk:
        (group,) = groups(desk)
        file = shell.write("opened.release", release_file(desk, group.id))
    ran = shell("release", file, "--json")
    assert ran.json["interview"] == id
    assert ran.json["originals_back"] is True
    assert "destroy it" in ran.err
    after = shell("show", id, "--json").json
    assert after["turns"] == before["turns"]
    assert after["original"] == before["original"]
    assert "before" in shell("release", file, status=2).err
    assert shell("check", "--json").json["ok"] is True


def test_release_deletes_the_key_of_a_request_that_a_browser_made(shell: Shell) -> None:
    from whensafe.desk.request import ask
    from whensafe.outside.openers import FileOpeners

    made = shell("seal", baker(shell), "--quote", WORDS, "--until", FREE, "--yes", "--json").json
    openers = FileOpeners(shell.folder / "state")
    key = openers.make(bytes(range(32)))
    with desk_of(shell) as desk:
        ask(desk.archive, desk.actor, made["seal"], key, reason="now", although_unmet=True, here=True)
        (group,) = groups(desk)
        file = shell.write("opened.release", release_file(desk, group.id))
    assert openers.path(key).exists()
    ran = shell("release", file)
    assert not openers.path(key).exists()
    assert "one-time key of the request for it is deleted" in ran.err


def test_a_secret_is_the_whole_question_and_answer(shell: Shell) -> None:
    id = baker(shell)
    told = shell("seal", id, "--turn", "4", "--secret", "--until", "narrator_agrees", "--yes", "--json").json
    assert told["scope"] == "exchange"
    turns = [turn["text"] for turn in shell("show", id, "--json").json["turns"]]
    assert turns[2:] == ["\ufffc", "\ufffc"]
    assert "\ufffc" not in turns[:2]


def test_the_whole_interview(shell: Shell) -> None:
    id = baker(shell)
    shell("seal", id, "--whole", "--until", FREE, "--yes")
    shown = shell("show", id, "--json").json
    assert {turn["text"] for turn in shown["turns"]} == {"\ufffc"}
    assert [person["name"] for person in shown["participants"]] == [None, None]


SENSELESS = [
    ("--until", FREE),
    ("--whole", "--turn", "2", "--until", FREE),
    ("--turn", "2", "--at", "3", "--until", FREE),
    ("--whole", "--everywhere", "--until", FREE),
    ("--turn", "2"),
    ("--turn", "99", "--until", FREE),
    ("--quote", "nowhere to be found", "--until", FREE),
    ("--quote", "the", "--until", FREE),
    ("--turn", "2", "--until", "free(Petro)"),
    ("--turn", "2", "--until", "free(p:nobody)"),
    ("--turn", "2", "--until", FREE, "--ground", "because"),
]


def test_what_makes_no_sense_is_refused_in_one_line(shell: Shell) -> None:
    id = baker(shell)
    before = shell("show", id).out
    for arguments in SENSELESS:
        ran = shell("seal", id, *arguments, "--yes", status=2)
        assert ran.out == ""
        assert len(ran.err.splitlines()) == 1, arguments
        assert "bakery" not in ran.err
    assert shell("show", id).out == before


def test_without_custodians_it_says_what_to_do(own: Callable[[], Shell]) -> None:
    shell = own()
    ran = shell("seal", baker(shell), "--turn", "2", "--until", "narrator_agrees", "--yes", status=2)
    assert "custodians set" in ran.err


def test_a_file_that_is_no_release_is_refused(shell: Shell) -> None:
    for content in (b"", b"{}", BAKER.encode(), b"\x00\xff" * 50):
        assert "flour" not in shell("release", shell.write("wrong", content), status=2).err
    assert shell("release", "not there", status=2).out == ""


def test_help_reads_well(bare: Shell) -> None:
    for verb, said in (
        ("seal", "what goes with them is shown first"),
        ("release", "exactly where they were"),
    ):
        assert said in " ".join(bare(verb, "--help").out.split())
