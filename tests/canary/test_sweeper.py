"""The sweeper finds all that was planted, wherever and however, and nothing where nothing was."""

from __future__ import annotations

import base64
import json
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2
from tests.canary.canaries import canary
from tests.canary.encodings import ENCODINGS, trigrams
from tests.canary.sweeper import Sweeper
from tests.canary.unlocked import Keys, sweep
from tests.some_archives import PASSPHRASE, interview, make, opened

from whensafe.protection.gate import verdicts
from whensafe.sealing import groups, words
from whensafe.sealing.age import HybridIdentity, seal
from whensafe.sealing.custodians import Custodian, read_card
from whensafe.store.sqlcipher.base import connect
from whensafe.store.sqlcipher.rawkey import RawKey

NAMES = list(ENCODINGS)
CANARIES = [canary(n) for n in range(len(NAMES))]
PLANTED = [ENCODINGS[name](CANARIES[n]) for n, name in enumerate(NAMES)]


def noise(size: int, seed: int = 7) -> bytes:
    return random.Random(seed).randbytes(size)  # noqa: S311 - the same in every run


@pytest.mark.parametrize("n", range(len(NAMES)), ids=NAMES)
@pytest.mark.parametrize(
    "around", [b"", noise(3000), b"<p>Q: When?</p>\n" * 40], ids=["bare", "noise", "page"]
)
def test_each_encoding_is_found_wherever_it_stands(n: int, around: bytes) -> None:
    sweeper = Sweeper(CANARIES)
    sweeper.blob(around + PLANTED[n] + around, "there")
    assert n in {found.canary for found in sweeper.found}


def test_at_least_a_dozen_encodings_and_each_is_told_apart_from_plain_text() -> None:
    assert len(NAMES) >= 12
    plain = [name for n, name in enumerate(NAMES) if CANARIES[n].encode() in PLANTED[n]]
    assert set(plain) <= {"utf-8", "lower", "casefold", "index-words", "html-named"}


