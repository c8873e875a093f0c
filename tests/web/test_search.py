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


def test_whoever_takes_part_is_found_by_name(house: House, client: Client) -> None:
    id = house.kept("# Ткаля\nlang: uk\nОксана (interviewer): Де?\nМарія (narrator): Удома.\n")
    asked = client.post("/search", {"q": "марії"})
    page = client.get(asked.headers["Location"]).content.decode()
    assert "Who takes part under this name" in page
    assert f'href="/interviews/{id}"' in page
    asked = client.post("/search", {"q": "марії", "role": "interviewer"})
    assert "Who takes part" not in client.get(asked.headers["Location"]).content.decode()
    asked = client.post("/search", {"q": "удома"})
    assert "Who takes part" not in client.get(asked.headers["Location"]).content.decode()
