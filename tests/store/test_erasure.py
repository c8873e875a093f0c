"""What was deleted is in no page and no file: looked for in decrypted pages, free ones and the log's too."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.some_archives import PASSPHRASE, interview, make, opened
from tests.store.sqlcipher_pages import database_key, decrypt_pages, log_pages

from whensafe.nouns.interview import Interview, State
from whensafe.protection.gate import verdicts
from whensafe.store.access import unlock
from whensafe.store.folder import Folder
from whensafe.store.store import DjangoStore

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
