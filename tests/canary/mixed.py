"""Operations of every kind on a real archive, drawn from a seed, with the process killed in some of them.

An operation is a small JSON value; `perform` does it at the desk, here or in a process that dies on the way
(`dying`). `Mixer` draws them, knows which canary is sealed since when, and what each copy may still hold.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.canary.canaries import canary
from tests.memory_store import LineReader, NoFetcher
from tests.some_archives import make, opened

from whensafe.desk import check, look, people, place, registers, search
from whensafe.desk.act import acting
from whensafe.desk.archive import Archive
from whensafe.desk.backup import backup
from whensafe.desk.changes import SetTitle
from whensafe.desk.consent import Answer, consent
from whensafe.desk.correct import correct
from whensafe.desk.custodians import ROSTER, Roster
from whensafe.desk.enter import enter
from whensafe.desk.keep import discard, keep
from whensafe.desk.ports import Query
from whensafe.desk.publish import Wanted, draft
from whensafe.desk.put_together import put_together
from whensafe.desk.release import release
from whensafe.desk.request import ask
from whensafe.desk.restrict import Named, Rule, restrict
from whensafe.desk.seal import plan, seal
from whensafe.desk.take_in import Incoming, add_to, take_in
from whensafe.desk.withdraw import withdraw
from whensafe.errors import NotFound, WhensafeError
from whensafe.nouns.actor import TEAM, Actor, Audience
from whensafe.nouns.consent import Use
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.sealed import Seal, SealState
from whensafe.outside import bag
from whensafe.outside.clock import SystemClock
from whensafe.outside.edition_folder import replacing
from whensafe.outside.randomness import SystemRandomness
from whensafe.outside.seen import FileSeen
from whensafe.protection.closure import OneTurn, Quote, What, Whole
from whensafe.sealing.custodians import Custodian, read_card
from whensafe.sealing.places import read_place
from whensafe.sealing.requests import answer
from whensafe.sealing.stanzas import HybridIdentity

Op = dict[str, Any]
PUBLIC = Audience("public")
_OPEN = "They counted us at dawn beside the gate and the lamp went out again before the bread came"
OPEN = _OPEN.split()
CUSTODIANS = tuple(Custodian(bytes([n]) * 32) for n in (1, 2, 3))
"""Far away from the archive: none of their keys is on its disk."""


@dataclass(frozen=True)
class Desk:
    archive: Archive
    actor: Actor


@contextmanager
def at_desk(root: Path) -> Iterator[Desk]:
    """The archive, opened by a person whose state lies beside it."""
    store = opened(root)
    try:
        archive = Archive(
            store,
            SystemClock(None),
            SystemRandomness(),
            LineReader(),
            NoFetcher(),
            FileSeen(root.parent / "state"),
        )
        desk = Desk(archive, store.slots.members()[0])
        enter(desk.archive, desk.actor)
        yield desk
    finally:
        store.close()


def prepared(root: Path) -> Path:
    """An archive with custodians."""
    make(root)
    with at_desk(root) as desk:
        cards = tuple(read_card(one.card(f"custodian {n}")) for n, one in enumerate(CUSTODIANS))
        with acting(desk.archive, desk.actor, "custodians") as deed:
            deed.note(Roster(ROSTER, 2, cards, deed.at))
    return root


def perform(desk: Desk, op: Op, folder: Path) -> Any:
    """Do it. A refusal is raised like any other error of ours."""
    return _ACTS[op["do"]](desk, op, folder)


def _take_in(desk: Desk, op: Op, _: Path) -> str:
    return take_in(desk.archive, desk.actor, [_file(op)], keep=op.get("keep", True)).id


def _file(op: Op) -> Incoming:
    return Incoming(op["name"], op["text"].encode())


def _translate(desk: Desk, op: Op, _: Path) -> None:
    add_to(desk.archive, desk.actor, InterviewId(op["id"]), [_file(op)], kind="translation")


def _exhibit(desk: Desk, op: Op, _: Path) -> None:
    add_to(desk.archive, desk.actor, InterviewId(op["id"]), [_file(op)], kind="exhibit", note="from a drawer")


def _correct(desk: Desk, op: Op, _: Path) -> None:
    correct(desk.archive, desk.actor, InterviewId(op["id"]), SetTitle(op["title"], op["standfirst"]))


def _keep(desk: Desk, op: Op, _: Path) -> None:
    keep(desk.archive, desk.actor, InterviewId(op["id"]))


def _discard(desk: Desk, op: Op, _: Path) -> None:
    discard(desk.archive, desk.actor, InterviewId(op["id"]))


def _search(desk: Desk, op: Op, _: Path) -> int:
    return search.search(desk.archive, desk.actor, TEAM, Query(op["text"])).total


def _show(desk: Desk, op: Op, _: Path) -> None:
    look.page(desk.archive, desk.actor, TEAM)
    interview = look.show(desk.archive, desk.actor, TEAM, InterviewId(op["id"]))
    for file in look.originals(interview)[:1]:
        _, chunks = look.original(desk.archive, desk.actor, TEAM, interview.id, file.blob)
        b"".join(chunks)


def _seal(desk: Desk, op: Op, _: Path) -> Any:
    what: What = Whole()
    if "quote" in op:
        what = Quote(op["quote"], everywhere=True)
    elif "turn" in op:
        what = OneTurn(op["turn"])
    shown = plan(desk.archive, desk.actor, InterviewId(op["id"]), what, secret=op["secret"])
    return seal(
        desk.archive,
        desk.actor,
        InterviewId(op["id"]),
        what,
        until=op["until"],
        secret=op["secret"],
        shown=shown,
    )


def _place(desk: Desk, op: Op, _: Path) -> None:
    """Words sealed on another machine: they were never here in clear."""
    made = place.place(desk.archive, desk.actor, InterviewId(op["id"]), until=op["until"], after="1")
    sealed = place.seal_for(read_place(made.file), canary(op["canary"]), SystemRandomness().bytes)
    place.take(desk.archive, desk.actor, sealed)


def _release(desk: Desk, op: Op, _: Path) -> None:
    """Ask, answer, open and release; all that is handed over stays in memory."""
    with desk.archive.store.read() as unit:
        closed = [s.id for s in registers.every(unit, Seal) if s.state is SealState.SEALED]
        key = unit.secrets.public_key()
    if not closed:
        raise NotFound("nothing is sealed")
    chance = desk.archive.randomness.bytes
    opener = HybridIdentity(chance(32))
    asked = ask(
        desk.archive,
        desk.actor,
        closed[op["nth"] % len(closed)],
        str(opener.recipient()),
        although_unmet=True,
        reason="as agreed",
    )
    answers = [
        (f"{n}", answer(asked.request, CUSTODIANS[n], chance, archive_key=key)) for n in op["custodians"]
    ]
    opened = put_together(asked.request, answers, opener)
    release(desk.archive, desk.actor, opened.release)


def _publish(desk: Desk, op: Op, folder: Path) -> None:
    with replacing(folder / op["name"]) as making:
        draft(desk.archive, desk.actor, Wanted(PUBLIC), making).publish("it was read")


def _restrict(desk: Desk, op: Op, _: Path) -> None:
    if "name" in op:
        restrict(desk.archive, desk.actor, None, Named((op["name"],)), Rule())
    else:
        restrict(desk.archive, desk.actor, InterviewId(op["id"]), OneTurn("1"), Rule((PUBLIC,)))


def _consent(desk: Desk, op: Op, _: Path) -> None:
    consent(desk.archive, desk.actor, InterviewId(op["id"]), Answer(Use.PUBLISH, "narrator", PUBLIC))


def _withdraw(desk: Desk, op: Op, _: Path) -> None:
    withdraw(desk.archive, desk.actor, InterviewId(op["id"]))


def _person(desk: Desk, op: Op, _: Path) -> str:
    return people.add(desk.archive, desk.actor, op["name"]).person.id


def _backup(desk: Desk, op: Op, folder: Path) -> None:
    with backup(desk.archive, desk.actor, label=op["name"]) as files:
        bag.write(folder / op["name"], files, made_at=desk.archive.now(), progress=lambda _what, _done: None)


def _check(desk: Desk, _op: Op, _: Path) -> None:
    report = check.check(desk.archive, desk.actor)
    assert report.problems == (), [problem.code for problem in report.problems]


_ACTS: dict[str, Callable[[Desk, Op, Path], Any]] = {
    "take in": _take_in,
    "translate": _translate,
    "exhibit": _exhibit,
    "correct": _correct,
    "keep": _keep,
    "discard": _discard,
    "search": _search,
    "show": _show,
    "seal": _seal,
    "place": _place,
    "release": _release,
    "publish": _publish,
    "restrict": _restrict,
    "consent": _consent,
    "withdraw": _withdraw,
    "person": _person,
    "backup": _backup,
    "check": _check,
}


@dataclass
class Told:
    """One interview of the run, with its canaries, and those among them that are open."""

    id: str
    canaries: dict[int, str]
    open: dict[int, str]
    draft: bool = False
    translated: bool = False
    bare: bool = False
    """Sealed whole: nothing is left to seal."""


@dataclass
class Mixer:
    """Draws and does operations; knows what may be where."""

    root: Path
    seed: int
    crash: Callable[[Op, int, float | None], bool]
    """Do an operation in a process that dies at a step, or so many seconds after it has begun."""
    told: dict[str, Told] = field(default_factory=dict)
    sealed: dict[str, int] = field(default_factory=dict)
    """Each canary that is sealed, or gone, with the number of the operation since which it is."""
    copies: dict[Path, int] = field(default_factory=dict)
    """Each backup and edition with the number of the operation that made it: what was sealed before is in
    none of it."""
    listed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By sealed canary, the labels of the backups that its receipt said still hold it."""
    errors: list[str] = field(default_factory=list)
    """What refusals said."""
    done: Counter[str] = field(default_factory=Counter)
    count: int = 0
    operations: int = 0
    _pending: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)  # noqa: S311 - a seed is the point
        self.folder = self.root.parent

    def run(self, operations: int) -> None:
        """So many operations, one after another; about one in twelve doesn't live to its end."""
        left = operations
        while left > 0:
            with at_desk(self.root) as desk:
                stretch = self.chance.randint(6, 16)
                for _ in range(min(stretch, left)):
                    self.step(desk)
                    left -= 1
            if left > 0:
                self._crash()
                left -= 1

    def step(self, desk: Desk) -> None:
        """One operation that is allowed to end."""
        op = self._draw()
        self.operations += 1
        self.done[op["do"]] += 1
        if op["do"] == "place":
            self._is_elsewhere(op)
        try:
            answer = perform(desk, op, self.folder)
        except WhensafeError as error:
            self.done[f"{op['do']} refused"] += 1
            self.errors.append(str(error))
        else:
            self._note(op, answer)
            if op["do"] == "release":
                self._look(desk)

    def _crash(self) -> None:
        op = self._draw(only=_KILLED)
        self.operations += 1
        self.done[f"{op['do']} killed"] += 1
        if op["do"] == "place":
            self._is_elsewhere(op)
        after = self.chance.random() * 0.12 if self.chance.random() < 0.5 else None
        if self.crash(op, self.chance.randint(1, 60), after):
            self.done["too late"] += 1
        with at_desk(self.root) as desk:
            self._look(desk)

    def _look(self, desk: Desk) -> None:
        """The archive says how far things got."""
        known = {}
        with desk.archive.store.read() as unit:
            for id in unit.interviews.ids():
                interview = unit.interviews.get(id, TEAM)
                assert interview is not None
                known[str(id)] = (interview, registers.canonical(interview).decode())
        for id in set(self.told) - set(known):
            assert self.told[id].draft
            del self.told[id]
        for id, (interview, everything) in known.items():
            if id not in self.told:
                self.told[id] = Told(id, {n: canary(n) for n in self._pending if canary(n) in everything}, {})
            told = self.told[id]
            told.draft = interview.state.value == "draft"
            told.translated = any(len(session.transcripts) > 1 for session in interview.sessions)
            for n, text in told.canaries.items():
                if text in everything:
                    told.open[n] = text
                    told.bare = self.sealed.pop(text, None) is None and told.bare
                elif n in told.open:
                    self._is_sealed(told, n, ())
        for path in (*self.folder.glob("backup*"), *self.folder.glob("*edition*")):
            self.copies.setdefault(path, self.operations)

    def _note(self, op: Op, answer: Any) -> None:
        told = self.told.get(op.get("id", ""))
        if op["do"] == "take in":
            canaries = {n: canary(n) for n in op["canaries"]}
            self.told[answer] = Told(answer, canaries, dict(canaries), not op.get("keep", True))
        elif op["do"] == "keep" and told is not None:
            told.draft = False
        elif op["do"] == "discard" and told is not None:
            self.sealed |= dict.fromkeys(told.open.values(), self.operations)  # gone: no page may keep it
            del self.told[told.id]
        elif op["do"] == "translate" and told is not None:
            told.translated = True
        elif op["do"] in ("backup", "publish"):
            self.copies[self.folder / op["name"]] = self.operations
        elif op["do"] == "seal" and told is not None:
            assert answer.erased
            gone = list(told.open) if "quote" not in op and "turn" not in op else [op["canary"]]
            for n in gone:
                self._is_sealed(told, n, tuple(made.label for made in answer.backups_still_holding))
            told.bare = "quote" not in op and "turn" not in op

    def _is_elsewhere(self, op: Op) -> None:
        """Words sealed before they come here are closed from the first, whether they arrive or not."""
        self.told[op["id"]].canaries[op["canary"]] = canary(op["canary"])
        self.sealed[canary(op["canary"])] = self.operations

    def _is_sealed(self, told: Told, n: int, labels: tuple[str, ...]) -> None:
        text = told.open.pop(n)
        self.sealed[text] = self.operations
        self.listed.pop(text, None)
        if labels:
            self.listed[text] = labels

    def _draw(self, only: tuple[str, ...] | None = None) -> Op:
        while True:
            name = self.chance.choices(list(_WEIGHTS), weights=list(_WEIGHTS.values()))[0]
            if only is not None and name not in only:
                continue
            op = self._of(name)
            if op is not None:
                return op

    def _of(self, name: str) -> Op | None:
        self.count += 1
        if name in ("take in", "check", "backup", "person", "release", "publish"):
            return self._apart(name)
        if name in ("keep", "discard", "correct"):
            return self._on_draft(name, [t for t in self.told.values() if t.draft])
        kept = [t for t in self.told.values() if not t.draft and not t.bare]
        return self._on_kept(name, kept) if kept else None

    def _apart(self, name: str) -> Op:
        if name == "take in":
            return self._new()
        if name == "release":
            two = self.chance.sample(range(len(CUSTODIANS)), 2)
            return {"do": name, "nth": self.chance.randrange(99), "custodians": two}
        named = {"backup": f"backup{self.count}", "publish": f"edition{self.count}"}
        return {"do": name, "name": named.get(name, f"Lev Number {self.count}")}

    def _on_kept(self, name: str, kept: list[Told]) -> Op | None:
        told = self.chance.choice(kept)
        if name == "search":
            text = self.chance.choice([*told.open.values(), *list(self.sealed)[-3:], "counted", "gate"])
            return {"do": name, "text": self.chance.choice(text.split())}
        if name == "seal":
            return self._sealing([t for t in kept if t.open])
        if name == "place":
            return {"do": name, "id": told.id, "until": self.chance.choice(_UNTIL), "canary": self.count * 10}
        if name == "translate":
            return None if told.translated or not told.open else self._translation(told)
        if name == "exhibit":
            return {"do": name, "id": told.id, "name": "wall.txt", "text": f"a wall {self.count}"}
        if name == "restrict" and self.chance.random() < 0.5:
            return {"do": name, "name": f"Zhmerinka {self.count}"}
        return {"do": name, "id": told.id}

    def _new(self) -> Op:
        canaries = [self.count * 10 + n for n in range(self.chance.randint(1, 3))]
        self._pending = tuple(canaries)
        lines = [f"# Number {self.count}", f"Menu {self.count}"]
        if self.chance.random() < 0.3:
            lines[0] += f" {canary(canaries[0])}"
            lines.append(f"Read also: {canary(canaries[0])}")
        for n in canaries:
            lines.append(f"Hanna (interviewer): {self._said()} number {n}?")
            lines.append(f"Olena (narrator): {self._said()}. {canary(n)} {self._said()}.")
        lines.append(f"Olena (narrator): {self._said()}.")
        text = "\n".join(lines) + "\n"
        return {
            "do": "take in",
            "name": f"said{self.count}.txt",
            "text": text,
            "canaries": canaries,
            "keep": self.chance.random() < 0.75,
        }

    def _translation(self, told: Told) -> Op:
        """The same words, said to be in another language: a seal must find them there, too."""
        canaries = list(told.open)
        lines = ["lang: uk"]
        for n in canaries:
            lines.append(f"Ганна (interviewer): Що було далі, {n}?")
            lines.append(f"Олена (narrator): Далі {canary(n)} знову.")
        lines.append("Олена (narrator): Ще лежав сніг.")
        return {"do": "translate", "id": told.id, "name": "t.txt", "text": "\n".join(lines) + "\n"}

    def _on_draft(self, name: str, drafts: list[Told]) -> Op | None:
        if not drafts:
            return None
        told = self.chance.choice(drafts)
        if name != "correct":
            return {"do": name, "id": told.id}
        words = self.chance.choice([*told.open.values(), "Once more"])
        return {"do": name, "id": told.id, "title": f"Number {self.count}", "standfirst": f"{words}."}

    def _sealing(self, kept: list[Told]) -> Op | None:
        if not kept:
            return None
        told = self.chance.choice(kept)
        n = self.chance.choice(list(told.open))
        until = self.chance.choice(_UNTIL)
        op: Op = {"do": "seal", "id": told.id, "until": until, "canary": n, "secret": False}
        how = self.chance.random()
        if how < 0.75:
            return {**op, "quote": canary(n)}
        return {**op, "secret": how > 0.9}

    def _said(self) -> str:
        return " ".join(self.chance.choices(OPEN, k=self.chance.randint(4, 12)))


