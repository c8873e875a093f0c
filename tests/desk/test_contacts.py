"""Contact sheets: apart from everything else, deletable alone, every look logged."""

from __future__ import annotations

import json

import pytest
from tests.desk.conftest import Desk
from tests.desk.test_consent import BAKER

from whensafe.desk import contacts, registers
from whensafe.desk.backup import backup
from whensafe.desk.check import check
from whensafe.desk.history import history
from whensafe.desk.people import add
from whensafe.desk.ports import Query
from whensafe.desk.search import search
from whensafe.desk.show_json import as_json
from whensafe.errors import NotFound, NotPermitted, TooLarge
from whensafe.nouns.actor import TEAM
from whensafe.nouns.person import ContactSheet

SHEET = "Telephone 0123; after six, and never in writing. \u0422\u0435\u043b.".encode()


def files(desk: Desk) -> dict[str, bytes]:
    with desk.archive.store.read() as unit:
        return {name: b"".join(unit.blobs.read(name)) for name in unit.blobs.names()}


def acts(desk: Desk) -> list[str]:
    lines = history(desk.archive, desk.actor, limit=1000).lines
    return [line.entry.act for line in reversed(lines) if line.entry is not None]


def test_a_sheet_comes_back_and_whoever_looks_is_logged(desk: Desk) -> None:
    id = desk.take(BAKER).id
    ihor = add(desk.archive, desk.actor, "Ihor Koval").person.id
    for owner, sheet in ((id, SHEET), (ihor, b"")):
        contacts.keep(desk.archive, desk.actor, owner, sheet)
        assert contacts.show(desk.archive, desk.actor, owner) == sheet
    assert acts(desk).count("show_contact") == 2
    assert check(desk.archive, desk.actor).ok


def test_it_is_in_no_interview_no_search_and_no_file_that_another_key_opens(desk: Desk) -> None:
    id = desk.take(BAKER).id
    contacts.keep(desk.archive, desk.actor, id, SHEET)
    shown = json.dumps(as_json(desk.show(id), lambda _: ""))
    assert "0123" not in shown
    assert search(desk.archive, desk.actor, TEAM, Query("telephone")).total == 0
    assert not any(
        b"Telephone" in data for data in files(desk).values()
    )  # after the archive's own decryption
    with desk.archive.store.read() as unit:
        assert not any(b"Telephone" in r.body for k in registers.KINDS.values() for r in unit.records.of(k))


def test_a_new_sheet_replaces_the_old_one(desk: Desk) -> None:
    id = desk.take(BAKER).id
    before = set(files(desk))
    first = contacts.keep(desk.archive, desk.actor, id, SHEET)
    second = contacts.keep(desk.archive, desk.actor, id, b"moved away")
    assert first.key != second.key
    assert set(files(desk)) == before | {second.blob}
    assert contacts.show(desk.archive, desk.actor, id) == b"moved away"
    assert check(desk.archive, desk.actor).ok


def test_it_is_deleted_alone_with_its_key(desk: Desk) -> None:
    id = desk.take(BAKER).id
    before = files(desk)
    with backup(desk.archive, desk.actor, label="before"):
        pass
    contacts.keep(desk.archive, desk.actor, id, SHEET)
    with backup(desk.archive, desk.actor, label="after"):
        pass
    done = contacts.delete(desk.archive, desk.actor, id)
    assert done.erased
    assert [made.label for made in done.backups] == ["after"]
    assert files(desk) == before
    with desk.archive.store.read() as unit:
        assert registers.find(unit, ContactSheet, id) is None
    for act in (contacts.show, contacts.delete):
        with pytest.raises(NotFound):
            act(desk.archive, desk.actor, id)
    assert check(desk.archive, desk.actor).ok


def test_nobody_nothing_unknown_and_nothing_huge(desk: Desk) -> None:
    id = desk.take(BAKER).id
    with pytest.raises(NotPermitted):
        contacts.keep(desk.archive, None, id, SHEET)
    contacts.keep(desk.archive, desk.actor, id, SHEET)
    with pytest.raises(NotPermitted):
        contacts.show(desk.archive, None, id)
    with pytest.raises(NotPermitted):
        contacts.delete(desk.archive, None, id)
    for unknown in ("0000000000", "p:nobody"):
        with pytest.raises(NotFound):
            contacts.keep(desk.archive, desk.actor, unknown, SHEET)
    with pytest.raises(TooLarge):
        contacts.keep(desk.archive, desk.actor, id, bytes(contacts.MOST_BYTES + 1))
