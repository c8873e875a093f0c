"""How well the readers read the gate's documents: facts right, wrong and missing, by kind of fact.

A fact that the record has and the reading gives is *right*; one that it gives otherwise, or gives where the
record has none, is *wrong*; one that it doesn't give is *missing*. Where the record says that the document
leaves a fact open, the right answer is the question, and any fact is wrong. A wrong fact counts double:

    precision = right / (right + 2 · wrong)        recall = right / facts in the record

What the record doesn't have and the reading doesn't give counts nowhere. Words are compared by letters and
digits alone, without regard to capitals. How each kind is counted:

``title``, ``published``, ``first_published``, ``interviewed``, ``language``, ``republisher``  one fact each
``source``      its name and its address, a fact each
``people``      a name with its role, a fact each; people without a name are judged by their turns
``turns``       a turn that begins and ends where it should; every other turn of the reading is wrong
``roles``, ``speakers``  of the turns that begin where they should; "missing" where none does
``said``        stretches that must lie in some turn; ``boilerplate`` those that must lie in none
``questions``   what must be asked; a question of `NEEDLESS` beyond that is wrong
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from whensafe.errors import WhensafeError
from whensafe.intake.read import read
from whensafe.nouns.reading import Reading

HERE = Path(__file__).parent
DOCUMENTS = HERE / "documents"
HALVES = ("tuning", "kept_aside")
KINDS = (
    "title", "people", "published", "first_published", "interviewed", "source", "republisher", "language",
    "turns", "roles", "speakers", "said", "boilerplate", "questions",
)  # fmt: skip
NEEDLESS = frozenset(
    {
        "who_asks", "two_dates", "ambiguous_date", "no_text", "no_transcript", "unnamed_speaker",
        "unmarked_alternation", "same_dash", "translation_alignment",
    }
)  # fmt: skip
WHO_ASKS = frozenset({"who_asks", "unmarked_alternation", "same_dash"})
SWAPPED = {"narrator": "interviewer", "interviewer": "narrator"}


@dataclass
class Tally:
    """Facts of one kind. ``wanted`` is how many the records have."""

    right: int = 0
    wrong: int = 0
    missing: int = 0

    @property
    def wanted(self) -> int:
        return self.right + self.missing

    @property
    def precision(self) -> float:
        given = self.right + 2 * self.wrong
        return self.right / given if given else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0

    def __iadd__(self, other: Tally) -> Tally:
        self.right += other.right
        self.wrong += other.wrong
        self.missing += other.missing
        return self


@dataclass
class Score:
    """Tallies by kind of fact, and what went wrong, as lines."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {kind: Tally() for kind in KINDS})
    failures: list[str] = field(default_factory=list)

    def right(self, kind: str) -> None:
        self.tallies[kind].right += 1

    def wrong(self, kind: str, line: str, *, instead: bool) -> None:
        """``instead``: the record has a fact here, which is missing too."""
        self.tallies[kind].wrong += 1
        self.tallies[kind].missing += instead
        self.failures.append(f"{kind}: {line}")

    def missing(self, kind: str, line: str) -> None:
        self.tallies[kind].missing += 1
        self.failures.append(f"{kind}: {line}")

    def fact(
        self, kind: str, wanted: str | None, given: str | None, accepted: tuple[str | None, ...]
    ) -> None:
        """One fact that stands alone; ``accepted`` also counts as right."""
        if given is None:
            if wanted is not None and None not in accepted:
                self.missing(kind, f"not found: {wanted!r}")
        elif bare(given) in {bare(one) for one in (wanted, *accepted) if one is not None}:
            self.right(kind)
        elif wanted is None:
            self.wrong(kind, f"there is none, read {given!r}", instead=False)
        else:
            self.wrong(kind, f"is {wanted!r}, read {given!r}", instead=True)

    @property
    def total(self) -> Tally:
        whole = Tally()
        for tally in self.tallies.values():
            whole += tally
        return whole


