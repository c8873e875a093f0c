"""The gate's figures: `python -m tests.gate [--half tuning|kept_aside] [--pin]`.

Prints right, wrong and missing with precision and recall for every kind of fact, and for the tuning half what
went wrong in which document; of the half kept aside only the sums are shown. ``--pin`` raises the floors to
what is reached now; where the corpus itself has changed, they are set anew.
"""

from __future__ import annotations

import argparse
import json
import math

from tests.gate.scoring import HALVES, HERE, KINDS, Tally, corpus_digest, names, scores, totals

FLOORS = HERE / "floors.json"


def table(half: str, sums: dict[str, Tally]) -> str:
    lines = [
        f"{half}: {len(names(half))} documents",
        f"{'':16}{'right':>7}{'wrong':>7}{'missing':>9}{'prec.':>8}{'recall':>8}",
    ]
    for kind in (*KINDS, "total"):
        t = sums[kind]
        lines.append(f"{kind:16}{t.right:7}{t.wrong:7}{t.missing:9}{t.precision:8.3f}{t.recall:8.3f}")
    return "\n".join(lines)


def floor(value: float) -> float:
    """Three decimals, downwards, so that a floor is never above what was measured."""
    return math.floor(value * 1000) / 1000


def pinned(measured: dict[str, dict[str, Tally]]) -> dict[str, object]:
    """The floors to write: the higher of what stood and what is reached, on the same corpus."""
    earlier = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    digest = corpus_digest()
    same = earlier.get("corpus") == digest
    made: dict[str, object] = {"corpus": digest}
    for half, sums in measured.items():
        stood = earlier.get(half, {}) if same else {}
        made[half] = {
            kind: [
                max(floor(now), then)
                for now, then in zip((t.precision, t.recall), stood.get(kind, [0, 0]), strict=True)
            ]
            for kind, t in sums.items()
        }
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--pin", action="store_true")
    options = parser.parse_args()
    measured = {}
    for half in [options.half] if options.half else HALVES:
        if half == "tuning":
            for name, score in scores(half):
                for line in score.failures:
                    print(f"{name}: {line}")  # noqa: T201
        measured[half] = totals(half)
        print("\n" + table(half, measured[half]))  # noqa: T201
    if options.pin:
        if options.half:
            parser.error("--pin takes both halves")
        FLOORS.write_text(json.dumps(pinned(measured), indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
