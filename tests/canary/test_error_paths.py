"""Every line that handles open text is made to fail: nothing that comes out holds a word, nothing changed.

An act is run with all that is remembered from one call to the next, and again with nothing remembered. Where
it comes to a line for the first time, a copy of the process goes on with an exception raised there that holds
the narrator's words, as a library's might. So every line of every act fails each time the tests run. What an
act leaves in a folder can't be tried so: for publishing to one, a line in a few fails, all in the long run.
"""

from __future__ import annotations

import io
import logging
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from tests.canary.canaries import canary
from tests.canary.faults import Fault, Place, failing_at, failing_everywhere, forgotten, lines_of
from tests.canary.sweeper import Sweeper
from tests.memory_store import MemoryStore, SeededRandomness, _State, memory_archive

from whensafe.cli.frame import say_error
from whensafe.cli.run import fault_code
from whensafe.desk import check, consent, look, opening, restrict, search, take_in
from whensafe.desk import place as placing
from whensafe.desk.act import acting
from whensafe.desk.archive import Archive
from whensafe.desk.custodians import ROSTER, Roster
from whensafe.desk.due import due
from whensafe.desk.ports import Query
from whensafe.desk.publish import Wanted, draft
from whensafe.desk.put_together import put_together
from whensafe.desk.release import release
from whensafe.desk.request import ask
from whensafe.desk.seal import plan, seal
from whensafe.desk.why import why
from whensafe.desk.withdraw import withdraw
from whensafe.errors import WhensafeError
from whensafe.nouns.actor import TEAM, Actor, Audience
from whensafe.nouns.consent import Use
from whensafe.nouns.ids import InterviewId
from whensafe.outside.edition_folder import replacing
from whensafe.protection.closure import OneTurn, Quote, What, Whole
from whensafe.sealing.custodians import Custodian, read_card
from whensafe.sealing.places import read_place
from whensafe.sealing.requests import answer
from whensafe.sealing.stanzas import HybridIdentity
from whensafe.web import report
from whensafe.web.parcel import Parcel

pytestmark = pytest.mark.slow
ALL = bool(os.environ.get("WHENSAFE_TORTURE"))
FEW = 6
"""Of publishing to a folder, so many lines are left out for each that fails."""
WORDS = canary(1)
EVERYWHERE = Quote(WORDS, everywhere=True)
PUBLIC = Audience("public")
SAID = f"""# Forty-two steps {WORDS}
Read also: {WORDS}
Hanna (interviewer): Who was in the cell with you that winter?
Olena (narrator): There were six of us. {WORDS} was among them, and counted the steps aloud.
Hanna (interviewer): And later?
Olena (narrator): Later there was snow, and they led us out to the yard.
"""
HANDLES = ("desk/", "protection/", "sealing/", "editions/", "words/", "nouns/", "ledger/")


@dataclass
class Room:
    """An archive in memory with one interview; what acts of other people need."""

    archive: Archive
    actor: Actor
    id: InterviewId
    folder: Path
    custodians: list[Custodian]
    made: dict[str, Any] = field(default_factory=dict)

    @property
    def store(self) -> MemoryStore:
        assert isinstance(self.archive.store, MemoryStore)
        return self.archive.store

    def remembered(self) -> Callable[[], None]:
        """How to have everything as it is now again: rows, what was seen, clock and chance."""
        state, seen = self.store.state.copy(), dict(self.archive.seen.heads)  # type: ignore[attr-defined]
        clock, chances = self.archive.clock, (self.archive.randomness, self.store.randomness)
        now, drawn = clock.at, [chance._random.getstate() for chance in chances]  # type: ignore[attr-defined]

        def again() -> None:
            self.store.state, self.archive.seen.heads = state.copy(), dict(seen)  # type: ignore[attr-defined]
            clock.at = now  # type: ignore[attr-defined]
            for chance, left in zip(chances, drawn, strict=True):
                chance._random.setstate(left)  # type: ignore[attr-defined]

        return again


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    monkeypatch.setattr("whensafe.editions.publish.assets", list)  # the fonts hold no words and are large
    archive, actor = memory_archive()
    custodians = [Custodian.new(SeededRandomness(bytes([n])).bytes) for n in range(3)]
    cards = tuple(read_card(one.card(f"custodian {n}")) for n, one in enumerate(custodians))
    with acting(archive, actor, "custodians") as deed:
        deed.note(Roster(ROSTER, 2, cards, deed.at))
    id = take_in.take_in(archive, actor, [take_in.Incoming("said.txt", SAID.encode())]).id
    agreed = consent.Answer(Use.PUBLISH, "narrator", PUBLIC)
    consent.consent(archive, actor, id, agreed)
    return Room(archive, actor, id, tmp_path, custodians)


