"""The test's side of `zygote`: commands as processes of their own that can be killed and made to fail."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

PASSPHRASE = "three gray herons"
WORDS = ("bread", "river", "winter", "brother", "bridge", "ledger", "window", "engine", "orchard", "lantern")


@dataclass(frozen=True)
class Ended:
    """How a command ended: ``status`` is negative where a signal ended it."""

    status: int
    out: str
    err: str
    seconds: float

    @property
    def acknowledged(self) -> set[str]:
        """The interviews that `add` had said are in, when it ended."""
        return set(re.findall(r"^([0-9a-z]{10})  \S.*\n", self.err, re.MULTILINE))


class Zygote:
    """A context manager: the process that forks."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("zygote.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONHASHSEED": "0"},
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "ready\n"

    def __enter__(self) -> Zygote:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(30)

    def ask(self, request: dict[str, Any]) -> Ended:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return Ended(**json.loads(self._process.stdout.readline()))


@dataclass
class Crashing:
    """An archive in a folder of its own, on which commands are run that may not end well."""

    zygote: Zygote
    folder: Path
    random: random.Random
    count: int = 0

    def run(self, *arguments: str, **how: object) -> Ended:
        env = {
            "WHENSAFE_ARCHIVE": str(self.archive),
            "WHENSAFE_STATE": str(self.folder / "state"),
            "WHENSAFE_PASSPHRASE": PASSPHRASE,
        }
        return self.zygote.ask({"args": list(arguments), "env": env, **how})

    @property
    def archive(self) -> Path:
        return self.folder / "A"

    def interviews(self, n: int) -> list[str]:
        """``n`` further files, each of other words than any before."""
        paths = []
        for _ in range(n):
            self.count += 1
            words = " ".join(self.random.choices(WORDS, k=40))
            path = self.folder / f"in{self.count}.txt"
            path.write_text(
                f"Anna: What was number {self.count}?\n\nPetro: It was {words}.\n", encoding="utf-8"
            )
            paths.append(str(path))
        return paths

    def assert_sound(self, acknowledged: set[str]) -> None:
        """Nothing acknowledged is lost, the check passes, the next command works."""
        checked = self.run("check", "--json")
        assert checked.status == 0, (checked.out, checked.err)
        listed = self.run("list", "--json")
        there = {line["id"] for line in json.loads(listed.out)}
        assert acknowledged <= there
        further = self.run("add", *self.interviews(1))
        assert (further.status, len(further.acknowledged)) == (0, 1), further


def cheap_archive(folder: Path) -> Path:
    """An archive whose key costs next to nothing to derive, made without the command."""
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from whensafe.wiring import configure_django\nconfigure_django()\n"
        "from whensafe.store.key_slots import Cost\nfrom whensafe.store.opening import create_store\n"
        "create_store(Path(sys.argv[1]), sys.argv[2], 'documenter', cost=Cost(64, 1, 1))\n"
    )
    subprocess.run([sys.executable, "-c", code, str(folder / "A"), PASSPHRASE], check=True)
    return folder


def copied(zygote: Zygote, made: Path, to: Path, seed: int) -> Crashing:
    shutil.copytree(made, to)
    return Crashing(zygote, to, random.Random(seed))  # noqa: S311 - a seed is the point
