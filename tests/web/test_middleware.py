"""Deny by default, own host only, sign-ins that end, headers everywhere."""

from __future__ import annotations

import datetime
import re

import pytest
from django.test import Client
from django.urls import get_resolver
from tests.web.conftest import NAME, UK, House, with_served

from whensafe.protection import gate
from whensafe.web import urls

OPEN = {"sign-in", "language"}
BLANK = {
    "recording": "0" * 12,
    "id": "0123456789",
    "address": "0" * 14,
    "blob": "0" * 26,
    "token": "abc",
    "rule": "abc",
}


def addresses() -> dict[str, str]:
    """Every address of the resolver, with something in the place of every part."""
    return {
        pattern.name: "/" + re.sub(r"<slug:(\w+)>", lambda m: BLANK[m[1]], str(pattern.pattern))
        for pattern in urls.urlpatterns
    }


def test_the_list_of_addresses_is_the_resolvers(house: House) -> None:
    assert len(addresses()) == len(get_resolver("whensafe.web.urls").url_patterns)


@pytest.mark.parametrize("name", sorted(addresses()))
def test_a_stranger_gets_no_page_but_the_door(house: House, name: str) -> None:
    stranger, address = house.stranger(), addresses()[name]
    shown, sent = stranger.get(address), stranger.post(address)
    if name in OPEN:
        assert shown.status_code in {200, 405}
        assert sent.status_code != 401
        return
    assert (shown.status_code, shown.headers["Location"].split("?")[0]) == (302, "/sign-in")
    assert sent.status_code == 403
    assert stranger.get(address, headers={"HX-Request": "true"}).status_code == 401


@pytest.mark.parametrize("address", ["/nothing", "/admin/", "/interviews/../x", "/static/none.css", "/%00"])
def test_what_is_not_there_is_shut_too(house: House, address: str) -> None:
    assert house.stranger().get(address).headers["Location"].startswith("/sign-in")


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "", "localhost@evil.example", "127.0.0.1:80:80"]
)
def test_a_foreign_name_is_answered_nothing(house: House, host: str) -> None:
    answer = house.member().get("/", headers={"host": host})
    assert answer.status_code == 400
    assert b"<" not in answer.content


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:1", "[::1]", "[::1]:8020", "LOCALHOST"])
def test_our_own_names_are_answered(house: House, host: str) -> None:
    assert house.stranger().get("/sign-in", headers={"host": host}).status_code == 200


def test_no_archive_no_answer() -> None:
    assert Client(HTTP_HOST="127.0.0.1").get("/sign-in").status_code == 400


def test_a_sign_in_ends_when_nobody_uses_it(house: House, client: Client) -> None:
    house.clock.at += datetime.timedelta(minutes=59)
    assert client.get("/").status_code == 200
    house.clock.at += datetime.timedelta(minutes=59)
    assert client.get("/").status_code == 200
    house.clock.at += datetime.timedelta(minutes=61)
    assert client.get("/").status_code == 302


def test_a_sign_in_ends_after_half_a_day_whatever_is_done(house: House, client: Client) -> None:
    for _ in range(12 * 2 + 1):
        house.clock.at += datetime.timedelta(minutes=29, seconds=30)
        answer = client.get("/interviews/")
    assert answer.status_code == 302


def test_who_lost_access_is_out_at_once(house: House) -> None:
    gone = with_served(house, still=lambda _actor: False)
    client = house.member()
    assert client.get("/", **{"whensafe.served": gone}).status_code == 302
    assert client.get("/").status_code == 302


def test_signing_out_ends_the_session_for_a_copied_cookie_too(house: House, client: Client) -> None:
    copied = house.stranger()
    copied.cookies = client.cookies.copy()
    assert copied.get("/").status_code == 200
    client.post("/sign-out")
    assert copied.get("/").status_code == 302


def test_a_sign_in_gets_a_session_of_its_own(house: House, client: Client) -> None:
    before = client.cookies["whensafe-session"].value
    client.post("/sign-in", {"name": NAME, "passphrase": "correct horse battery staple"})
    assert client.cookies["whensafe-session"].value != before


def test_cookies_say_how_they_may_be_used(house: House, client: Client) -> None:
    client.get("/")
    for name in ("whensafe-session", "whensafe-csrf"):
        cookie = client.cookies[name]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Strict"


WANTED = {
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
}


@pytest.mark.parametrize("address", [*sorted(set(addresses().values())), "/nothing"])
def test_every_answer_has_the_headers(house: House, client: Client, address: str) -> None:
    for answer in (client.get(address), client.post(address), house.stranger().get(address)):
        for name, value in WANTED.items():
            assert value in answer.headers[name]
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert "http" not in policy


@pytest.mark.parametrize("name", sorted(set(addresses()) - {"sign-in"}))
def test_a_form_from_elsewhere_does_nothing(house: House, name: str) -> None:
    client = house.stranger(csrf=True)
    client.cookies = house.member().cookies
    answer = client.post(addresses()[name], {"q": "x", "text": UK, "kind": "swap"})
    assert answer.status_code == 403
    assert "page of this sign-in" in answer.content.decode()


def test_a_form_with_our_token_from_a_foreign_origin_does_nothing(house: House) -> None:
    client = house.stranger(csrf=True)
    page = client.get("/sign-in").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token is not None
    sent = {"csrfmiddlewaretoken": token[1], "name": NAME, "passphrase": "x"}
    assert client.post("/sign-in", sent, headers={"origin": "http://evil.example"}).status_code == 403
    assert (
        b"do not open" in client.post("/sign-in", sent, headers={"origin": "http://127.0.0.1:8020"}).content
    )


def test_every_page_asks_the_gate(house: House, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a gate that says no, no page shows or does anything that the archive holds."""
    kept, draft = house.kept(UK), house.draft(UK + "\nQ: І далі?\n")
    original = client.get(f"/interviews/{kept}").content.decode()
    file = re.search(r"/files/(\w+)", original)
    turn = re.search(r"/turns/(\w+)", original)
    assert file is not None
    assert turn is not None
    found = client.post("/search", {"q": "сніг"}).headers["Location"]
    monkeypatch.setattr(
        gate, "decide_audience", lambda _actor, _audience: gate.Decision(False, ("no_actor",))
    )
    shown = [
        "/", "/interviews/", found, f"/interviews/{kept}", f"/interviews/{kept}/turns/{turn[1]}",
        f"/i/{kept}/t/{turn[1]}", f"/interviews/{kept}/digest/{file[1]}", f"/interviews/{kept}/add",
        f"/take-in/{draft}", f"/take-in/{draft}/discard", "/ledger/", "/archive/",
    ]  # fmt: skip
    done = [
        f"/interviews/{kept}", f"/interviews/{kept}/files/{file[1]}", f"/interviews/{kept}/add", "/archive/",
        f"/take-in/{draft}/change", f"/take-in/{draft}/keep", f"/take-in/{draft}/discard",
    ]  # fmt: skip
    for answer in [*(client.get(a) for a in shown), *(client.post(a, {"kind": "swap"}) for a in done)]:
        assert answer.status_code == 403
        assert "сніг" not in answer.content.decode()
        assert "may not" in answer.content.decode()
