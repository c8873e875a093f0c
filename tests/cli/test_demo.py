"""The demonstration: what it says first can be typed as it stands, and then the sealed words are told."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.cli.conftest import COMMAND, Shell

from whensafe.cli.demo_archive import README, SAMPLES

SEALED = json.loads((SAMPLES / "protection.json").read_text(encoding="utf-8"))["seals"][0]["quote"]
HIDDEN = ("Жорнаківськ", "Zhornakivskyi", "Гліб", "Hlib", "Pidhirna", "Підгірн", "картка, без підпису")
"""What stays closed when the seal is told: a restricted name, two turns, a narrator's own name, a letter."""
MOST_LINES = 6


@dataclass(frozen=True)
class Demo:
    """What was made, and what was said about it."""

    shell: Shell
    said: str

    @property
    def to_try(self) -> list[str]:
        """What is said to be tried; the first line says why."""
        return self.said.splitlines()[1:]

    @property
    def custodians(self) -> Path:
        return self.shell.folder / "demo-archive-custodians"


@pytest.fixture(scope="module")
def made_demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    shell = Shell(tmp_path_factory.mktemp("demo"), {"WHENSAFE_ARCHIVE": "", "WHENSAFE_PASSPHRASE": ""})
    return Demo(shell, shell("demo", "--no-serve").err)


@pytest.fixture
def demo(made_demo: Demo, tmp_path: Path) -> Demo:
    shutil.copytree(made_demo.shell.folder, tmp_path / "home")
    return Demo(Shell(tmp_path / "home", dict(made_demo.shell.environment)), made_demo.said)


def typed(demo: Demo, lines: list[str]) -> str:
    """What these lines print, typed into one terminal that finds the command."""
    environment = demo.shell.surroundings()
    environment["PATH"] = f"{COMMAND.parent}{os.pathsep}{environment['PATH']}"
    done = subprocess.run(
        ["/bin/sh", "-e", "-c", "\n".join(lines)],
        cwd=demo.shell.folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def holding(folder: Path, words: str) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and words.encode() in path.read_bytes()]


def test_what_it_says_first_can_be_typed_and_tells_the_sealed_words(demo: Demo) -> None:
    assert len(demo.to_try) <= MOST_LINES
    why, where, *lines = demo.to_try
    assert why.endswith(":")
    edition = demo.custodians / "edition"
    typed(demo, [where, lines[0]])
    assert holding(edition, "Гнат Перевізник")
    assert holding(demo.shell.folder, SEALED) == []
    assert holding(demo.shell.folder, "the Thrush out of the shed") == []
    said = typed(demo, [where, *lines[1:]])
    assert "1 released, words are back in 2 turns" in said
    assert len(holding(edition, SEALED)) >= 1
    assert len(holding(edition, "the Thrush out of the shed")) >= 1
    for hidden in HIDDEN:
        assert holding(edition, hidden) == [], hidden
    demo.shell.environment |= {"WHENSAFE_ARCHIVE": "demo-archive", "WHENSAFE_PASSPHRASE": "demo"}
    assert demo.shell("check", "--json").json["ok"]
    assert demo.shell("verify", edition, "--json").json["ok"]


def test_one_sitting_has_a_recording_that_is_as_long_as_its_captions(demo: Demo) -> None:
    demo.shell.environment |= {"WHENSAFE_ARCHIVE": "demo-archive", "WHENSAFE_PASSPHRASE": "demo"}
    listed = demo.shell("list", "--json").json
    told = [demo.shell("show", line["id"], "--json").json for line in listed]
    recordings = [(one, session["recordings"]) for one in told for session in one["sessions"]]
    ((interview, (recording,)),) = [(one, found) for one, found in recordings if found]
    assert recording["duration_ms"] == 123_800
    (captions,) = interview["sessions"][1]["transcripts"]
    assert captions["turns"][-1]["end_ms"] == 123_800
    demo.shell("export", interview["id"], "copy.html", "--format", "html")
    assert "Тарас Чубинець" in (demo.shell.folder / "copy.html").read_text(encoding="utf-8")


def test_the_custodians_words_are_marked_as_what_nobody_does(demo: Demo) -> None:
    assert "NOBODY DOES THIS" in (demo.custodians / README).read_text(encoding="utf-8")
    people = sorted(path.name for path in demo.custodians.iterdir() if path.is_dir())
    assert people == ["ada", "bohdan", "chiara"]
    for name in people:
        words = (demo.custodians / name / "words").read_text(encoding="ascii").strip()
        assert len(words.split()) == 33
        assert holding(demo.shell.folder / "demo-archive", words) == []


def test_a_second_time_nothing_is_made_and_the_same_is_said(demo: Demo) -> None:
    assert demo.shell("demo", "--no-serve").err == demo.said


def test_what_is_no_demonstration_is_never_removed(bare: Shell) -> None:
    bare.write("mine-custodians/notes.txt", "mine")
    assert "mine-custodians" in bare("demo", "--folder", "mine", "--no-serve", status=2).err
    assert (bare.folder / "mine-custodians" / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert not (bare.folder / "mine").exists()