Act = Callable[[Room], object]


def nothing(_: Room) -> None:
    """This act needs no other before it."""


def _seal(room: Room, what: What) -> Any:
    return seal(room.archive, room.actor, room.id, what, until="after(2020)")


def sealed(room: Room) -> None:
    room.made["seal"] = _seal(room, EVERYWHERE)


def _ask(room: Room, opener: HybridIdentity) -> Any:
    return ask(
        room.archive,
        room.actor,
        room.made["seal"].seal,
        str(opener.recipient()),
        although_unmet=True,
        reason="-",
        here=True,
    )


def opened(room: Room) -> None:
    sealed(room)
    opener = HybridIdentity(bytes(32))
    asked = _ask(room, opener)
    key = room.store.secrets.public_key()
    answers = [
        (f"{n}", answer(asked.request, one, SeededRandomness(b"answer").bytes, archive_key=key))
        for n, one in enumerate(room.custodians[:2])
    ]
    room.made |= {"request": asked.request, "answers": answers, "opener": opener}


def ready_to_release(room: Room) -> None:
    opened(room)
    room.made["release"] = _put_together(room).release


def _put_together(room: Room) -> Any:
    return put_together(room.made["request"], room.made["answers"], room.made["opener"])


def _take_answers(room: Room, how_many: int) -> Any:
    answers, opener = room.made["answers"][:how_many], room.made["opener"]
    return opening.take_answers(room.archive, room.actor, room.made["seal"].seal, answers, opener)


def answered(room: Room) -> None:
    opened(room)
    _take_answers(room, 2)


def _open_asked(room: Room) -> Any:
    return opening.open_asked(room.archive, room.actor, room.made["seal"].seal, room.made["opener"])


def _publish(room: Room) -> None:
    draft(room.archive, room.actor, Wanted(PUBLIC), Parcel(None)).publish("it was read")


def _publish_to_a_folder(room: Room) -> None:
    out = room.folder / "out"
    shutil.rmtree(out, ignore_errors=True)
    with replacing(out) as making:
        draft(room.archive, room.actor, Wanted(PUBLIC), making).publish("it was read")


def _take_in(room: Room) -> None:
    take_in.take_in(room.archive, room.actor, [take_in.Incoming("more.txt", SAID.encode())])


def _restrict(room: Room, what: restrict.What) -> Any:
    id = None if isinstance(what, restrict.Named) else room.id
    return restrict.restrict(room.archive, room.actor, id, what, restrict.Rule())


def _consent(room: Room) -> Any:
    return consent.consent(room.archive, room.actor, room.id, consent.Answer(Use.ARCHIVE, "narrator"))


def _search(room: Room, audience: Audience, text: str) -> Any:
    return search.search(room.archive, room.actor, audience, Query(text))


def placed(room: Room) -> None:
    made = placing.place(room.archive, room.actor, room.id, until="after(2020)", after="2")
    room.made["place"] = read_place(made.file)


def _seal_for(room: Room) -> Any:
    return placing.seal_for(room.made["place"], WORDS, SeededRandomness(b"page").bytes)


