"""What was deleted is in no page and no file: looked for in decrypted pages, free ones and the log's too."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.desk.conftest import Desk
from tests.desk.custodians import FREE, adopt
from tests.memory_store import ACTOR, FixedClock, LineReader, MemorySeen, NoFetcher
from tests.some_archives import PASSPHRASE, interview, make, opened
from tests.store.sqlcipher_pages import database_key, decrypt_pages, log_pages

from whensafe.desk.archive import Archive
from whensafe.desk.check import check
from whensafe.desk.journal import read_entry
from whensafe.desk.ports import Opening, Query, Record
from whensafe.desk.seal import seal
from whensafe.nouns.ids import Address
from whensafe.nouns.interview import Interview, State
from whensafe.nouns.text import Language
from whensafe.outside.randomness import SystemRandomness
from whensafe.protection.closure import Quote
from whensafe.protection.gate import verdicts
from whensafe.store.access import unlock
from whensafe.store.folder import Folder
from whensafe.store.locks import FileLock
from whensafe.store.models import Print
from whensafe.store.store import DjangoStore
from whensafe.words import bare, family, fold, forms_key

CANARY = "quicksilver-nightjar"


def key_of(root: Path) -> bytes:
    folder = Folder(root)
    ((_, archive_key),) = unlock(folder, folder.archive(), PASSPHRASE)
    return database_key(archive_key)


def everything(root: Path) -> bytes:
    """Every decrypted page of the database and of its log."""
    key, data = key_of(root), (root / "archive.db").read_bytes()
    return b"".join([*decrypt_pages(data, key), *log_pages(root / "archive.db-wal", key, data[:16])])


def with_canary(turns: int = 40) -> Interview:
    it = interview(turns, state=State.DRAFT)
    session = it.sessions[0]
    first = session.transcripts[0]
    said = tuple(replace(t, text=f"{t.text} {CANARY} {t.n}") for t in first.turns)
    session = replace(session, transcripts=(replace(first, turns=said), *session.transcripts[1:]))
    return replace(
        it,
        title=f"About {CANARY}",
        standfirst=CANARY,
        dropped=(f"{CANARY} cookies",),
        sessions=(session, *it.sessions[1:]),
        participants=tuple(replace(p, name=CANARY) for p in it.participants),
    )


def put(store: DjangoStore, *interviews: Interview) -> None:
    for it in interviews:
        with store.write() as unit:
            unit.interviews.put(it, verdicts(it))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make(tmp_path / "archive")


def test_the_sweep_finds_what_is_there(root: Path) -> None:
    store = opened(root)
    put(store, with_canary())
    assert everything(root).count(CANARY.encode()) > 40
    assert CANARY.encode() not in (root / "archive.db-wal").read_bytes()
    store.close()
    assert everything(root).count(CANARY.encode()) > 40
    assert CANARY.encode() not in (root / "archive.db").read_bytes()


def test_a_discarded_draft_is_in_no_page_as_soon_as_it_is_gone(root: Path) -> None:
    store = opened(root)
    gone = with_canary()
    put(store, interview(30), gone, interview(30))
    with store.write() as unit:
        unit.interviews.remove(gone.id)
    assert CANARY.encode() not in everything(root)
    store.close()
    assert CANARY.encode() not in everything(root)


def test_words_that_were_put_in_place_of_others_are_gone_after_closing(root: Path) -> None:
    store = opened(root)
    first = with_canary()
    put(store, first, interview(10))
    put(store, replace(interview(5, state=State.DRAFT), id=first.id))
    store.close()
    assert CANARY.encode() not in everything(root)


def test_a_reader_holds_the_log_back_and_the_next_opening_empties_it(root: Path) -> None:
    store, other = opened(root), opened(root)
    gone = with_canary()
    put(store, gone)
    with other.read() as unit:
        unit.interviews.get(gone.id, verdicts(gone)[0].audience)
        with store.write() as writing:
            writing.interviews.remove(gone.id)
        assert CANARY.encode() in everything(root)
    other.close()
    again = opened(root)
    assert CANARY.encode() not in everything(root)
    again.close()
    store.close()


# After an act that seals: `is_erased`


def saying(words: Iterable[str], language: str = "en") -> Interview:
    """A kept interview whose turns say these words, twenty a turn."""
    said = list(words)
    it = interview(1)
    session, first = it.sessions[0], it.sessions[0].transcripts[0]
    one = replace(first.turns[0], speaker=None, language=Language(language), marks=())
    turns = tuple(
        replace(one, n=n, address=Address(f"{one.address[:-3]}{n:03}"), text=" ".join(some))
        for n, some in enumerate((said[at : at + 20] for at in range(0, len(said), 20)), 1)
    )
    first = replace(first, language=Language(language), turns=turns)
    return replace(it, sessions=(replace(session, transcripts=(first,)),), exhibits=())


def traces(word: str, language: str) -> set[str]:
    """What an index makes of a word: folded, without marks, the keys of its forms, its family's name."""
    folded = fold(word)
    return {word, folded, bare(folded), *forms_key(folded, language), family(folded, language)}


