"""Print precision and recall for each kind and language: `python -m tests.gate_claims [--failures]`."""

from __future__ import annotations

import sys

from tests.gate_claims.passages import LANGUAGES
from tests.gate_claims.score import KINDS, tally


def main() -> None:
    wanted = [a for a in sys.argv[1:] if not a.startswith("-")] or LANGUAGES
    print(f"{'':4}{'kind':10}{'tuning p':>10}{'r':>7}{'unit':>7}{'aside p':>10}{'r':>7}{'unit':>7}{'n':>6}")  # noqa: T201
    for language in wanted:
        tuned, aside = tally(language, aside=False), tally(language, aside=True)
        for kind in KINDS:
            cells = f"{language:4}{kind:10}"
            for one in (tuned[kind], aside[kind]):
                unit = f"{one.units_right / one.units:7.2f}" if one.units else f"{'':7}"
                cells += f"{one.precision:10.3f}{one.recall:7.3f}{unit}"
            print(f"{cells}{aside[kind].right + aside[kind].missed:6}")  # noqa: T201
            if "--failures" in sys.argv:
                print(*(f"      {line}" for line in tuned[kind].failures), sep="\n")  # noqa: T201


if __name__ == "__main__":
    main()
