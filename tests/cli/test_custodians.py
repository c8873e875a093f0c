"""Custodians from their first words to a drill, each in a folder of their own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.cli.conftest import Shell

from whensafe.sealing.custodians import Custodian, fingerprint, read_archive_card, read_card
from whensafe.sealing.paper import offline_digest

NAMES = ("ada", "bohdan", "chiara")


NAMED = frozenset({"both", "card", "check", "delete", "page", "paper", "words"})
"""What the command says anyway, were it on the list of words."""


def custodian(folder: Path, name: str) -> Shell:
    """A machine of their own: no archive, a card, words in a file."""
    person = Shell(folder / name, {"WHENSAFE_ARCHIVE": "", "WHENSAFE_PASSPHRASE": ""})
    person.folder.mkdir()
    person("custodian", "new", "card.json", "--words-out", "words", "--name", name.title())
    return person


@pytest.fixture
def people(tmp_path: Path) -> tuple[Shell, ...]:
    return tuple(custodian(tmp_path, name) for name in NAMES)


def cards(people: tuple[Shell, ...]) -> list[str]:
    return [str(person.folder / "card.json") for person in people]


def test_words_are_shown_for_paper_and_kept_nowhere(bare: Shell) -> None:
    ran = bare("custodian", "new", "ada.json", "--name", "Ада", "--language", "uk")
    numbered = dict(re.findall(r"(\d+)  ([a-z]+)", ran.out))
    words = " ".join(numbered[str(n)] for n in range(1, 34))
    card = read_card((bare.folder / "ada.json").read_bytes())
    assert card.name == "Ада"
    assert read_card(Custodian.from_words(words).card("Ада")) == card
    assert fingerprint(card.verify) in ran.err
    first = re.compile(rf"\b{words.split()[0]}\b.*\b{words.split()[1]}\b", re.DOTALL)
    for path in bare.folder.rglob("*"):
        assert not path.is_file() or not first.search(path.read_text(encoding="utf-8"))
    page = (bare.folder / "ada.json.html").read_text(encoding="utf-8")
    assert "Що робити" in page
    assert page.count("<b></b>") == 33
    assert fingerprint(card.verify) in page
    assert offline_digest() in page


def test_words_in_a_file_are_for_its_owner_and_never_in_the_json(bare: Shell) -> None:
    ran = bare("custodian", "new", "ada.json", "--words-out", "words", "--json")
    words = (bare.folder / "words").read_text(encoding="ascii")
    assert set(ran.json) >= {"card", "recipient"}
    for private in ("words", "ada.json.html"):
        assert (bare.folder / private).stat().st_mode & 0o777 == 0o600
    told = ran.out + ran.err
    assert not any(re.search(rf"\b{word}\b", told) for word in words.split() if word not in NAMED)
    page = (bare.folder / "ada.json.html").read_text(encoding="utf-8")
    assert re.findall(r"<b>([a-z]+)</b>", page) == words.split()
    said = bare("custodian", "new", "other.json", "--json")
    assert not re.search(r"\b33 words\b", said.out)
    assert "The 33 words" in said.err


@pytest.mark.parametrize("there", ["ada.json", "ada.json.html", "words"])
def test_nothing_of_a_custodian_is_written_over(bare: Shell, there: str) -> None:
    bare.write(there, "mine")
    assert there in bare("custodian", "new", "ada.json", "--words-out", "words", status=2).err
    assert [path.name for path in bare.folder.iterdir()] == [there]


def test_the_offline_page_is_saved_with_its_digest(bare: Shell) -> None:
    assert bare("custodian", "page", "page.html", "--json").json["sha256"] == offline_digest()
    assert b"age1pq" in (bare.folder / "page.html").read_bytes()


def test_an_archive_adopts_them_and_gives_them_its_card(shell: Shell, people: tuple[Shell, ...]) -> None:
    ran = shell("custodians", "set", "--threshold", "2", *cards(people), "--json").json
    assert ran["threshold"] == 2
    assert [one["name"] for one in ran["custodians"]] == [name.title() for name in NAMES]
    read_archive_card((shell.folder / ran["archive_card"]).read_bytes())
    again = shell("custodians", "set", "--threshold", "3", *cards(people))
    assert "Every one of them is needed" in again.err
    shell.write("taken.json", "mine")
    refused = shell("custodians", "set", "--threshold", "2", *cards(people), "--out", "taken.json", status=2)
    assert "something here already" in refused.err
    assert shell("check", "--json").json["ok"]


def test_cards_of_one_file_name_are_told_apart_by_their_fingerprints(shell: Shell) -> None:
    files = [f"{folder}/card.json" for folder in ("ada", "bohdan", "chiara")]
    prints = []
    for file in files:
        shell.write(file.replace("card.json", "here"), "")
        prints.append(shell("custodian", "new", file, "--json").json["fingerprint"])
    names = [
        one["name"]
        for one in shell("custodians", "set", "--threshold", "2", *files, "--json").json["custodians"]
    ]
    assert names == [f"card ({one[:9]})" for one in prints]
    drill = shell("custodians", "drill", "drill.json", "--json")
    assert drill.json["request"] == "drill.json"
    assert shell("check", "--json").json["ok"]
    twice = shell("custodians", "set", "--threshold", "2", files[0], files[1], files[0], status=2)
    assert "the same custodian twice" in twice.err


def test_one_alone_is_refused_until_somebody_says_so(shell: Shell, people: tuple[Shell, ...]) -> None:
    refused = shell("custodians", "set", "--threshold", "1", *cards(people), status=2)
    assert "any one custodian alone opens everything" in refused.err
    assert "--alone" in refused.err
    shell("custodians", "set", "--threshold", "1", "--alone", *cards(people))


@pytest.mark.parametrize(
    ("threshold", "which", "says"),
    [("4", (0, 1, 2), "can't hold"), ("0", (0, 1), "can't hold"), ("2", (0, 0), "same custodian twice")],
)
def test_a_roster_that_cannot_be(
    shell: Shell, people: tuple[Shell, ...], threshold: str, which: tuple[int, ...], says: str
) -> None:
    given = [cards(people)[n] for n in which]
    assert says in shell("custodians", "set", "--threshold", threshold, *given, status=2).err


def test_what_is_no_card_is_named(shell: Shell, people: tuple[Shell, ...]) -> None:
    changed = shell.write(
        "changed.json", (people[0].folder / "card.json").read_bytes().replace(b"Ada", b"Eve")
    )
    assert "changed.json" in shell("custodians", "set", "--threshold", "1", "--alone", changed, status=2).err
    assert "none.json" in shell("custodians", "set", "--threshold", "1", "none.json", status=2).err
