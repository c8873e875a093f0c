"""Every file that a seal is made of, with a byte changed or from another seal: refused with a typed error."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.sealing.requested import requested

from whensafe.errors import BadAnswer, BadInput, BadSeal, WhensafeError
from whensafe.sealing import files, groups
from whensafe.sealing.custodians import Custodian, read_archive_card, read_card, write_archive_card
from whensafe.sealing.requests import (
    ANSWER_KIND,
    KIND,
    Answer,
    AskedSeal,
    Request,
    answer,
    judge,
    open_request,
    read_request,
)
from whensafe.sealing.seals import Context, open_sealed, seal_media, seal_text
from whensafe.sealing.stanzas import HybridIdentity

chance = random.Random(11).randbytes  # noqa: S311 - the same in every run
WORDS = "Павло рахував кроки: сорок два.".encode()
OTHER = "Марія сховала список.".encode()
ARCHIVE = Ed25519PrivateKey.from_private_bytes(bytes(32))
KEY = ARCHIVE.public_key().public_bytes_raw()
OPENER = HybridIdentity(b"o" * 32)
PEOPLE = tuple(Custodian(bytes([n]) * 32) for n in (1, 2, 3))
CARDS = tuple(read_card(p.card(name)) for p, name in zip(PEOPLE, ("Ada", "Bohdan", "Chiara"), strict=True))
HERE = Context("arch1", "g1", "s1", "int1", "passage", 1, "text")
ELSEWHERE = {
    "archive": "arch2",
    "group": "g2",
    "seal": "s2",
    "interview": "int2",
    "scope": "turn",
    "version": 2,
    "purpose": "evidence",
}


def flipped(data: bytes, every: int = 1) -> Iterator[tuple[int, bytes]]:
    """The data with one bit changed, another bit at each place."""
    for at in range(0, len(data), every):
        yield at, data[:at] + bytes([data[at] ^ 1 << at % 8]) + data[at + 1 :]


def done(error: type[WhensafeError], act: Callable[[], object]) -> bool:
    """Does it get to its end, instead of being refused like this?"""
    try:
        act()
    except error:
        return False
    return True


@pytest.mark.parametrize("sealed", [seal_text, seal_media], ids=["text", "media"])
def test_a_seal_with_any_byte_changed_opens_for_nobody(sealed: Callable[..., bytes]) -> None:
    key = HybridIdentity(b"k" * 32)
    data = sealed(WORDS, HERE, key.recipient(), chance)
    assert open_sealed(data, HERE, key) == WORDS
    for at, changed in flipped(data):
        assert not done(BadSeal, lambda data=changed: open_sealed(data, HERE, key)), at


def test_a_seal_cut_short_or_with_more_behind_it_opens_for_nobody() -> None:
    key = HybridIdentity(b"k" * 32)
    data = seal_text(WORDS * 9, HERE, key.recipient(), chance)
    for changed in (*(data[:n] for n in range(0, len(data), 7)), data + b"\0", data + data, b"\n" + data):
        with pytest.raises(BadSeal):
            open_sealed(changed, HERE, key)


@pytest.mark.parametrize("what", ELSEWHERE)
def test_a_seal_made_for_another_place_is_refused_there_and_here(what: str) -> None:
    key = HybridIdentity(b"k" * 32)
    there = msgspec.structs.replace(HERE, **{what: ELSEWHERE[what]})
    for sealed in (seal_text, seal_media):
        for made, asked in ((HERE, there), (there, HERE)):
            data = sealed(WORDS, made, key.recipient(), chance)
            with pytest.raises(BadSeal):
                open_sealed(data, asked, key)
            assert open_sealed(data, made, key) == WORDS


def parts(data: bytes) -> tuple[bytes, bytes, bytes]:
    """Head with stanzas, its authentication code, the stream (nonce and chunks)."""
    mac = data.index(b"\n--- ") + 1
    end = data.index(b"\n", mac) + 1
    return data[:mac], data[mac:end], data[end:]


@pytest.mark.parametrize("same_group", [True, False])
def test_one_seals_content_under_anothers_head_is_refused(*, same_group: bool) -> None:
    """All ways of putting two seals' parts together, but for the seals themselves."""
    key = HybridIdentity(b"k" * 32)
    other = key if same_group else HybridIdentity(b"l" * 32)
    there = msgspec.structs.replace(HERE, seal="s2")
    two = (
        parts(seal_text(WORDS, HERE, key.recipient(), chance)),
        parts(seal_text(OTHER, there, other.recipient(), chance)),
    )
    for chosen in itertools.product((0, 1), repeat=3):
        data = b"".join(two[which][n] for n, which in enumerate(chosen))
        if chosen == (0, 0, 0):
            assert open_sealed(data, HERE, key) == WORDS
            continue
        for identity in (key, other):
            with pytest.raises(BadSeal):
                open_sealed(data, HERE, identity)


