"""Release conditions: what is read, what is refused, what holds when."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whensafe.errors import BadOption
from whensafe.nouns.condition import After, And, Condition, Dead, Decision, Free, NarratorAgrees, Or, PersonId
from whensafe.nouns.said import SaidDate
from whensafe.protection.conditions import holds, is_due, over_from, parse, people, states, write

PAVLO, IHOR = PersonId("p:7k2m"), PersonId("p:9q4c")
DOC = Path(__file__).parents[2] / "docs" / "formats" / "condition.md"


def at(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text)


NOW = at("2026-11-22T12:00:00+00:00")

persons = st.from_regex(r"p:[0-9a-z]{1,8}", fullmatch=True).map(PersonId)
quoted = st.text(
    st.characters(blacklist_characters='"\\', blacklist_categories=("Cc", "Cs")), min_size=1, max_size=20
)
leaves: st.SearchStrategy[Condition] = st.one_of(
    persons.map(Free),
    persons.map(Dead),
    st.just(NarratorAgrees()),
    st.builds(Decision, quoted, quoted),
    st.builds(
        After,
        st.sampled_from(["2026", "2026-11", "2026-11-22", "2031-02-28"]).map(SaidDate),
        st.sampled_from([None, "Europe/Kyiv", "UTC", "America/Argentina/Ushuaia"]),
    ),
)


def several(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    parts = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(parts.map(And), parts.map(Or))


conditions = st.recursive(leaves, several, max_leaves=8)


@given(condition=conditions)
def test_written_and_read_back_it_is_the_same(condition: Condition) -> None:
    assert parse(write(condition)) == condition


@given(text=st.text(max_size=60) | st.text('pfredand()or:," 0123_', max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = parse(text)
    except BadOption:
        return
    assert parse(write(found)) == found


@given(condition=conditions, facts=st.frozensets(persons.map(Free) | persons.map(Dead), max_size=4))
def test_another_fact_never_closes_what_was_due(condition: Condition, facts: frozenset[Free | Dead]) -> None:
    if is_due(condition, frozenset(), now=NOW):
        assert is_due(condition, facts, now=NOW)


def test_free_waits_for_a_confirmation_of_that_very_person() -> None:
    condition = parse("free(p:7k2m) and free(p:9q4c) and narrator_agrees")
    assert not is_due(condition, frozenset({Free(PAVLO)}), now=NOW)
    assert not is_due(condition, frozenset({Free(PAVLO), Dead(IHOR)}), now=NOW)
    both = frozenset({Free(PAVLO), Free(IHOR)})
    assert is_due(condition, both, now=NOW)
    assert not holds(condition, both, agreed=False, now=NOW)
    assert holds(condition, both, agreed=True, now=NOW)
    assert people(condition) == {PAVLO, IHOR}
    assert [s.met for s in states(condition, frozenset({Free(PAVLO)}), agreed=False, now=NOW)] == [
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("text", "moment", "over"),
    [
        ("after(2026-11-22, Europe/Kyiv)", "2026-11-22T21:59:59+00:00", False),
        ("after(2026-11-22, Europe/Kyiv)", "2026-11-22T22:00:00+00:00", True),
        ("after(2026-11-22, UTC)", "2026-11-22T22:00:00+00:00", False),
        ("after(2026-11-22, UTC)", "2026-11-23T00:00:00+00:00", True),
        ("after(2026-11-22)", "2026-11-23T11:59:59+00:00", False),
        ("after(2026-11-22)", "2026-11-23T12:00:00+00:00", True),
        ("after(2026-11, UTC)", "2026-11-30T23:59:59+00:00", False),
        ("after(2026-11, UTC)", "2026-12-01T00:00:00+00:00", True),
        ("after(2026, UTC)", "2027-01-01T00:00:00+00:00", True),
    ],
)
def test_a_day_is_over_where_it_is_over(text: str, moment: str, over: bool) -> None:
    assert is_due(parse(text), frozenset(), now=at(moment)) is over


def test_a_zone_this_machine_has_forgotten_stays_closed() -> None:
    assert not is_due(After(SaidDate("2000"), "Atlantis/Capital"), frozenset(), now=NOW)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "expected free"),
        ("free(Pavlo)", "a person's id"),
        ("free(p:7k2m) narrator_agrees", "expected the end"),
        ("FREE(p:7k2m)", "character 1"),
        ("after(2026-13)", "not a date"),
        ("after(2026, Europe/Nowhere)", "no such time zone"),
        ("(" * 40 + "narrator_agrees" + ")" * 40, "nests at most"),
        (" and ".join(["narrator_agrees"] * 65), "at most 64 clauses"),
        ("narrator_agrees " * 200, "at most 2000 characters"),
        ('decision("a")', "expected ,"),
    ],
)
def test_a_mistake_is_named_and_placed(text: str, says: str) -> None:
    with pytest.raises(BadOption, match=re.escape(says)):
        parse(text)


def test_the_examples_of_the_specification_are_in_the_one_written_form() -> None:
    block = DOC.read_text(encoding="utf-8").rsplit("```", 2)[1].strip()
    examples = block.splitlines()
    assert len(examples) == 3
    assert [write(parse(line)) for line in examples] == examples


@given(
    date=st.sampled_from(["2026", "2026-11", "2026-02", "2026-11-22", "2024-02-29"]).map(SaidDate),
    zone=st.sampled_from([None, "Europe/Kyiv", "UTC", "America/Asuncion", "Pacific/Apia"]),
)
def test_the_moment_it_is_over_is_the_first_at_which_it_holds(date: SaidDate, zone: str | None) -> None:
    over = over_from(After(date, zone))
    assert over is not None
    assert holds(After(date, zone), frozenset(), agreed=False, now=over)
    assert not holds(After(date, zone), frozenset(), agreed=False, now=over - datetime.timedelta(seconds=1))


def test_what_never_ends_is_never_over() -> None:
    assert over_from(After(SaidDate("9999"))) is None
    assert over_from(After(SaidDate("2000"), "Atlantis/Capital")) is None
