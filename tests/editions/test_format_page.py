"""The page that describes the format says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from tests.editions.cleared import REQUEST, golden, signer
from tests.editions.reading import built, data

from whensafe.editions import verify as verifying
from whensafe.editions.signing import signed_text
from whensafe.nouns.edition import Ground, Part

PAGE = (Path(__file__).parents[2] / "docs" / "formats" / "edition.md").read_text(encoding="utf-8")
WORDS = set(re.findall(r"[a-z_]+", PAGE))


def test_every_ground_part_and_problem_is_on_the_page() -> None:
    source = Path(verifying.__file__).read_text(encoding="utf-8")
    codes = set(re.findall(r'Problem\("([a-z_]+)"', source))
    assert len(codes) >= 10
    assert codes | set(Ground) | set(Part) <= WORDS


def test_every_key_of_the_data_is_on_the_page() -> None:
    files = built(REQUEST, golden(), signer())
    keys: set[str] = set()

    def walk(value: object) -> None:
        if isinstance(value, dict):
            keys.update(k for k in value if k not in REQUEST.languages)
            for one in value.values():
                walk(one)
        elif isinstance(value, list):
            for one in value:
                walk(one)

    for path in ("index.json", "manifest.json", "i/0000000001.json"):
        walk(data(files, path))
    assert sorted(keys - WORDS - {"sha256"}) == []


def test_the_signed_text_is_the_one_on_the_page() -> None:
    shape = [line.split(" ")[0] for line in signed_text(b"{}").splitlines()]
    assert shape == ["whensafe", "sha256", "size"]
    assert "    whensafe edition v1\n    sha256 <" in PAGE
