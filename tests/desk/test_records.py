from __future__ import annotations

import msgspec
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st
from tests.memory_store import MemorySecrets, memory_archive

from whensafe.desk.look import show
from whensafe.desk.records import canonical, record_mac
from whensafe.desk.take_in import Incoming, take_in
from whensafe.errors import BadInput
from whensafe.nouns.actor import TEAM

# What our nouns hold: strings, whole numbers, null, lists and objects with ASCII keys.
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(codec="ascii")), inner),
)


@given(VALUES)
def test_it_is_the_canonical_json_of_rfc_8785(value: object) -> None:
    assert canonical(value) == rfc8785.dumps(value)  # type: ignore[arg-type]


def test_an_interview_is_written_in_that_form_too() -> None:
    archive, actor = memory_archive()
    taken = take_in(archive, actor, [Incoming("a", "# Ünï\nQ: \u2028?\nA: «\U0001f54a»\n".encode())])
    interview = show(archive, actor, TEAM, taken.id)
    assert canonical(interview) == rfc8785.dumps(msgspec.to_builtins(interview))
    assert len(record_mac(MemorySecrets(), interview)) == 32


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(BadInput):
        canonical({"title": "\ud800"})
