from __future__ import annotations

import pytest
from tests.memory_store import MemorySeen, MemoryStore, memory_archive

from whensafe.desk.archive import Archive
from whensafe.desk.check import check
from whensafe.desk.enter import begin, enter, is_older
from whensafe.desk.history import history
from whensafe.desk.take_in import Incoming, take_in
from whensafe.errors import NotPermitted, OlderCopy
from whensafe.nouns.actor import Actor


@pytest.fixture
def opened() -> tuple[Archive, Actor]:
    archive, actor = memory_archive()
    begin(archive, actor)
    for n in range(9):
        say(archive, actor, n)
    return archive, actor


def say(archive: Archive, actor: Actor, n: int) -> None:
    take_in(archive, actor, [Incoming(f"{n}.txt", f"A: Number {n}.\n".encode())])


def store(archive: Archive) -> MemoryStore:
    assert isinstance(archive.store, MemoryStore)
    return archive.store


def test_what_continues_what_was_seen_is_entered_and_remembered(opened: tuple[Archive, Actor]) -> None:
    archive, actor = opened
    assert isinstance(archive.seen, MemorySeen)
    enter(archive, actor)
    archive.seen.heads.clear()  # another machine, or a first visit
    enter(archive, actor)
    assert archive.seen.heads["memoryarchive"][0] == 10


def test_an_older_copy_is_refused_with_a_way_forward(opened: tuple[Archive, Actor]) -> None:
    archive, actor = opened
    older = store(archive).state.copy()
    say(archive, actor, 10)
    store(archive).state = older
    assert is_older(archive, actor)
    with pytest.raises(OlderCopy, match="--accept-older --yes --reason"):
        enter(archive, actor)


def test_another_past_of_the_same_length_is_refused(opened: tuple[Archive, Actor]) -> None:
    archive, actor = opened
    fork = store(archive).state.copy()
    say(archive, actor, 10)
    store(archive).state = fork
    archive.seen.forget("memoryarchive")  # type: ignore[attr-defined]
    say(archive, actor, 11)  # the same number of acts, not the same acts
    seen = archive.seen.last("memoryarchive")
    store(archive).state = fork
    say(archive, actor, 12)
    archive.seen.forget("memoryarchive")
    assert seen is not None
    archive.seen.remember("memoryarchive", *seen)
    with pytest.raises(OlderCopy):
        enter(archive, actor)


def test_accepting_an_older_copy_is_logged_with_its_reason(opened: tuple[Archive, Actor]) -> None:
    archive, actor = opened
    older = store(archive).state.copy()
    say(archive, actor, 10)
    store(archive).state = older
    enter(archive, actor, accept_older="the laptop was lost, this is Monday's backup")
    newest = history(archive, actor).lines[0].entry
    assert newest is not None
    assert (newest.act, newest.reason) == ("accept_older", "the laptop was lost, this is Monday's backup")
    assert newest.about[0].startswith("seen:11:")
    enter(archive, actor)  # from here on this copy counts
    assert check(archive, actor).ok


def test_a_reason_is_not_logged_where_nothing_had_to_be_accepted(opened: tuple[Archive, Actor]) -> None:
    archive, actor = opened
    enter(archive, actor, accept_older="just in case")
    assert history(archive, actor).size == 10


def test_nobody_enters_without_being_somebody(opened: tuple[Archive, Actor]) -> None:
    with pytest.raises(NotPermitted):
        enter(opened[0], None)