def test_half_of_a_canary_at_the_edge_of_a_page_is_found() -> None:
    text = CANARIES[0]
    for part in (text.encode()[: len(text.encode()) // 2 + 2], text.encode()[len(text.encode()) // 2 - 2 :]):
        sweeper = Sweeper(CANARIES[:1])
        sweeper.blob(noise(99) + part + noise(99), "a page")
        assert sweeper.found


def test_escaped_only_here_and_there_is_found() -> None:
    text = CANARIES[0]
    mixed = "".join(f"&#{ord(c)};" if n % 3 else c for n, c in enumerate(text)).encode()
    half = json.dumps(text[:9])[1:-1].encode() + text[9:].encode()
    for data in (mixed, half):
        sweeper = Sweeper(CANARIES[:1])
        sweeper.blob(data, "there")
        assert sweeper.found


def test_nothing_is_found_where_nothing_is() -> None:
    sweeper = Sweeper(CANARIES)
    sweeper.blob(noise(1 << 20), "noise")
    sweeper.folder(Path(__file__).parents[2] / "src/whensafe/samples")
    assert sweeper.summary() == ""
    assert sweeper.looked > 1 << 20


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = make(tmp_path / "archive")
    store = opened(root)
    with store.write() as unit:
        it = interview(12)
        unit.interviews.put(it, verdicts(it))
        unit.blobs.put(iter((b"what was received",)))
    store.close()
    return root


def found_in(root: Path, *, also: tuple[Path, ...] = (), bags: tuple[Path, ...] = ()) -> Sweeper:
    sweeper = Sweeper(CANARIES)
    sweep(sweeper, Keys(root, PASSPHRASE), also=also, bags=bags)
    return sweeper


def database(root: Path) -> dbapi2.Connection:
    return connect(str(root / "archive.db"), RawKey(Keys(root, PASSPHRASE).database))


def in_rows(root: Path) -> None:
    db = database(root)
    for data in PLANTED:
        db.execute("INSERT INTO store_leaf (data, salt, payload) VALUES (?, ?, ?)", (b"leaf", b"salt", data))
    db.commit()
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()


def in_free_pages(root: Path) -> None:
    """Deleted by somebody whose SQLite doesn't overwrite."""
    db = database(root)
    db.execute("PRAGMA secure_delete = OFF")
    db.execute("CREATE TABLE gone (data)")
    db.executemany("INSERT INTO gone VALUES (?)", [(data,) for data in PLANTED])
    db.commit()
    db.execute("DROP TABLE gone")
    db.commit()
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()


def in_the_log_alone(root: Path) -> None:
    """Overwritten in a later frame: only an earlier one still has it."""
    db = database(root)
    db.execute("CREATE TABLE changed (data)")
    db.executemany("INSERT INTO changed VALUES (?)", [(data,) for data in PLANTED])
    db.commit()
    db.execute("UPDATE changed SET data = zeroblob(length(data))")
    db.commit()
    for path in list(root.glob("archive.db*")):
        shutil.copy(path, root.parent / path.name)
    db.close()
    for path in list(root.parent.glob("archive.db*")):
        shutil.move(path, root / path.name)


def in_a_blob(root: Path) -> None:
    store = opened(root)
    with store.write() as unit:
        unit.blobs.put(iter((noise(70_000), b"\n".join(PLANTED))))
    store.close()


def in_blobs_that_no_row_names(root: Path) -> None:
    in_a_blob(root)
    db = database(root)
    db.execute("DELETE FROM store_blob")
    db.commit()
    db.close()


def in_a_cut_blob(root: Path) -> None:
    store = opened(root)
    with store.write() as unit:
        ref = unit.blobs.put(iter((b"\n".join(PLANTED).ljust(65_536, b" "), noise(70_000))))
    store.close()
    path = root / "blobs" / ref.name[:2] / ref.name
    path.write_bytes(path.read_bytes()[:-5])
    path.rename(path.with_name(f"{path.name}.part"))


def beside_the_database(root: Path) -> None:
    (root / "core.1234").write_bytes(noise(5000) + b"\0".join(PLANTED))


def in_a_seal_whose_key_is_here(root: Path) -> None:
    identity = HybridIdentity(noise(32))
    sealed = seal(b"\n".join(PLANTED), [identity.recipient()], random=noise)
    db = database(root)
    db.execute("INSERT INTO store_secret (name, value) VALUES ('opener', ?)", (identity.seed,))
    db.execute("INSERT INTO store_leaf (data, payload) VALUES (?, ?)", (b"leaf", sealed))
    db.commit()
    db.close()


def in_a_seal_whose_shares_are_here(root: Path) -> None:
    """Enough custodians have answered, and the opener's key lies on the same machine."""
    people = [Custodian(bytes([n]) * 32) for n in (1, 2, 3)]
    group = groups.make("g1", [read_card(one.card("one")) for one in people], 2, noise)
    opener = HybridIdentity(noise(32, 8))
    (root / "opener.txt").write_text(words.to_paper(opener.seed) + "\n", encoding="ascii")
    db = database(root)
    for held, person in list(zip(group.shares, people, strict=True))[:2]:
        share = groups.open_share(held.sealed, person.identity())
        answer = base64.b64encode(share.seal_for(opener.recipient(), noise))
        db.execute("INSERT INTO store_leaf (data, payload) VALUES (?, ?)", (b"leaf", b'{"a":"%s"}' % answer))
    sealed = seal(b"\n".join(PLANTED), [group.sealed_for()], random=noise)
    db.execute("INSERT INTO store_leaf (data, payload) VALUES (?, ?)", (b"leaf", sealed))
    db.commit()
    db.close()


PLACES: list[Callable[[Path], None]] = [
    in_rows,
    in_free_pages,
    in_the_log_alone,
    in_a_blob,
    in_blobs_that_no_row_names,
    in_a_cut_blob,
    beside_the_database,
    in_a_seal_whose_key_is_here,
    in_a_seal_whose_shares_are_here,
]


@pytest.mark.parametrize("plant", PLACES, ids=lambda place: place.__name__)
def test_every_encoding_is_found_in_every_place_of_an_archive(
    root: Path, plant: Callable[[Path], None]
) -> None:
    plant(root)
    assert {found.canary for found in found_in(root).found} == set(range(len(NAMES)))


@pytest.mark.parametrize("name", ["seen/seen.json", "whensafe.log", "tmp/x.part", "i/abc.html"])
def test_every_encoding_is_found_in_state_logs_temporary_files_and_editions(
    root: Path, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "beside" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\n".join(PLANTED))
    found = found_in(root, also=(tmp_path / "beside",)).found
    assert {one.canary for one in found} == set(range(len(NAMES)))


def test_what_a_backup_holds_is_found(root: Path, tmp_path: Path) -> None:
    in_rows(root)
    (tmp_path / "bag").mkdir()
    shutil.copytree(root, tmp_path / "bag" / "data")
    store = opened(root)
    with store.write() as unit:
        it = interview(3)
        unit.interviews.put(it, verdicts(it))
    store.close()
    db = database(root)
    db.execute("DELETE FROM store_leaf")
    db.commit()
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    assert found_in(root).summary() == ""
    assert {f.canary for f in found_in(root, bags=(tmp_path / "bag",)).found} == set(range(len(NAMES)))


def test_what_only_the_index_still_knows_is_found(root: Path) -> None:
    """Turns whose rows are gone and whose words are not: no page need have them whole."""
    store = opened(root)
    it = interview(4)
    first = it.sessions[0].transcripts[0]
    said = tuple(replace(t, text=CANARIES[t.n]) for t in first.turns)
    session = replace(it.sessions[0], transcripts=(replace(first, turns=said),))
    with store.write() as unit:
        kept = replace(it, sessions=(session,))
        unit.interviews.put(kept, verdicts(kept))
    store.close()
    db = database(root)
    for table in ("turn", "indexedturn", "indexedword", "indexedkey"):
        db.execute(f"UPDATE store_{table} SET {COLUMN[table]}")  # noqa: S608 - our own names
    db.commit()
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    found = {(one.canary, one.encoding) for one in found_in(root).found}
    for n in range(1, 5):
        assert {(n, "index-word"), (n, "index-family"), (n, "index-trigrams")} <= found


COLUMN = {
    "turn": "text = ''",
    "indexedturn": "body = '', families = ''",
    "indexedword": "term = id, family = '', language = ''",
    "indexedkey": "key = id",
}


def test_a_clean_archive_is_clean(root: Path, tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    sweeper = found_in(root, also=(tmp_path / "state",))
    assert sweeper.summary() == ""
    assert sweeper.looked > 300_000


def test_a_summary_names_no_words(root: Path) -> None:
    in_rows(root)
    sweeper = found_in(root)
    assert sweeper.summary()
    again = Sweeper(CANARIES)
    again.text(sweeper.summary(), "the summary")
    assert again.found == []


@pytest.fixture(autouse=True)
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The sweep leaves nothing of its own lying about."""
    (tmp_path / "scratch").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "scratch"))
    yield
    assert list((tmp_path / "scratch").glob("whensafe-sweep-*")) == []


def test_letters_that_other_words_explain_are_no_find_and_others_are() -> None:
    """After thousands of operations an index of three letters has most of what a sealed word has."""
    words = canary(5)
    (grams, *_) = trigrams(words)
    other = {next(iter(grams))}
    sweeper = Sweeper([words])
    sweeper.index_terms(grams, "an index", explained=grams)
    assert sweeper.summary() == ""
    sweeper.index_terms(grams, "an index", explained=grams - other)
    assert "index-trigrams" in sweeper.summary()
