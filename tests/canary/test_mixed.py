"""Hundreds of operations of every kind, some cut off by a kill: what was sealed is nowhere afterwards."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.canary.mixed import Dying, Mixer, at_desk, prepared, taken
from tests.canary.sweeper import Sweeper
from tests.canary.unlocked import Keys, sweep
from tests.some_archives import PASSPHRASE

from whensafe.desk.check import check

pytestmark = pytest.mark.slow
LONG = bool(os.environ.get("WHENSAFE_TORTURE"))


@pytest.fixture(scope="module")
def dying() -> Iterator[Dying]:
    running = Dying()
    yield running
    running.close()


def swept(mixer: Mixer, root: Path) -> str:
    """Where any sealed canary is, in all that is on this disk but the backups."""
    sweeper = Sweeper(mixer.sealed)
    sweep(sweeper, Keys(root, PASSPHRASE), also=[mixer.folder / "state", mixer.folder / "tmp"])
    return sweeper.summary()


@pytest.mark.parametrize("seed", range(8 if LONG else 2))
@pytest.mark.timeout(7200 if LONG else 300)
def test_what_is_sealed_is_nowhere_after_mixed_operations_and_kills(
    seed: int, tmp_path: Path, dying: Dying, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    root = prepared(tmp_path / "archive")
    mixer = Mixer(root, seed, lambda op, step: dying(root, op, step))
    for _ in range(3):
        mixer.run(1000 if LONG else 90)
        with at_desk(root):
            assert swept(mixer, taken(root, tmp_path / "taken")) == ""
        assert swept(mixer, root) == ""
    with at_desk(root) as desk:
        assert check(desk.archive, desk.actor).problems == ()
    assert Sweeper(mixer.sealed).over(mixer.errors) == ""
    _backups_hold_only_what_was_open(mixer)
    assert mixer.done["seal"] > 20
    assert sum(count for name, count in mixer.done.items() if name.endswith("killed")) > 10


def _backups_hold_only_what_was_open(mixer: Mixer) -> None:
    assert mixer.backups
    for bag, sealed in mixer.backups.items():
        sweeper = Sweeper(mixer.sealed)
        if not (bag / "data").is_dir():
            continue  # a kill left it unfinished
        sweep(sweeper, Keys(mixer.root, PASSPHRASE), bags=[bag])
        for found in sweeper.found:
            text = mixer.sealed[found.canary]
            assert found.canary >= sealed, f"{bag.name} was made after this was sealed: {found.where}"
            if text in mixer.listed:
                assert bag.name in mixer.listed[text]
