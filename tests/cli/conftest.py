"""The command as a user has it: the installed script, in a process of its own, in a folder of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from tests.cli.forked import PASSPHRASE, Zygote, cheap_archive

COMMAND = Path(sys.executable).with_name("whensafe")

BAKER = """Olena Hrushko: Where did you work before they came for you that spring?

Petro Vashchuk: In the bakery by the river, from four in the morning until noon, every day but Sunday.

Olena Hrushko: And who worked there with you?

Petro Vashchuk: My brother carried the flour, and my wife kept the books for the three of us.
"""
WEAVER = """Іванна Коваль: Де ви були, коли все почалося?

Марія Ткач: Удома, за верстатом. Я ткала рушник для доньки, і раптом стало тихо.

Іванна Коваль: Що було далі?

Марія Ткач: Далі прийшли сусіди й сказали, що мосту більше немає.
"""


@dataclass(frozen=True)
class Ran:
    """What a command said and how it ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass
class Shell:
    """A person's folder with an archive ``A`` (unless it was not made), and a state folder beside it."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def __call__(self, *arguments: str | Path, status: int = 0, stdin: str | None = None) -> Ran:
        done = subprocess.run(
            [str(COMMAND), *map(str, arguments)],
            cwd=self.folder,
            env=self.surroundings(),
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        ran = Ran(done.returncode, done.stdout, done.stderr)
        assert "Traceback" not in ran.err + ran.out
        assert "a fault of whensafe" not in ran.err, ran.err
        assert ran.status == status, ran
        return ran

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def surroundings(self) -> dict[str, str]:
        """The environment of its commands: nothing of ours but what a test sets."""
        kept = {
            name: os.environ[name] for name in ("PATH", "HOME", "LANG", "SYSTEMROOT") if name in os.environ
        }
        own = {
            "WHENSAFE_ARCHIVE": str(self.folder / "A"),
            "WHENSAFE_STATE": str(self.folder / "state"),
            "WHENSAFE_PASSPHRASE": PASSPHRASE,
        }
        return {name: value for name, value in {**kept, **own, **self.environment}.items() if value}


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a new archive, made once by the command itself."""
    folder = tmp_path_factory.mktemp("made")
    Shell(folder)("init")
    return folder


@pytest.fixture(scope="session")
def filled(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with two interviews in it, for tests that only read."""
    folder = tmp_path_factory.mktemp("filled") / "home"
    shutil.copytree(made, folder)
    shell = Shell(folder)
    shell("add", shell.write("baker.txt", BAKER), shell.write("weaver.txt", WEAVER))
    return folder


@pytest.fixture
def bare(tmp_path: Path) -> Shell:
    """Nothing there yet."""
    return Shell(tmp_path)


@pytest.fixture
def shell(made: Path, tmp_path: Path) -> Shell:
    """An empty archive of one's own."""
    shutil.copytree(made, tmp_path / "home")
    return Shell(tmp_path / "home")


@pytest.fixture
def reader(filled: Path) -> Shell:
    """The archive with two interviews; shared, so nothing may be changed in it."""
    return Shell(filled)


@pytest.fixture
def own(filled: Path, tmp_path: Path) -> Callable[[], Shell]:
    """A copy of the archive with two interviews, to be changed."""
    shutil.copytree(filled, tmp_path / "home")
    return lambda: Shell(tmp_path / "home")


@pytest.fixture(scope="session")
def cheap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive that opens fast, for tests that open it hundreds of times."""
    return cheap_archive(tmp_path_factory.mktemp("cheap"))


@pytest.fixture(scope="session")
def zygote() -> Iterator[Zygote]:
    """What forks a process for each command."""
    with Zygote() as running:
        yield running
