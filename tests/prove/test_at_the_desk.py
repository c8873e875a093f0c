"""The slow path: whole archives, made act by act, that differ only in what is sealed or restricted.

Clock and chance are the same in both; every output of the desk for every audience is compared byte for byte:
the files of editions with signature and proof, what is shown, listed and found, and for the team, which may
read what is restricted, all of that where only sealed words differ. For the public, whole secret exchanges
and interviews come and go as well.
"""

from __future__ import annotations

import datetime
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from tests.memory_store import NOON, FixedClock, SeededRandomness, memory_archive
from tests.prove.drawing import NAMES, OPEN, UK, Draw

from whensafe.desk import consent, look, people, place, search
from whensafe.desk.adopt import adopt
from whensafe.desk.archive import Archive
from whensafe.desk.export import export
from whensafe.desk.history import history
from whensafe.desk.ports import Query
from whensafe.desk.publish import Wanted, draft
from whensafe.desk.restrict import Rule, Somebody, restrict
from whensafe.desk.seal import seal
from whensafe.desk.show_json import as_json
from whensafe.desk.take_in import Incoming, add_to, take_in
from whensafe.desk.why import why
from whensafe.errors import NotFound, NotPermitted, Refused
from whensafe.nouns.actor import TEAM, Actor, Audience
from whensafe.nouns.consent import Attribution, Use
from whensafe.nouns.export import Format
from whensafe.nouns.ids import InterviewId
from whensafe.outside.edition_folder import replacing
from whensafe.protection.closure import OneTurn, Quote, Whole
from whensafe.sealing.custodians import Custodian
from whensafe.sealing.places import read_place