def left(root: Path, words: Iterable[str]) -> set[str]:
    data = everything(root)
    return {word for word in words if word.encode() in data}


def test_every_trace_of_sealed_words_is_gone(root: Path) -> None:
    """Rows, full text, vocabulary, families, prints, openings, records, files; what stays is still found."""
    store = opened(root)
    sealed = {"en": "quicksilvered", "uk": "прикордонниківський", "ar": "والمستشفيات", "fr": "Désenchantées"}
    put(store, *(interview(20) for _ in range(5)))
    before = {language: saying(f"bread {word} lamp".split(), language) for language, word in sealed.items()}
    for n, (language, it) in enumerate(before.items()):
        word, session = sealed[language], it.sessions[0]
        digest, sketch, salt, payload = (
            f"{kind} {n}".ljust(32, ".").encode() for kind in ("digest", "print", "salt", "entry")
        )
        with store.write() as unit:
            ref = unit.blobs.put(iter([f"the file says {word}".encode()]))
            session = replace(session, originals=(replace(session.originals[0], blob=ref.name),))
            before[language] = replace(it, title=word, dropped=(word,), sessions=(session,))
            unit.interviews.put(before[language], verdicts(it))
            unit.interviews.remember_prints(it.id, [digest], [sketch])
            unit.ledger.append([(bytes(32), Opening(salt, payload))])
            unit.records.put(Record("restriction", f"about {word}", it.id, word.encode()))
    wanted = {trace for language, word in sealed.items() for trace in traces(word, language)}
    wanted |= {f"{kind} {n}." for n in range(4) for kind in ("digest", "print", "salt", "entry")}
    assert left(root, wanted) >= {*sealed.values(), "salt 0.", "print 3.", family("quicksilvered", "en")}
    for n, (language, it) in enumerate(before.items()):
        session, transcript = it.sessions[0], it.sessions[0].transcripts[0]
        turns = tuple(replace(t, text=t.text.replace(sealed[language], "\ufffc")) for t in transcript.turns)
        session = replace(session, originals=(), transcripts=(replace(transcript, turns=turns),))
        after = replace(it, title="\ufffc", dropped=("\ufffc",), sessions=(session,))
        with store.write() as unit:
            unit.interviews.put(after, verdicts(after))
            unit.interviews.forget_prints(it.id)
            unit.ledger.forget_openings([n])
            unit.records.remove("restriction", f"about {sealed[language]}")
            unit.blobs.remove(it.sessions[0].originals[0].blob)
    assert store.is_erased()
    assert left(root, wanted) == set()
    assert [path for path in (root / "blobs").rglob("*") if path.is_file() and path.name != "lock"] == []
    assert left(root, ["bread", "lamp", family("bread", "en")]) == {"bread", "lamp", family("bread", "en")}
    store.close()
    assert left(root, wanted) == set()


def test_a_seal_leaves_nothing_to_read_and_nothing_to_confirm_a_guess_by(root: Path) -> None:
    """The act itself, as the desk does it: words, what was made of them, salts, digests and prints."""
    store = opened(root)
    archive = Archive(store, FixedClock(), SystemRandomness(), LineReader(), NoFetcher(), MemorySeen())
    desk = Desk(archive, ACTOR)
    adopt(desk)
    words = ["quicksilvered", "nightjars", "kettledrummer"]
    story = f"# Before {words[0]}\nQ: Where?\nA: I saw {' '.join(words)} at dawn.\nA: Then bread and lamps.\n"
    desk.take("Q: Another one?\nA: With other words, about bread.\n", name="b.txt")
    id = desk.take(story).id
    with store.read() as unit:
        openings = [o for _, o in unit.ledger.leaves(0, 9) if o is not None and id.encode() in o.payload]
        digests = [change.mac or "" for o in openings for change in read_entry(o.payload).interviews]
    prints = Print.objects.using(store.alias).filter(interview__token=id).values_list("value", flat=True)
    secret = {bytes(value) for value in prints} | {o.salt for o in openings}
    secret |= {
        text.encode() for text in (*digests, *(trace for word in words for trace in traces(word, "en")))
    }
    assert len(secret) > 12
    before = everything(root)
    assert sum(one in before for one in secret) > len(secret) - 4  # a few keys are made for searching only
    receipt = seal(archive, ACTOR, id, Quote(" ".join(words)), until=FREE)
    assert receipt.erased
    assert [one for one in secret if one in everything(root)] == []
    assert left(root, ["bread", "lamps"]) == {"bread", "lamps"}
    assert check(archive, ACTOR).ok
    store.close()
    assert [one for one in secret if one in everything(root)] == []


