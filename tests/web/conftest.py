"""A served archive: the real store, the made-up format of `tests.memory_store`, a clock that stands still."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override
from tests.memory_store import LineReader, NoFetcher
from tests.some_archives import CHEAP, PASSPHRASE

from whensafe.desk.archive import Archive
from whensafe.desk.take_in import Incoming, add_to, take_in
from whensafe.nouns.actor import Actor
from whensafe.nouns.ids import InterviewId
from whensafe.settings import Settings
from whensafe.store.opening import create_store
from whensafe.web.pages import add, clear
from whensafe.web.pages import take_in as take_in_page
from whensafe.web.served import KEY, Served
from whensafe.web.server import serving
from whensafe.web.settings import ready
from whensafe.wiring import open_archive

NAME = "documenter"
NOON = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)


@dataclass
class StandingClock:
    """Moves only when a test says so."""

    at: datetime.datetime = NOON

    def now(self) -> datetime.datetime:
        return self.at


@dataclass
class House:
    """A served archive and the clients that look at it."""

    served: Served
    actor: Actor
    clock: StandingClock
    fetcher: NoFetcher
    clients: list[Client] = field(default_factory=list)

    @property
    def archive(self) -> Archive:
        return self.served.archive

    def stranger(self, *, served: Served | None = None, csrf: bool = False, **headers: Any) -> Client:
        environ = {KEY: served or self.served, "HTTP_HOST": "127.0.0.1:8020", **headers}
        client = Client(enforce_csrf_checks=csrf, **environ)
        client.raise_request_exception = False
        return client

    def member(self, **options: Any) -> Client:
        client = self.stranger(**options)
        answer = client.post("/sign-in", {"name": NAME, "passphrase": PASSPHRASE})
        assert answer.status_code == 302
        return client

    def kept(self, text: str, *, name: str = "a.txt", **options: Any) -> InterviewId:
        return take_in(self.archive, self.actor, [Incoming(name, text.encode())], **options).id

    def draft(self, text: str) -> InterviewId:
        return self.kept(text, keep=False)

    def translated(self, id: InterviewId, text: str) -> None:
        add_to(self.archive, self.actor, id, [Incoming("b.txt", text.encode())], kind="translation")


@pytest.fixture(autouse=True, scope="session")
def pages() -> None:
    """Django knows the pages before the first of these tests, whichever tests ran in this process before."""
    ready(20_000_000)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """A test in another language leaves none of it to the next one."""
    with override("en"):
        yield


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with nothing in it, to copy: making one costs more than most tests."""
    folder = tmp_path_factory.mktemp("empty") / "archive"
    create_store(folder, PASSPHRASE, NAME, now=NOON, cost=CHEAP)
    return folder


@pytest.fixture
def house(tmp_path: Path, empty: Path) -> Iterator[House]:
    folder = tmp_path / "archive"
    shutil.copytree(empty, folder)
    settings = Settings(archive=folder, state=tmp_path / "state", max_bytes=20_000_000)
    clock, fetcher = StandingClock(), NoFetcher()
    with open_archive(folder, PASSPHRASE, settings) as opened:
        archive = replace(opened.archive, clock=clock, reader=LineReader(), fetcher=fetcher)
        served = replace(serving(opened), archive=archive)
        yield House(served, opened.actor, clock, fetcher)
        served.jobs.close()


@pytest.fixture
def client(house: House) -> Client:
    """Somebody signed in."""
    return house.member()


UK = """# Сорок два кроки
lang: uk
Меню сайту
Ганна (interviewer): Коли вас привезли?
Олена (narrator): Я не знаю числа. Ще лежав сніг.
Ганна (interviewer): Ви знали когось із них?
Олена (narrator): Павла я знала ще зі школи. Він рахував кроки.
"""
EN = """lang: en
Hanna (interviewer): When were you brought there?
Olena (narrator): I don't know the date. There was still snow.
Hanna (interviewer): Did you know any of them?
Olena (narrator): Pavlo I had known since school. He counted the steps.
"""


def with_served(house: House, **changes: Any) -> Served:
    """The same server with something else about it."""
    return replace(house.served, **changes)


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine must not turn short work into work that has a page of its own."""
    for page in (take_in_page, add, clear):
        monkeypatch.setattr(page, "QUICK", 60.0)
