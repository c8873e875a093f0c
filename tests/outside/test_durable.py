from __future__ import annotations

import os
from pathlib import Path

import pytest

from whensafe.errors import DiskFailed, NotFound, Refused, TooLarge
from whensafe.outside import durable


@pytest.mark.parametrize(("private", "mode"), [(True, 0o600), (False, 0o644)])
def test_a_new_file_has_its_bytes_and_its_mode_and_nothing_beside_it(
    tmp_path: Path, private: bool, mode: int
) -> None:
    path = tmp_path / "deep" / "card.json"
    durable.write_new(path, b"words", private=private)
    assert path.read_bytes() == b"words"
    assert path.stat().st_mode & 0o777 == mode
    assert [p.name for p in path.parent.iterdir()] == ["card.json"]


@pytest.mark.parametrize("links", [True, False])
def test_nothing_is_written_over(tmp_path: Path, links: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise OSError(95, "no hard links here")

    if not links:
        monkeypatch.setattr(os, "link", none)
    path = tmp_path / "mine"
    durable.write_new(path, b"first", private=True)
    with pytest.raises(Refused):
        durable.write_new(path, b"second", private=True)
    dangling = tmp_path / "link"
    dangling.symlink_to(tmp_path / "nowhere")
    with pytest.raises(Refused):
        durable.write_new(dangling, b"second", private=True)
    assert path.read_bytes() == b"first"
    assert path.stat().st_mode & 0o777 == 0o600
    assert sorted(p.name for p in tmp_path.iterdir()) == ["link", "mine"]


def test_what_cannot_be_read_or_written_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        durable.read(tmp_path / "none", 10)
    with pytest.raises(NotFound):
        durable.read(tmp_path, 10)
    (tmp_path / "large").write_bytes(bytes(11))
    with pytest.raises(TooLarge):
        durable.read(tmp_path / "large", 10)
    with pytest.raises(DiskFailed):
        durable.write_new(tmp_path / "large" / "below", b"", private=True)
