"""The same at the command line: each line that a verb runs through fails, in a process of its own.

What stands on standard error is a code or one sentence, nothing is left in temporary files or the state
folder, the archive is as it was, and no core is written. Each failing line is a run of the whole command on a
disk, so `make test` lets a few lines of each verb fail, spread evenly, and `make torture` all of them; what
handles the words below the command fails line by line in `test_error_paths`, each time.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.canary.canaries import canary
from tests.canary.mixed import CUSTODIANS, Desk, at_desk, prepared
from tests.canary.sweeper import Sweeper
from tests.some_archives import PASSPHRASE

from whensafe.desk.check import check
from whensafe.desk.consent import Answer, consent
from whensafe.desk.put_together import put_together
from whensafe.desk.request import ask
from whensafe.desk.seal import seal
from whensafe.desk.take_in import Incoming, take_in
from whensafe.nouns.actor import Audience
from whensafe.nouns.consent import Use
from whensafe.outside.randomness import SystemRandomness
from whensafe.protection.closure import Quote
from whensafe.sealing import words
from whensafe.sealing.requests import answer, read_request
from whensafe.sealing.stanzas import HybridIdentity

pytestmark = pytest.mark.slow
ALL = bool(os.environ.get("WHENSAFE_TORTURE"))
MOST = 10_000 if ALL else 24
"""Lines of one verb that are made to fail, spread over all that it runs through."""
WORDS, SEALED = canary(2), canary(3)
SAID = f"""# Forty-two steps
Hanna (interviewer): Who was in the cell with you that winter?
Olena (narrator): There were six of us. {WORDS} was among them, and counted the steps aloud.
"""
OTHER = f"# The yard\nHanna (interviewer): And then?\nOlena (narrator): Then came {SEALED}.\n"
HANDLES = ("cli/", "desk/", "protection/", "sealing/", "editions/", "store/", "wiring.py")


@dataclass
class Home:
    """A folder with an archive that holds one interview."""

    folder: Path
    id: str


class Faulting:
    """What forks the processes."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("faulting.py"))],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "ready\n"

    def __call__(self, home: Path, *args: str, **how: Any) -> dict[str, Any]:
        env = {
            "WHENSAFE_ARCHIVE": str(home / "archive"),
            "WHENSAFE_STATE": str(home / "state"),
            "WHENSAFE_PASSPHRASE": PASSPHRASE,
            "TMPDIR": str(home / "tmp"),
        }
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"args": args, "env": env, **how}) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(30)


@pytest.fixture(scope="module")
def faulting() -> Iterator[Faulting]:
    running = Faulting()
    yield running
    running.close()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    folder = tmp_path_factory.mktemp("faults") / "home"
    (folder / "tmp").mkdir(parents=True)
    prepared(folder / "archive")
    with at_desk(folder / "archive") as desk:
        id = take_in(desk.archive, desk.actor, [Incoming("said.txt", SAID.encode())]).id
        consent(desk.archive, desk.actor, id, Answer(Use.PUBLISH, "narrator", Audience("public")))
        _opened(desk, folder)
    return Home(folder, id)


def _opened(desk: Desk, folder: Path) -> None:
    """Another interview, sealed and asked for: what people hand to each other lies beside the archive."""
    archive, actor, chance = desk.archive, desk.actor, SystemRandomness().bytes
    other = take_in(archive, actor, [Incoming("other.txt", OTHER.encode())]).id
    made = seal(archive, actor, other, Quote(SEALED), until="after(2040)").seal
    opener = HybridIdentity(chance(32))
    asked = ask(archive, actor, made, str(opener.recipient()), although_unmet=True, reason="as agreed")
    key = read_request(asked.request, archive_key=None).verify
    answers = [answer(asked.request, one, chance, archive_key=key) for one in CUSTODIANS[:2]]
    named = [(f"answer-{n}", one) for n, one in enumerate(answers)]
    files = {"request": asked.request, "opener": words.to_paper(opener.seed).encode(), **dict(named)}
    files["release"] = put_together(asked.request, named, opener).release
    for name, data in files.items():
        (folder / name).write_bytes(data)


VERBS: dict[str, tuple[str, ...]] = {
    "seal": ("seal", "ID", "--quote", WORDS, "--until", "after(2040)", "--yes", "--reason", "as agreed"),
    "seal the whole": ("seal", "ID", "--whole", "--until", "after(2040)", "--yes", "--reason", "as agreed"),
    "restrict": ("restrict", "ID", "--quote", WORDS, "--yes", "--reason", "as agreed"),
    "publish": ("publish", "--audience", "public", "OUT", "--yes", "--reason", "it was read"),
    "open": (
        "open",
        "request",
        "--answer",
        "answer-0",
        "--answer",
        "answer-1",
        "--words",
        "opener",
        "--json",
    ),
    "release": ("release", "release", "--json"),
    "show": ("show", "ID", "--json"),
    "search": ("search", WORDS.split()[0], "--json"),
    "why": ("why", "ID", "--as", "public"),
    "check": ("check", "--json"),
}
PRINTS_WORDS = {"open", "show", "search", "publish"}
"""Verbs that print words when asked to: on standard output, and nowhere else."""
BESIDE = ("request", "answer-0", "answer-1", "opener", "release")


@pytest.mark.parametrize("name", VERBS)
@pytest.mark.timeout(3600 if ALL else 300)
def test_wherever_a_verb_fails_its_words_stay_inside(
    name: str, home: Home, faulting: Faulting, tmp_path: Path
) -> None:
    meant = {"ID": home.id, "OUT": str(tmp_path / "OUT")}
    beside = {file: str(tmp_path / "home" / file) for file in BESIDE}
    args = [VERBS[name][0], *({**meant, **beside}.get(arg, arg) for arg in VERBS[name][1:])]
    once = _copy(home, tmp_path)
    ran = faulting(once, *args, lines=HANDLES)
    assert ran["status"] == 0, ran["err"]
    places = ran["lines"]
    assert len(places) > 50
    step = max(1, len(places) // MOST)
    for file, line in places[step // 2 :: step]:
        shutil.rmtree(tmp_path / "OUT", ignore_errors=True)
        here = _copy(home, tmp_path)
        failed = faulting(here, *args, fail=(file, line, f"can't handle {WORDS!r} {SEALED!r}"))
        _is_quiet(failed, here, f"{file}:{line}", printed=name in PRINTS_WORDS)


def _copy(home: Home, to: Path) -> Path:
    shutil.rmtree(to / "home", ignore_errors=True)
    return Path(shutil.copytree(home.folder, to / "home"))


def _is_quiet(failed: dict[str, Any], here: Path, place: str, *, printed: bool) -> None:
    sweeper = Sweeper([WORDS, SEALED])
    told = [failed["err"]] if printed else [failed["err"], failed["out"]]
    assert sweeper.over(told) == "", place
    for folder in ("state", "tmp"):
        sweeper.folder(here / folder)
    assert sweeper.summary() == "", place
    assert "Traceback" not in failed["err"], place
    if failed["status"] != 0:
        assert failed["err"].count("\n") <= 12, failed["err"]
    with at_desk(here / "archive") as desk:
        assert check(desk.archive, desk.actor).problems == (), place


def test_no_core_is_left() -> None:
    told = "r.run = lambda: print(resource.getrlimit(resource.RLIMIT_CORE)[0])"
    code = f"import resource, whensafe.cli.run as r, whensafe.cli as c\n{told}\nc.main()\n"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["0"]
