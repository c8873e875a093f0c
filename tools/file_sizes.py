"""Refuse Python files over 600 lines: past that a file is two rooms."""

from __future__ import annotations

import sys
from pathlib import Path

MOST = 600


def too_long(root: Path) -> list[str]:
    """Every file over the limit, as `path: lines`."""
    found = []
    for folder in ("src", "tests", "bench", "tools"):
        for path in sorted((root / folder).rglob("*.py")):
            lines = len(path.read_text(encoding="utf-8").splitlines())
            if lines > MOST:
                found.append(f"{path.relative_to(root)}: {lines} lines, {MOST} at most")
    return found


if __name__ == "__main__":
    problems = too_long(Path(__file__).parent.parent)
    print("\n".join(problems) or f"no Python file over {MOST} lines")
    sys.exit(bool(problems))
