"""An audience is one and the same however its name is typed: nothing opens by a capital letter."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cli.conftest import BAKER, Shell

from whensafe.nouns.actor import audience

QUOTE = "My brother carried the flour"


@pytest.fixture
def told(shell: Shell) -> tuple[Shell, str]:
    """An interview that may be shared with one partner."""
    (added,) = shell("add", shell.write("baker.txt", BAKER), "--json").json
    agreed = ("--use", "share", "--by", "narrator", "--audience")
    shell("consent", added["id"], *agreed, "partner:Mémo Fund")
    return shell, added["id"]


def test_a_rule_reaches_whom_consent_names_in_other_letters(told: tuple[Shell, str]) -> None:
    shell, id = told
    for typed in ("partner:Mémo Fund", "partner:mémo fund", "Partner:MÉMO FUND"):
        assert QUOTE in shell("show", id, "--as", typed).out
    ran = shell("restrict", id, "--quote", QUOTE, "--from", unicodedata.normalize("NFD", "partner:mémo fund"))
    assert "nobody has agreed" not in ran.err
    for typed in ("partner:Mémo Fund", "partner:mémo fund", "partner:MÉMO FUND"):
        assert QUOTE not in shell("show", id, "--as", typed).out
        assert shell("search", "flour", "--as", typed, "--json").json == []
    assert QUOTE in shell("show", id).out
    shell("withdraw", id, "--audience", "partner:MÉMO fund")
    shell("show", id, "--as", "partner:Mémo Fund", status=2)


def test_from_somebody_whom_nobody_agreed_to_is_said(told: tuple[Shell, str]) -> None:
    shell, id = told
    ran = shell("restrict", id, "--quote", QUOTE, "--from", "partner:Memory Fund", "--json")
    assert ran.json["nobody_agreed"] == ["partner:memory fund"]
    assert "partner:memory fund: nobody has agreed" in ran.err


def test_an_edition_is_the_same_audiences_in_other_letters(told: tuple[Shell, str], tmp_path: Path) -> None:
    shell, _ = told
    signed = ("--yes", "--reason", "read by two")
    shell("publish", "--audience", "partner:Mémo Fund", tmp_path / "one", *signed)
    ran = shell("publish", "--audience", "partner:mémo fund", tmp_path / "one", *signed, "--json")
    assert "not_compared" not in [risk["code"] for risk in ran.json["risks"]]


@given(st.lists(st.sampled_from(["A", "a", "é", "e\u0301", "Ñ", "Ї", "ß", "ſ", " ", ".", "-"]), max_size=20))
def test_every_spelling_is_read_as_the_same_one(parts: list[str]) -> None:
    name = "x" + "".join(parts)
    one = audience(f"partner:{name}")
    for form in ("NFC", "NFD"):
        for case in (str, str.upper, str.casefold):
            assert audience(unicodedata.normalize(form, case(f"partner:{name}"))) == one
    assert audience(one) == one
