"""Editions in the making: in memory only, one a member, gone after an hour; the parcel they lie in."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from tests.web.conftest import UK, House
from tests.web.test_clear import agreed

from whensafe.desk.publish import Wanted
from whensafe.errors import Busy, TooLarge
from whensafe.nouns.actor import Actor, Audience
from whensafe.nouns.ids import MemberId
from whensafe.web import parcel, previews
from whensafe.web.parcel import Parcel
from whensafe.web.previews import Preview, Previews, Stage, wait

WANTED = Wanted(Audience("public"))


class Hand:
    """A clock that a test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def begun(house: House, held: Previews) -> Preview:
    made = held.start(house.archive, house.actor, WANTED)
    assert wait(made, 20)
    return made


def test_nobody_looks_at_it_for_an_hour_and_it_is_gone(house: House) -> None:
    hand = Hand()
    held = Previews(clock=hand)
    made = begun(house, held)
    hand.now += previews.IDLE - 1
    assert held.get(made.token, house.actor.member) is made
    hand.now += previews.IDLE - 1
    assert held.get(made.token, house.actor.member) is made, "looking at it keeps it"
    hand.now += previews.IDLE + 1
    held._tick()
    assert made.gone
    assert list(made.parcel.paths()) == []
    assert made.made is None
    held.close()


def test_a_new_one_takes_the_place_of_the_last(house: House) -> None:
    held = Previews()
    first, second = begun(house, held), begun(house, held)
    assert held.get(first.token, house.actor.member) is None
    assert held.of(house.actor.member) is second
    held.close()
    assert held.of(house.actor.member) is None


def test_one_that_was_let_go_while_it_is_made_stops_and_leaves_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        agreed(house, house.kept(UK))
    going, begin, real = threading.Event(), threading.Event(), previews.draft

    def held_up(*args: object, progress: Callable[[str, int], None], **more: object) -> object:
        begin.set()
        assert going.wait(20)
        return real(*args, progress=progress, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(previews, "draft", held_up)
    held = Previews()
    made = held.start(house.archive, house.actor, WANTED)
    assert begin.wait(20)
    held.let_go(made)
    going.set()
    assert made.future is not None
    made.future.result(20)
    assert made.stage is Stage.MAKING
    assert list(made.parcel.paths()) == []
    held.close()


def test_too_many_at_once_wait(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    going = threading.Event()
    monkeypatch.setattr(previews, "_drafted", lambda *_: going.wait(20))
    held = Previews()
    for n in range(previews.WAITING):
        held.start(house.archive, Actor(MemberId(f"m{n}"), "somebody"), WANTED)
    with pytest.raises(Busy):
        held.start(house.archive, house.actor, WANTED)
    going.set()
    held.close()


def test_a_second_press_signs_nothing_twice(house: House) -> None:
    agreed(house, house.kept(UK))
    held = Previews()
    made = begun(house, held)
    held.sign(made, house.archive, "read")
    held.sign(made, house.archive, "pressed again")
    assert wait(made, 20)
    assert (made.stage, made.reason) == (Stage.PUBLISHED, "read")
    held.close()


def test_a_signature_that_never_came_into_the_ledger_is_not_shown(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreed(house, house.kept(UK))
    held = Previews()
    made = begun(house, held)
    before = list(made.parcel.paths())

    def failing(*_: object) -> None:
        raise OSError("the disk")

    from whensafe.desk import journal

    monkeypatch.setattr(journal, "append", failing)
    held.sign(made, house.archive, "read")
    assert made.future is not None
    made.future.result(20)
    assert made.stage is Stage.MADE
    assert made.fault is not None or made.error is not None
    assert list(made.parcel.paths()) == before
    held.close()


def test_a_parcel_gives_back_what_was_put_into_it_and_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    held = Parcel()
    held.put("b.html", b"x" * 1000)
    held.put("a.html", b"")
    assert (held.read("b.html"), held.read("a.html"), held.read("c.html")) == (b"x" * 1000, b"", None)
    assert list(held.paths()) == ["a.html", "b.html"]
    monkeypatch.setattr(parcel, "MOST_BYTES", 50)
    with pytest.raises(TooLarge, match="too large"):
        held.put("d.html", bytes(range(256)))
