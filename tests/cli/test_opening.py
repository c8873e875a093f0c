"""Ask, answer, open: an archive, three custodians and an opener, each in a folder of their own."""

from __future__ import annotations

import itertools
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.cli.conftest import BAKER, PASSPHRASE, Shell
from tests.cli.test_custodians import NAMES, custodian

from whensafe.sealing import files, groups, words
from whensafe.sealing.custodians import Custodian, read_card, write_archive_card
from whensafe.sealing.requests import ANSWER_KIND, Answer, read_request
from whensafe.sealing.stanzas import HybridRecipient

QUOTE = "My brother carried the flour"
OTHER = "In the bakery by the river"


@dataclass
class Case:
    """A sealed passage and everybody who has to do with it."""

    home: Shell
    people: tuple[Shell, ...]
    interview: str
    person: str
    seal: str

    def ask(self, name: str, *more: str | Path, seal: str | None = None, status: int = 0) -> Path:
        self.home("request", seal or self.seal, name, *more, status=status)
        return self.home.folder / name

    def answers(self, request: Path, *who: int) -> list[Path]:
        made = []
        for n in who:
            out = self.people[n].folder / f"answer-{request.name}"
            card = self.home.folder / "whensafe-archive-card.json"
            self.people[n]("answer", request, out, "--words", "words", "--archive-card", card)
            made.append(out)
        return made


def under_way_of(shell: Shell) -> list[Any]:
    """Requests as the desk's page shows them."""
    from whensafe.desk.standing import under_way_now
    from whensafe.settings import from_environment
    from whensafe.wiring import open_archive

    settings = from_environment(shell.surroundings())
    with open_archive(shell.folder / "A", PASSPHRASE, settings) as opened:
        return list(under_way_now(opened.archive, opened.actor))


def given(answers: list[Path]) -> list[str | Path]:
    return [part for path in answers for part in ("--answer", path)]


