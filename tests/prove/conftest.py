"""What lies beside the pages is the same in every edition, so the fast path leaves the fonts out."""

from __future__ import annotations

import pytest

from whensafe.editions import publish, templating


@pytest.fixture(autouse=True)
def without_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = [("style.css", templating.asset("style.css"))]
    monkeypatch.setattr(publish, "assets", lambda: sheet)
