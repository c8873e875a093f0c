"""With the disk, the server's keys, the ledger and the list of names, no sealed name is confirmed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.guessing.attacker import PART, PURPOSES
from tests.guessing.conftest import TRUE, House
from tests.guessing.names import NAMES

from whensafe.desk import duplicates, forgetting
from whensafe.protection import contents
from whensafe.store.blobs import FolderBlobs
from whensafe.store.search.fulltext import FullText

SOURCE = Path(__file__).parents[2] / "src/whensafe"


def confirmed(house: House, names: tuple[str, ...] = NAMES) -> dict[str, set[str]]:
    """The names that are confirmed in any way, with the ways."""
    attacker = house.attacker()
    try:
        found = {name: attacker.confirms(house.known, name) for name in names}
    finally:
        attacker.close()
    return {name: ways for name, ways in found.items() if ways}


def whole(found: dict[str, set[str]]) -> set[str]:
    """The names confirmed as such, not only in one word that others on the list share."""
    return {name for name, ways in found.items() if ways - {PART}}


def test_before_the_seal_the_true_name_is_confirmed_in_every_way(house: House) -> None:
    """So that the attack is one: it finds the name wherever it can be found."""
    ways = confirmed(house)
    assert whole(ways) == {TRUE}
    assert {"words", "index", "prints", "opening", "digest: blob", "digest: interview record"} <= ways[TRUE]
    assert "digest: duplicate digest" in ways[TRUE]


def test_after_the_seal_no_name_is_confirmed(house: House) -> None:
    house.seal()
    assert confirmed(house) == {}


def test_attacker_knows_every_purpose() -> None:
    """A keyed digest that is made for something new must be tried, too."""
    import re

    made = set()
    for path in SOURCE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        made |= set(re.findall(r'^_?[A-Z_]*(?:PURPOSE|DIGEST|SKETCH)\s*=\s*"([^"]+)"', text, re.MULTILINE))
    assert made - {"digest", "sketch"} <= set(PURPOSES)


def keeps_openings(patch: pytest.MonkeyPatch) -> None:
    original = forgetting.forget

    def forget(deed: Any, interview: Any, known: Any) -> None:
        known.openings.clear()
        original(deed, interview, known)

    patch.setattr(forgetting, "forget", forget)


def keeps_prints(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("whensafe.store.interviews.DjangoInterviews.forget_prints", lambda *_: None)
    patch.setattr(duplicates, "remember", lambda *_: None)


def keeps_originals(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(FolderBlobs, "remove", lambda *_: None)


def keeps_first_readings(patch: pytest.MonkeyPatch) -> None:
    original = contents._set_aside

    def aside(interview: Any, **more: Any) -> Any:
        left, taken = original(interview, **more)
        first = interview.sessions[0].transcripts[0].turns[1].text
        return contents.replace(left, dropped=(*left.dropped, first)), taken

    patch.setattr(contents, "_set_aside", aside)


def keeps_index_terms(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(FullText, "drop_words", lambda *_: None)


def has_no_salt(patch: pytest.MonkeyPatch) -> None:
    original = contents.spell
    patch.setattr(contents, "spell", lambda of, _: original(of, bytes(contents.SALT)))


def commits_to_the_words_alone(patch: pytest.MonkeyPatch) -> None:
    original = contents.commitment
    patch.setattr(contents, "commitment", lambda data: original(data[contents.SALT :]))


def keeps_the_log(patch: pytest.MonkeyPatch) -> None:
    """Overwritten pages are still in the log when the disk is taken."""
    patch.setattr("whensafe.store.sqlcipher.database.Database.truncate_log", lambda _: False)


WITHOUT: dict[str, tuple[Callable[[pytest.MonkeyPatch], None], set[str]]] = {
    "pages stay in the log": (keeps_the_log, {"words"}),
    "openings stay in the ledger": (keeps_openings, {"opening"}),
    "prints stay": (keeps_prints, {"prints"}),
    "originals stay": (keeps_originals, {"digest: blob"}),
    "a first reading stays": (keeps_first_readings, {"words"}),
    "the index keeps terms": (keeps_index_terms, {"index"}),
    "no salt in the seal": (has_no_salt, {"hash sha256"}),
    "a commitment to the words alone": (commits_to_the_words_alone, {"hash sha256"}),
}


@pytest.mark.parametrize("name", WITHOUT)
def test_with_one_protection_less_the_true_name_is_confirmed(
    name: str, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    remove, ways = WITHOUT[name]
    remove(monkeypatch)
    house.seal()
    found = confirmed(house, (*NAMES[430:440], *NAMES[:20]))
    assert whole(found) == {TRUE}
    assert ways <= found[TRUE]


def test_no_seal_and_no_evidence_file_singles_a_name_out_by_its_size(house: House) -> None:
    """Sizes that each name would give: what is there fits a great part of the list."""
    from tests.guessing.test_size import MOST_BITS, bits

    from whensafe.sealing.padding import padded_media, padded_text

    known = house.known
    passages = [len(padded_text(_filled(contents.spell(known.sealed[0], bytes(32)), n))) for n in NAMES]
    evidence = [len(padded_media(_filled(b"".join([*known.files, *known.records]), n))) for n in NAMES]
    assert bits(passages) <= MOST_BITS
    assert bits(evidence) <= MOST_BITS
    assert min(Counter(evidence).values()) > 1


def _filled(data: bytes, name: str) -> bytes:
    from tests.guessing.conftest import MARK

    return data.replace(MARK.encode(), name.encode())
