"""List and reading page at 20,000 interviews (2 million turns) against the same at 200, in one run.

Server time only: the request goes through the whole application (host, session, door, gate, database,
template), not over a socket. Requests to both archives alternate, so that a busy machine slows both. The
archives are made once and kept in ``.bench``; WHENSAFE_BENCH_INTERVIEWS sets the size of the large one.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bench.big_archive import TURNS_EACH, _rows, corpus
from bench.figures import Figure

SMALL, LARGE = 200, 20_000
BOUND = 1.3
REQUESTS = 300
CACHE = Path(__file__).parents[1] / ".bench"

Ask = Callable[[str], None]


def run() -> list[Figure]:
    large = int(os.environ.get("WHENSAFE_BENCH_INTERVIEWS", LARGE))
    from whensafe.web.settings import ready

    ready(1 << 20)
    from whensafe.settings import Settings
    from whensafe.wiring import open_archive

    state = CACHE / "web-state"
    folders = [_archive(n) for n in (SMALL, large)]
    with (
        open_archive(folders[0], "bench", Settings(archive=folders[0], state=state)) as one,
        open_archive(folders[1], "bench", Settings(archive=folders[1], state=state)) as two,
    ):
        asks = [_asking(opened) for opened in (one, two)]
        lists = [_list_pages(ask, n) for ask, n in zip(asks, (SMALL, large), strict=True)]
        dice = random.Random(3)  # noqa: S311
        reads = [
            [f"/interviews/i{dice.randrange(1, n + 1):09}" for _ in range(REQUESTS)] for n in (SMALL, large)
        ]
        figures = [_figure("list", asks, lists, large), _figure("reading page", asks, reads, large)]
    shutil.rmtree(state, ignore_errors=True)
    return figures


def _figure(what: str, asks: list[Ask], pages: list[list[str]], large: int) -> Figure:
    times: list[list[float]] = [[], []]
    for at in range(-20, REQUESTS):
        for which in (0, 1):
            page = pages[which][at % len(pages[which])]
            start = time.perf_counter()
            asks[which](page)
            if at >= 0:  # the rounds before warm both up
                times[which].append(time.perf_counter() - start)
    small_p95, large_p95 = (statistics.quantiles(each, n=20)[-1] * 1000 for each in times)
    medians = " and ".join(f"{statistics.median(each) * 1000:.1f}" for each in times)
    return Figure(
        name=f"{what} p95 at {large:,} interviews ({large * TURNS_EACH:,} turns), times that at {SMALL}",
        value=large_p95 / small_p95,
        bound=BOUND,
        at_most=True,
        detail=f"p95 {small_p95:.1f} ms at {SMALL}, {large_p95:.1f} ms at {large:,}; medians {medians} ms",
    )


def _asking(opened: object) -> Ask:
    """A signed-in client's GET; anything but a page is a failure."""
    from django.test import Client

    from whensafe.web.served import KEY
    from whensafe.web.server import serving
    from whensafe.wiring import Opened

    assert isinstance(opened, Opened)
    served = replace(serving(opened), enter=lambda _name, _passphrase: opened.actor)
    client = Client(**{KEY: served, "HTTP_HOST": "127.0.0.1"})
    client.post("/sign-in", {"name": "bench", "passphrase": "bench"})

    def ask(address: str) -> None:
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        ask.last = answer.content.decode()  # type: ignore[attr-defined]

    return ask


def _list_pages(ask: Ask, interviews: int) -> list[str]:
    """The addresses of the list, from its newest stretch to its end (or the first 40)."""
    pages = ["/interviews/"]
    while len(pages) < min(40, interviews // 50):
        ask(pages[-1])
        onward = re.search(r'href="(\?after=[^"]+)"', ask.last)  # type: ignore[attr-defined]
        if onward is None:
            break
        pages.append("/interviews/" + onward[1])
    return pages


def _archive(interviews: int) -> Path:
    """An archive with the corpus in it, without a search index: these pages don't ask it."""
    made_by = Path(__file__).with_name("big_archive.py").read_bytes()
    import hashlib

    schema = "".join(
        path.name for path in sorted((CACHE.parent / "src/whensafe/store/migrations").glob("0*.py"))
    )
    key = hashlib.sha256(made_by + schema.encode()).hexdigest()[:8]
    root = CACHE / f"web-{interviews}-{key}"
    if (root / "archive.json").exists():
        return root
    from django.db import connections

    from whensafe.store.key_slots import Cost
    from whensafe.store.opening import create_store, open_store

    CACHE.mkdir(exist_ok=True)
    part = root.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    create_store(part, "bench", "bench", cost=Cost(memory_kib=64, passes=1, lanes=1))
    store, _ = open_store(part, "bench")
    try:
        with store.database.transaction(write=True), connections[store.alias].cursor() as cursor:
            _rows(cursor, corpus(interviews))
        store.database.truncate_log()
    finally:
        store.close()
    return part.rename(root)