def test_chunks_of_a_long_seal_cannot_be_exchanged_left_out_or_doubled() -> None:
    key = HybridIdentity(b"k" * 32)
    data = seal_media(chance(200_000), HERE, key.recipient(), chance)
    head, mac, stream = parts(data)
    nonce, size = stream[:16], 65_536 + 16
    chunks = [stream[at : at + size] for at in range(16, len(stream), size)]
    assert len(chunks) == 4
    for order in ((1, 0, 2, 3), (0, 2, 3), (0, 1, 1, 2, 3), (0, 1, 2), (0, 1, 2, 3, 3), (3, 1, 2, 0)):
        with pytest.raises(BadSeal):
            open_sealed(head + mac + nonce + b"".join(chunks[n] for n in order), HERE, key)


@pytest.fixture(scope="module")
def group() -> groups.Group:
    return groups.make("g1", CARDS, 2, chance)


def asked(group: groups.Group, seals: tuple[AskedSeal, ...]) -> bytes:
    return requested(group, seals, OPENER, ARCHIVE)


def one_seal(group: groups.Group, words: bytes = WORDS, place: Context = HERE) -> AskedSeal:
    return AskedSeal(seal_text(words, place, group.sealed_for(), chance), place)


def test_a_request_with_any_byte_changed_is_answered_by_nobody(group: groups.Group) -> None:
    data = asked(group, (one_seal(group),))
    for at, changed in flipped(data, 3):
        assert not done(BadInput, lambda data=changed: answer(data, PEOPLE[0], chance, archive_key=KEY)), at
    with pytest.raises(BadInput):
        files.read("whensafe-answer-1", Request, data)


def test_an_answer_with_any_byte_changed_counts_for_nothing(group: groups.Group) -> None:
    request = asked(group, (one_seal(group),))
    mine, hers = (answer(request, who, chance, archive_key=KEY) for who in PEOPLE[:2])
    assert open_request(request, [mine, hers], OPENER)[0].content == WORDS
    for at, changed in flipped(mine, 3):
        good, bad = judge(request, [changed, hers], OPENER)
        assert (good, len(bad)) == ((hers,), 1), at
    with pytest.raises(BadAnswer):
        open_request(request, [next(flipped(mine))[1], hers], OPENER)


def test_cards_with_any_byte_changed_are_refused() -> None:
    for card, reader in (
        (PEOPLE[0].card("Ada"), read_card),
        (write_archive_card("arch1", KEY, ARCHIVE.sign), read_archive_card),
    ):
        reader(card)
        for _, changed in flipped(card):
            with pytest.raises(BadInput):
                reader(changed)


def test_an_archive_that_lists_a_seal_as_anothers_opens_nothing(group: groups.Group) -> None:
    """The archive's key is the thief's: he signs what he likes, and the seals themselves refuse."""
    true = one_seal(group)
    for what in ("archive", "seal", "interview", "scope", "version", "purpose"):
        moved = AskedSeal(true.ciphertext, msgspec.structs.replace(HERE, **{what: ELSEWHERE[what]}))
        request = asked(group, (moved,))
        answers = [answer(request, who, chance, archive_key=KEY) for who in PEOPLE[:2]]
        with pytest.raises(BadSeal):
            open_request(request, answers, OPENER)


def test_a_seal_of_another_group_is_opened_with_no_answers(group: groups.Group) -> None:
    other = groups.make("g2", CARDS, 2, chance)
    there = msgspec.structs.replace(HERE, group="g2", seal="s2")
    foreign = one_seal(other, OTHER, there)
    with pytest.raises(BadInput, match="another group"):
        read_request(asked(group, (one_seal(group), foreign)), archive_key=KEY)
    disguised = AskedSeal(foreign.ciphertext, HERE)
    request = asked(group, (disguised,))
    answers = [answer(request, who, chance, archive_key=KEY) for who in PEOPLE]
    with pytest.raises(BadSeal):
        open_request(request, answers, OPENER)


def test_shares_of_another_group_under_this_groups_name_are_refused(group: groups.Group) -> None:
    """A thief asks with one group's name and recipient and the other's shares: custodians notice."""
    other = groups.make("g2", CARDS, 2, chance)
    mixed = msgspec.structs.replace(group, shares=other.shares)
    request = asked(mixed, (one_seal(group),))
    with pytest.raises(BadInput):
        answer(request, PEOPLE[0], chance, archive_key=KEY)
    renamed = msgspec.structs.replace(other, id=group.id)
    request = asked(renamed, (one_seal(group),))
    with pytest.raises(BadInput):
        answer(request, PEOPLE[0], chance, archive_key=KEY)


def test_one_answers_share_in_anothers_envelope_is_named(group: groups.Group) -> None:
    request = asked(group, (one_seal(group),))
    mine, hers, his = (answer(request, who, chance, archive_key=KEY) for who in PEOPLE)
    body, _ = files.read(ANSWER_KIND, Answer, mine)
    of_hers, _ = files.read(ANSWER_KIND, Answer, hers)
    swapped = files.write(ANSWER_KIND, msgspec.structs.replace(body, sealed=of_hers.sealed), PEOPLE[0].sign)
    good, (wrong,) = judge(request, [swapped, hers, his], OPENER)
    assert (good, wrong.where) == ((hers, his), "Ada")
    assert KIND != ANSWER_KIND
