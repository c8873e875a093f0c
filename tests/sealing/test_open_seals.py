"""The one-file opener: it runs where nothing of ours is installed and gives what we give."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from whensafe.sealing import groups
from whensafe.sealing.custodians import Custodian, read_card
from whensafe.sealing.requests import AskedSeal, Request, write_request
from whensafe.sealing.seals import Context, seal_media, seal_text
from whensafe.sealing.stanzas import HybridIdentity

SCRIPT = Path(__file__).parents[2] / "src" / "whensafe" / "sealing" / "open_seals.py"
VECTORS = sorted((Path(__file__).parent / "vectors").glob("*.json"))
OPENINGS = [p for p in VECTORS if json.loads(p.read_text(encoding="utf-8"))["kind"] == "opening"]


def run(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """Copy the file alone into a folder and run it as a bare Python would: isolated, no site packages."""
    alone = folder / "open_seals.py"
    shutil.copy(SCRIPT, alone)
    command = [sys.executable, "-I", "-S", str(alone), *args]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, env={"PATH": "/usr/bin"}
    )


def opened(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted((folder / "out").iterdir())]


def test_nothing_of_ours_is_there_when_it_runs(tmp_path: Path) -> None:
    code = "import importlib.util as u; print(*[m for m in ('whensafe', 'cryptography') if u.find_spec(m)])"
    bare = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert bare.stdout.strip() == ""


@pytest.mark.parametrize("path", OPENINGS, ids=lambda p: p.stem)
def test_answers_give_what_the_vectors_state(path: Path, tmp_path: Path) -> None:
    vector: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    (tmp_path / "request").write_bytes(b64decode(vector["request"]))
    mine = Custodian(HybridIdentity.parse(vector["opener"]).seed).words()
    (tmp_path / "mine.txt").write_text(mine, encoding="utf-8")
    args = ["request", "--words", "mine.txt", "--out", "out"]
    for n, answer in enumerate(vector["answers"]):
        (tmp_path / f"a{n}").write_bytes(b64decode(answer))
        args += ["--answer", f"a{n}"]
    done = run(tmp_path, *args)
    if vector["expect"] == "ok":
        assert (done.returncode, opened(tmp_path)) == (0, [b64decode(vector["content"])]), done.stderr
    elif vector["answers"]:
        assert done.returncode == 2
        assert not opened(tmp_path)
        assert "Traceback" not in done.stderr
        if vector.get("where"):
            assert vector["where"] in done.stderr or "another request" in done.stderr


@pytest.mark.parametrize(("k", "n"), [(1, 1), (1, 3), (2, 3), (3, 5), (5, 9)])
def test_words_on_paper_are_enough(k: int, n: int, tmp_path: Path) -> None:
    people = [Custodian(os.urandom(32)) for _ in range(n)]
    group = groups.make("g1", [read_card(p.card(f"c{i}")) for i, p in enumerate(people)], k, os.urandom)
    place = Context("arch", "g1", "s1", "int", "turn:4", 2, "passage")
    film = os.urandom(70_000)
    seals = (
        AskedSeal(seal_text("сорок два".encode(), place, group.sealed_for(), os.urandom), place),
        AskedSeal(seal_media(film, place, group.sealed_for(), os.urandom), place),
    )
    key = Ed25519PrivateKey.generate()
    nobody = str(HybridIdentity(os.urandom(32)).recipient())
    verify = key.public_key().public_bytes_raw()
    asked = Request(
        "arch", "2060-01-01T00:00:00Z", "after(2059)", True, "", "", "", group, nobody, "", seals, verify
    )
    (tmp_path / "request").write_bytes(write_request(asked, key.sign))
    args = ["request", "--out", "out"]
    for i, person in enumerate(people[-k:]):
        (tmp_path / f"w{i}").write_text(person.words(), encoding="utf-8")
        args += ["--words", f"w{i}"]
    done = run(tmp_path, *args)
    assert done.returncode == 0, done.stderr
    assert opened(tmp_path) == ["сорок два".encode(), film]
    if k > 1:
        shutil.rmtree(tmp_path / "out")
        assert run(tmp_path, *args[:-2]).returncode == 2
        assert not opened(tmp_path)


def test_a_word_mistyped_is_said_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "request").write_bytes(
        b64decode(json.loads(OPENINGS[0].read_text(encoding="utf-8"))["request"])
    )
    (tmp_path / "w").write_text(Custodian(bytes(32)).words().replace(" ", " zebra ", 1), encoding="utf-8")
    done = run(tmp_path, "request", "--words", "w", "--out", "out")
    assert (done.returncode, done.stderr) == (2, "open_seals: not 33 words of the list\n")
