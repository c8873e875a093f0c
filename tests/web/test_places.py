"""A place is made on a page and taken along, the text is sealed elsewhere, the sealed file comes back."""

from __future__ import annotations

import random

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.desk.custodians import adopt
from tests.web.conftest import UK, House

from whensafe.desk import look
from whensafe.desk.place import awaited, seal_for
from whensafe.nouns.actor import TEAM
from whensafe.sealing.places import read_place

WORDS = "Ihor Koval was there."
_chance = random.Random(3).randbytes  # noqa: S311 - the same in every run


def test_a_text_sealed_elsewhere_is_taken_in_as_a_hole(house: House, client: Client) -> None:
    adopt(house)  # type: ignore[arg-type]
    id = house.kept(UK)
    assert client.get(f"/places/?in={id}").status_code == 200
    asked = {"interview": id, "until": "after(2040)", "after": "2", "role": "narrator", "ground": "health"}
    made = client.post("/places/", asked)
    assert made.status_code == 200
    assert "attachment" in made.headers["Content-Disposition"]
    (one,) = awaited(house.archive, house.actor)
    assert (one.interview, one.ground) == (id, "health")
    sealed = seal_for(read_place(made.content), WORDS, _chance)
    done = client.post("/places/take", {"sealed": SimpleUploadedFile("sealed", sealed)})
    assert done.headers["Location"] == f"/seals/{one.id}"
    assert awaited(house.archive, house.actor) == ()
    turns = look.show(house.archive, house.actor, TEAM, id).sessions[0].current[-1].turns
    assert "\ufffc" in [turn.text for turn in turns]


def test_a_new_interview_may_be_nothing_but_the_sealed_text(house: House, client: Client) -> None:
    adopt(house)  # type: ignore[arg-type]
    made = client.post("/places/", {"until": "after(2040)", "language": "en", "title": "To be told later"})
    assert made.status_code == 200
    (one,) = awaited(house.archive, house.actor)
    assert one.new is not None
    assert one.new.title == "To be told later"


def test_what_is_wrong_is_said_and_makes_no_place(house: House, client: Client) -> None:
    id = house.kept(UK)
    for form in (
        {"interview": id},
        {"interview": id, "until": "soon"},
        {"interview": id, "until": "after(2040)"},
    ):
        answer = client.post("/places/", form)
        assert answer.status_code == 400, form
    assert awaited(house.archive, house.actor) == ()
    assert client.post("/places/take", {}).status_code == 400
    bad = client.post("/places/take", {"sealed": SimpleUploadedFile("x", b"nothing of it")})
    assert bad.status_code == 400
