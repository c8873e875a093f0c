"""Editions: 5,000 interviews of 100 turns, against the same templates alone and against plain SHA-256.

The peer of `publish` is Jinja2 rendering the same pages from views that are ready, with nothing done to what
comes out, on alternating stretches of interviews. All runs on one core and waits for nothing, so seconds are
of the processor: other work on the machine counts for nobody. Memory is the peak of a process of its own that
publishes them all, one at a time, as the desk would. After one change the others are named by the digest of
what was cleared, so that nobody has to load or clear them again; the detail says what it costs to hand them
all over once more.
"""

from __future__ import annotations

import datetime
import hashlib
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bench.figures import Figure
from whensafe.editions.phrases import phrases
from whensafe.editions.publish import publish
from whensafe.editions.rendering import Renderings, Unchanged
from whensafe.editions.signing import Signer
from whensafe.editions.templating import around, template
from whensafe.editions.verify import verify
from whensafe.editions.view import page_context
from whensafe.editions.wording import page_language
from whensafe.ledger.notes import Verifier
from whensafe.nouns.actor import Audience
from whensafe.nouns.consent import Attribution
from whensafe.nouns.edition import (
    ClearedInterview,
    ClearedNarrator,
    ClearedTurn,
    Edition,
    EditionRequest,
    Ground,
    Withheld,
)
from whensafe.nouns.ids import Address, InterviewId
from whensafe.nouns.interview import Basis, Role, SourceRef
from whensafe.nouns.said import SaidDate
from whensafe.nouns.text import Language

INTERVIEWS = 5_000
TURNS = 100
STRETCH = 250
ROOT = Path(__file__).parent.parent
UK = Language("uk")
REQUEST = EditionRequest(
    Audience("public"),
    datetime.date(2026, 11, 22),
    "Riverside Testimonies",
    "Riverside Testimony Archive",
    (Language("en"), UK),
    "https://testimony.example/",
)
ASKED = "Чи ви бачили, хто відчиняв двері, і чи могли б упізнати його голос?"
SAID = (
    "Обличчя я не бачила. Бачила чоботи, чула ключ. Він стояв трохи, перш ніж відчинити, ніби рахував. "
    "Нас було шестеро чи семеро в одній кімнаті, і ще жінка, яку привели вночі. Десь на початку березня. "
)


def interview(n: int) -> ClearedInterview:
    """An invented interview, told apart from the others by its number alone."""
    hole = Withheld(Ground.DANGER_TO_OTHERS)
    turns = []
    for k in range(TURNS):
        address = Address(f"{n * TURNS + k:014x}")
        if k % 2 == 0:
            turns.append(ClearedTurn(address, Role.INTERVIEWER, None, UK, (ASKED,)))
        elif k % 20 == 1:
            turns.append(ClearedTurn(address, Role.NARRATOR, None, UK, (SAID, hole, f" Кімната {n}.")))
        else:
            turns.append(ClearedTurn(address, Role.NARRATOR, None, UK, (f"{SAID}Кімната {n}.",)))
    return ClearedInterview(
        id=InterviewId(f"{n:010x}"),
        title=f"«Кімната {n}»",
        standfirst="Про насосну станцію, весна 2024 року.",
        language=UK,
        published=None,
        first_published=None,
        interviewed=SaidDate(f"2025-{n % 12 + 1:02}"),
        source=SourceRef(None, None),
        republisher=None,
        basis=Basis.OWN,
        narrators=(ClearedNarrator("Олена", Attribution.PSEUDONYM),),
        participants=(),
        turns=tuple(turns),
    )


def signer() -> Signer:
    """A key that signs nothing worth having: the time of one signature is not what is measured."""
    return Signer(Verifier("bench", bytes(32)), lambda _: bytes(64))


def templates_alone(stretch: Sequence[ClearedInterview]) -> float:
    """Seconds for Jinja2 to render these pages from views that are ready."""
    page = template("interview.html")
    views = [
        {**around(REQUEST, page_language(one.language, REQUEST), "../"), **page_context(one, None, REQUEST)}
        for one in stretch
    ]
    start = time.process_time()
    for view in views:
        page.render(view)
    return time.process_time() - start


