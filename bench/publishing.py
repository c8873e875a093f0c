"""Publishing from an archive on disk: 5,000 interviews of 100 turns, cleared, rendered, written, swapped in.

The peer is Jinja2 rendering the same pages from views that are ready (`bench.editions`), on the cleared
interviews of this very archive. After one change the whole act is measured again: ledger read, one interview
cleared, the others' files checked against what was signed and taken over; then a full build of the same state
beside it must have the same bytes. Seconds are of the processor; memory is the peak of a process of its own.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.editions import ASKED, SAID, UK, templates_alone
from bench.figures import Figure
from whensafe.desk.act import acting
from whensafe.desk.archive import Archive
from whensafe.nouns.actor import Actor, Audience
from whensafe.nouns.consent import Attribution, ConsentEvent, ConsentId, Said, Use
from whensafe.nouns.ids import Address, InterviewId, MemberId, ParticipantId, SessionId, TranscriptId
from whensafe.nouns.interview import (
    Basis,
    Interview,
    Participant,
    Role,
    Session,
    SourceRef,
    State,
    Transcript,
    TranscriptKind,
    Turn,
)
from whensafe.nouns.said import SaidDate

INTERVIEWS = 5_000
TURNS = 100
AT_ONCE = 250
ROOT = Path(__file__).parent.parent
PASSPHRASE = "bench"  # noqa: S105 - of an archive that is thrown away
PUBLIC = Audience("public")


def interview(n: int, title: str | None = None) -> Interview:
    """An invented interview, told apart from the others by its number alone."""
    baker = Participant(ParticipantId(f"{n:012x}"), "Олена Пекар", Role.NARRATOR)
    turns = tuple(
        Turn(
            k + 1,
            Address(f"{n * TURNS + k:014x}"),
            Role.NARRATOR if k % 2 else Role.INTERVIEWER,
            baker.id if k % 2 else None,
            UK,
            f"{SAID}Кімната {n}." if k % 2 else ASKED,
        )
        for k in range(TURNS)
    )
    words = Transcript(TranscriptId(f"{n:012x}"), UK, TranscriptKind.VERBATIM, turns)
    date = SaidDate(f"2025-{n % 12 + 1:02}")
    return Interview(
        id=InterviewId(f"{n:010x}"),
        state=State.KEPT,
        title=title or f"Кімната {n}",
        standfirst="Про насосну станцію, весна 2024 року.",
        section=(),
        language=UK,
        published=None,
        first_published=None,
        interviewed=date,
        source=SourceRef(None, None),
        republisher=None,
        basis=Basis.OWN,
        participants=(baker,),
        sessions=(Session(SessionId(f"{n:012x}"), 1, date, (), (words,)),),
        exhibits=(),
        dropped=(),
        questions=(),
        added_at="2026-03-01T12:00:00Z",
    )


def consent(n: int, ledger: int) -> ConsentEvent:
    """The narrator of interview ``n`` agrees to the public's edition of it."""
    return ConsentEvent(
        id=ConsentId(f"{n:012x}"),
        interview=InterviewId(f"{n:010x}"),
        at="2026-03-01T12:00:00Z",
        said=Said.AGREED,
        use=Use.PUBLISH,
        audience=PUBLIC,
        by="narrator",
        recorded_by=MemberId("member000000"),
        attribution=Attribution.FULL,
        versions=(TranscriptId(f"{n:012x}"),),
        ledger=ledger,
    )


def made(folder: Path, count: int) -> None:
    """An archive with so many interviews that may be published."""
    from whensafe.wiring import configure_django

    configure_django()
    from whensafe.store.key_slots import Cost
    from whensafe.store.opening import create_store

    create_store(folder / "archive", PASSPHRASE, "documenter", cost=Cost(64, 1, 1))
    with opened(folder) as (archive, actor):
        for first in range(0, count, AT_ONCE):
            with acting(archive, actor, "bench") as deed:
                for n in range(first, min(count, first + AT_ONCE)):
                    deed.put(interview(n))
                    deed.note(consent(n, deed.unit.ledger.size()))


@contextmanager
def opened(folder: Path) -> Iterator[tuple[Archive, Actor]]:
    from whensafe.settings import Settings
    from whensafe.wiring import open_archive

    settings = Settings(folder / "archive", now="2026-03-01T12:00:00Z", state=folder / "state")
    with open_archive(folder / "archive", PASSPHRASE, settings) as found:
        yield found.archive, found.actor


def published(archive: Archive, actor: Actor, out: Path) -> float:
    """Seconds of publishing into ``out``, all that a person waits for."""
    from whensafe.desk.publish import Wanted, draft
    from whensafe.outside.edition_folder import replacing

    start = time.process_time()
    with replacing(out) as making:
        draft(archive, actor, Wanted(PUBLIC), making).publish("bench")
    return time.process_time() - start


def templates(archive: Archive, actor: Actor) -> float:
    """Seconds for Jinja2 to render the same pages from views that are ready."""
    from whensafe.desk.clearing import Clearing

    spent = 0.0
    with archive.store.read() as unit:
        clearing = Clearing(unit, actor, PUBLIC, archive.clock.now())
        stretch = []
        for told in clearing.every():
            stretch.append(told.cleared)
            if len(stretch) == AT_ONCE:
                spent += templates_alone(stretch)
                stretch.clear()
        return spent + (templates_alone(stretch) if stretch else 0.0)


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


def measure(folder: str) -> None:
    """In a process of its own: print the seconds of each build, whether bytes agree, and the peak."""
    place = Path(folder)
    with opened(place) as (archive, actor):
        full = published(archive, actor, place / "out")
        high = peak()
        change(archive, actor)
        again = published(archive, actor, place / "out")
        published(archive, actor, place / "whole")
        alone = templates(archive, actor)
    print(full, again, alone, high, same(place / "out", place / "whole"))


def run() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        made(Path(folder), INTERVIEWS)
        script = f"from bench.publishing import measure; measure({folder!r})"
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
        )
    full, again, alone, high = map(float, done.stdout.split()[:4])
    equal = done.stdout.split()[4] == "True"
    return [
        Figure(
            f"publish {INTERVIEWS:,} × {TURNS} from the archive, times its templates alone",
            full / alone,
            3,
            at_most=True,
            detail=f"{full:.1f} s against {alone:.1f} s",
        ),
        Figure(
            "after one change, part of a full build",
            again / full if equal else float("inf"),
            0.03,
            at_most=True,
            detail=f"{again:.2f} s of {full:.1f} s; bytes {'equal' if equal else 'DIFFER'}",
        ),
        Figure("peak memory of publishing, MB", high, 400, at_most=True, detail="a process of its own"),
    ]
