"""Every page that can be asked for, as the team sees it, after a seal: no sealed word is on any.

Addresses come from `web.urls` itself, filled in with every id there is, and from the links of every page met,
so that a page which is added tomorrow is looked at tomorrow.
"""

from __future__ import annotations

import itertools
import logging
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urljoin

import pytest
from django.test import Client
from django.urls import Resolver404, URLPattern, resolve
from tests.canary.canaries import canary
from tests.canary.sweeper import Sweeper
from tests.web.conftest import House, empty, english, house, pages

from whensafe.desk import facts, people, registers
from whensafe.desk.adopt import adopt
from whensafe.desk.consent import Answer, consent
from whensafe.desk.export import export
from whensafe.desk.restrict import Rule, Somebody, restrict
from whensafe.desk.seal import seal
from whensafe.errors import Refused
from whensafe.nouns.actor import Audience
from whensafe.nouns.consent import Use
from whensafe.nouns.export import Format
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.sealed import Seal
from whensafe.protection.closure import OneTurn, Quote, Whole
from whensafe.sealing.custodians import Custodian
from whensafe.web import urls

__all__ = ["empty", "english", "house", "pages"]
pytestmark = pytest.mark.slow
QUOTED, TURNED, WHOLE, SECRET = map(canary, range(100, 104))
ALL = (QUOTED, TURNED, WHOLE, SECRET)
PUBLIC = Audience("public")
SAID = f"""# Forty-two steps {QUOTED}
lang: uk
Read also: {QUOTED}
Ганна (interviewer): Хто був із вами?
Олена (narrator): Нас було шестеро. {QUOTED} був серед нас. Потім лежав сніг.
Ганна (interviewer): А потім?
Олена (narrator): {TURNED}, і нас вивели.
Ганна (interviewer): Що ще?
Олена (narrator): {SECRET}.
"""
RENDERED = f"""lang: en
Hanna (interviewer): Who was with you?
Olena (narrator): There were six of us. {QUOTED} was among us.
Hanna (interviewer): And then?
Olena (narrator): Then {TURNED}.
Hanna (interviewer): What else?
Olena (narrator): {SECRET}.
"""
OTHER = f"# Another {WHOLE}\nHanna (interviewer): Where?\nLev (narrator): {WHOLE}, by the gate.\n"
_LINK = re.compile(r"""(?:href|src|action|hx-get)="([^"]*)""")
_TOKEN = re.compile(r"[0-9a-z]{8,40}")


@dataclass
class Told:
    """An archive of two interviews with whatever goes with them: people, consent, facts, restrictions."""

    house: House
    first: InterviewId
    other: InterviewId

    def seal(self) -> None:
        archive, actor = self.house.archive, self.house.actor
        seal(archive, actor, self.first, Quote(QUOTED, everywhere=True), until="after(2040)")
        seal(archive, actor, self.first, OneTurn("4"), until='decision("Court", "7")')
        seal(archive, actor, self.first, OneTurn("6"), until="after(2041)", secret=True)
        seal(archive, actor, self.other, Whole(), until="narrator_agrees")

    def names(self) -> tuple[list[str], list[str]]:
        """Ids of interviews, and of everything else."""
        with self.house.archive.store.read() as unit:
            interviews = [str(id) for id in unit.interviews.ids()]
            others = [id for _, id in unit.records.keys()]  # noqa: SIM118 - a port of ours, no dict
            others += [str(ref.name) for ref in unit.blobs.refs()]
            for id in interviews:
                kept = unit.interviews.get(InterviewId(id), Audience("team"))
                assert kept is not None
                others += [str(turn.address) for text in kept.sessions[0].transcripts for turn in text.turns]
        return interviews, list(dict.fromkeys([*others, "public", "1"]))


@pytest.fixture
def told(house: House) -> Told:
    archive, actor = house.archive, house.actor
    cards = [(f"{n}", Custodian.new(archive.randomness.bytes).card(f"custodian {n}")) for n in range(3)]
    adopt(archive, actor, cards, 2)
    person = people.add(archive, actor, "Юхим Ґрищак").person.id
    first = house.kept(SAID, name=f"{QUOTED}.txt")
    house.translated(first, RENDERED)
    other = house.kept(OTHER)
    house.draft("# A draft\nHanna (interviewer): When?\nLev (narrator): Then.\n")
    for id in (first, other):
        consent(archive, actor, id, Answer(Use.PUBLISH, "narrator", PUBLIC))
    restrict(archive, actor, None, Somebody(person), Rule())
    facts.confirm(archive, actor, f"free({person})", evidence="met at the station")
    return Told(house, first, other)