def _again(room: Room) -> Any:
    what = Quote(WORDS, turn="2")
    return restrict.repeats(room.archive, room.actor, room.id, what)


ACTS: dict[str, tuple[Act, Act]] = {
    "seal a quotation": (nothing, sealed),
    "plan a seal": (nothing, lambda r: plan(r.archive, r.actor, r.id, EVERYWHERE)),
    "seal a turn": (nothing, lambda r: _seal(r, OneTurn("2"))),
    "seal the whole": (nothing, lambda r: _seal(r, Whole())),
    "ask": (sealed, lambda r: _ask(r, HybridIdentity(bytes(32)))),
    "take an answer": (opened, lambda r: _take_answers(r, 1)),
    "open what was asked": (answered, _open_asked),
    "put answers together": (opened, _put_together),
    "release": (ready_to_release, lambda r: release(r.archive, r.actor, r.made["release"])),
    "restrict": (nothing, lambda r: _restrict(r, EVERYWHERE)),
    "restrict a name": (nothing, lambda r: _restrict(r, restrict.Named((WORDS,)))),
    "look where words stand again": (nothing, _again),
    "seal text for a place": (placed, _seal_for),
    "consent": (nothing, _consent),
    "take in": (nothing, _take_in),
    "search": (nothing, lambda r: _search(r, TEAM, WORDS.split()[0])),
    "search as the public": (nothing, lambda r: _search(r, PUBLIC, "snow")),
    "show": (nothing, lambda r: look.show(r.archive, r.actor, TEAM, r.id)),
    "show to the public": (nothing, lambda r: look.show(r.archive, r.actor, PUBLIC, r.id)),
    "publish": (sealed, _publish),
    "why": (sealed, lambda r: why(r.archive, r.actor, PUBLIC, r.id)),
    "due": (sealed, lambda r: due(r.archive, r.actor)),
    "withdraw": (nothing, lambda r: withdraw(r.archive, r.actor, r.id)),
    "check": (sealed, lambda r: check.check(r.archive, r.actor)),
}


