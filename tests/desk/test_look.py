from __future__ import annotations

import hashlib

import pytest
from tests.desk.conftest import Desk

from whensafe.desk.backup import backup
from whensafe.desk.history import history
from whensafe.desk.look import digest, original, page, show
from whensafe.desk.ports import Query
from whensafe.desk.search import search
from whensafe.desk.show_json import as_json
from whensafe.errors import BadOption, NotFound, NotPermitted
from whensafe.nouns.actor import TEAM
from whensafe.nouns.ids import BlobName, InterviewId
from whensafe.nouns.interview import Original

TEXT = "# The bridge\nQ: Which bridge?\nA: The old one.\n"


def test_a_list_comes_in_stretches_newest_first(desk: Desk) -> None:
    taken = [desk.take(f"A: The number is {n}.\n", name=f"{n}.txt").id for n in range(5)]
    found, after = [], None
    while True:
        part = page(desk.archive, desk.actor, TEAM, after=after, limit=2)
        assert part.total == 5
        found += [line.id for line in part.lines]
        after = part.after
        if after is None:
            break
    assert found == taken[::-1]
    with pytest.raises(BadOption):
        page(desk.archive, desk.actor, TEAM, limit=0)


def test_nobody_is_refused_everywhere(desk: Desk) -> None:
    id = desk.take(TEXT).id
    (file,) = desk.show(id).sessions[0].originals
    for look in (
        lambda: page(desk.archive, None, TEAM),
        lambda: show(desk.archive, None, TEAM, id),
        lambda: search(desk.archive, None, TEAM, Query("bridge")),
        lambda: original(desk.archive, None, TEAM, id, file.blob),
    ):
        with pytest.raises(NotPermitted):
            look()
    with pytest.raises(NotPermitted):
        digest(desk.archive, None, id, file)
    with pytest.raises(NotPermitted):
        history(desk.archive, None)
    with pytest.raises(NotPermitted), backup(desk.archive, None):
        pass


def test_taking_an_original_out_is_in_the_ledger(desk: Desk) -> None:
    id = desk.take(TEXT).id
    (file,) = desk.show(id).sessions[0].originals
    original(desk.archive, desk.actor, TEAM, id, file.blob)
    newest = history(desk.archive, desk.actor).lines[0].entry
    assert newest is not None
    assert (newest.act, newest.about) == ("take_out", (id, file.blob))


def test_a_file_of_another_interview_is_not_given_out(desk: Desk) -> None:
    first, second = desk.take(TEXT).id, desk.take("A: Another.\n").id
    (file,) = desk.show(second).sessions[0].originals
    with pytest.raises(NotFound):
        original(desk.archive, desk.actor, TEAM, first, file.blob)
    with pytest.raises(NotFound):
        digest(desk.archive, desk.actor, first, file)
    with pytest.raises(NotFound):
        digest(desk.archive, desk.actor, first, Original(BlobName("nothing"), 1, "text/plain", "a"))


def test_there_is_no_such_interview(desk: Desk) -> None:
    with pytest.raises(NotFound):
        show(desk.archive, desk.actor, TEAM, InterviewId("0000000000"))


def test_the_digest_is_that_of_the_bytes_received(desk: Desk) -> None:
    id = desk.take(TEXT).id
    shown = as_json(desk.show(id), lambda file: digest(desk.archive, desk.actor, id, file))
    assert shown["original"]["sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()
    assert shown["sessions"][0]["originals"] == [shown["original"]]
    assert shown["turns"][0]["speaker"] is None
    assert shown["exhibits"] == shown["section"] == []


def test_history_comes_in_stretches_newest_first_with_the_checkpoint(desk: Desk) -> None:
    for n in range(5):
        desk.take(f"A: Number {n}.\n", name=f"{n}.txt")
    first = history(desk.archive, desk.actor, limit=3)
    assert [line.index for line in first.lines] == [4, 3, 2]
    assert first.before == 2
    rest = history(desk.archive, desk.actor, before=first.before, limit=3)
    assert [line.index for line in rest.lines] == [1, 0]
    assert rest.before is None
    assert first.checkpoint is not None
    assert first.checkpoint.splitlines()[1] == "5"
    assert {line.entry.by for line in first.lines if line.entry is not None} == {desk.actor.member}


def test_a_backup_is_in_the_copy_it_makes(desk: Desk) -> None:
    desk.take(TEXT)
    with backup(desk.archive, desk.actor) as files:
        names = [name for name, chunks in files if sum(map(len, chunks)) >= 0]
    assert "archive.db" in names
    newest = history(desk.archive, desk.actor).lines[0].entry
    assert newest is not None
    assert newest.act == "backup"
