"""Publishing from an archive on disk: 5,000 interviews of 100 turns, cleared, rendered, written, swapped in.

The archive is `bench.told_archive`'s: a vocabulary as large as people's, restricted names in every tenth
answer, passages sealed and restricted, narrators who are told under their name, by a code or not at all. It
is made once and kept.

The peer is Jinja2 rendering the same pages from views that are ready, half of them before the build and half
after it, in the same process. After one change the whole act is measured again: ledger read, one interview
cleared, the others' files checked against what was signed and taken over; then a full build of the same state
beside it must have the same bytes. `verify` reads the folder as a stranger would, against SHA-256 over the
same bytes in memory. Seconds are of the processor, of every process there is; the detail says the
seconds on the clock, too. Memory is the peak of a process of its own.

`WHENSAFE_BENCH_INTERVIEWS` takes another number of interviews, for a quick look.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import peers
from bench.editions import templates_alone
from bench.figures import Figure
from bench.told_archive import AT_ONCE, PUBLIC, TURNS, interview, made, opened
from whensafe.desk.act import acting
from whensafe.desk.archive import Archive
from whensafe.nouns.actor import Actor

INTERVIEWS = int(os.environ.get("WHENSAFE_BENCH_INTERVIEWS", "5000"))
ROUNDS = 3
ROOT = Path(__file__).parent.parent


def ready(count: int) -> Path:
    """The archive of so many interviews: built once, kept until what it is made of changes."""
    bench = Path(__file__).parent
    migrations = bench.parent / "src" / "whensafe" / "store" / "migrations"
    parts = [bench / "told_archive.py", bench / "big_archive.py", *sorted(migrations.glob("0*.py"))]
    digest = hashlib.sha256(b"".join(part.read_bytes() for part in parts)).hexdigest()[:12]
    root = peers.FOLDER / f"told-{count}-{digest}"
    if not root.is_dir():
        for older in peers.FOLDER.glob(f"told-{count}-*"):
            shutil.rmtree(older)
        building = root.with_suffix(".part")
        shutil.rmtree(building, ignore_errors=True)
        building.mkdir(parents=True)
        made(building, count)
        building.rename(root)
    return root


def spent() -> tuple[float, float]:
    """Seconds so far: of the processor, for this process and those it started; and on the clock."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime, time.perf_counter()


def published(archive: Archive, actor: Actor, out: Path) -> tuple[float, float]:
    """Seconds of publishing into ``out``, all that a person waits for: of the processor, and on the clock."""
    from whensafe.desk.publish import Wanted, draft
    from whensafe.outside.edition_folder import replacing

    before = spent()
    with replacing(out) as making:
        draft(archive, actor, Wanted(PUBLIC), making).publish("bench")
    after = spent()
    return after[0] - before[0], after[1] - before[1]


def templates(archive: Archive, actor: Actor, half: int) -> float:
    """Seconds for Jinja2 to render the pages of every other stretch, from views that are ready."""
    from whensafe.desk.clearing import Clearing

    seconds = 0.0
    stretch = []
    with archive.store.read() as unit:
        for n, told in enumerate(Clearing(unit, actor, PUBLIC, archive.clock.now()).every()):
            if n // AT_ONCE % 2 == half:
                stretch.append(told.cleared)
            elif stretch:
                seconds += templates_alone(stretch)
                stretch.clear()
    return seconds + templates_alone(stretch)


def change(archive: Archive, actor: Actor) -> None:
    """One interview gets another title."""
    with acting(archive, actor, "bench") as deed:
        deed.put(interview(7, "Інша кімната"))


def same(one: Path, other: Path) -> bool:
    """The same files with the same bytes?"""
    found = [
        {path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()}
        for folder in (one, other)
    ]
    return found[0].keys() == found[1].keys() and all(
        path.read_bytes() == found[1][name].read_bytes() for name, path in found[0].items()
    )


def peak() -> float:
    """This process's peak so far, in MB."""
    status = Path("/proc/self/status")
    if status.exists():  # getrusage would give the peak of the process that started this one
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)


def verified(out: Path) -> tuple[float, float]:
    """SHA-256's seconds over those of `verify` for the same files, median of some rounds, and MB a second."""
    from whensafe.editions.verify import verify
    from whensafe.outside.edition_folder import EditionFolder

    rounds = []
    for _ in range(ROUNDS):
        folder = EditionFolder(out)
        size, plain = 0, 0.0
        for path in folder.paths():
            data = folder.read(path) or b""
            start = time.process_time()
            hashlib.sha256(data).digest()
            plain += time.process_time() - start
            size += len(data)
        start = time.process_time()
        report = verify(folder.read, folder.paths())
        took = time.process_time() - start
        assert report.ok
        rounds.append((plain / took, size / took / 1e6))
    return statistics.median(r for r, _ in rounds), statistics.median(rate for _, rate in rounds)


def measure(folder: str) -> None:
    """In a process of its own: print what was measured, as JSON."""
    place = Path(folder)
    with opened(place) as (archive, actor):
        full = published(archive, actor, place / "out")
        high = peak()
        alone = templates(archive, actor, 0)
        change(archive, actor)
        again = published(archive, actor, place / "out")
        whole = published(archive, actor, place / "whole")
        alone += templates(archive, actor, 1)
    equal = same(place / "out", place / "whole")
    checked = verified(place / "out")
    print(json.dumps([full, again, whole, alone, high, equal, checked]))


def run() -> list[Figure]:
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary) / "copy"
        shutil.copytree(ready(INTERVIEWS), place)
        script = f"from bench.publishing import measure; measure({str(place)!r})"
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
        )
    full, again, whole, alone, high, equal, (checked, rate) = json.loads(done.stdout)
    return [
        Figure(
            f"publish {INTERVIEWS:,} × {TURNS} from the archive, times its templates alone",
            full[0] / alone,
            3,
            at_most=True,
            detail=f"{full[0]:.1f} s against {alone:.1f} s; {full[1]:.0f} s on the clock; "
            f"{whole[0] / alone:.2f} times in a process that has published before",
        ),
        Figure(
            "after one change, part of a full build",
            again[0] / full[0] if equal else float("inf"),
            0.03,
            at_most=True,
            detail=f"{again[0]:.2f} s of {full[0]:.1f} s; bytes {'equal' if equal else 'DIFFER'}",
        ),
        Figure("peak memory of publishing, MB", high, 400, at_most=True, detail="a process of its own"),
        Figure(
            "verify a folder, times SHA-256 of its files in memory",
            checked,
            0.5,
            at_most=False,
            detail=f"{rate:,.0f} MB/s",
        ),
    ]
