"""What the risk report claims: it counts what was declared by hand, and says so."""

from __future__ import annotations

from whensafe.cli.risks import explain
from whensafe.editions.risks import RiskCode


def test_details_are_called_declared_and_free_text_uncounted() -> None:
    for code in (RiskCode.ONLY_ONE, RiskCode.SMALL_CELL):
        assert "declared" in explain(code)
    assert "no number, date or trade said in it is counted" in explain(RiskCode.FREE_TEXT)
