"""Nobody alone, any K together: what a custodian, an opener and a forger would notice."""

from __future__ import annotations

import itertools
import os

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sealing.requested import requested

from whensafe.errors import BadAnswer, BadInput, BadOption, BadSeal, WhensafeError
from whensafe.sealing import files, groups, words
from whensafe.sealing.custodians import (
    Custodian,
    fingerprint,
    read_archive_card,
    read_card,
    write_archive_card,
)
from whensafe.sealing.padding import padded_media, padded_text, padme, unpadded
from whensafe.sealing.requests import (
    ANSWER_KIND,
    Answer,
    AskedSeal,
    answer,
    judge,
    open_request,
    read_request,
)
from whensafe.sealing.seals import Context, open_sealed, seal_media, seal_text
from whensafe.sealing.stanzas import HybridIdentity

ARCHIVE = Ed25519PrivateKey.from_private_bytes(bytes(32))
ARCHIVE_KEY = ARCHIVE.public_key().public_bytes_raw()
OPENER = HybridIdentity(bytes([7]) * 32)
WORDS = "Павло рахував кроки: сорок два.".encode()
NAMES = ("Ada", "Bohdan", "Chiara", "Dmytro", "Eszter", "Farid", "Galyna", "Hugo", "Ines")
PEOPLE = tuple(Custodian(bytes([n + 1]) * 32) for n in range(9))
CARDS = tuple(read_card(p.card(name)) for p, name in zip(PEOPLE, NAMES, strict=True))


def place(group: str, seal: str = "s1") -> Context:
    return Context("arch1", group, seal, "int1", "turn:4", 2, "passage")


def asked(group: groups.Group, *contents: bytes) -> bytes:
    seals = tuple(
        AskedSeal(
            seal_text(words_, place(group.id, f"s{n}"), group.sealed_for(), os.urandom),
            place(group.id, f"s{n}"),
        )
        for n, words_ in enumerate(contents or (WORDS,), 1)
    )
    return requested(group, seals, OPENER, ARCHIVE)


def answers(request: bytes, people: tuple[Custodian, ...]) -> list[bytes]:
    return [answer(request, person, os.urandom, archive_key=ARCHIVE_KEY) for person in people]


@pytest.mark.parametrize(("k", "n"), [(k, n) for n in range(1, 10) for k in range(1, min(n, 5) + 1)])
def test_every_k_subset_opens_and_no_smaller_one(k: int, n: int) -> None:
    group = groups.make("g1", CARDS[:n], k, os.urandom)
    shares = [
        groups.open_share(h.sealed, p.identity()) for h, p in zip(group.shares, PEOPLE[:n], strict=True)
    ]
    for subset in itertools.combinations(shares, k):
        assert str(groups.join(group, subset).recipient()) == group.recipient
    for subset in itertools.combinations(shares, k - 1):
        with pytest.raises(BadInput):
            groups.join(group, subset)


def test_two_of_three_bring_the_words_back() -> None:
    group = groups.make("g1", CARDS[:3], 2, os.urandom)
    request = asked(group, WORDS, b"and the other passage")
    opened = open_request(request, answers(request, PEOPLE[1:3]), OPENER)
    assert [o.content for o in opened] == [WORDS, b"and the other passage"]
    assert [o.context.seal for o in opened] == ["s1", "s2"]
    assert [o.content for o in open_request(request, answers(request, PEOPLE[:3]), OPENER)] == [
        o.content for o in opened
    ]


def test_one_answer_twice_is_one_answer() -> None:
    request = asked(groups.make("g1", CARDS[:3], 2, os.urandom))
    with pytest.raises(BadInput, match="1 answer, 2 are needed"):
        open_request(request, answers(request, (PEOPLE[0], PEOPLE[0])), OPENER)


def test_an_opened_group_opens_no_other() -> None:
    first, second = (groups.make(g, CARDS[:3], 2, os.urandom) for g in ("g1", "g2"))
    shares = [
        groups.open_share(h.sealed, p.identity()) for h, p in zip(first.shares, PEOPLE[:2], strict=False)
    ]
    key = groups.join(first, shares)
    kept = seal_text(WORDS, place("g2"), second.sealed_for(), os.urandom)
    with pytest.raises(BadSeal):
        open_sealed(kept, place("g2"), key)
    for held in second.shares:
        with pytest.raises(BadSeal):
            groups.open_share(held.sealed, key)
    with pytest.raises(BadInput):
        groups.join(second, shares)


@pytest.mark.parametrize("liars", [1, 2])
def test_a_forged_share_names_its_sender_and_the_honest_still_open(liars: int) -> None:
    group = groups.make("g1", CARDS[:4], 2, os.urandom)
    request = asked(group)
    true = answers(request, PEOPLE[:4])
    for n in range(liars):
        forged = groups.Share("g1", words.split(os.urandom(32), 2, 4)[n], os.urandom(32))
        sealed = forged.seal_for(OPENER.recipient(), os.urandom)
        body, _ = files.read(ANSWER_KIND, Answer, true[n])
        true[n] = files.write(ANSWER_KIND, msgspec.structs.replace(body, sealed=sealed), PEOPLE[n].sign)
    with pytest.raises(BadAnswer) as refused:
        open_request(request, true, OPENER)
    assert refused.value.where == NAMES[0]
    good, bad = judge(request, true, OPENER)
    assert [b.where for b in bad] == list(NAMES[:liars])
    assert open_request(request, good, OPENER)[0].content == WORDS


