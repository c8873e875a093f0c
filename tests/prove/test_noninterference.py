"""Change only what an audience may not be told: not one byte of what it is told changes (law 4).

``WHENSAFE_PAIRS`` says how many pairs (`make prove`: a million); ten thousand otherwise, over all audiences.
A pair is drawn from its number, so a failure names what to draw again: ``differs(seed, audience)``.
"""

from __future__ import annotations

import inspect
import os
from collections import Counter
from collections.abc import Iterator

import pytest
from tests.prove.archives import pair
from tests.prove.drawing import AUDIENCES, Known
from tests.prove.pairs import PUBLIC, differs
from tests.prove.told import told

from whensafe.editions.templating import assets

PAIRS = int(os.environ.get("WHENSAFE_PAIRS", "10000"))
CHUNKS = max(20, PAIRS // 2500)
FIRST = 1000
"""Seeded leaks are looked for among the pairs before it."""


@pytest.mark.parametrize("chunk", range(CHUNKS))
@pytest.mark.timeout(3600)
def test_what_may_not_be_told_changes_nothing_that_is(chunk: int) -> None:
    for n in range(chunk, PAIRS, CHUNKS):
        seed, audience = FIRST + n, AUDIENCES[n % len(AUDIENCES)]
        found = differs(seed, audience)
        assert found is None, f"differs({seed}, {audience!r}): {found[0]}"


def test_the_pairs_differ_in_everything_that_is_hidden() -> None:
    """So that equal editions mean something: the two sides have hardly a hidden thing in common."""
    seen = Counter[str]()
    for seed in range(400):
        one, other = ({known.interview.id: known for known in side.known} for side in pair(seed, PUBLIC))
        seen["there on one side"] += one.keys() != other.keys()
        for id in one.keys() & other.keys():
            seen.update(_differences(one[id], other[id]))
    assert min(seen.values()) > 30
    assert len(seen) == 6


def _differences(one: Known, other: Known) -> Iterator[str]:
    turns, others = (
        [turn for text in known.interview.sessions[0].transcripts for turn in text.turns]
        for known in (one, other)
    )
    seals, other_seals = ({seal.id: seal.ciphertext for seal in k.world.seals} for k in (one, other))
    for id in seals.keys() & other_seals.keys():
        assert seals[id] != other_seals[id]
        yield "sealed"
    if len(turns) != len(others):
        yield "turns on one side"
    if one.interview.participants != other.interview.participants:
        yield "names"
    if [turn.start_ms for turn in turns] != [turn.start_ms for turn in others]:
        yield "times"
    scopes, other_scopes = ([rule.scope for rule in known.world.restrictions] for known in (one, other))
    if scopes != other_scopes:
        yield "restricted"


def test_most_pairs_tell_something() -> None:
    told_of = sum(any(path.startswith("i/") for path in told(pair(n, PUBLIC)[0], PUBLIC)) for n in range(300))
    assert told_of > 200


def test_what_lies_beside_the_pages_depends_on_nothing() -> None:
    assert not inspect.signature(assets).parameters
    assert assets() == assets()
