"""An archive on disk in which one name of the list was said, and then sealed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from tests.guessing.attacker import Attacker, Known
from tests.guessing.names import NAMES
from tests.memory_store import FixedClock, LineReader, MemorySeen, NoFetcher, SeededRandomness
from tests.some_archives import PASSPHRASE, make, opened

from whensafe.desk.act import acting
from whensafe.desk.archive import Archive
from whensafe.desk.changes import SetTitle
from whensafe.desk.correct import correct
from whensafe.desk.custodians import ROSTER, Roster
from whensafe.desk.keep import keep
from whensafe.desk.records import spelled
from whensafe.desk.seal import seal
from whensafe.desk.take_in import Incoming, add_to, take_in
from whensafe.nouns.actor import TEAM, Actor
from whensafe.nouns.ids import InterviewId
from whensafe.protection.closure import Quote
from whensafe.protection.contents import apply
from whensafe.sealing.custodians import Custodian, read_card
from whensafe.store.access import Slots

MARK = "\u00abNAME\u00bb"
TRUE = NAMES[437]
SAID = """# Forty-two steps
Hanna (interviewer): Who was in the cell with you that winter?
Olena (narrator): There were six of us. NAME was among them and counted the steps aloud, every single evening.
Hanna (interviewer): And later?
Olena (narrator): Later there was snow, and they led us out to the yard one after another before dawn.
"""
RENDERED = """lang: uk
Ганна (interviewer): Хто був із вами в камері тієї зими?
Олена (narrator): Нас було шестеро. NAME був серед нас і рахував кроки вголос кожного вечора.
Ганна (interviewer): А потім?
Олена (narrator): Потім був сніг, і нас по одному виводили на подвір'я ще до світанку.
"""
SEALED = f"{TRUE} was among them and counted the steps aloud"


@dataclass
class House:
    """The archive, who works in it, and what an adversary knows of the interview."""

    archive: Archive
    actor: Actor
    root: Path
    id: InterviewId
    known: Known

    def seal(self) -> None:
        seal(self.archive, self.actor, self.id, Quote(SEALED), until="after(2040)")

    def attacker(self) -> Attacker:
        """The disk as it is now, with the archive in use."""
        taken = self.root.with_name("taken")
        shutil.copytree(self.root, taken)
        return Attacker(taken, PASSPHRASE)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    root = make(tmp_path / "archive")
    store = opened(root)
    actor = _owner(store.slots)
    archive = Archive(store, FixedClock(), SeededRandomness(), LineReader(), NoFetcher(), MemorySeen())
    _adopt(archive, actor)
    take_in(
        archive,
        actor,
        [Incoming("other.txt", b"# Another\nHanna (interviewer): Where?\nLev (narrator): Here.\n")],
    )
    files = [text.replace("NAME", TRUE).encode() for text in (SAID, RENDERED)]
    id = take_in(archive, actor, [Incoming("said.txt", files[0])], keep=False).id
    records = [_record(archive, id)]
    correct(archive, actor, id, SetTitle("Forty-two steps to the door"))
    records.append(_record(archive, id))
    keep(archive, actor, id)
    records.append(_record(archive, id))
    add_to(archive, actor, id, [Incoming("rendered.txt", files[1])], kind="translation")
    records.append(_record(archive, id))
    yield House(archive, actor, root, id, _known(archive, id, records, files))
    store.close()


def _owner(slots: Slots) -> Actor:
    return slots.members()[0]


def _adopt(archive: Archive, actor: Actor) -> None:
    people = [Custodian.new(archive.randomness.bytes) for _ in range(3)]
    cards = tuple(read_card(one.card(f"custodian {n}")) for n, one in enumerate(people))
    with acting(archive, actor, "custodians") as deed:
        deed.note(Roster(ROSTER, 2, cards, deed.at))


def _record(archive: Archive, id: InterviewId) -> bytes:
    with archive.store.read() as unit:
        interview = unit.interviews.get(id, TEAM)
    assert interview is not None
    return spelled(interview)


def _known(archive: Archive, id: InterviewId, records: list[bytes], files: list[bytes]) -> Known:
    """All that was stored of the interview before the seal, with the name taken out."""
    with archive.store.read() as unit:
        interview = unit.interviews.get(id, TEAM)
        assert interview is not None
        macs = [unit.secrets.mac("interview record", record).hex() for record in records]
        payloads = [o.payload for _, o in unit.ledger.leaves(0, unit.ledger.size()) if o is not None]
    entries = [
        (payload, mac, which)
        for which, mac in enumerate(macs)
        for payload in payloads
        if mac.encode() in payload
    ]
    assert len(entries) >= len(records)

    def blank(data: bytes) -> bytes:
        assert TRUE.encode() in data
        return data.replace(TRUE.encode(), MARK.encode())

    from whensafe.protection.closure import close

    closure = close(interview, Quote(SEALED))
    applied = apply(interview, (), closure, "s" * 12, lambda: "t" * 12)  # type: ignore[arg-type, return-value]
    stretches = tuple(
        replace(one, words=type(one.words)(one.words.reveal().replace(TRUE, MARK)))
        for one in applied.contents.stretches
    )
    return Known(
        mark=MARK,
        records=tuple(map(blank, records)),
        turns=tuple(
            tuple(turn.text.replace(TRUE, MARK) for turn in text.turns)
            for session in interview.sessions
            for text in session.transcripts
        ),
        files=tuple(map(blank, files)),
        entries=tuple(entries),
        sealed=(replace(applied.contents, stretches=stretches),),
    )
