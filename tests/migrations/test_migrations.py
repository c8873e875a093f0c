"""Every migration up, down and up again, with rows in it: restrictions stay what they were."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connections
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.exceptions import IrreversibleError
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState
from tests.some_archives import interview, make, opened

from whensafe.desk.ports import Opening, Record
from whensafe.nouns.actor import TEAM, Audience
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import Interview, State
from whensafe.protection.gate import RULE, Verdict, verdicts
from whensafe.store.models import Secret
from whensafe.store.schema import is_current, migrate, newest
from whensafe.store.store import DjangoStore

APPS = ("auth", "contenttypes", "sessions", "store")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DjangoStore]:
    it = opened(make(tmp_path / "archive"))
    yield it
    it.close()


def migrations() -> list[tuple[str, str]]:
    """Ours, the oldest first."""
    names = (Path(__file__).parents[2] / "src/whensafe/store/migrations").glob("[0-9]*.py")
    return [("store", path.stem) for path in sorted(names)]


def unrecorded(state: State) -> Interview:
    """An interview as archives had them before there were recordings."""
    made = interview(state=state)
    return replace(made, sessions=tuple(replace(session, recordings=()) for session in made.sessions))


def go(store: DjangoStore, to: tuple[str, str | None]) -> None:
    executor = MigrationExecutor(connections[store.alias])
    executor.loader.build_graph()
    executor.migrate([to])


def columns(store: DjangoStore) -> dict[str, list[tuple[object, ...]]]:
    with connections[store.alias].cursor() as cursor:
        tables = [
            t for t in connections[store.alias].introspection.table_names(cursor) if t.startswith("store_")
        ]
        return {
            table: sorted(cursor.execute(f'PRAGMA table_info("{table}")').fetchall(), key=lambda c: str(c[1]))
            for table in tables
        }


def test_the_models_have_no_change_that_no_migration_makes(store: DjangoStore) -> None:
    loader = MigrationExecutor(connections[store.alias]).loader
    now = ProjectState.from_apps(apps)
    assert MigrationAutodetector(loader.project_state(), now).changes(graph=loader.graph) == {}


def test_every_migration_can_be_taken_back_and_made_again(store: DjangoStore) -> None:
    whole = columns(store)
    assert whole
    for step in range(len(migrations()) - 1, -1, -1):
        go(store, migrations()[step - 1] if step else ("store", None))
    assert columns(store) == {}
    for step in migrations():
        go(store, step)
    assert columns(store) == whole


def test_rows_and_verdicts_survive_every_step_that_keeps_their_table(store: DjangoStore) -> None:
    """Down to the first migration and up again: what was denied is denied still, nothing became visible."""
    seen, hidden, outdated = (unrecorded(state) for state in (State.KEPT, State.KEPT, State.DRAFT))
    with store.write() as unit:
        unit.interviews.put(seen, verdicts(seen))
        unit.interviews.put(hidden, (Verdict(TEAM, False, RULE), Verdict(Audience("public"), False, RULE)))
        unit.interviews.put(outdated, (Verdict(TEAM, True, RULE - 1),))
        unit.ledger.append([(b"l" * 32, Opening(b"s" * 32, b"{}"))])
        unit.interviews.remember_prints(seen.id, [b"d" * 32], [])
    go(store, migrations()[0])
    migrate(store.alias)
    with store.read() as unit:
        assert unit.interviews.get(seen.id, TEAM) == seen
        assert unit.interviews.get(hidden.id, TEAM) is None
        assert unit.interviews.get(outdated.id, TEAM) is None
        page = unit.interviews.page(TEAM, State.KEPT, after=None, limit=5)
        assert ([line.id for line in page.lines], page.total) == ([seen.id], 1)
        assert unit.interviews.look_alike(b"d" * 32, ()) == seen.id
        assert unit.ledger.size() == 1
    assert list(store.verify_files()) == []


def test_recordings_are_never_lost_by_taking_a_step_back(store: DjangoStore) -> None:
    kept = interview()
    with store.write() as unit:
        unit.interviews.put(kept, verdicts(kept))
    with pytest.raises(IrreversibleError):
        go(store, ("store", "0003_registers"))
    migrate(store.alias)
    with store.read() as unit:
        assert unit.interviews.get(kept.id, TEAM) == kept


def test_registers_are_never_lost_by_taking_a_step_back(store: DjangoStore) -> None:
    kept = [Record("seal", "b", None, b"1"), Record("of later programs", "a", InterviewId("1" * 10), b"\xff")]
    with store.write() as unit:
        for one in kept:
            unit.records.put(one)
    with pytest.raises(IrreversibleError):
        go(store, ("store", "0002_search"))
    go(store, ("store", "0003_registers"))
    migrate(store.alias)
    with store.read() as unit:
        assert [unit.records.get(one.kind, one.id) for one in kept] == kept


def test_members_and_sessions_survive_a_migration_of_everything_else(store: DjangoStore) -> None:
    members = store.slots.members()
    call_command("migrate", "store", migrations()[0][1], database=store.alias, verbosity=0)
    migrate(store.alias)
    assert store.slots.members() == members


def test_the_newest_migrations_by_name_are_the_leaves_of_the_graph(store: DjangoStore) -> None:
    leaves = MigrationExecutor(connections[store.alias]).loader.graph.leaf_nodes()
    assert newest() == dict(leaves)
    assert set(newest()) == set(APPS)
    assert is_current(store.alias)


def test_what_an_archive_remembers_of_its_tables_is_rewritten(store: DjangoStore) -> None:
    Secret.objects.using(store.alias).filter(name="schema").update(value=b'{"store":"0000_earlier"}')
    assert not is_current(store.alias)
    migrate(store.alias)
    assert is_current(store.alias)


def test_audiences_get_their_one_spelling_and_the_strictest_verdict_stands(store: DjangoStore) -> None:
    go(store, ("store", "0004_recordings"))
    with store.write() as unit:
        for n in range(3):
            unit.interviews.put(replace(interview(state=State.KEPT), id=InterviewId(f"{n:010x}")), _named(n))
    go(store, ("store", "0005_audiences"))
    partner = Audience("partner:mémo fund")
    with store.read() as unit:
        page = unit.interviews.page(partner, State.KEPT, after=None, limit=9)
        assert (page.total, [line.id for line in page.lines]) == (1, ["0000000000"])
        assert unit.interviews.get(InterviewId("0000000000"), partner) is not None
        for n in (1, 2):
            assert unit.interviews.get(InterviewId(f"{n:010x}"), partner) is None
        assert unit.interviews.page(TEAM, State.KEPT, after=None, limit=9).total == 3


def _named(n: int) -> tuple[Verdict, ...]:
    """Allowed under one spelling; under two that don't agree; under none."""
    said = (((True, "Mémo Fund"),), ((True, "Mémo Fund"), (False, "mémo fund")), ((False, "MÉMO FUND"),))[n]
    named = (Verdict(Audience(f"partner:{name}"), allowed, RULE) for allowed, name in said)
    return (Verdict(TEAM, True, RULE), *named)
