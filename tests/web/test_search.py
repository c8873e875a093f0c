"""Searching: what is asked is kept with the sign-in, whatever way it came."""

from __future__ import annotations

from django.test import Client
from tests.web.conftest import House

UK = "Q: Що ви бачили?\nA: Сніг на мосту.\n"


def test_whoever_types_the_address_gets_the_list(house: House, client: Client) -> None:
    house.kept(UK)
    answer = client.get("/search")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/interviews/")
    asked = client.get("/search", {"q": "сніг"})
    assert asked.headers["Location"].startswith("/found/"), "no address keeps what was asked"
    assert "Сніг" in client.get(asked.headers["Location"]).content.decode()
    assert client.delete("/search").status_code == 405
