"""A large archive, made in minutes: what 20,000 intakes would have left, written straight into its tables.

The words are invented and look like Ukrainian: stems with the endings of one declension, as frequent as words
are (Zipf). Turns are stretches of one long stream, so building costs seconds and not the hours of real
intake.
"""

from __future__ import annotations

import hashlib
import itertools
import random
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import peers
from whensafe.nouns.actor import TEAM
from whensafe.protection.gate import RULE

TURNS_EACH = 100
STEMS = 20_000
ENDINGS = ("а", "и", "і", "у", "ою", "о", "ам", "ами", "ах")
AT_ONCE = 100_000
STREAM = 3_000_000
"""Words in the stream that turns are cut from."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """The turns of an archive, the same ones every time."""

    interviews: int
    words: tuple[str, ...]
    stream: tuple[str, ...]

    def turns(self) -> Iterator[Sequence[str]]:
        """Every turn's words, interview by interview."""
        dice = random.Random(7)  # noqa: S311
        for _ in range(self.interviews * TURNS_EACH):
            length = max(1, min(400, int(dice.lognormvariate(3.3, 0.9))))
            start = dice.randrange(len(self.stream) - length)
            yield self.stream[start : start + length]


def corpus(interviews: int) -> Corpus:
    dice = random.Random(5)  # noqa: S311
    letters = "бвгджзклмнпрстфхчш"
    stems: dict[str, None] = {}
    while len(stems) < STEMS:
        syllables = dice.randint(1, 3)
        stems[
            "".join(dice.choice(letters) + dice.choice("аоуеи") for _ in range(syllables))
            + dice.choice(letters)
        ] = None
    words = tuple(stem + ending for stem in stems for ending in ENDINGS)
    weights = itertools.accumulate(
        (4 if e == 0 else 1) / (n + 2.7) for n in range(STEMS) for e in range(len(ENDINGS))
    )
    stream = dice.choices(words, cum_weights=list(weights), k=STREAM)
    return Corpus(interviews, words, tuple(stream))


def ready(of: Corpus) -> Path:
    """The archive that holds the corpus: built once, kept until this file or the tables change."""
    migrations = Path(__file__).parent.parent / "src" / "whensafe" / "store" / "migrations"
    parts = [Path(__file__).read_bytes(), *(path.read_bytes() for path in sorted(migrations.glob("0*.py")))]
    digest = hashlib.sha256(b"".join(parts)).hexdigest()[:12]
    root = peers.FOLDER / f"archive-{of.interviews}-{digest}"
    if not root.is_dir():
        for older in peers.FOLDER.glob(f"archive-{of.interviews}-*"):
            shutil.rmtree(older)
        building = root.with_suffix(".part")
        shutil.rmtree(building, ignore_errors=True)
        build(building, of)
        building.rename(root)
    return root


def build(root: Path, of: Corpus) -> None:
    """Make an archive in ``root`` that holds the corpus, closed. Its passphrase is ``bench``."""
    from whensafe.store.django_settings import configure

    configure()
    from django.db import connections

    from whensafe.store.key_slots import Cost
    from whensafe.store.opening import create_store, open_store

    create_store(root, "bench", "bench", cost=Cost(memory_kib=64, passes=1, lanes=1))
    store, _ = open_store(root, "bench")
    try:
        with store.database.transaction(write=True), connections[store.alias].cursor() as cursor:
            cursor.execute("PRAGMA cache_size = -262144")
            _rows(cursor, of)
        with store.database.transaction(write=True):
            _index(store.alias, of)
        store.database.truncate_log()
    finally:
        store.close()


def _rows(cursor: Any, of: Corpus) -> None:
    many = range(1, of.interviews + 1)
    at = [f"2026-01-{n // 1000 + 1:02}T{n // 60 % 24:02}:{n % 60:02}:00Z" for n in many]
    turns, n = TURNS_EACH, of.interviews
    _insert(
        cursor, "interview", ["id", "token", "state", "title", "section", "language", "basis", "added_at"],
        ((k, f"i{k:09}", "kept", f"Interview {k}", "[]", "uk", "own", at[k - 1]) for k in many),
    )  # fmt: skip
    _insert(
        cursor, "participant", ["interview_id", "position", "token", "name", "role"],
        ((k, 0, f"p{k:011}", f"Narrator {k}", "narrator") for k in many),
    )  # fmt: skip
    _insert(
        cursor,
        "interviewsession",
        ["id", "interview_id", "position", "token", "n"],
        ((k, k, 0, f"s{k:011}", 1) for k in many),
    )
    _insert(
        cursor, "transcript", ["id", "interview_id", "position", "session_id", "token", "language", "kind"],
        ((k, k, 0, k, f"t{k:011}", "uk", "verbatim") for k in many),
    )  # fmt: skip
    _insert(
        cursor, "verdictrow", ["interview_id", "audience", "allowed", "rule", "state", "added_at"],
        ((k, TEAM, True, RULE, "kept", at[k - 1]) for k in many),
    )  # fmt: skip
    _insert(cursor, "total", ["audience", "state", "rule", "n"], [(TEAM, "kept", RULE, n)])
    _insert(
        cursor, "line",
        ["interview_id", "token", "title", "language", "narrators", "turns", "open_questions", "added_at"],
        ((k, f"i{k:09}", f"Interview {k}", "uk", f'["Narrator {k}"]', turns, 0, at[k - 1]) for k in many),
    )  # fmt: skip
    _insert(
        cursor, "turn", ["id", "transcript_id", "n", "address", "role", "language", "text", "marks"],
        (
            (k + 1, k // turns + 1, k % turns + 1, f"{k:014}", "narrator", "uk", _written(words), "")
            for k, words in enumerate(of.turns())
        ),
    )  # fmt: skip


def _written(words: Sequence[str]) -> str:
    return " ".join(words).capitalize() + "."


def _index(alias: str, of: Corpus) -> None:
    """What `SearchIndex` would have kept, in one go."""
    from django.db import connections

    from whensafe.store.search.fulltext import FullText, Indexed
    from whensafe.store.search.places import place
    from whensafe.store.search.vocabulary import Vocabulary
    from whensafe.words import family

    uses: Counter[str] = Counter()
    names = {word: family(word, "uk") for word in of.words}
    facets = "0uk 1narrator"
    rows = []
    for k, words in enumerate(of.turns()):
        different = set(words)
        uses.update(different)
        families = " ".join({names[word] for word in different})
        at = place(len(words), k // TURNS_EACH + 1, k % TURNS_EACH)
        rows.append((k, Indexed(at, " ".join(words), facets, f"{families} {facets}")))
    rows.sort(key=lambda row: row[1].id)
    with connections[alias].cursor() as cursor:
        cursor.execute("PRAGMA cache_size = -262144")
        _insert(cursor, "indexedinterview", ["interview_id"], ((k,) for k in range(1, of.interviews + 1)))
        _insert(
            cursor, "indexedturn",
            ["id", "interview_id", "turn_id", "language", "body", "families", "facets"],
            (
                (row.id, k // TURNS_EACH + 1, k + 1, "uk", row.body, row.families, row.facets)
                for k, row in rows
            ),
        )  # fmt: skip
    text = FullText(alias)
    for start in range(0, len(rows), AT_ONCE):
        text.add(row for _, row in rows[start : start + AT_ONCE])
    Vocabulary(alias).add({(word, "uk"): n for word, n in uses.items()})


def _insert(cursor: Any, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    names, places = ", ".join(columns), ", ".join(["%s"] * len(columns))
    cursor.executemany(f"INSERT INTO store_{table} ({names}) VALUES ({places})", rows)  # noqa: S608
