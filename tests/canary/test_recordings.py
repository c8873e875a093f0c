"""Words spelled in the samples of a recording are nowhere on the disk once they are sealed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.canary.canaries import canary
from tests.canary.sweeper import Sweeper
from tests.canary.unlocked import Keys, sweep
from tests.desk.conftest import Desk
from tests.desk.custodians import FREE, adopt
from tests.desk.test_recordings import wav
from tests.desk.test_seal_recordings import RATE, at, document
from tests.memory_store import memory_archive
from tests.some_archives import PASSPHRASE, make, opened

from whensafe.desk.incoming import Incoming
from whensafe.desk.recordings import InMemory, Recorded
from whensafe.desk.seal import seal
from whensafe.desk.take_in import take_in
from whensafe.protection.closure import Quote

SECRET, OPEN = canary(0), canary(1)


def spoken() -> bytes:
    """Samples that spell one canary while the second turn is spoken, another one at all other times."""

    def words(said: str, length: int) -> bytes:
        data = said.encode()
        return (data * (length // len(data) + 1))[:length]

    return words(OPEN, at(3000)) + words(SECRET, at(7000) - at(3000)) + words(OPEN, at(13_000) - at(7000))


@pytest.mark.parametrize("cut", [True, False], ids=["cut", "whole"])
def test_nothing_of_what_was_said_is_left_on_the_disk(tmp_path: Path, cut: bool) -> None:
    archive, _ = memory_archive()
    root = make(tmp_path / "archive")
    store = opened(root)
    try:
        desk = Desk(replace(archive, store=store), store.slots.members()[0])
        adopt(desk)
        recorded = Incoming("talk.wav", wav(data=spoken(), rate=RATE))
        sound = recorded if cut else Recorded("talk.flac", InMemory(b"fLaC" + spoken()), "audio/flac", 13_000)
        id = take_in(desk.archive, desk.actor, [document(), sound]).id
        assert {0, 1} <= found(root)
        receipt = seal(desk.archive, desk.actor, id, Quote("the nightjar at the gate"), until=FREE)
        assert receipt.erased
    finally:
        store.close()
    assert found(root) == ({1} if cut else set())


def found(root: Path) -> set[int]:
    sweeper = Sweeper([SECRET, OPEN])
    sweep(sweeper, Keys(root, PASSPHRASE))
    return {one.canary for one in sweeper.found}
