from __future__ import annotations

import pytest
from tests.some_archives import interview

from whensafe.desk.ports import Opening, Record, Store
from whensafe.errors import Busy
from whensafe.nouns.actor import TEAM
from whensafe.protection.gate import verdicts

LEAF = (b"l" * 32, Opening(b"s" * 32, b"{}"))


def test_an_act_that_fails_changes_nothing(store: Store) -> None:
    one = interview()
    with pytest.raises(KeyError), store.write() as unit:  # noqa: PT012
        unit.interviews.put(one, verdicts(one))
        unit.interviews.remember_prints(one.id, [b"d" * 32], [])
        unit.ledger.append([LEAF])
        unit.ledger.put_nodes([(0, 0, b"h" * 32)])
        unit.ledger.put_checkpoint(1, b"note")
        raise KeyError
    with store.read() as unit:
        assert unit.interviews.get(one.id, TEAM) is None
        assert list(unit.interviews.ids()) == []
        assert unit.interviews.look_alike(b"d" * 32, ()) is None
        assert unit.ledger.size() == 0
        assert unit.ledger.nodes([(0, 0)]) == {}
        assert unit.ledger.checkpoint() is None


def test_inside_an_act_its_own_changes_are_seen(store: Store) -> None:
    one = interview()
    with store.write() as unit:
        unit.interviews.put(one, verdicts(one))
        unit.ledger.append([LEAF])
        assert unit.interviews.get(one.id, TEAM) == one
        assert unit.ledger.size() == 1


def test_a_whole_archive_has_no_problems(store: Store) -> None:
    with store.write() as unit:
        unit.blobs.put(iter([b"x"]))
    assert list(store.verify_files()) == []


def test_a_copy_names_the_database_and_every_file(store: Store) -> None:
    with store.write() as unit:
        ref = unit.blobs.put(iter([b"x" * 100]))
    with store.backup_files() as files:
        paths = {path: b"".join(chunks) for path, chunks in files}
    assert "archive.db" in paths
    assert any(path.endswith(ref.name) for path in paths)
    assert all(paths.values())


def test_the_archive_can_be_read_while_it_is_written(store: Store) -> None:
    with store.write() as unit:
        unit.ledger.append([LEAF])
    with store.read() as unit:
        assert unit.ledger.size() == 1


def test_with_nobody_reading_what_was_removed_is_erased(store: Store) -> None:
    one = interview()
    with store.write() as unit:
        unit.interviews.put(one, verdicts(one))
        unit.records.put(Record("person", "a", None, b"{}"))
    with store.write() as unit:
        unit.interviews.remove(one.id)
        unit.records.remove("person", "a")
    assert store.is_erased()
    assert store.is_erased()


def test_busy_says_that_trying_again_helps() -> None:
    assert Busy("x").exit_status == 3
