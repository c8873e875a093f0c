"""What is damaged in the rows is named. Damage to files is the store's, and the command's, to find."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.memory_store import MemoryStore, memory_archive

from whensafe.desk.act import acting
from whensafe.desk.archive import Archive
from whensafe.desk.check import check
from whensafe.desk.ports import Opening, Record
from whensafe.desk.records import register_mac
from whensafe.desk.registers import spell
from whensafe.desk.take_in import Incoming, take_in
from whensafe.errors import NotPermitted
from whensafe.nouns.actor import Actor
from whensafe.nouns.condition import PersonId
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.person import Person
from whensafe.nouns.sealed import Evidence, EvidenceId, GroupId
from whensafe.protection.gate import RULE, Verdict


@pytest.fixture
def filled() -> tuple[Archive, Actor, MemoryStore]:
    archive, actor = memory_archive()
    for n in range(5):
        take_in(archive, actor, [Incoming(f"{n}.txt", f"A: This is what was said on day {n}.\n".encode())])
    assert isinstance(archive.store, MemoryStore)
    return archive, actor, archive.store


Filled = tuple[Archive, Actor, MemoryStore]


def found(filled: Filled) -> set[str]:
    return {problem.code for problem in check(filled[0], filled[1]).problems}


def olena(id: str, name: str = "Olena") -> Person:
    return Person(PersonId(id), name, (), "2026-03-01T12:00:00Z")


def test_all_is_well(filled: Filled) -> None:
    seen: list[tuple[str, int]] = []
    report = check(filled[0], filled[1], progress=lambda what, n: seen.append((what, n)))
    assert report.ok
    assert dict(report.checked)["interviews"] == 5
    assert ("blobs", 5) in seen


def test_a_changed_word_is_named(filled: Filled) -> None:
    state = filled[2].state
    id, (interview, verdicts) = next(iter(state.interviews.items()))
    state.interviews[id] = (replace(interview, title="Another title"), verdicts)
    (problem,) = check(filled[0], filled[1]).problems
    assert (problem.code, problem.where) == ("interview_changed", id)


def test_a_missing_interview_is_named(filled: Filled) -> None:
    id, _ = filled[2].state.interviews.popitem()
    problems = check(filled[0], filled[1]).problems
    assert ("interview_missing", id) in {(p.code, p.where) for p in problems}


def test_a_surplus_interview_is_named(filled: Filled) -> None:
    state = filled[2].state
    interview, verdicts = next(iter(state.interviews.values()))
    state.interviews["added000000"] = (replace(interview, id="added000000"), verdicts)  # type: ignore[index,arg-type]
    assert "interview_surplus" in found(filled)


@pytest.mark.parametrize(
    "verdicts", [(), (Verdict("team", True, RULE - 1),), (Verdict("team", False, RULE),)]
)  # type: ignore[arg-type]
def test_a_missing_or_stale_verdict_is_named(filled: Filled, verdicts: tuple[Verdict, ...]) -> None:
    state = filled[2].state
    id, (interview, _) = next(iter(state.interviews.items()))
    state.interviews[id] = (interview, verdicts)
    assert "verdict_missing" in found(filled)


def test_a_changed_file_is_named(filled: Filled) -> None:
    state = filled[2].state
    name = next(iter(state.files))
    state.files[name] = b"other bytes"
    assert found(filled) == {"blob_damaged"}


def test_a_file_changed_together_with_its_row_is_named(filled: Filled) -> None:
    store = filled[2]
    name, ref = next(iter(store.state.refs.items()))
    data = b"other bytes"
    store.state.files[name] = data
    store.state.refs[name] = replace(ref, size=len(data), mac=store.secrets.mac("blob", data))
    assert found(filled) == {"blob_changed"}


def test_missing_and_surplus_files_are_named(filled: Filled) -> None:
    state = filled[2].state
    first, second, *_ = state.files
    del state.files[first]
    del state.refs[second]
    assert found(filled) == {"blob_missing", "blob_unlisted"}


def test_a_row_for_a_file_of_nobody_is_named(filled: Filled) -> None:
    store = filled[2]
    with store.write() as unit:
        unit.blobs.put(iter((b"of no interview",)))
    assert "blob_surplus" in found(filled)


def test_a_leftover_of_a_crash_is_no_problem(filled: Filled) -> None:
    filled[2].state.files["leftover00000000000000000"] = b"half"  # type: ignore[index]
    assert found(filled) == set()


@pytest.mark.parametrize("kind", ["leaf", "payload", "salt", "opening"])
def test_a_changed_ledger_entry_is_named(filled: Filled, kind: str) -> None:
    leaves = filled[2].state.leaves
    leaf, opening = leaves[2]
    changed = {
        "leaf": (bytes(32), opening),
        "payload": (leaf, Opening(opening.salt, opening.payload.replace(b"take_in", b"take_on"))),
        "salt": (leaf, Opening(bytes(32), opening.payload)),
        "opening": (leaf, None),
    }
    leaves[2] = changed[kind]  # type: ignore[call-overload]
    assert found(filled) & {"opening_wrong", "opening_missing"}


def test_an_entry_that_is_left_out_is_named(filled: Filled) -> None:
    del filled[2].state.leaves[-1]
    assert {"checkpoint_wrong", "older_copy", "interview_surplus"} <= found(filled)


def test_a_changed_tree_node_is_named(filled: Filled) -> None:
    state = filled[2].state
    if not state.nodes:
        pytest.fail("five entries complete no stored subtree: give more")
    state.nodes[next(iter(state.nodes))] = bytes(32)
    assert "ledger_node" in found(filled)


def test_a_checkpoint_that_nobody_signed_is_named(filled: Filled) -> None:
    state = filled[2].state
    newest = max(state.notes)
    state.notes[newest] = state.notes[newest - 1]
    assert found(filled) == {"checkpoint_wrong"}
    state.notes[newest] = state.notes[newest].replace(b"A", b"B")
    assert not check(filled[0], filled[1]).ok
    state.notes.clear()
    assert found(filled) == {"checkpoint_missing"}


# Registers


def note(filled: Filled, *nouns: object, act: str = "note") -> None:
    with acting(filled[0], filled[1], act) as deed:
        for noun in nouns:
            deed.note(noun)


def test_registers_are_compared_with_the_ledger(filled: Filled) -> None:
    note(filled, olena("a"), olena("b"))
    note(filled, olena("b", "Олена"))
    with acting(filled[0], filled[1], "strike") as deed:
        deed.strike(Person, "a")
    report = check(filled[0], filled[1])
    assert report.ok
    assert dict(report.checked)["records"] == 1


def test_a_changed_record_is_named(filled: Filled) -> None:
    note(filled, olena("a"))
    records = filled[2].state.records
    records["person", "a"] = replace(records["person", "a"], body=spell(olena("a", "Oleh")).body)
    (problem,) = check(filled[0], filled[1]).problems
    assert (problem.code, problem.where) == ("record_changed", "person a")
    assert "Ole" not in problem.text


def test_a_record_given_to_another_interview_is_named(filled: Filled) -> None:
    note(filled, olena("a"))
    records = filled[2].state.records
    records["person", "a"] = replace(records["person", "a"], interview=InterviewId("0000000000"))
    assert found(filled) == {"record_changed"}


def test_an_older_state_of_a_record_is_named(filled: Filled) -> None:
    note(filled, olena("a"))
    older = filled[2].state.records["person", "a"]
    note(filled, olena("a", "Oleh"))
    filled[2].state.records["person", "a"] = older
    assert found(filled) == {"record_changed"}


def test_missing_and_surplus_records_are_named(filled: Filled) -> None:
    note(filled, olena("a"), olena("b"))
    records = filled[2].state.records
    records["person", "c"] = replace(records["person", "a"], id="c")
    del records["person", "b"]
    problems = {(p.code, p.where) for p in check(filled[0], filled[1]).problems}
    assert problems == {("record_missing", "person b"), ("record_surplus", "person c")}


def test_a_record_that_came_back_after_it_was_struck_is_named(filled: Filled) -> None:
    note(filled, olena("a"))
    kept = filled[2].state.records["person", "a"]
    with acting(filled[0], filled[1], "strike") as deed:
        deed.strike(Person, "a")
    filled[2].state.records["person", "a"] = kept
    assert found(filled) == {"record_surplus"}


def test_a_record_of_a_kind_from_a_later_program_is_compared_as_it_is(filled: Filled) -> None:
    record = Record("of a later program", "a", None, b"\xff")
    with acting(filled[0], filled[1], "note") as deed:
        deed.unit.records.put(record)
        deed.noted[record.kind, record.id] = register_mac(deed.unit.secrets, record)
    assert check(filled[0], filled[1]).ok
    filled[2].state.records[record.kind, "a"] = replace(record, body=b"\xfe")
    assert found(filled) == {"record_changed"}


def test_a_record_that_says_nothing_readable_is_named(filled: Filled) -> None:
    record = Record("person", "a", None, b'{"id":')
    with acting(filled[0], filled[1], "note") as deed:
        deed.unit.records.put(record)
        deed.noted[record.kind, record.id] = register_mac(deed.unit.secrets, record)
    assert found(filled) == {"record_damaged"}


def test_a_file_that_evidence_names_is_no_surplus(filled: Filled) -> None:
    id = next(iter(filled[2].state.interviews))
    with acting(filled[0], filled[1], "seal") as deed:
        blob = deed.keep_blob(iter([b"sealed"])).name
        deed.note(Evidence(EvidenceId("e"), id, blob, (GroupId("g"),), bytes(32), deed.at))
    assert check(filled[0], filled[1]).ok
    del filled[2].state.refs[blob]
    assert found(filled) == {"blob_unlisted"}


# What has gone into a seal


def forget(filled: Filled, *indices: int, act: str = "seal", about: tuple[str, ...] | None = None) -> None:
    """An act that takes openings away and, as it must, commits again to everything they had committed to."""
    with acting(filled[0], filled[1], act) as deed:
        for interview, _ in list(filled[2].state.interviews.values()):
            deed.put(interview)
        deed.blobs |= {ref.name: ref.mac for ref in deed.unit.blobs.refs()}
        deed.unit.ledger.forget_openings(indices)
        deed.about += [f"opening:{index}" for index in indices] if about is None else about


@pytest.mark.parametrize("act", ["seal", "erase"])
def test_openings_that_went_into_a_seal_are_counted_and_no_problem(filled: Filled, act: str) -> None:
    forget(filled, 1, 3, act=act)
    report = check(filled[0], filled[1])
    assert report.ok
    assert dict(report.checked)["sealed_openings"] == 2


@pytest.mark.parametrize(
    ("act", "about"),
    [
        ("take_out", ("opening:1",)),
        ("seal", ()),
        ("seal", ("opening:2",)),
        ("seal", ("opening:",)),
        ("seal", ("opening:x",)),
        ("seal", ("opening:-1",)),
        ("seal", ("opening:²",)),
        ("seal", ("1",)),
    ],
)
def test_openings_that_no_seal_lists_are_missing(filled: Filled, act: str, about: tuple[str, ...]) -> None:
    forget(filled, 1, act=act, about=about)
    assert found(filled) == {"opening_missing"}


def test_no_entry_excuses_itself_or_a_later_one(filled: Filled) -> None:
    size = len(filled[2].state.leaves)
    forget(filled, about=(f"opening:{size}", f"opening:{size + 1}"))
    note(filled, olena("a"))
    leaves = filled[2].state.leaves
    leaves[size + 1] = (leaves[size + 1][0], None)
    assert "opening_missing" in found(filled)


def test_a_later_seal_that_takes_an_earlier_ones_opening_lists_what_that_one_did(filled: Filled) -> None:
    first = len(filled[2].state.leaves)
    forget(filled, 1)
    forget(filled, first)
    assert found(filled) == {"opening_missing"}
    forget(filled, 1, first)
    assert check(filled[0], filled[1]).ok


def test_a_seal_excuses_no_changed_opening(filled: Filled) -> None:
    forget(filled, about=("opening:2",))
    leaf, opening = filled[2].state.leaves[2]
    assert opening is not None
    filled[2].state.leaves[2] = (leaf, Opening(bytes(32), opening.payload))
    assert "opening_wrong" in found(filled)


def test_an_older_copy_is_named_unless_that_is_known(filled: Filled) -> None:
    archive, actor, store = filled
    older = store.state.copy()
    take_in(archive, actor, [Incoming("new.txt", b"A: Said later.\n")])
    store.state = older
    assert found(filled) == {"older_copy"}
    assert check(archive, actor, compare=False).ok


def test_nobody_checks_without_being_somebody(filled: Filled) -> None:
    with pytest.raises(NotPermitted):
        check(filled[0], None)