_UNTIL = ("after(2040)", "after(2041)", 'decision("Court", "7")', "narrator_agrees")
_WEIGHTS = {
    "take in": 14,
    "translate": 5,
    "exhibit": 2,
    "correct": 4,
    "keep": 6,
    "discard": 2,
    "search": 14,
    "show": 10,
    "seal": 16,
    "place": 4,
    "release": 7,
    "publish": 3,
    "restrict": 4,
    "consent": 6,
    "withdraw": 2,
    "person": 3,
    "backup": 3,
    "check": 2,
}


_KILLED = ("take in", "place", "translate", "keep", "seal", "release", "backup", "consent", "publish")


class Dying:
    """Starts processes that are killed: one that has everything imported forks one for each operation."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("dying.py"))],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "ready\n"

    def __call__(self, root: Path, op: Op, step: int, after: float | None) -> bool:
        """Do it in a process killed at its ``step``-th statement, or so long after it has begun, if that is
        said; whether it had ended before.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        request = {"root": str(root), "op": op, "step": step, "after": after}
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return bool(json.loads(self._process.stdout.readline())["ended"])

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(30)


def taken(root: Path, to: Path) -> Path:
    """The disk as it is at this moment, with the archive in use."""
    shutil.rmtree(to, ignore_errors=True)
    return Path(shutil.copytree(root, to))