def test_no_page_of_the_full_text_begins_with_a_word_that_is_gone(root: Path) -> None:
    """FTS5's own ``secure-delete`` leaves the first word of a page in its list of pages."""
    store = opened(root)
    chance = random.Random(1)  # noqa: S311
    words = ["".join(chance.choices("qzxjkv", k=7)) for _ in range(4000)]
    gone, stay = sorted(set(words[:3000]) - set(words[3000:])), words[3000:]
    going, staying = saying(gone), saying(stay)
    put(store, going, staying, replace(saying(["bread"]), id=going.id))
    assert store.database.truncate_log()
    lost = {word for word in gone if not any(word in one for one in stay)}
    assert left(root, lost) != set()
    assert store.is_erased()
    assert left(root, lost) == set()
    assert left(root, stay) == set(stay)
    assert list(store.verify_files()) == []
    store.close()


def test_no_second_copy_of_a_row_stays_where_sqlite_split_a_page(tmp_path: Path) -> None:
    """``secure_delete`` doesn't know of copies that rebuilding a page leaves in its free space."""
    found_before = set()
    for seed in range(12):
        root = make(tmp_path / str(seed))
        store = opened(root)
        chance = random.Random(seed)  # noqa: S311
        live: set[str] = set()
        gone: set[str] = set()
        for n in range(41):
            with store.write() as unit:
                for _ in range(25 if n < 40 else 0):
                    name = "".join(chance.choices("abcdefgh", k=chance.randint(20, 60)))
                    unit.records.put(Record("person", name, None, b"x" * chance.randint(1, 60)))
                    live.add(name)
                for name in chance.sample(sorted(live), 10 if n < 40 else len(live) * 3 // 4):
                    unit.records.remove("person", name)
                    live.discard(name)
                    gone.add(name)
        assert store.database.truncate_log()
        found_before = left(root, gone)
        assert store.is_erased()
        assert left(root, gone) == set()
        assert left(root, live) == live
        store.close()
        shutil.rmtree(root)
        if found_before:
            break
    assert found_before != set(), "SQLite left no second copy: is writing the database anew still needed?"


def test_nothing_is_called_erased_while_somebody_reads_writes_or_copies(root: Path) -> None:
    store, other = opened(root, timeout=0.1), opened(root)
    gone = with_canary()
    put(store, gone)
    with store.write() as unit:
        ref = unit.blobs.put(iter([b"x"]))
    with other.read() as unit:
        assert unit.interviews.get(gone.id, verdicts(gone)[0].audience) == gone
        with store.write() as writing:
            writing.interviews.remove(gone.id)
        assert not store.is_erased()
        assert CANARY.encode() in everything(root)
    with other.write():
        assert not store.is_erased()
    assert store.is_erased()
    assert CANARY.encode() not in everything(root)
    copying = FileLock(Folder(root).blobs_lock)
    copying.take(alone=False)
    with store.write() as unit:
        unit.blobs.remove(ref.name)
    assert not store.is_erased()
    copying.release()
    assert store.is_erased()
    assert not Folder(root).blob(ref.name).exists()
    other.close()
    store.close()


def test_an_archive_written_anew_says_what_it_said(root: Path) -> None:
    store = opened(root)
    many = [interview(10) for _ in range(5)]
    put(store, *many)
    with store.write() as unit:
        unit.interviews.put(replace(many[0], sessions=()), verdicts(many[0]))
    assert store.is_erased()
    with store.read() as unit:
        assert [unit.interviews.get(it.id, verdicts(it)[0].audience) for it in many[1:]] == many[1:]
        found = unit.interviews.search(verdicts(many[0])[0].audience, Query("northern wall"))
        assert found.total == 40
    assert list(store.verify_files()) == []
    store.close()
