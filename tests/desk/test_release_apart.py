"""Opening one group leaves nothing that opens another: not on the server, not with the opener, not between.

A thief has the whole disk after a release, every key of the server's, the opener's key, the request, all
answers, the release file, whatever these open, and one custodian. The other group of the same interview, with
the same custodians, stays shut for them.
"""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from shamir_mnemonic.share import Share as Mnemonic
from tests.canary.mixed import at_desk, prepared, taken
from tests.canary.sweeper import Sweeper
from tests.canary.unlocked import Keys, sweep
from tests.some_archives import PASSPHRASE

from whensafe.desk import opening, registers
from whensafe.desk.adopt import adopt
from whensafe.desk.put_together import PutTogether, put_together
from whensafe.desk.release import release
from whensafe.desk.release_groups import ReleaseGroup
from whensafe.desk.request import ask
from whensafe.desk.seal import seal
from whensafe.desk.take_in import Incoming, take_in
from whensafe.errors import WhensafeError
from whensafe.nouns.sealed import Evidence, Seal
from whensafe.outside.randomness import SystemRandomness
from whensafe.protection.closure import Quote
from whensafe.sealing import files, groups, words
from whensafe.sealing.age import open_seal
from whensafe.sealing.custodians import Custodian
from whensafe.sealing.requests import ANSWER_KIND, Answer, answer
from whensafe.sealing.stanzas import HybridIdentity

chance = SystemRandomness().bytes
HIS, HERS = "Petro carried the water", "Maria hid the list"
SAID = f"# The yard\nQ: Who was there?\nA: {HIS}. {HERS}.\nQ: And then?\nA: It snowed.\n"


@dataclass
class Loot:
    """What the thief holds: bytes with where they lay, and identities to try."""

    blobs: dict[str, bytes] = field(default_factory=dict)
    handed: list[bytes] = field(default_factory=list)
    """What went from hand to hand for the first group, opened as far as it opens."""
    mine: HybridIdentity = field(default_factory=lambda: HybridIdentity(bytes(32)))
    """The first group's own key, as the opener had it."""
    seeds: set[bytes] = field(default_factory=set)
    """All that could be a key, of the server's and of what it keeps."""
    alone: dict[str, bytes] = field(default_factory=dict)
    """What the server alone has, opened with its own keys only."""


class Kept(Sweeper):
    """A sweeper that keeps all that it is shown."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.kept: dict[str, bytes] = {}

    def blob(self, data: bytes, where: str) -> None:
        self.kept[f"{where} {len(self.kept)}"] = data


@dataclass
class Case:
    """Two groups of one interview, the first one opened and released."""

    people: tuple[Custodian, ...]
    first: ReleaseGroup
    second: ReleaseGroup
    sealed: tuple[bytes, ...]
    """All ciphertexts that the second group closes."""
    loot: Loot

    def shares(self, of: ReleaseGroup) -> list[groups.Share]:
        """As its custodians could have them."""
        return [
            groups.open_share(held.sealed, person.identity())
            for held, person in zip(of.group.shares, self.people, strict=True)
        ]


@pytest.fixture(scope="module", params=["by hand", "kept here"])
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Answers are put together somewhere else and a file brought back, or kept here until they are enough."""
    folder = tmp_path_factory.mktemp("apart")
    root = prepared(folder / "archive")
    people = tuple(Custodian.new(chance) for _ in range(3))
    with at_desk(root) as desk:
        cards = [(f"{n}", person.card(f"custodian {n}")) for n, person in enumerate(people)]
        adopt(desk.archive, desk.actor, cards, 2)
        id = take_in(desk.archive, desk.actor, [Incoming("said.txt", SAID.encode())]).id
        his = seal(desk.archive, desk.actor, id, Quote(HIS), until="after(2020)").seal
        hers = seal(desk.archive, desk.actor, id, Quote(HERS), until="after(2040)").seal
        opener = HybridIdentity(chance(32))
        said = ask(
            desk.archive,
            desk.actor,
            his,
            str(opener.recipient()),
            although_unmet=True,
            reason="he is free",
            here=request.param == "kept here",
        )
        key = desk.archive.store.secrets.public_key()  # type: ignore[attr-defined]
        answers = [answer(said.request, person, chance, archive_key=key) for person in people]
        named = [(f"{n}", one) for n, one in enumerate(answers)]
        opened = put_together(said.request, named, opener)
        if request.param == "by hand":
            release(desk.archive, desk.actor, opened.release)
        else:
            opening.take_answers(desk.archive, desk.actor, his, named, opener)
            opening.open_asked(desk.archive, desk.actor, his, opener)
        with desk.archive.store.read() as unit:
            groups_ = {one.id: one for one in registers.every(unit, ReleaseGroup)}
            seals = {one.id: one for one in registers.every(unit, Seal)}
            first, second = groups_[seals[his].group], groups_[seals[hers].group]
            layers = [one for one in registers.every(unit, Evidence) if one.layers[-1] == second.id]
            evidence = [b"".join(unit.blobs.read(one.blob)) for one in layers]
        stolen = taken(root, folder / "taken")
    loot = _looted(stolen, folder / "state", said.request, answers, opened, opener, first)
    assert evidence  # the second group closes the originals, too
    return Case(people, first, second, (seals[hers].ciphertext, *evidence), loot)


