"""A thousand transcripts through the command: against reading alone plus the commits, and its memory.

The peer is what can't be avoided: reading each file in this process, once, and as many acts that change
nothing but the ledger, each as durable as any. The words are drawn from a small vocabulary; nobody said them.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from bench.figures import Figure

FILES = 1_000
TURNS = 24
WORDS_A_TURN = 40
MOST_MEMORY = 300e6
PASSPHRASE = "bench"  # noqa: S105
WORDS = """they came before dawn and nobody said where we were going my brother carried the bread and
the water was cold in the river under the bridge then a guard counted us by the orchard wall""".split()  # noqa: SIM905


def run() -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="whensafe-bench-") as name:
        folder = Path(name)
        files = _write(folder / "in", FILES)
        parse = _parse(files)
        environment = {
            **os.environ,
            "WHENSAFE_ARCHIVE": str(folder / "A"),
            "WHENSAFE_STATE": str(folder / "state"),
            "WHENSAFE_PASSPHRASE": PASSPHRASE,
        }
        command = [sys.executable, "-m", "whensafe"]
        subprocess.run([*command, "init"], env=environment, check=True, capture_output=True)
        start, _ = _add(command, folder / "in", environment, files[:1])  # one, with everything started
        _, quarter_memory = _add(command, folder / "in", environment, files[: FILES // 4])
        seconds, memory = _add(command, folder / "in", environment, files)
        commits = _commits(folder, FILES)
    bound = 2 * parse + commits + start
    detail = f"{seconds:.1f} s; parse {parse:.1f} s, {FILES} commits {commits:.1f} s, start {start:.1f} s"
    grown = f"{memory / 1e6:.0f} MB for {FILES}, {quarter_memory / 1e6:.0f} MB for {FILES // 4}"
    return [
        Figure(
            f"{FILES} transcripts / (2 x parse + commits)", seconds / bound, 1.0, at_most=True, detail=detail
        ),
        Figure("peak memory / 300 MB", memory / MOST_MEMORY, 1.0, at_most=True, detail=grown),
    ]


def _write(folder: Path, count: int) -> list[Path]:
    folder.mkdir()
    chance = random.Random(1)  # noqa: S311 - a seed is the point
    paths = []
    for n in range(count):
        turns = []
        for turn in range(TURNS):
            words = " ".join(chance.choices(WORDS, k=WORDS_A_TURN))
            turns.append(
                f"{'Anna Kruk' if turn % 2 == 0 else 'Petro Hai'}: {words}{'?' if turn % 2 == 0 else '.'}"
            )
        paths.append(folder / f"{n:04}.txt")
        paths[-1].write_text("\n\n".join(turns) + "\n", encoding="utf-8")
    return paths


def _parse(files: list[Path]) -> float:
    from whensafe.intake.read import read

    read(files[0].read_bytes(), files[0].name)
    started = time.perf_counter()
    for file in files:
        read(file.read_bytes(), file.name)
    return time.perf_counter() - started


def _commits(folder: Path, count: int) -> float:
    from whensafe.desk.act import acting
    from whensafe.settings import Settings
    from whensafe.wiring import open_archive

    settings = Settings(folder / "A", state=folder / "state")
    with open_archive(folder / "A", PASSPHRASE, settings) as opened:
        started = time.perf_counter()
        for _ in range(count):
            with acting(opened.archive, opened.actor, "nothing"):
                pass
        return time.perf_counter() - started


def _add(
    command: list[str], folder: Path, environment: dict[str, str], files: list[Path]
) -> tuple[float, float]:
    """Seconds, and the most memory that the command and its readers had between them, in bytes."""
    most, over = 0.0, threading.Event()
    started = time.perf_counter()
    with subprocess.Popen(
        [*command, "add", "--again", *(file.name for file in files)],
        env=environment,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:

        def watch() -> None:
            nonlocal most
            while not over.wait(0.1):
                most = max(most, _memory(process.pid))

        watcher = threading.Thread(target=watch)
        watcher.start()
        status = process.wait()
        over.set()
        watcher.join()
    assert status == 0, status
    return time.perf_counter() - started, most


def _memory(pid: int) -> float:
    """Memory of a process and its children, what they share counted once, in bytes; 0 where /proc isn't."""
    total = 0.0
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                total += float(line.split()[1]) * 1024
        for task in Path(f"/proc/{pid}/task").iterdir():
            children += (task / "children").read_text(encoding="ascii").split()
    except OSError:
        return total
    return total + sum(_memory(int(child)) for child in set(children))