def bare(text: str) -> str:
    """Letters and digits, in one case."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


def names(half: str) -> list[str]:
    """The documents of a half, in the order of their names."""
    return sorted(json.loads((HERE / "manifest.json").read_text("utf-8"))[half])


def gold_of(name: str) -> dict[str, Any]:
    gold = json.loads((DOCUMENTS / f"{name}.gold.json").read_text("utf-8"))
    assert isinstance(gold, dict)
    return gold


def source_of(name: str) -> Path:
    """The document beside a record."""
    found = [path for path in DOCUMENTS.glob(f"{name}.*") if not path.name.endswith(".gold.json")]
    assert len(found) == 1, f"{name}: {[path.name for path in found]}"
    return found[0]


def corpus_digest() -> str:
    """SHA-256 over names and bytes of all documents, their records and the manifest."""
    digest = hashlib.sha256()
    for path in sorted([HERE / "manifest.json", *DOCUMENTS.iterdir()]):
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def scores(half: str) -> Iterator[tuple[str, Score]]:
    """Each document of a half, read and scored."""
    for name in names(half):
        path = source_of(name)
        try:
            reading: Reading | None = read(path.read_bytes(), path.name)
        except WhensafeError as error:
            reading, refused = None, type(error).__name__
        gold = gold_of(name)
        if reading is None:
            score = all_missing(gold)
            score.failures = [f"refused: {refused}"]
        else:
            score = score_of(gold, reading)
        yield name, score


def totals(half: str) -> dict[str, Tally]:
    """Tallies by kind of fact over a half; ``total`` is all of them."""
    sums = {kind: Tally() for kind in (*KINDS, "total")}
    for _, score in scores(half):
        for kind, tally in [*score.tallies.items(), ("total", score.total)]:
            sums[kind] += tally
    return sums


def all_missing(gold: dict[str, Any]) -> Score:
    """The score of a document that couldn't be read."""
    score = Score()
    for kind in ("title", "published", "first_published", "interviewed", "language", "republisher"):
        score.tallies[kind].missing = int(gold[kind] is not None or kind in gold.get("open", {}))
    score.tallies["source"].missing = sum(value is not None for value in gold["source"].values())
    score.tallies["people"].missing = sum(person["name"] is not None for person in gold["participants"])
    turns = gold["turns"] or []
    score.tallies["turns"].missing = score.tallies["roles"].missing = len(turns)
    score.tallies["speakers"].missing = sum(turn["speaker"] not in {None, "*"} for turn in turns)
    score.tallies["said"].missing = len(gold["said"])
    score.tallies["boilerplate"].missing = len(gold["boilerplate"])
    score.tallies["questions"].missing = len(gold["questions"]["must_ask"])
    return score


def score_of(gold: dict[str, Any], reading: Reading) -> Score:
    """One reading against its record."""
    score = Score()
    asked = {question.code for question in reading.questions}
    score.fact("title", gold["title"], reading.title, tuple(gold.get("title_also", [])))
    for kind in ("published", "first_published", "interviewed", "language", "republisher"):
        given = getattr(reading, kind)
        code = gold.get("open", {}).get(kind)
        if kind == "language" and gold[kind] is None:
            continue
        if code is None:
            score.fact(kind, gold[kind], given, ())
        elif given is not None:
            score.wrong(kind, f"is left open by the document, read {given!r}", instead=True)
        elif code in asked:
            score.right(kind)
        else:
            score.missing(kind, f"should be asked about: {code}")
    score.fact("source", gold["source"]["name"], reading.source.name, tuple(gold["source"].get("also", [])))
    score.fact("source", _address(gold["source"]["url"]), _address(reading.source.url), ())
    _people(score, gold, reading)
    if gold["turns"] is not None:
        _turns(score, gold, reading)
    _stretches(score, gold, reading)
    _questions(score, gold, asked)
    return score


def _address(url: str | None) -> str | None:
    return None if url is None else url.split("://")[-1].rstrip("/")


def _accepted(person: dict[str, Any]) -> set[str]:
    return {bare(name) for name in [person["name"], *person.get("also", [])] if name is not None}


def _people(score: Score, gold: dict[str, Any], reading: Reading) -> None:
    swap = gold.get("roles_may_swap", False)
    left = [(p.name, p.role.value) for p in reading.participants if p.name is not None]
    for person in gold["participants"]:
        same = [pair for pair in left if bare(pair[0]) in _accepted(person)]
        if not same:
            if person["name"] is not None:
                score.missing("people", f"not found: {person['name']!r}, {person['role']}")
            continue
        left.remove(same[0])
        if same[0][1] == person["role"] or (swap and SWAPPED.get(same[0][1]) == person["role"]):
            if person["name"] is not None:
                score.right("people")
        else:
            score.wrong("people", f"{person['name']!r} is {person['role']}, read {same[0][1]}", instead=True)
    for name, role in left:
        score.wrong("people", f"nobody there is {name!r}, {role}", instead=False)