def test_an_answer_signed_by_somebody_else_blames_nobody_on_the_roster() -> None:
    request = asked(groups.make("g1", CARDS[:3], 2, os.urandom))
    one = answers(request, PEOPLE[:1])[0]
    body, _ = files.read(ANSWER_KIND, Answer, one)
    stolen = files.write(ANSWER_KIND, body, PEOPLE[8].sign)
    with pytest.raises(BadAnswer) as refused:
        open_request(request, [stolen], OPENER)
    assert refused.value.where is None


def test_an_answer_to_another_request_is_named() -> None:
    group = groups.make("g1", CARDS[:3], 2, os.urandom)
    first, second = asked(group), asked(group, WORDS, WORDS)
    with pytest.raises(BadAnswer, match="another request") as refused:
        open_request(second, answers(first, PEOPLE[:2]), OPENER)
    assert refused.value.where == "Ada"


def test_a_custodian_answers_only_the_archive_they_know_and_only_their_own() -> None:
    request = asked(groups.make("g1", CARDS[:3], 2, os.urandom))
    with pytest.raises(BadInput, match="another archive"):
        answer(request, PEOPLE[0], os.urandom, archive_key=bytes(32))
    with pytest.raises(BadInput, match="no share of yours"):
        answer(request, PEOPLE[5], os.urandom, archive_key=ARCHIVE_KEY)


def test_an_answer_opens_for_the_opener_only() -> None:
    request = asked(groups.make("g1", CARDS[:3], 2, os.urandom))
    with pytest.raises(BadAnswer):
        open_request(request, answers(request, PEOPLE[:2]), HybridIdentity(bytes([8]) * 32))


def test_a_changed_request_is_refused() -> None:
    request = asked(groups.make("g1", CARDS[:3], 2, os.urandom))
    for old, new in ((b'"condition_met":true', b'"condition_met":false'), (b"agreed", b"refuse")):
        with pytest.raises(BadInput, match="changed after it was signed"):
            read_request(request.replace(old, new, 1), archive_key=ARCHIVE_KEY)
    with pytest.raises(BadInput, match="not a file of this kind"):
        read_request(request.replace(b'"body":', b'"body": ', 1), archive_key=ARCHIVE_KEY)


def test_a_seal_moved_elsewhere_is_refused() -> None:
    key = HybridIdentity(os.urandom(32))
    moved = seal_text(WORDS, place("g1"), key.recipient(), os.urandom)
    with pytest.raises(BadSeal):
        open_sealed(moved, msgspec.structs.replace(place("g1"), scope="turn:5"), key)
    assert open_sealed(moved, place("g1"), key) == WORDS
    film = os.urandom(300_000)
    assert open_sealed(seal_media(film, place("g1"), key.recipient(), os.urandom), place("g1"), key) == film


@given(size=st.integers(0, 5000))
def test_the_length_of_a_text_shows_only_as_a_power_of_two(size: int) -> None:
    data = b"x" * size
    padded = padded_text(data)
    assert len(padded) >= 256
    assert len(padded).bit_count() == 1
    assert unpadded(padded) == data == unpadded(padded_media(data))


@given(length=st.integers(1, 1 << 40))
def test_padme_adds_at_most_12_per_cent(length: int) -> None:
    assert length <= padme(length) <= length * 1.12 + 1
    assert padme(padme(length)) == padme(length)


def test_words_on_paper_survive_how_people_type() -> None:
    custodian = Custodian.new(os.urandom)
    paper = custodian.words()
    assert len(paper.split()) == words.WORDS
    typed = "  " + paper.upper().replace(" ", "\n", 5) + "\n"
    assert Custodian.from_words(typed) == custodian
    other = paper.split()
    other[4] = "academic" if other[4] != "academic" else "acid"
    with pytest.raises(BadOption):
        Custodian.from_words(" ".join(other))


def test_cards_are_signed_by_themselves() -> None:
    card = PEOPLE[0].card("Ada")
    with pytest.raises(BadInput):
        read_card(card.replace(b"Ada", b"Eve"))
    archive = write_archive_card("arch1", ARCHIVE_KEY, ARCHIVE.sign)
    assert read_archive_card(archive).verify == ARCHIVE_KEY
    assert len(fingerprint(ARCHIVE_KEY).split()) == 8


def test_rosters_that_cannot_hold_a_seal() -> None:
    for cards, k in (((), 1), (CARDS[:2], 3), ((CARDS[0], CARDS[0]), 2)):
        with pytest.raises(BadOption):
            groups.make("g1", cards, k, os.urandom)


@settings(max_examples=60)
@given(data=st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_any_bytes_raise_only_ours(data: bytes) -> None:
    for reader in (read_card, read_archive_card, lambda d: read_request(d, archive_key=None)):
        with pytest.raises(WhensafeError):
            reader(data)


def test_secrets_do_not_print_themselves() -> None:
    shown = repr(PEOPLE[1]) + repr(PEOPLE[1].identity())
    assert repr(PEOPLE[1].seed) not in shown