@dataclass
class Crawl:
    """What a signed-in person gets at every address there is."""

    client: Client
    sweeper: Sweeper
    tried: set[str] = field(default_factory=set)
    statuses: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    """By the pattern's name, what it answered."""

    def run(self, told: Told) -> None:
        self._begin(told)
        interviews, others = told.names()
        for pattern in _patterns():
            for address in _filled(pattern, interviews, others):
                self.get(address)

    def _begin(self, told: Told) -> None:
        """What people do that leads to pages of its own: search, drill, ask for a seal, see an edition."""
        self.post("/custodians/drill")
        for query in ("лежав", "gate", "снігу"):
            self.post("/search", q=query)
        with told.house.archive.store.read() as unit:
            seals = [seal.id for seal in registers.every(unit, Seal)]
        for id in seals:
            whom = {"whom": "public", "language": "en", "opener": "here"}
            self.post(f"/seals/{id}/request", **whom, reason="his mother is dying", although="on")
        for audience in ("public", "family"):
            self.post("/editions/new", audience=audience)

    def post(self, at: str, **form: str) -> None:
        """Fill in a form, and see where it leads."""
        answer = self.client.post(at, form)
        self.sweeper.blob(answer.content, f"after {_plain(at)}")
        assert answer.status_code == 302, (at, answer.status_code)
        self.get(answer.headers["Location"])

    def get(self, address: str) -> None:
        """This page, and whatever it leads to."""
        left = [address]
        while left:
            at = left.pop().partition("#")[0]
            if at in self.tried or len(at) > 300 or not at.startswith("/"):
                continue
            self.tried.add(at)
            answer = self.client.get(at)
            assert answer.status_code < 500, at
            told = b"".join(answer) if answer.streaming else answer.content
            self.sweeper.text(f"{at} {answer.headers} {answer.cookies}", f"head of {_plain(at)}")
            self.sweeper.blob(told, _plain(at))
            with suppress(Resolver404):
                self.statuses[resolve(at.partition("?")[0]).view_name].add(answer.status_code)
            if "html" in answer.headers.get("Content-Type", "") and not at.startswith("/static/"):
                left += [urljoin(at, unescape(link)) for link in _LINK.findall(told.decode())]
            if "Location" in answer.headers:
                left.append(answer.headers["Location"])


def _patterns() -> Iterator[URLPattern]:
    for pattern in urls.urlpatterns:
        assert isinstance(pattern, URLPattern), "urls are no longer flat: walk them here, too"
        yield pattern


def _filled(pattern: URLPattern, interviews: list[str], others: list[str]) -> Iterable[str]:
    """The pattern's address with every id in every place; the first place of two is an interview's."""
    parts = re.split(r"<[^>]+>", str(pattern.pattern))
    if len(parts) == 1:
        return ["/" + parts[0]]
    ids = [*interviews, *others] if len(parts) == 2 else interviews
    places = [ids, *[others] * (len(parts) - 2)]
    return (
        "/" + "".join(itertools.chain(*zip(parts, [*chosen, ""], strict=True)))
        for chosen in itertools.product(*places)
    )


def _plain(address: str) -> str:
    return _TOKEN.sub("*", address.partition("?")[0])


def crawled(told: Told) -> Crawl:
    found = Crawl(told.house.member(), Sweeper(ALL))
    found.run(told)
    return found


def test_no_page_tells_a_sealed_word(told: Told) -> None:
    told.seal()
    log = Lines()
    logging.getLogger().addHandler(log)
    try:
        found = crawled(told)
    finally:
        logging.getLogger().removeHandler(log)
    assert found.sweeper.summary() == ""
    assert found.sweeper.over(log.said) == ""
    never = {str(p.name) for p in _patterns()} - {
        name for name, codes in found.statuses.items() if codes & {200, 302, 405}
    }
    assert never <= NOTHING_THERE, f"never seen: {never}"


@pytest.mark.parametrize("audience", ["team", "public"])
def test_no_export_holds_a_sealed_word(told: Told, audience: str) -> None:
    before, after = Sweeper(ALL), Sweeper(ALL)
    for sweeper in (before, after):
        for id in (told.first, told.other):
            for format in Format:
                with suppress(Refused):
                    made = export(told.house.archive, told.house.actor, Audience(audience), id, format)
                    for file in made.files:
                        sweeper.blob(file.data, f"{format} {file.tail}")
        if sweeper is before:
            told.seal()
    assert {one.canary for one in before.found} == set(range(len(ALL)))  # so that it can fail
    assert after.looked > 1000
    assert after.summary() == ""


NOTHING_THERE = {"job", "listen"}
"""No work is going on, and nothing was recorded; what a cut recording holds is swept where it is sealed."""


def test_before_the_seal_the_same_walk_finds_each_on_many_pages(told: Told) -> None:
    """So that it can fail."""
    found = crawled(told).sweeper.found
    assert {one.canary for one in found} == set(range(len(ALL)))
    assert len({one.where for one in found}) >= 5


class Lines(logging.Handler):
    """What would be in a log of everything."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())
