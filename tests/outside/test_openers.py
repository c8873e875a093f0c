from __future__ import annotations

from pathlib import Path

import pytest

from whensafe.errors import Damaged
from whensafe.outside.openers import FileOpeners
from whensafe.sealing.stanzas import HybridIdentity

SEED = bytes(range(32))


def test_a_key_is_found_by_another_run_until_it_is_forgotten(tmp_path: Path) -> None:
    recipient = FileOpeners(tmp_path).make(SEED)
    assert recipient == str(HybridIdentity(SEED).recipient())
    found = FileOpeners(tmp_path).find(recipient)
    assert found is not None
    assert found.seed == SEED
    FileOpeners(tmp_path).forget(recipient)
    assert FileOpeners(tmp_path).find(recipient) is None
    assert list((tmp_path / "openers").iterdir()) == []
    FileOpeners(tmp_path).forget(recipient)


def test_nobody_else_on_the_machine_reads_it_and_its_name_says_nothing(tmp_path: Path) -> None:
    openers = FileOpeners(tmp_path)
    path = openers.path(openers.make(SEED))
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o077 == 0
    assert "age1" not in path.name


@pytest.mark.parametrize("data", [b"", b"\xff", b"word " * 33])
def test_a_key_that_cannot_be_read_is_said(tmp_path: Path, data: bytes) -> None:
    openers = FileOpeners(tmp_path)
    recipient = openers.make(SEED)
    openers.path(recipient).write_bytes(data)
    with pytest.raises(Damaged) as error:
        openers.find(recipient)
    assert str(openers.path(recipient)) in str(error.value)


def test_another_key_under_its_name_is_none(tmp_path: Path) -> None:
    openers = FileOpeners(tmp_path)
    mine, other = openers.make(SEED), openers.make(bytes(32))
    openers.path(mine).write_bytes(openers.path(other).read_bytes())
    with pytest.raises(Damaged):
        openers.find(mine)