@pytest.fixture(scope="module")
def sealed(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once, copied for each test: an interview with a sealed passage."""
    root = tmp_path_factory.mktemp("sealed")
    shutil.copytree(made, root / "home")
    home = Shell(root / "home")
    people = [custodian(root, name) for name in NAMES]
    cards = [str(person.folder / "card.json") for person in people]
    home("custodians", "set", "--threshold", "2", *cards)
    (added,) = home("add", home.write("baker.txt", BAKER), "--json").json
    person = home("person", "add", "Danylo Vashchuk", "--json").json["person"]["id"]
    seal = home("seal", added["id"], "--quote", QUOTE, "--until", f"free({person})", "--json", "--yes").json[
        "seal"
    ]
    (root / "ids").write_text(f"{added['id']} {person} {seal}", encoding="utf-8")
    return root


@pytest.fixture
def case(sealed: Path, tmp_path: Path) -> Case:
    shutil.copytree(sealed, tmp_path / "all")
    root = tmp_path / "all"
    none = {"WHENSAFE_ARCHIVE": "", "WHENSAFE_PASSPHRASE": ""}
    people = tuple(Shell(root / name, dict(none)) for name in NAMES)
    interview, person, seal = (root / "ids").read_text(encoding="utf-8").split()
    return Case(Shell(root / "home"), people, interview, person, seal)


def test_any_two_of_three_open_and_nobody_alone(case: Case) -> None:
    case.home("confirm", f"free({case.person})", "--evidence", "met at the station")
    opener = custodian(case.home.folder.parent, "opener")
    request = case.ask("request", "--opener", opener.folder / "card.json")
    answers = case.answers(request, 0, 1, 2)
    for pair in itertools.combinations(answers, 2):
        opened = opener("open", request, *given(list(pair)), "--words", "words", "--json").json
        assert (opened["seal"], opened["text"]) == (case.seal, QUOTE)
    for one in answers:
        refused = opener("open", request, *given([one]), "--words", "words", status=2)
        assert "2 are needed" in refused.err
        assert QUOTE not in refused.err + refused.out
    assert (
        "2 are needed" in opener("open", request, *given([answers[0]] * 3), "--words", "words", status=2).err
    )
    wrong = case.people[0]("open", request, *given(answers), "--words", "words", status=2)
    assert "for somebody else" in wrong.err


def test_a_met_condition_is_asked_with_its_evidence_and_its_key_is_used_once(
    case: Case,
) -> None:
    case.home("confirm", f"free({case.person})", "--evidence", "met at the station")
    request = case.ask("request", "--for", "public")
    asked = read_request(request.read_bytes(), archive_key=None)
    assert asked.condition_met
    assert "met at the station" in asked.evidence
    assert asked.for_whom == "public"
    assert "never asked" in asked.consent
    (key,) = (case.home.folder / "state" / "openers").iterdir()
    assert key.stat().st_mode & 0o777 == 0o600
    secret = key.read_text(encoding="ascii").strip()
    for path in case.home.folder.rglob("*"):
        assert path == key or not path.is_file() or secret.encode() not in path.read_bytes()
    answers = case.answers(request, 0, 2)
    opened = case.home("open", request, *given(answers), "--out", "release", "--json").json
    assert opened["text"] == QUOTE
    assert (case.home.folder / "release").stat().st_mode & 0o777 == 0o600
    assert not key.exists()
    assert "opened before" in case.home("open", request, *given(answers), status=2).err
    assert [(one.here, seal.id) for one, _, seal in under_way_of(case.home)] == [(True, case.seal)]
    case.home("release", "release")
    assert under_way_of(case.home) == []
    assert QUOTE in case.home("show", case.interview, "--json").out
    assert "it was released" in case.home("request", case.seal, "again", status=2).err


def test_an_unmet_condition_is_asked_only_with_a_reason_and_says_so(case: Case) -> None:
    refused = case.home("request", case.seal, "request", status=2)
    assert "not met" in refused.err
    assert "--yes --reason" in refused.err
    assert not (case.home.folder / "request").exists()
    assert not list((case.home.folder / "state").rglob("openers/*"))
    request = case.ask("request", "--yes", "--reason", "his mother is dying")
    asked = read_request(request.read_bytes(), archive_key=None)
    assert not asked.condition_met
    assert "nobody has confirmed it" in asked.evidence
    card = case.home.folder / "whensafe-archive-card.json"
    said = case.people[1]("answer", request, "out", "--words", "words", "--archive-card", card).err
    assert "NOT met" in said
    assert "his mother is dying" in said


def test_evidence_that_is_hidden_stays_in_the_archive(case: Case) -> None:
    case.home("confirm", f"free({case.person})", "--evidence", "the nurse told us", "--hide-evidence")
    request = case.ask("request", "--language", "uk")
    assert b"nurse" not in request.read_bytes()
    assert "не розголошує" in read_request(request.read_bytes(), archive_key=None).evidence


def test_without_the_archives_card_its_fingerprint_has_to_be_accepted(case: Case) -> None:
    request = case.ask("request", "--yes", "--reason", "a test")
    ada, bohdan, _ = case.people
    refused = ada("answer", request, "out", "--words", "words", status=2)
    assert re.search(r"key ([0-9a-f]{4} ){7}[0-9a-f]{4}", refused.err)
    assert "--archive-card" in refused.err
    assert not (ada.folder / "out").exists()
    ada("answer", request, "out", "--words", "words", "--yes")
    again = ada("answer", request, "out", "--words", "words", "--yes", status=2)
    assert "something here already" in again.err
    foreign = Custodian.new(os.urandom)
    verify = read_card(foreign.card("x")).verify
    bohdan.write("other.json", write_archive_card("arch", verify, foreign.sign))
    said = bohdan("answer", request, "out", "--words", "words", "--archive-card", "other.json", status=2)
    assert "another archive" in said.err


def test_a_forged_answer_names_its_sender_and_does_not_stop_the_others(case: Case) -> None:
    request = case.ask("request", "--yes", "--reason", "a test")
    answers = case.answers(request, 0, 1, 2)
    liar = Custodian.from_words((case.people[0].folder / "words").read_text(encoding="ascii"))
    asked = read_request(request.read_bytes(), archive_key=None)
    forged = groups.Share(asked.group.id, words.split(os.urandom(32), 2, 3)[0], os.urandom(32))
    sealed = forged.seal_for(HybridRecipient.parse(asked.opener), os.urandom)
    body, _ = files.read(ANSWER_KIND, Answer, answers[0].read_bytes())
    answers[0].write_bytes(files.write(ANSWER_KIND, msgspec.structs.replace(body, sealed=sealed), liar.sign))
    too_few = case.home("open", request, *given(answers[:2]), status=2)
    assert "Ada" in too_few.err
    assert "2 are needed" in too_few.err
    opened = case.home("open", request, *given(answers), "--json")
    assert opened.json["text"] == QUOTE
    assert [(one["sender"], one["file"]) for one in opened.json["refused"]] == [("Ada", str(answers[0]))]
    assert "forged share" in opened.err


def test_a_damaged_answer_is_named_by_its_file(case: Case) -> None:
    request = case.ask("request", "--yes", "--reason", "a test")
    answers = case.answers(request, 0, 1)
    answers[1].write_bytes(answers[1].read_bytes() + b" ")
    assert str(answers[1]) in case.home("open", request, *given(answers), status=2).err
    more = [*answers, *case.answers(request, 2)]
    assert case.home("open", request, *given(more), "--json").json["text"] == QUOTE


def test_answers_to_one_group_open_no_other_and_leave_nothing_that_does(case: Case) -> None:
    second = case.home(
        "seal", case.interview, "--quote", OTHER, "--until", "after(2090)", "--json", "--yes"
    ).json["seal"]
    first_request = case.ask("first", "--yes", "--reason", "a test")
    answers = case.answers(first_request, 0, 1)
    case.home("open", first_request, *given(answers), "--out", "release")
    case.home("release", "release")
    request = case.ask("second", "--yes", "--reason", "a test", seal=second)
    refused = case.home("open", request, *given(answers), status=2)
    assert "answers another request" in refused.err
    assert OTHER not in refused.err + refused.out
    assert OTHER not in case.home("show", case.interview, "--json").out


def test_what_is_no_request_or_no_words_is_said_in_one_line(case: Case) -> None:
    assert "no such seal" in case.home("request", "nothing", "out", status=2).err
    request = case.ask("request", "--yes", "--reason", "a test")
    bad = case.people[0].write("bad", "zebra " * 33)
    said = case.people[0]("answer", request, "out", "--words", bad, "--yes", status=2).err
    assert "zebra" not in said
    junk = case.people[0].write("junk", b"\xff\x00")
    case.people[0]("answer", junk, "out", "--words", "words", "--yes", status=2)
    case.people[0]("open", junk, "--answer", junk, status=2)
    assert not (case.people[0].folder / "out").exists()


def test_a_drill_from_request_to_warning(case: Case) -> None:
    case.home("custodians", "drill", "drill")
    request = case.home.folder / "drill"
    first = case.answers(request, 0)
    short = case.home("custodians", "drill", *given(first), "--json", status=1).json
    assert (short["live"], short["opened"]) == (1, False)
    assert "lost for ever" in short["warning"]
    other = case.home.write("not an answer.json", "{}")
    mixed = case.home("custodians", "drill", *given([*first, other]), "--json", status=1)
    assert [one["file"] for one in mixed.json["refused"]] == [str(other)]
    assert f"{other}: this is not an answer" in mixed.err
    more = case.answers(request, 1, 2)
    whole = case.home("custodians", "drill", *given(more), "--json").json
    assert (whole["live"], whole["opened"], whole["groups_short"]) == (3, True, 0)
    assert "if two more are lost" in whole["warning"]
    assert all(one["last_answered"] for one in whole["custodians"])
    assert "This is a drill" in case.people[0]("answer", request, "o2", "--words", "words", "--yes").err
    assert case.home("check", "--json").json["ok"]


@pytest.mark.parametrize("by", ["words", "answers"])
def test_a_backup_holds_what_opens_without_this_program(case: Case, by: str, tmp_path: Path) -> None:
    case.home("backup", "bag")
    bag = case.home.folder / "bag"
    told = (bag / "README-opening.txt").read_text(encoding="utf-8")
    assert "ВІДКРИТИ ЗАПЕЧАТАНЕ" in told
    request = case.ask("request", "--yes", "--reason", "a test")
    alone = tmp_path / "alone"
    alone.mkdir()
    shutil.copy(bag / "open_seals.py", alone)
    shutil.copy(request, alone / "request.json")
    if by == "words":
        given_ = [part for n in (0, 2) for part in ("--words", str(case.people[n].folder / "words"))]
    else:
        (key,) = (case.home.folder / "state" / "openers").iterdir()
        given_ = ["--words", str(key), *map(str, given(case.answers(request, 0, 2)))]
    done = subprocess.run(
        [sys.executable, "-I", "-S", "open_seals.py", "request.json", *given_, "--out", "opened"],
        cwd=alone,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin"},
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    texts = [path.read_text(encoding="utf-8") for path in (alone / "opened").glob("*.txt")]
    assert texts == [QUOTE + "\n"]
