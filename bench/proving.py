"""Noninterference by the fast path: pairs of archives, both cleared and published in process, and compared.

What is counted is what `tests/prove` does for one pair: draw it, tell both sides to one of six audiences,
hold every byte of one against the other, and look for hidden words; every fifth pair also through what
`show`, `list` and `search` answer, every tenth beside an edition made before. The tests run on every core
there is; this is one. Seconds are of the processor. There is no peer: the bound is what lets ten thousand
pairs run in every test, and a million in an hour.
"""

from __future__ import annotations

import statistics
import time

from bench.figures import Figure

PAIRS, ROUNDS = 600, 5
FIRST = 1000


def run() -> list[Figure]:
    from tests.prove.drawing import AUDIENCES
    from tests.prove.pairs import differs

    from whensafe.editions import publish, templating

    sheet = [("style.css", templating.asset("style.css"))]
    whole, publish.assets = publish.assets, lambda: sheet  # as in `tests/prove/conftest.py`
    try:
        rates = []
        for n in range(ROUNDS):
            start = time.process_time()
            for seed in range(FIRST + n * PAIRS, FIRST + (n + 1) * PAIRS):
                assert differs(seed, AUDIENCES[seed % len(AUDIENCES)]) is None
            rates.append(PAIRS / (time.process_time() - start))
    finally:
        publish.assets = whole
    return [
        Figure(
            "noninterference pairs a second",
            statistics.median(rates[1:]),
            300,
            at_most=False,
            detail=f"on one core; {min(rates):.0f} to {max(rates):.0f} in {ROUNDS} rounds of {PAIRS}",
        )
    ]
