"""Any byte of any file of the archive's folder, changed: `check` says so."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

import pytest
from tests.cli.forked import Zygote, copied

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("flipped")]
A_FILE = 60 if os.environ.get("WHENSAFE_TORTURE") else 4
"""Bytes changed in each file, beside its first and last."""


def test_a_flipped_byte_is_found_wherever_it_is(zygote: Zygote, cheap: Path, tmp_path: Path) -> None:
    desk = copied(zygote, cheap, tmp_path / "home", 3)
    desk.run("add", *desk.interviews(3))
    assert desk.run("check").status == 0
    chance = random.Random(3)  # noqa: S311 - a seed is the point
    files = [path for path in sorted(desk.archive.rglob("*")) if path.is_file() and path.stat().st_size]
    assert {"archive.json", "archive.db"} < {path.name for path in files}
    for path in files:
        whole = path.read_bytes()
        places = {0, len(whole) - 1, *(chance.randrange(len(whole)) for _ in range(A_FILE))}
        for at in sorted(places):
            flipped = bytearray(whole)
            flipped[at] ^= 1 << chance.randrange(8)
            path.write_bytes(flipped)
            ended = desk.run("check", "--json")
            assert ended.status != 0, (path.name, at)
            assert "Traceback" not in ended.err
            assert "a fault of whensafe" not in ended.err, (path.name, at, ended.err)
            if ended.status == 1:
                assert json.loads(ended.out)["problems"]
        path.write_bytes(whole)
    assert desk.run("check").status == 0


def test_a_missing_and_a_foreign_file_are_found(zygote: Zygote, cheap: Path, tmp_path: Path) -> None:
    desk = copied(zygote, cheap, tmp_path / "home", 4)
    desk.run("add", *desk.interviews(2))
    for path in sorted(desk.archive.rglob("*")):
        if path.is_file() and path.stat().st_size:
            whole = path.read_bytes()
            path.unlink()
            assert desk.run("check").status != 0, path.name
            path.write_bytes(whole)
    assert desk.run("check").status == 0