PAIRS = max(12, int(os.environ.get("WHENSAFE_PAIRS", "10000")) // 1000)
PUBLIC, FAMILY, BENCH = map(Audience, ("public", "family", "justice:bench"))
QUERIES = ("вода", "лампа", "ґвинтяжка", '"нас рахували"', "крок")


@dataclass(frozen=True)
class Case:
    """What both sides share, and what each has instead: sealed words, restricted words, a person's name."""

    seed: int
    sealed: tuple[str, str]
    restricted: tuple[str, str]
    person: tuple[tuple[str, ...], tuple[str, ...]]
    secret: tuple[str | None, str | None]
    open: tuple[str, ...]
    attribution: Attribution


def case(seed: int, *, restricted: bool, secret: bool) -> Case:
    """Sealed words always differ; restricted ones and who they are about only where asked."""
    draw = Draw(f"desk {seed}")
    words = draw.both(lambda: f"{draw.hidden(9)} ґвинтяжка")
    hidden = draw.both(lambda: f"щюфеній {draw.hidden(5)}")
    one, other = draw.sample(NAMES, 2)
    only = draw.choice((("Де решта?", None), (None, "Де решта?")))
    return Case(
        seed,
        _lines(words),
        _lines(hidden if restricted else (hidden[0], hidden[0])),
        (one, other if restricted else one),
        only if secret else (None, None),
        tuple(" ".join(draw.choices(OPEN[UK], k=draw.randint(5, 9))) for _ in range(6)),
        draw.choice((Attribution.NONE, Attribution.PSEUDONYM, Attribution.FIRST)),
    )


def _lines(pair: tuple[str, str]) -> tuple[str, str]:
    """On one line each, as the made-up format has it; no quotation mark, which a quotation may not hold."""
    one, other = (" ".join(text.replace('"', "").split()) for text in pair)
    return one, other


class Streams:
    """Chance for one act at a time, a stream for each size: one address more shifts no other kind of id."""

    def __init__(self) -> None:
        self.begin("nothing")

    def begin(self, act: str) -> None:
        self._act = act
        self._streams: dict[int, SeededRandomness] = {}

    def bytes(self, n: int) -> bytes:
        fresh = SeededRandomness(f"{self._act} {n}".encode())
        return self._streams.setdefault(n, fresh).bytes(n)


@dataclass
class House:
    archive: Archive
    actor: Actor
    folder: Path
    ids: list[InterviewId]
    acts: int = 0

    def begin(self, act: str) -> None:
        """An act that both sides do, at the same moment and with the same chance."""
        self.acts += 1
        assert isinstance(self.archive.clock, FixedClock)
        assert isinstance(self.archive.randomness, Streams)
        self.archive.clock.at = NOON + datetime.timedelta(minutes=self.acts)
        self.archive.randomness.begin(act)

    def take(self, act: str, text: str) -> InterviewId:
        self.begin(act)
        return take_in(self.archive, self.actor, [Incoming("said.txt", text.encode())]).id

    def agree(self, id: InterviewId, audience: Audience, attribution: Attribution) -> None:
        self.begin(f"consent {id} {audience}")
        answer = consent.Answer(Use.PUBLISH, "narrator", audience, attribution=attribution)
        consent.consent(self.archive, self.actor, id, answer)


def made(of: Case, side: int, folder: Path) -> House:
    """The archive of one side, act by act."""
    empty, actor = memory_archive()
    archive = replace(empty, randomness=Streams())
    house = House(archive, actor, folder, [])
    seeds = (SeededRandomness(bytes([n])).bytes for n in range(3))
    cards = [(f"{n}", Custodian.new(random).card(f"custodian {n}")) for n, random in enumerate(seeds)]
    house.begin("adopt")
    adopt(archive, actor, cards, 2)
    name, *also = of.person[side]
    house.begin("person")
    person = people.add(archive, actor, name, also=also).person.id
    id = house.take("take in", _said(of, side))
    house.ids.append(id)
    house.begin("translate")
    add_to(archive, actor, id, [Incoming("t.txt", _RENDERED.encode())], kind="translation")
    house.begin("seal")
    seal(archive, actor, id, Quote(of.sealed[side]), until="after(2040)")
    house.begin("place")
    placed = place.place(archive, actor, id, until="after(2043)", after="2")
    elsewhere = SeededRandomness(b"elsewhere").bytes
    brought = place.seal_for(read_place(placed.file), of.sealed[side], elsewhere)
    house.begin("take sealed")
    place.take(archive, actor, brought)
    house.begin("restrict")
    restrict(archive, actor, id, Quote(of.restricted[side]), Rule())
    restrict(archive, actor, None, Somebody(person), Rule())
    for audience in (PUBLIC, FAMILY):
        house.agree(id, audience, of.attribution)
    return house


def _said(of: Case, side: int) -> str:
    words = of.open
    lines = [
        f"# {words[0]}",
        "lang: uk",
        f"Ганна (interviewer): {words[0]}?",
        f"Олена (narrator): {words[1]}. {of.sealed[side]}. {words[2]}.",
        f"Ганна (interviewer): {words[3]}?",
        f"Олена (narrator): {words[4]}. {of.restricted[side]}. А {of.person[side][0]} теж. {words[5]}.",
    ]
    return "\n".join(lines)


_RENDERED = """lang: en
Hanna (interviewer): And then?
Olena (narrator): Then there was snow.
Hanna (interviewer): And after that?
Olena (narrator): After that they counted us.
"""


def with_secrets(of: Case, side: int, house: House) -> None:
    """An interview of which an exchange is secret, and one that is all secret: each on one side."""
    asked, words = of.secret[side], of.open
    archive, actor = house.archive, house.actor
    text = ["lang: uk", f"Олена (narrator): {words[1]}.", f"Олена (narrator): {words[2]}."]
    if asked is not None:
        text += [f"Ганна (interviewer): {asked}", "Олена (narrator): Жґюк."]
    last = house.take("take in another", "\n".join(text))
    if asked is not None:
        seal(archive, actor, last, OneTurn("4"), until="after(2041)", secret=True)
        third = [Incoming("third.txt", f"lang: uk\nОлена (narrator): {of.sealed[side]}".encode())]
        secret = take_in(archive, actor, third).id
        consent.consent(archive, actor, secret, consent.Answer(Use.PUBLISH, "narrator", PUBLIC))
        seal(archive, actor, secret, Whole(), until="after(2042)", secret=True)
    house.agree(last, PUBLIC, Attribution.NONE)


def outputs(house: House, audience: Audience) -> dict[str, str]:
    """All that the desk answers as this audience, and the edition for it."""
    archive, actor = house.archive, house.actor
    lines = look.page(archive, actor, audience).lines
    found: dict[str, Any] = {"list": [asdict(line) for line in lines]}
    for line in lines:
        interview = look.show(archive, actor, audience, line.id)
        found[f"show {line.id}"] = as_json(interview, lambda file: file.name)
    for query in QUERIES:
        hits = search.search(archive, actor, audience, Query(query))
        found[f"search {query}"] = [hits.total, *map(asdict, hits.hits)]
    for id in (line.id for line in lines):
        found[f"why {id}"] = asdict(why(archive, actor, audience, id))
    told = {name: json.dumps(value, ensure_ascii=False, default=str) for name, value in found.items()}
    for id in (line.id for line in lines):
        told |= exported(house, audience, id)
    return told | (dict(edition(house, audience)) if audience != TEAM else {})


def exported(house: House, audience: Audience, id: InterviewId) -> dict[str, str]:
    """An interview in every format, with what is said of it; or why there is none."""
    found: dict[str, str] = {}
    for format in Format:
        house.begin(f"export {id} {audience} {format}")
        try:
            made = export(house.archive, house.actor, audience, id, format)
        except Refused as error:
            found[f"export {id} {format}"] = str(error)
            continue
        found[f"export {id} {format}"] = str([made.losses, *(file.tail for file in made.files)])
        found |= {f"export {id} {format} {n}": file.data.hex() for n, file in enumerate(made.files)}
    return found


def edition(house: House, audience: Audience) -> Iterator[tuple[str, str]]:
    """Every file of an edition, by its place."""
    out = house.folder / "out"
    shutil.rmtree(out, ignore_errors=True)
    house.begin(f"publish {audience}")
    wanted = Wanted(audience, title="Lantern", publisher="Lantern")
    with replacing(out) as making:
        draft(house.archive, house.actor, wanted, making).publish("it was read")
    for path in sorted(out.rglob("*")):
        if path.is_file():
            yield path.relative_to(out).as_posix(), path.read_bytes().hex()


def compare(one: dict[str, str], other: dict[str, str]) -> None:
    assert one.keys() == other.keys()
    differ = [name for name in one if one[name] != other[name]]
    assert differ == []


@pytest.mark.parametrize("seed", range(PAIRS))
def test_other_words_change_nothing_an_audience_is_told(seed: int, tmp_path: Path) -> None:
    of = case(seed, restricted=True, secret=False)
    one, other = (made(of, side, tmp_path) for side in (0, 1))
    for audience in (PUBLIC, FAMILY, BENCH):
        told = outputs(one, audience)
        compare(told, outputs(other, audience))
        assert (of.open[1] in "".join(told.values())) is (audience != BENCH)


@pytest.mark.parametrize("seed", range(PAIRS))
def test_other_sealed_words_change_nothing_the_team_is_told(seed: int, tmp_path: Path) -> None:
    of = case(seed, restricted=False, secret=False)
    one, other = (made(of, side, tmp_path) for side in (0, 1))
    compare(outputs(one, TEAM), outputs(other, TEAM))
    lines = [history(house.archive, house.actor).lines for house in (one, other)]
    assert [line.entry and line.entry.act for line in lines[0]] == [
        line.entry and line.entry.act for line in lines[1]
    ]


@pytest.mark.parametrize("seed", range(PAIRS))
def test_what_is_secret_may_be_there_or_not(seed: int, tmp_path: Path) -> None:
    of = case(seed, restricted=True, secret=True)
    one, other = (made(of, side, tmp_path) for side in (0, 1))
    with_secrets(of, 0, one)
    with_secrets(of, 1, other)
    compare(outputs(one, PUBLIC), outputs(other, PUBLIC))


def test_what_is_secret_is_refused_like_what_is_not_there(tmp_path: Path) -> None:
    of = case(1, restricted=True, secret=True)
    side = 0 if of.secret[0] is not None else 1
    house = made(of, side, tmp_path)
    with_secrets(of, side, house)
    told = {line.id for line in look.page(house.archive, house.actor, PUBLIC).lines}
    hidden = {line.id for line in look.page(house.archive, house.actor, TEAM).lines} - told
    assert len(told) == 2
    assert hidden
    for id in (*hidden, InterviewId("0000000000")):
        with pytest.raises(NotFound) as refused:
            look.show(house.archive, house.actor, PUBLIC, id)
        assert str(refused.value).replace(id, "ID") == "ID: no such interview"
        with pytest.raises(NotPermitted) as closed:
            export(house.archive, house.actor, PUBLIC, id, Format.JSON)
        said = (
            "ID: there is nothing here that may be told to public. Ask why with: whensafe why ID --as public"
        )
        assert str(closed.value).replace(id, "ID") == said
