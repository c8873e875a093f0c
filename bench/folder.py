"""A folder of transcripts with a list, by `add DIR --metadata FILE`: its memory at two sizes, and both cores.

`WHENSAFE_BENCH_FILES` says how many (1,000 if not; the figure that counts is of 10,000). Memory is what
the command and its readers had between them at most; it may not grow with the number of files. The share of
the cores is CPU time by wall time: 1 would be one core busy all the time. The words are drawn from a small
vocabulary; nobody said them.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from bench.figures import Figure
from bench.intake_many import PASSPHRASE, _memory, _write

FILES = int(os.environ.get("WHENSAFE_BENCH_FILES", "1000"))
MOST_GROWTH = 60e6
"""Bytes more for four times the files: what the names, rows and records of each one cost, and no document."""
LEAST_CORES = 1.2


@dataclass(frozen=True)
class _Ran:
    seconds: float
    memory: float
    cpu: float
    report: dict[str, list[object]]


def run() -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="whensafe-bench-") as name:
        folder = Path(name)
        _list(_write(folder / "in", FILES), folder / "list.csv")
        small = folder / "quarter"
        small.mkdir()
        for file in sorted((folder / "in").iterdir())[: FILES // 4]:
            (small / file.name).hardlink_to(file)
        quarter = _add(folder, "A", small)
        whole = _add(folder, "B", folder / "in")
    assert len(whole.report["kept"]) == FILES, whole.report["refused"]
    grown = whole.memory - quarter.memory
    sizes = (
        f"{whole.memory / 1e6:.0f} MB for {FILES}, {quarter.memory / 1e6:.0f} MB for {FILES // 4};"
        f" {FILES / whole.seconds:.1f} files a second"
    )
    cores = whole.cpu / whole.seconds
    busy = f"{whole.cpu:.0f} s of CPU in {whole.seconds:.0f} s, {os.cpu_count()} cores"
    return [
        Figure(
            f"{FILES} against {FILES // 4} files: memory grown / {MOST_GROWTH / 1e6:.0f} MB",
            grown / MOST_GROWTH,
            1.0,
            at_most=True,
            detail=sizes,
        ),
        Figure("cores busy", cores, LEAST_CORES, at_most=False, detail=busy),
    ]


def _list(files: list[Path], path: Path) -> None:
    rows = [f"{file.name},Talk {n},Petro Hai,2025-{n % 12 + 1:02}-10" for n, file in enumerate(files)]
    path.write_text("\n".join(["file,title,narrator,interviewed", *rows]) + "\n", encoding="utf-8")


def _add(folder: Path, archive: str, files: Path) -> _Ran:
    environment = {
        **os.environ,
        "WHENSAFE_ARCHIVE": str(folder / archive),
        "WHENSAFE_STATE": str(folder / "state"),
        "WHENSAFE_PASSPHRASE": PASSPHRASE,
    }
    command = [sys.executable, "-m", "whensafe"]
    subprocess.run([*command, "init"], env=environment, check=True, capture_output=True)
    most, over = 0.0, threading.Event()
    before, started = _cpu(), time.perf_counter()
    adding = [*command, "add", str(files), "--metadata", str(folder / "list.csv"), "--json"]
    with (
        (folder / "report.json").open("wb") as out,
        subprocess.Popen(adding, env=environment, stdout=out, stderr=subprocess.DEVNULL) as process,
    ):

        def watch() -> None:
            nonlocal most
            while not over.wait(0.2):
                most = max(most, _memory(process.pid))

        watcher = threading.Thread(target=watch)
        watcher.start()
        status = process.wait()
        over.set()
        watcher.join()
    assert status == 0, status
    seconds = time.perf_counter() - started
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    return _Ran(seconds, most, _cpu() - before, report)


def _cpu() -> float:
    """CPU seconds of every child process that has ended, theirs included."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
