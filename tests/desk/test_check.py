"""What is damaged in the rows is named. Damage to files is the store's, and the command's, to find."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.memory_store import MemoryStore, memory_archive

from whensafe.desk.archive import Archive
from whensafe.desk.check import check
from whensafe.desk.ports import Opening
from whensafe.desk.take_in import Incoming, take_in
from whensafe.errors import NotPermitted
from whensafe.nouns.actor import Actor
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
