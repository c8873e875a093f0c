from __future__ import annotations

import datetime
import sys
from pathlib import Path

import pytest

from whensafe.outside.machine import clock, examine, permissions, space, swap, versions

HEAD = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"
NOW = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)


def codes(problems: object) -> list[str]:
    return [problem.code for problem in problems]  # type: ignore[attr-defined]


def test_swap_in_clear_is_named_and_encrypted_swap_is_not(tmp_path: Path) -> None:
    table, devices = tmp_path / "swaps", tmp_path / "block"
    (devices / "dm-1" / "dm").mkdir(parents=True)
    (devices / "dm-1" / "dm" / "uuid").write_text("CRYPT-PLAIN-swap\n")
    rows = [
        "/dev/sda2 partition 1 0 -2",
        "/swapfile file 1 0 -3",
        "/dev/dm-1 partition 1 0 -4",
        "/dev/zram0 partition 1 0 5",
    ]
    table.write_text(HEAD + "\n".join(rows) + "\n")
    assert [problem.where for problem in swap(table, devices)] == ["/dev/sda2", "/swapfile"]
    table.write_text(HEAD)
    assert list(swap(table, devices)) == []
    assert list(swap(tmp_path / "none", devices)) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_a_folder_that_others_can_look_into_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    assert codes(permissions(tmp_path)) == []
    tmp_path.chmod(0o750)
    assert codes(permissions(tmp_path)) == ["permissions"]
    tmp_path.chmod(0o700)
    assert codes(permissions(tmp_path / "not there yet")) == []


def test_a_wrong_clock_is_named() -> None:
    assert codes(clock(NOW)) == []
    assert codes(clock(datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC))) == ["clock"]


def test_what_is_installed_is_new_enough() -> None:
    assert codes(versions()) == []


def test_space_is_that_beside_the_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("whensafe.outside.machine.LEAST_FREE", 1 << 80)
    assert codes(space(tmp_path / "not" / "there" / "yet")) == ["little_space"]


def test_everything_is_asked(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    asked = [name for name, _ in examine(tmp_path, NOW).checked]
    assert asked == ["swap", "permissions", "versions", "space", "clock"]
