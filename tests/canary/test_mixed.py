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


def swept(mixer: Mixer, sweeper: Sweeper, root: Path) -> str:
    """Where any sealed canary is, in all that is on this disk but the copies."""
    sweep(sweeper, Keys(root, PASSPHRASE), also=[mixer.folder / "state", mixer.folder / "tmp"])
    return sweeper.summary()


@pytest.mark.parametrize("seed", range(8 if LONG else 1))
@pytest.mark.timeout(7200 if LONG else 600)
def test_what_is_sealed_is_nowhere_after_mixed_operations_and_kills(
    seed: int, tmp_path: Path, dying: Dying, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path / "tmp"))
    root = prepared(tmp_path / "archive")
    mixer = Mixer(root, seed, lambda op, step, after: dying(root, op, step, after))
    for _ in range(3):
        mixer.run(1000 if LONG else 175)
        sweeper = Sweeper(list(mixer.sealed))
        with at_desk(root):
            assert swept(mixer, sweeper, taken(root, tmp_path / "taken")) == ""
        assert swept(mixer, sweeper, root) == ""
    with at_desk(root) as desk:
        assert check(desk.archive, desk.actor).problems == ()
    assert Sweeper(list(mixer.sealed)).over(mixer.errors) == ""
    _copies_hold_only_what_was_open(mixer)
    assert mixer.operations >= 500
    assert mixer.done["seal"] > 40
    assert mixer.done["release"] - mixer.done["release refused"] > 8
    assert mixer.done["publish"] > 5
    killed = sum(count for name, count in mixer.done.items() if name.endswith("killed"))
    assert killed > 25
    in_time = killed - mixer.done["too late"]  # how many, hangs on how quick the machine is
    assert in_time > 15


def _copies_hold_only_what_was_open(mixer: Mixer) -> None:
    """In no backup or edition is what was sealed when it was made; receipts listed the backups."""
    sealed = list(mixer.sealed)
    sweeper = Sweeper(sealed)
    seen = 0
    for copy, made in mixer.copies.items():
        sweeper.found.clear()
        if (copy / "data").is_dir():
            sweep(sweeper, Keys(mixer.root, PASSPHRASE), bags=[copy])
        else:
            sweeper.folder(copy)  # an edition, or what a kill left of either
        seen += len(sweeper.found)
        for found in sweeper.found:
            text = sealed[found.canary]
            assert mixer.sealed[text] > made, f"{copy.name} was made after this was sealed: {found.where}"
            if text in mixer.listed and copy.name.startswith("backup"):  # also what a kill left of one
                assert copy.name.removesuffix(".part") in mixer.listed[text]
    assert seen  # what was sealed later is still in earlier ones
