"""Signing in: one constant refusal, counted, and only our own addresses to go on to."""

from __future__ import annotations

import datetime
import re

import pytest
from tests.some_archives import PASSPHRASE
from tests.web.conftest import NAME, House


def without_token(page: bytes) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.decode())


def test_a_refusal_does_not_say_which_was_wrong(house: House) -> None:
    stranger = house.stranger()
    one = stranger.post("/sign-in", {"name": NAME, "passphrase": "wrong"})
    two = stranger.post("/sign-in", {"name": "nobody", "passphrase": PASSPHRASE})
    three = stranger.post("/sign-in", {})
    assert one.status_code == two.status_code == three.status_code == 403
    assert without_token(one.content) == without_token(two.content) == without_token(three.content)


def test_after_five_failures_even_the_right_passphrase_waits(house: House) -> None:
    stranger = house.stranger()
    for _ in range(5):
        assert stranger.post("/sign-in", {"name": NAME, "passphrase": "guess"}).status_code == 403
    right = {"name": NAME.upper(), "passphrase": PASSPHRASE}
    assert stranger.post("/sign-in", right).status_code == 429
    house.clock.at += datetime.timedelta(minutes=15)
    assert stranger.post("/sign-in", {"name": NAME, "passphrase": PASSPHRASE}).status_code == 302


def test_guessing_many_names_shuts_the_door_for_all(house: House) -> None:
    stranger = house.stranger()
    codes = {stranger.post("/sign-in", {"name": f"n{n}", "passphrase": "x"}).status_code for n in range(30)}
    assert codes == {403}
    assert stranger.post("/sign-in", {"name": NAME, "passphrase": PASSPHRASE}).status_code == 429


def test_getting_in_forgets_ones_own_failures(house: House) -> None:
    stranger = house.stranger()
    for _ in range(3):
        for _ in range(4):
            stranger.post("/sign-in", {"name": NAME, "passphrase": "typo"})
        assert stranger.post("/sign-in", {"name": NAME, "passphrase": PASSPHRASE}).status_code == 302


@pytest.mark.parametrize(
    "onward", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "x", ""]
)
def test_going_on_stays_here(house: House, onward: str) -> None:
    sent = {"name": NAME, "passphrase": PASSPHRASE, "next": onward}
    assert house.stranger().post("/sign-in", sent).headers["Location"] == "/"


def test_one_comes_to_where_one_wanted_to_go(house: House) -> None:
    stranger = house.stranger()
    door = stranger.get("/ledger/").headers["Location"]
    page = stranger.get(door).content.decode()
    assert 'name="next" value="/ledger/"' in page
    sent = {"name": NAME, "passphrase": PASSPHRASE, "next": "/ledger/"}
    assert stranger.post("/sign-in", sent).headers["Location"] == "/ledger/"


def test_the_language_can_be_chosen_before_signing_in(house: House) -> None:
    stranger = house.stranger()
    stranger.post("/language", {"language": "uk", "next": "/sign-in"})
    page = stranger.get("/sign-in").content.decode()
    assert '<html lang="uk" dir="ltr">' in page
    assert "Парольна фраза" in page
