from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from whensafe.desk.ports import Record, Store
from whensafe.nouns.ids import InterviewId

ONE, OTHER = InterviewId("1111111111"), InterviewId("2222222222")


def record(
    id: str, kind: str = "person", interview: InterviewId | None = None, body: bytes = b"{}"
) -> Record:
    return Record(kind, id, interview, body)


def put(store: Store, *records: Record) -> None:
    for one in records:
        with store.write() as unit:
            unit.records.put(one)


def of(store: Store, kind: str, interview: InterviewId | None = None) -> list[str]:
    with store.read() as unit:
        return [one.id for one in unit.records.of(kind, interview)]


def test_a_record_comes_back_byte_for_byte(store: Store) -> None:
    one = record("a", body='{"name":"Олена \\u0000"}'.encode())
    strange = Record("a kind of a later program", "b/" + "1" * 30, ONE, bytes(range(256)))
    put(store, one, strange)
    with store.read() as unit:
        assert unit.records.get("person", "a") == one
        assert unit.records.get(strange.kind, strange.id) == strange
        assert list(unit.records.of(strange.kind)) == [strange]
        assert unit.records.get("person", "b") is None
        assert unit.records.get("seal", "a") is None


def test_records_come_in_the_order_first_put_and_keep_their_place(store: Store) -> None:
    put(store, record("c"), record("a", body=b"1"), record("b"))
    put(store, record("a", body=b"2"))
    assert of(store, "person") == ["c", "a", "b"]
    with store.read() as unit:
        assert [one.body for one in unit.records.of("person")] == [b"{}", b"2", b"{}"]


def test_what_was_removed_and_put_again_comes_last(store: Store) -> None:
    put(store, record("a"), record("b"))
    with store.write() as unit:
        unit.records.remove("person", "a")
        unit.records.remove("person", "never there")
    assert of(store, "person") == ["b"]
    put(store, record("a"))
    assert of(store, "person") == ["b", "a"]


def test_kinds_and_interviews_are_kept_apart(store: Store) -> None:
    put(
        store,
        record("a", "seal", ONE),
        record("a", "consent", ONE),
        record("b", "seal", OTHER),
        record("c", "seal"),
        record("d", "seal", ONE),
    )
    assert of(store, "seal") == ["a", "b", "c", "d"]
    assert of(store, "seal", ONE) == ["a", "d"]
    assert of(store, "seal", OTHER) == ["b"]
    assert of(store, "consent", OTHER) == []
    with store.read() as unit:
        keys = sorted(unit.records.keys())
    assert keys == [("consent", "a"), ("seal", "a"), ("seal", "b"), ("seal", "c"), ("seal", "d")]


def test_a_record_may_come_to_belong_to_another_interview(store: Store) -> None:
    put(store, record("a", "seal", ONE), record("a", "seal", OTHER))
    assert of(store, "seal", ONE) == []
    assert of(store, "seal", OTHER) == ["a"]


def test_many_records_come_back_all_and_in_order(store: Store) -> None:
    names = [f"{n * 7919 % 1000:03}" for n in range(1000)]
    with store.write() as unit:
        for name in names:
            unit.records.put(record(name, body=name.encode()))
    assert of(store, "person") == names
    with store.read() as unit:
        assert [one.body.decode() for one in unit.records.of("person")] == names


def test_an_act_that_fails_leaves_the_registers_alone(store: Store) -> None:
    put(store, record("a", body=b"1"), record("b"))
    with pytest.raises(KeyError), store.write() as unit:  # noqa: PT012
        unit.records.put(record("a", body=b"2"))
        unit.records.put(record("c"))
        unit.records.remove("person", "b")
        raise KeyError
    with store.read() as unit:
        assert unit.records.get("person", "a") == record("a", body=b"1")
    assert of(store, "person") == ["a", "b"]


KEYS = st.tuples(st.sampled_from(["seal", "person"]), st.sampled_from("abcd"))
DONE = st.tuples(st.booleans(), KEYS, st.sampled_from([None, ONE, OTHER]), st.binary(max_size=3))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(DONE, max_size=25))
def test_the_registers_are_a_dictionary_in_order(
    store: Store, acts: list[tuple[bool, tuple[str, str], InterviewId | None, bytes]]
) -> None:
    told: dict[tuple[str, str], Record] = {}
    with store.write() as unit:
        for key in list(unit.records.keys()):
            unit.records.remove(*key)
        for putting, key, interview, body in acts:
            if putting:
                told[key] = Record(*key, interview, body)
                unit.records.put(told[key])
            else:
                told.pop(key, None)
                unit.records.remove(*key)
    with store.read() as unit:
        assert set(unit.records.keys()) == set(told)
        for kind in ("seal", "person"):
            assert list(unit.records.of(kind)) == [one for one in told.values() if one.kind == kind]
            assert list(unit.records.of(kind, ONE)) == [
                one for one in told.values() if (one.kind, one.interview) == (kind, ONE)
            ]