class Timed:
    """All interviews, made and rendered bare in stretches with the clock of the other side stopped."""

    def __init__(self) -> None:
        self.alone = 0.0
        self.apart = 0.0

    def __iter__(self) -> Iterator[ClearedInterview]:
        for first in range(0, INTERVIEWS, STRETCH):
            start = time.process_time()
            stretch = [interview(n) for n in range(first, first + STRETCH)]
            self.alone += templates_alone(stretch)
            self.apart += time.process_time() - start
            yield from stretch


def whole() -> tuple[float, float, Renderings, int]:
    """Seconds of publishing, seconds of templates alone, what may be kept, bytes."""
    source = Timed()
    start = time.process_time()
    size = 0
    files = publish(REQUEST, source, signer())
    while True:
        try:
            size += len(next(files)[1])
        except StopIteration as end:
            _, kept = end.value
            return time.process_time() - start - source.apart, source.alone, kept, size


def after_one_change(kept: Renderings) -> tuple[float, float]:
    """Seconds of publishing again after one change: everything handed over; only what changed."""
    changed = replace(interview(7), title="«Інша кімната»")
    spent = 0.0

    def handed_over() -> Iterator[ClearedInterview]:
        nonlocal spent
        for n in range(INTERVIEWS):
            start = time.process_time()
            one = changed if n == 7 else interview(n)
            spent += time.process_time() - start
            yield one

    start = time.process_time()
    _drain(handed_over(), kept)
    handed = time.process_time() - start - spent
    unchanged = [Unchanged(digest) for digest, r in kept.by_digest.items() if r.id != changed.id]
    start = time.process_time()
    _drain([*unchanged, changed], kept)
    return handed, time.process_time() - start


def _drain(
    interviews: Iterator[ClearedInterview] | Sequence[ClearedInterview | Unchanged], kept: Renderings
) -> Edition:
    files = publish(REQUEST, interviews, signer(), kept)
    while True:
        try:
            next(files)
        except StopIteration as end:
            edition: Edition = end.value[0]
            assert len(edition.kept) == 2 * (INTERVIEWS - 1)
            return edition


def verify_ratio() -> tuple[float, float]:
    """SHA-256's seconds over verify's on the same files in memory, and the rate in MB/s; median of seven."""
    files = dict(publish(REQUEST, (interview(n) for n in range(400)), signer()))
    rounds = []
    for _ in range(7):
        start = time.process_time()
        for content in files.values():
            hashlib.sha256(content).digest()
        plain = time.process_time() - start
        start = time.process_time()
        report = verify(files.get, files)
        took = time.process_time() - start
        assert {problem.code for problem in report.problems} == {"signature_fails"}
        rounds.append((plain / took, sum(map(len, files.values())) / took / 1e6))
    return statistics.median(r for r, _ in rounds), statistics.median(rate for _, rate in rounds)


def peak_megabytes(count: int) -> float:
    """The most memory that a process needs that publishes this many."""
    done = subprocess.run(
        [sys.executable, "-c", f"from bench.editions import peak; peak({count})"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)


def peak(count: int) -> None:
    """Publish this many and print this process's peak, in MB."""
    for _ in publish(REQUEST, (interview(n) for n in range(count)), signer()):
        pass
    status = Path("/proc/self/status")
    if status.exists():  # getrusage would give the peak of the process that started this one
        print(int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024)
    else:
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20))


def run() -> list[Figure]:
    phrases(UK)
    ours, alone, kept, size = whole()
    handed, named = after_one_change(kept)
    holds, rate = verify_ratio()
    few, many = peak_megabytes(INTERVIEWS // 10), peak_megabytes(INTERVIEWS)
    each = (many - few) * 1000 / (INTERVIEWS * 0.9)
    speed = f"{size / 1e6:,.0f} MB, {INTERVIEWS / ours:,.0f} a second"
    return [
        Figure(
            f"publish {INTERVIEWS:,} × {TURNS}, times its templates alone",
            ours / alone,
            3,
            at_most=True,
            detail=f"{ours:.1f} s against {alone:.1f} s; {speed}",
        ),
        Figure(
            "after one change, part of a full build",
            named / ours,
            0.03,
            at_most=True,
            detail=f"{named:.2f} s with only what changed handed over, {handed:.2f} s with all of it again",
        ),
        Figure(
            "peak memory of publishing, MB",
            many,
            400,
            at_most=True,
            detail=f"{few:.0f} MB for a tenth of them: {each:.1f} kB more for each interview",
        ),
        Figure("verify, times plain SHA-256", holds, 0.5, at_most=False, detail=f"{rate:,.0f} MB/s"),
    ]
