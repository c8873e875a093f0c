"""The annotated passages can be read, and there are enough of them on each side."""

from __future__ import annotations

import pytest
from tests.gate_claims.passages import LANGUAGES, passages


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_and_a_third_is_kept_aside(language: str) -> None:
    found = passages(language)
    assert len(found) >= 20
    assert len({p.name for p in found}) == len(found)
    aside = sum(p.kept_aside for p in found)
    assert 4 <= aside <= len(found) * 3 // 5
    for kind in ("time", "duration", "quantity"):
        assert sum(e.kind == kind for p in found for e in p.expected) >= 10, kind