class Lines(logging.Handler):
    """What a log would hold."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.setFormatter(report.WordlessFormatter())

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(self.format(record))


@pytest.fixture
def log() -> Iterator[Lines]:
    kept = Lines()
    logging.getLogger().addHandler(kept)
    yield kept
    logging.getLogger().removeHandler(kept)


def said_of(error: BaseException, log: Lines) -> str:
    """All that a person or a log would be told of it: by the command line, and by the pages."""
    out = io.StringIO()
    with redirect_stderr(out), redirect_stdout(out):
        if isinstance(error, WhensafeError):
            say_error(str(error))
        else:
            say_error(fault_code(error))
    reporter = report.Reporter(None, type(error), error, error.__traceback__)
    report.note(error)
    return "\n".join(
        [
            out.getvalue(),
            report.where(error),
            *log.said,
            reporter.get_traceback_text(),
            reporter.get_traceback_html(),
        ]
    )


def our_errors(error: BaseException | None) -> Iterator[str]:
    """What our own errors say, along the chain of causes. A fault that was planted says what it says."""
    while error is not None:
        if not isinstance(error, Fault):
            yield f"{error} {error.args} {getattr(error, 'where', '')} {getattr(error, 'todo', '')}"
        error = error.__cause__ or error.__context__


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.timeout(3600 if ALL else 300)
def test_wherever_an_act_fails_nothing_is_said_and_nothing_is_changed(
    name: str, room: Room, log: Lines
) -> None:
    prepare, act = ACTS[name]
    prepare(room)
    watch, again = Watch(room, log), room.remembered()
    act(room)
    done = room.store.state.copy()
    again()
    warm, wrong = watch.fails_everywhere(act, done)
    assert len(warm) > 15
    assert wrong == []
    again()
    forgotten()
    _, wrong = watch.fails_everywhere(act, done, but=warm)
    assert wrong == []


@pytest.mark.timeout(3600 if ALL else 300)
def test_wherever_publishing_to_a_folder_fails_nothing_is_left_there(room: Room, log: Lines) -> None:
    sealed(room)
    watch, again = Watch(room, log), room.remembered()
    _publish_to_a_folder(room)
    again()
    places = lines_of(lambda: _publish_to_a_folder(room), *HANDLES, "outside/edition_folder.py")
    done = room.store.state.copy()
    for place in places[:: 1 if ALL else FEW]:
        again()
        wrong = watch.fails_at(_publish_to_a_folder, place, done)
        assert wrong == "", place
        assert not [path.name for path in room.folder.iterdir() if path.name not in ("tmp", "out")]


@dataclass
class Watch:
    """All that is looked at when an act failed. ``before`` is what the archive held."""

    room: Room
    log: Lines

    def __post_init__(self) -> None:
        self.before = self.room.store.state.copy()
        self.sweeper = Sweeper([WORDS])
        self.out = io.StringIO()

    @property
    def fault(self) -> Fault:
        return Fault(f"can't handle {WORDS!r}")

    def fails_everywhere(
        self, act: Act, done: _State, but: AbstractSet[Place] = frozenset()
    ) -> tuple[set[Place], list[str]]:
        self._begins()
        with redirect_stderr(self.out), redirect_stdout(self.out):
            return failing_everywhere(
                lambda: act(self.room), HANDLES, self.fault, lambda *failed: self._wrong(*failed, done), but
            )

    def fails_at(self, act: Act, place: Place, done: _State) -> str:
        self._begins()
        raised: BaseException | None = None
        with redirect_stderr(self.out), redirect_stdout(self.out):
            try:
                with failing_at(place, self.fault) as reached:
                    act(self.room)
            except Exception as error:  # noqa: BLE001 - whatever comes out is looked at
                raised = error
        assert reached
        return self._wrong(place, raised, done)

    def _begins(self) -> None:
        self.log.said.clear()
        self.out.seek(0)
        self.out.truncate()

    def _wrong(self, place: Place, raised: BaseException | None, done: _State) -> str:
        told = [self.out.getvalue(), *self.log.said]
        if raised is not None:
            told += [said_of(raised, self.log), *our_errors(raised)]
            _nothing_or_all(self.room, place, self.before, done)
        self.sweeper.over(told)
        self.sweeper.folder(self.room.folder)
        return self.sweeper.summary()


def _nothing_or_all(room: Room, place: Place, before: _State, done: _State) -> None:
    """Nothing was changed, or, where it fails only after the commit, all was, and the ledger has it."""
    state = room.store.state
    if state == before:
        return
    assert _counted(state) == _counted(done) != _counted(before), f"{place} left something behind"
    assert check.check(room.archive, room.actor).problems == (), f"{place} left something unsound"


def _counted(state: _State) -> tuple[object, ...]:
    """How much there is of everything: bytes differ, as chance does."""
    records = Counter(kind for kind, _ in state.records)
    closed = sum(opening is None for _, opening in state.leaves)
    return len(state.interviews), records, len(state.leaves), closed, len(state.files), len(state.refs)


def test_what_a_copy_tells_or_changes_is_heard(room: Room, log: Lines) -> None:
    """So that these tests can fail: here an act tells what failed, and one leaves something behind."""

    def tells(room: Room) -> None:
        try:
            _consent(room)
        except Fault as fault:
            print(fault)  # noqa: T201

    def leaves(room: Room) -> None:
        room.store.state.files["left"] = b""
        _consent(room)

    for act in (tells, leaves):
        watch, again = Watch(room, log), room.remembered()
        seen, wrong = watch.fails_everywhere(act, watch.before)
        assert len(wrong) > 0.8 * len(seen) > 50
        again()


def test_a_fault_that_is_told_is_found(room: Room) -> None:
    """So that this test can fail."""
    sweeper = Sweeper([WORDS])
    assert sweeper.over([str(Fault(f"can't handle {WORDS!r}"))]) != ""
    assert replace(room, made={}).store is room.store