def _looted(
    disk: Path,
    state: Path,
    request: bytes,
    answers: Sequence[bytes],
    opened: PutTogether,
    opener: HybridIdentity,
    first: ReleaseGroup,
) -> Loot:
    bodies = [files.read(ANSWER_KIND, Answer, one)[0] for one in answers]
    shares = [groups.open_share(body.sealed, opener) for body in bodies]
    mine = groups.join(first.group, shares)
    alone, kept = Kept([]), Kept([])
    sweep(alone, Keys(disk, PASSPHRASE), also=[state])
    keys = Keys(disk, PASSPHRASE)
    keys.seeds |= {opener.seed, mine.seed}
    sweep(kept, keys, also=[state])
    inside = [share._spelled() for share in shares]
    handed = [opener.seed, mine.seed, request, *answers, opened.release, *inside]
    handed += [run for data in list(handed) for run in _base64(data)]
    for data in list(handed):
        for identity in (opener, mine):
            with suppress(WhensafeError):
                handed.append(open_seal(data, [identity]))
    blobs = {**kept.kept, **{f"handed {n}": data for n, data in enumerate(handed)}}
    return Loot(blobs, handed, mine, keys.seeds, alone.kept)


def _base64(data: bytes) -> Iterator[bytes]:
    for run in re.findall(rb"[A-Za-z0-9+/]{40,}={0,2}", data):
        with suppress(ValueError):
            yield base64.b64decode(run, validate=True)


def written(secret: bytes) -> set[bytes]:
    """Ways in which bytes may stand somewhere."""
    found = {secret, secret[::-1], secret.hex().encode(), secret.hex().upper().encode()}
    for encode in (base64.b64encode, base64.urlsafe_b64encode):
        for before in range(3):
            text = encode(bytes(before) + secret).rstrip(b"=")
            found.add(text[4 if before else 0 : -1])
    return found


def secrets(case: Case, of: ReleaseGroup, but: int | None = None) -> dict[str, set[bytes]]:
    """All that helps to open a group, as written: its key, each share, whole or as the number it is."""
    shares = case.shares(of)
    key = groups.join(of.group, shares)
    found = {"the key": written(key.seed), "the key for paper": {key.secret_text().encode()}}
    for n, share in enumerate(shares):
        if n == but:
            continue
        half = " ".join(share.mnemonic.split()[4:18])
        found[f"share {n}"] = written(Mnemonic.from_mnemonic(share.mnemonic).value) | {
            share.mnemonic.encode(),
            half.encode(),
            half.upper().encode(),
        }
        found[f"salt of share {n}"] = written(share.salt)
    for n, person in enumerate(case.people):
        if n != but:
            found[f"custodian {n}"] = written(person.seed) | written(person.identity().seed)
    return found


def held(loot: Loot, sought: dict[str, set[bytes]]) -> set[str]:
    """Which of these secrets are anywhere in it."""
    return {
        name
        for name, forms in sought.items()
        if any(f in data for data in loot.blobs.values() for f in forms)
    }


def test_no_part_of_the_other_groups_key_is_anywhere(case: Case) -> None:
    assert sum(map(len, case.loot.blobs.values())) > 300_000
    assert held(case.loot, secrets(case, case.second)) == set()


def test_what_opened_the_first_group_is_found_where_it_was_handed(case: Case) -> None:
    """So that it can fail: the same search finds each share and the key of the group that was opened."""
    found = held(case.loot, secrets(case, case.first))
    assert {"the key", "share 0", "share 1", "share 2", "salt of share 1"} <= found
    assert not {name for name in found if name.startswith("custodian")}


def test_no_part_is_in_what_the_server_alone_has(case: Case) -> None:
    """Not even of the group that was opened: its key was with the opener, never here."""
    assert len(case.loot.alone) > 100
    for group in (case.first, case.second):
        assert held(Loot(case.loot.alone), secrets(case, group)) == set()


def test_every_window_of_what_was_handed_is_no_key(case: Case) -> None:
    """Each 32 bytes of it, tried as the seed of an identity: none is the group's or a custodian's."""
    wanted = {case.second.group.sealed_for().raw[-32:]}
    wanted |= {person.identity().recipient().raw[-32:] for person in case.people}
    windows = {data[at : at + 32] for data in case.loot.handed for at in range(len(data) - 31)}
    assert len(windows) > 20_000
    assert [window for window in windows if _public(window) in wanted] == []
    assert _public(case.loot.mine.seed) == case.first.group.sealed_for().raw[-32:]  # so that it can fail


def _public(seed: bytes) -> bytes:
    """The X25519 half of the recipient that a seed gives."""
    secret = X25519PrivateKey.from_private_bytes(hashlib.shake_256(seed).digest(96)[64:])
    return secret.public_key().public_bytes_raw()


def test_no_key_the_thief_has_opens_a_file_of_it(case: Case) -> None:
    identities = [HybridIdentity(seed) for seed in case.loot.seeds]
    assert case.loot.mine in identities
    assert len(identities) > 5
    files_ = [*case.sealed, *(held.sealed for held in case.second.group.shares)]
    for data, identity in itertools.product(files_, identities):
        with pytest.raises(WhensafeError):
            open_seal(data, [identity])


def test_all_shares_of_the_first_with_one_of_the_second_make_no_quorum(case: Case) -> None:
    """One custodian helps the thief: their share, with any shares of the group that was opened."""
    hers, his = case.shares(case.second), case.shares(case.first)
    for n, helped in enumerate(hers):
        assert held(case.loot, secrets(case, case.second, but=n)) == set()
        for others in itertools.chain.from_iterable(itertools.combinations(his, k) for k in range(4)):
            for order in ([helped, *others], [*others, helped]):
                with pytest.raises(WhensafeError):
                    groups.join(case.second.group, order)
    assert groups.join(case.second.group, hers[:2]).recipient() == case.second.group.sealed_for()


def test_mnemonics_of_one_group_are_refused_in_the_others_name(case: Case) -> None:
    his, hers = case.shares(case.first), case.shares(case.second)
    for one, other in itertools.product(his, hers):
        with pytest.raises(WhensafeError):
            words.join([one.mnemonic, other.mnemonic])
