"""Every test of an act runs on memory and on SQLite."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from tests.memory_store import memory_archive

from whensafe.desk.archive import Archive
from whensafe.desk.take_in import Incoming, take_in
from whensafe.nouns.actor import TEAM, Actor
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import Interview
from whensafe.nouns.receipt import TakenIn

PASSPHRASE = "a passphrase"


@dataclass(frozen=True)
class Desk:
    """An archive with somebody at it."""

    archive: Archive
    actor: Actor

    def take(self, text: str, *, name: str = "a.txt", **options: bool) -> TakenIn:
        return take_in(self.archive, self.actor, [Incoming(name, text.encode())], **options)

    def show(self, id: InterviewId) -> Interview:
        from whensafe.desk.look import show

        return show(self.archive, self.actor, TEAM, id)


@pytest.fixture(scope="session")
def empty_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty archive on disk, made once and copied for each test; its key costs little to derive."""
    from whensafe.wiring import configure_django

    configure_django()
    from whensafe.store.key_slots import Cost
    from whensafe.store.opening import create_store

    folder = tmp_path_factory.mktemp("made") / "archive"
    create_store(folder, PASSPHRASE, "documenter", cost=Cost(64, 1, 1))
    return folder


@pytest.fixture(params=["memory", "sqlite"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    archive, actor = memory_archive(pages={"https://news.example/a": b"Q: Where?\nA: Here.\n"})
    if request.param == "memory":
        yield Desk(archive, actor)
        return
    made: Path = request.getfixturevalue("empty_archive")
    shutil.copytree(made, tmp_path / "archive")
    from whensafe.store.opening import open_store

    store, owner = open_store(tmp_path / "archive", PASSPHRASE)
    try:
        yield Desk(replace(archive, store=store), owner)
    finally:
        store.close()
