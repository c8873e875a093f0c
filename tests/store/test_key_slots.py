from __future__ import annotations

import json
import time

import pytest
from tests.some_archives import CHEAP

from whensafe.errors import Damaged, WrongKey
from whensafe.store.key_slots import Cost, KeyFile, new_key_file, unwrap, wrap

KEY, RANDOM = b"k" * 32, bytes(range(28))


def slot(unlocker: str | KeyFile = "pass", *, key: bytes = KEY) -> bytes:
    return wrap("archive1", "slot1", key, unlocker, RANDOM, CHEAP)


def test_the_passphrase_gives_the_key_back() -> None:
    assert unwrap("archive1", "slot1", slot(), "pass") == KEY


def test_another_passphrase_does_not() -> None:
    for wrong in ("", "pas", "pass ", "Pass"):
        with pytest.raises(WrongKey):
            unwrap("archive1", "slot1", slot(), wrong)


def test_a_passphrase_typed_decomposed_is_the_same_passphrase() -> None:
    data = slot("café")
    assert unwrap("archive1", "slot1", data, "cafe\u0301") == KEY


def test_a_passphrase_from_an_undecodable_environment_is_a_passphrase() -> None:
    odd = b"\xff\xfe".decode("utf-8", "surrogateescape")
    assert unwrap("archive1", "slot1", slot(odd), odd) == KEY


def test_half_a_surrogate_pair_is_a_wrong_key_and_no_crash() -> None:
    with pytest.raises(WrongKey):
        unwrap("archive1", "slot1", slot(), "\ud800")


def test_a_key_file_opens_its_slot_and_no_other() -> None:
    mine, other = new_key_file(b"m" * 32), new_key_file(b"o" * 32)
    data = slot(mine)
    assert unwrap("archive1", "slot1", data, mine) == KEY
    assert unwrap("archive1", "slot1", data, KeyFile(mine.content.strip())) == KEY
    for wrong in (other, KeyFile(b""), KeyFile(b"whensafe-key-file-1:!!!"), KeyFile(b"x" * 100_000)):
        with pytest.raises(WrongKey):
            unwrap("archive1", "slot1", data, wrong)


def test_a_passphrase_slot_and_a_key_file_slot_are_two_things() -> None:
    file = new_key_file(b"m" * 32)
    with pytest.raises(WrongKey):
        unwrap("archive1", "slot1", slot(file), file.content.decode())
    with pytest.raises(WrongKey):
        unwrap("archive1", "slot1", slot(), file)


def test_neither_key_nor_passphrase_is_in_the_file_or_in_a_repr() -> None:
    file = new_key_file(b"m" * 32)
    data = slot("a long passphrase")
    assert b"long" not in data
    assert KEY.hex().encode() not in data
    assert file.content.decode().strip() not in repr(file)


def test_a_slot_is_bound_to_its_archive_and_its_name() -> None:
    for archive, name in (("archive2", "slot1"), ("archive1", "slot2")):
        with pytest.raises(Damaged):
            unwrap(archive, name, slot(), "pass")
    renamed = slot().replace(b"slot1", b"slot2")
    with pytest.raises(WrongKey):
        unwrap("archive1", "slot2", renamed, "pass")


def test_every_changed_byte_keeps_it_from_opening_or_changes_only_blank_space() -> None:
    data = slot()
    for at in range(len(data)):
        changed = bytearray(data)
        changed[at] ^= 1
        try:
            assert unwrap("archive1", "slot1", bytes(changed), "pass") == KEY
        except (WrongKey, Damaged):
            continue
        assert chr(data[at]).isspace() or chr(data[at]) in '0123456789abcdef",:{}'
        assert json.loads(changed) == json.loads(data)


FORGED = [
    {"memory_kib": 2**40},
    {"memory_kib": (1 << 20) + 1},
    {"memory_kib": 0},
    {"passes": 10**9},
    {"passes": 0},
    {"lanes": 1000},
    {"lanes": 0},
    {"memory_kib": "64"},
    {"salt": "00"},
    {"kdf": "none"},
    {"extra": 1},
]


@pytest.mark.parametrize("change", FORGED, ids=str)
def test_forged_parameters_are_refused_before_they_are_used(change: dict[str, object]) -> None:
    read = json.loads(slot())
    read["unlock"] |= change
    started = time.monotonic()
    with pytest.raises(Damaged):
        unwrap("archive1", "slot1", json.dumps(read).encode(), "pass")
    assert time.monotonic() - started < 1


def test_forged_parameters_within_bounds_that_make_no_sense_are_no_crash() -> None:
    read = json.loads(slot())
    read["unlock"] |= {"memory_kib": 64, "lanes": 8}
    with pytest.raises(WrongKey):
        unwrap("archive1", "slot1", json.dumps(read).encode(), "pass")


NO_SLOT = [b"", b"{}", b"[]", b"null", b"\xff", b"{" * 5000, slot() + b" " * 5000]


@pytest.mark.parametrize("data", NO_SLOT, ids=lambda data: repr(data[:8]))
def test_what_is_no_slot_is_damage(data: bytes) -> None:
    with pytest.raises(Damaged):
        unwrap("archive1", "slot1", data, "pass")


def test_a_guess_at_a_passphrase_costs_what_rfc_9106_recommends() -> None:
    assert Cost() == Cost(memory_kib=64 * 1024, passes=3, lanes=4)
