"""Sealing a passage in a group that is there already, against commits to the same store.

The archive holds interviews of 100 turns. Each act seals one more passage of one of them under the same
condition: the transcript is written anew with a hole, its words closed for the group, everything else that
held them closed as evidence, rows and index replaced, one ledger entry made durable. The peer is one entry
that says nothing, appended and made durable in the same store, in turn with the seals.

After a seal the whole database is written anew, once, so that nothing removed is left in a page; that takes
time in proportion to the archive, and the act's receipt waits for it. Both figures are given, and what the
seal alone would take: the words closed for the group, their record, its ledger entry.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from bench.figures import Figure
from bench.told_archive import interview, opened
from whensafe.desk.act import acting
from whensafe.desk.archive import Archive
from whensafe.nouns.actor import Actor
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import Turn

INTERVIEWS, SEALS, COMMITS = 20, 30, 10
CONDITION = "after(2040-01-01)"
SEALED = InterviewId(f"{1:010x}")


def run() -> list[Figure]:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        _made(folder)
        with opened(folder) as (archive, actor):
            return _measured(archive, actor)


def _made(folder: Path) -> None:
    from whensafe.wiring import configure_django

    configure_django()
    from whensafe.desk.adopt import adopt
    from whensafe.sealing.custodians import Custodian
    from whensafe.store.key_slots import Cost
    from whensafe.store.opening import create_store

    create_store(folder / "archive", "bench", "documenter", cost=Cost(64, 1, 1))
    cards = [(name, Custodian.new(os.urandom).card(name)) for name in ("one", "two", "three")]
    with opened(folder) as (archive, actor):
        adopt(archive, actor, cards, threshold=2)
        for n in range(INTERVIEWS):
            with acting(archive, actor, "bench") as deed:
                deed.put(interview(n))


def _turns(archive: Archive) -> list[Turn]:
    from whensafe.nouns.actor import TEAM

    with archive.store.read() as unit:
        stored = unit.interviews.get(SEALED, TEAM)
        assert stored is not None
        return [turn for turn in stored.sessions[0].transcripts[0].turns if turn.n % 2 == 0]


def _commit(archive: Archive, actor: Actor) -> float:
    """Seconds for one entry that says nothing."""
    from whensafe.desk.journal import Entry, append

    start = time.perf_counter()
    with archive.store.write() as unit:
        append(unit, archive.randomness, Entry("bench", archive.now(), actor.member))
    return time.perf_counter() - start


def _alone(archive: Archive, actor: Actor) -> float:
    """Seconds for the seal itself, with nothing taken out of the interview."""
    from whensafe.desk import registers
    from whensafe.desk.release_groups import ReleaseGroup, seal_context
    from whensafe.nouns.sealed import Seal
    from whensafe.sealing.seals import seal_text

    start = time.perf_counter()
    with acting(archive, actor, "bench") as deed:
        group = next(registers.every(deed.unit, ReleaseGroup, SEALED))
        like = next(registers.every(deed.unit, Seal, SEALED))
        context = seal_context(deed.unit.secrets.archive_id(), like)
        random = archive.randomness.bytes
        deed.note(replace(like, ciphertext=seal_text(bytes(200), context, group.group.sealed_for(), random)))
    return time.perf_counter() - start


def _measured(archive: Archive, actor: Actor) -> list[Figure]:
    from whensafe.desk.seal import seal
    from whensafe.protection.closure import Quote

    swept = 0.0
    sweep = archive.store.is_erased

    def timed() -> bool:
        nonlocal swept
        start = time.perf_counter()
        done = sweep()
        swept += time.perf_counter() - start
        return done

    archive.store.is_erased = timed  # type: ignore[method-assign]
    seals, sweeps, alone, commits = [], [], [], []
    for turn in _turns(archive)[: SEALS + 1]:
        swept = 0.0
        start = time.perf_counter()
        seal(
            archive,
            actor,
            SEALED,
            Quote(" ".join(turn.text.split()[:2]), turn=turn.address),
            until=CONDITION,
        )
        took = time.perf_counter() - start
        seals.append(took - swept)
        sweeps.append(took)
        alone.append(min(_alone(archive, actor) for _ in range(COMMITS)))
        commits.append(min(_commit(archive, actor) for _ in range(COMMITS)))
    one, whole, bare, commit = (statistics.median(times[1:]) for times in (seals, sweeps, alone, commits))
    return [
        Figure(
            "a seal in a group that is there, of the durable-commit rate",
            commit / one,
            0.3,
            at_most=False,
            detail=f"{1 / one:,.0f} seals/s, {1 / commit:,.0f} commits/s; {1 / whole:,.1f} seals/s "
            f"({commit / whole:.4f}) with the whole database written anew after each; the seal itself, with "
            f"nothing taken out of the interview, {1 / bare:,.0f}/s ({commit / bare:.2f})",
        )
    ]
