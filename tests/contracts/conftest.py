"""Every implementation of the ports, each in its own empty archive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.memory_store import MemoryStore
from tests.some_archives import make, opened

from whensafe.desk.ports import Store


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    it: Store = (
        MemoryStore() if request.param == "memory" else opened(make(tmp_path / "archive"), timeout=0.2)
    )
    yield it
    it.close()
