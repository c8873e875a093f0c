"""What every test shares: no time limit per example (machines differ), failed examples kept, a browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

settings.register_profile(
    "whensafe",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    print_blob=True,
)
settings.load_profile("whensafe")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real Chromium. Tests that ask for it are marked, and run one after the other."""
    # Not for the whole session: while the driver is open its event loop runs in this thread, and Django
    # refuses to touch a database beside a running loop.
    from tests.chromium import launched

    with launched() as running:
        yield running
