"""Totals and lines stay true whatever is put, and a page is one range of one index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.db import connection as default
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.some_archives import interview, make, opened

from whensafe.nouns.actor import TEAM, Audience
from whensafe.nouns.interview import State
from whensafe.protection.gate import RULE, Verdict, verdicts
from whensafe.store.store import DjangoStore

PUBLIC = Audience("public")
POOL = [interview(1) for _ in range(4)]
ACTS = st.lists(
    st.tuples(
        st.sampled_from(range(len(POOL))),
        st.sampled_from([*State, None]),
        st.sets(st.sampled_from([TEAM, PUBLIC])),
        st.sampled_from([RULE, RULE, RULE - 1]),
    ),
    max_size=12,
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DjangoStore]:
    it = opened(make(tmp_path_factory.mktemp("listing") / "archive"))
    yield it
    it.close()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
def test_totals_and_lines_are_what_was_last_put(
    store: DjangoStore, acts: list[tuple[int, State | None, set[Audience], int]]
) -> None:
    expected: dict[tuple[Audience, State], set[str]] = {(a, s): set() for a in (TEAM, PUBLIC) for s in State}
    for which, state, audiences, rule in acts:
        one = POOL[which]
        with store.write() as unit:
            if state is None:
                unit.interviews.remove(one.id)
            else:
                allowed = [Verdict(a, a in audiences, rule) for a in (TEAM, PUBLIC)]
                unit.interviews.put(replace(one, state=state), allowed)
        for (audience, where), ids in expected.items():
            ids.discard(one.id)
            if where is state and audience in audiences and rule == RULE:
                ids.add(one.id)
    with store.read() as unit:
        for (audience, state), ids in expected.items():
            page = unit.interviews.page(audience, state, after=None, limit=50)
            assert ({line.id for line in page.lines}, page.total) == (ids, len(ids))
    with store.write() as unit:
        for one in POOL:
            unit.interviews.remove(one.id)


def test_a_page_is_one_range_of_one_index_and_sorts_nothing(store: DjangoStore) -> None:
    many = [interview(1, added_at=f"2026-03-01T12:00:{n:02}Z") for n in range(6)]
    with store.write() as unit:
        for one in many:
            unit.interviews.put(one, verdicts(one))
    assert default.alias == store.alias
    with store.read() as unit:
        after = unit.interviews.page(TEAM, State.KEPT, after=None, limit=2).after
        with CaptureQueriesContext(default) as asked:
            unit.interviews.page(TEAM, State.KEPT, after=None, limit=2)
            unit.interviews.page(TEAM, State.KEPT, after=after, limit=2)
    pages = [query["sql"] for query in asked if "ORDER BY" in query["sql"] and "verdictrow" in query["sql"]]
    assert len(pages) == 2
    for statement in pages:
        plan = " ".join(str(row[3]) for row in store.database._rows(f"EXPLAIN QUERY PLAN {statement}"))
        assert "verdict_page" in plan
        assert "TEMP B-TREE" not in plan
        assert "SCAN" not in plan


def test_reading_an_interview_scans_no_table(store: DjangoStore) -> None:
    one = interview(5)
    with store.write() as unit:
        unit.interviews.put(one, verdicts(one))
    with store.read() as unit, CaptureQueriesContext(default) as asked:
        unit.interviews.get(one.id, TEAM)
    plans = [store.database._rows(f"EXPLAIN QUERY PLAN {q['sql']}") for q in asked if "SELECT" in q["sql"]]
    assert len(plans) > 8
    assert [row for plan in plans for row in plan if "SCAN" in str(row[3])] == []