def _turns(score: Score, gold: dict[str, Any], reading: Reading) -> None:
    wanted: list[dict[str, Any]] = gold["turns"]
    given = [bare(turn.text) for turn in reading.turns]
    pairs = _aligned([(bare(turn["begins"]), bare(turn["ends"])) for turn in wanted], given)
    whole = {g: r for g, r, both in pairs if both}
    for g, turn in enumerate(wanted):
        if g in whole:
            score.right("turns")
        else:
            score.missing("turns", f"turn {g + 1} not found as it is: {turn['begins']!r} … {turn['ends']!r}")
    for r, read_turn in enumerate(reading.turns):
        if r not in whole.values():
            score.wrong("turns", f"read as a turn: {read_turn.text[:70]!r}", instead=False)
    begun = {g: r for g, r, _ in pairs}
    roles = [turn.role.value for turn in reading.turns]
    if gold.get("roles_may_swap"):
        exchanged = [SWAPPED.get(role, role) for role in roles]
        agree = [sum(wanted[g]["role"] == one[r] for g, r in begun.items()) for one in (roles, exchanged)]
        roles = exchanged if agree[1] > agree[0] else roles
    for g, turn in enumerate(wanted):
        _role_and_speaker(score, turn, g, reading, roles, begun.get(g))


def _role_and_speaker(
    score: Score, turn: dict[str, Any], g: int, reading: Reading, roles: list[str], r: int | None
) -> None:
    where = f"turn {g + 1}, {turn['begins']!r}"
    if r is None:
        score.tallies["roles"].missing += 1
        score.tallies["speakers"].missing += turn["speaker"] not in {None, "*"}
        return
    if roles[r] == turn["role"]:
        score.right("roles")
    else:
        score.wrong("roles", f"{where} is the {turn['role']}'s, read {roles[r]}", instead=True)
    if turn["speaker"] == "*":
        return
    speaker = reading.turns[r].speaker
    given = None if speaker is None else reading.participants[speaker].name
    before = len(score.failures)
    score.fact("speakers", turn["speaker"], given, tuple(turn.get("also", [])))
    if len(score.failures) > before:
        score.failures[-1] += f" ({where})"


def _aligned(wanted: list[tuple[str, str]], given: list[str]) -> list[tuple[int, int, bool]]:
    """Turns of record and reading that begin alike, in order: as many as possible, whole ones first."""
    worth = [
        [
            0 if not text.startswith(begins) or not begins else 3 if text.endswith(ends) else 2
            for text in given
        ]
        for begins, ends in wanted
    ]
    best = [[0] * (len(given) + 1) for _ in range(len(wanted) + 1)]
    for g in range(len(wanted) - 1, -1, -1):
        for r in range(len(given) - 1, -1, -1):
            taken = worth[g][r] + best[g + 1][r + 1] if worth[g][r] else 0
            best[g][r] = max(best[g + 1][r], best[g][r + 1], taken)
    pairs, g, r = [], 0, 0
    while g < len(wanted) and r < len(given):
        if worth[g][r] and best[g][r] == worth[g][r] + best[g + 1][r + 1]:
            pairs.append((g, r, worth[g][r] == 3))
            g, r = g + 1, r + 1
        elif best[g][r] == best[g + 1][r]:
            g += 1
        else:
            r += 1
    return pairs


def _stretches(score: Score, gold: dict[str, Any], reading: Reading) -> None:
    spoken = [bare(turn.text) for turn in reading.turns]
    for words in gold["said"]:
        if any(bare(words) in text for text in spoken):
            score.right("said")
        else:
            score.missing("said", f"in no turn: {words!r}")
    for words in gold["boilerplate"]:
        if any(bare(words) in text for text in spoken):
            score.wrong("boilerplate", f"in a turn: {words!r}", instead=True)
        else:
            score.right("boilerplate")


def _questions(score: Score, gold: dict[str, Any], asked: set[str]) -> None:
    expected = gold["questions"]
    for code in expected["must_ask"]:
        if asked & (WHO_ASKS if code in WHO_ASKS else {code}):
            score.right("questions")
        else:
            score.missing("questions", f"not asked: {code}")
    allowed = {*expected["must_ask"], *expected["may_ask"], *gold.get("open", {}).values()}
    if allowed & WHO_ASKS:
        allowed |= WHO_ASKS
    for code in sorted(asked & NEEDLESS - allowed):
        score.wrong("questions", f"asked for nothing: {code}", instead=False)
