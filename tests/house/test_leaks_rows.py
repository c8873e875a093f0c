"""Every way in which archives have leaked names tests that would show it here, and these tests exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "threats-tested.md"
LATER = {"exhibits", "a scheduler", "tables"}
"""What the archive can't do yet; whoever builds it takes its word out of here and names a test."""


def rows() -> list[tuple[str, str, list[str]]]:
    found = []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 3 and cells[0] not in ("way", "---"):
            found.append((cells[0], cells[1], cells[2].split(" · ")))
    return found


ROWS = rows()


def test_there_is_a_row_for_each_way_we_know_of() -> None:
    assert len(ROWS) >= 26
    assert len({way for way, _, _ in ROWS}) == len(ROWS)


@pytest.mark.parametrize(("way", "shown", "named"), ROWS, ids=[row[0] for row in ROWS])
def test_a_row_names_tests_that_exist(way: str, shown: str, named: list[str]) -> None:
    assert shown
    tests = [name for name in named if not name.startswith("later: ")]
    assert tests, f"no test for: {way}"
    for name in tests:
        match = re.fullmatch(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", name)
        assert match is not None, name
        path = ROOT / match[1]
        assert path.is_file(), name
        assert match[2] is None or match[2] in _functions(path), name
    assert {name.removeprefix("later: ") for name in named if name.startswith("later: ")} <= LATER


def test_what_is_put_off_is_still_named() -> None:
    put_off = {
        one.removeprefix("later: ") for _, _, named in ROWS for one in named if one.startswith("later: ")
    }
    assert put_off == LATER


def test_what_security_says_is_shown_by_a_test_is() -> None:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[\w/*.]+)(?:::(\w+))?`", text)
    assert len(named) > 15
    for pattern, function in named:
        found = [path for path in ROOT.glob(pattern) if path.name != "__pycache__"]
        assert found, pattern
        assert not function or function in _functions(found[0]), function


def _functions(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
