"""`merge`: a field laptop's archive into the office's, at the command line."""

from __future__ import annotations

import json
import random
import shutil
import signal
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import BAKER, WEAVER, Shell
from tests.cli.forked import Crashing, Zygote, cheap_archive, copied


@pytest.fixture
def both(shell: Shell) -> tuple[Shell, Shell]:
    """An office with one interview, and a laptop, under another passphrase, with another one."""
    shell("add", shell.write("baker.txt", BAKER))
    environment = {
        "WHENSAFE_ARCHIVE": str(shell.folder / "L"),
        "WHENSAFE_STATE": str(shell.folder / "laptop-state"),
        "WHENSAFE_PASSPHRASE": "five brown owls",
    }
    laptop = Shell(shell.folder, environment)
    laptop("init")
    laptop("add", laptop.write("weaver.txt", WEAVER))
    laptop("person", "add", "Maria Tkach")
    return shell, laptop


def test_a_laptop_comes_in_and_a_second_time_nothing(both: tuple[Shell, Shell]) -> None:
    office, laptop = both
    office.environment["WHENSAFE_OTHER_PASSPHRASE"] = "five brown owls"
    (weaver,) = (one["id"] for one in laptop("list", "--json").json)
    done = office("merge", "L", "--json").json
    assert (done["merged"], done["skipped"], done["losses"], done["files"]) == ([weaver], [], [], 1)
    assert {one["id"] for one in office("list", "--json").json} > {weaver}
    assert office("search", "верстатом", "--json").json[0]["id"] == weaver
    assert [one["name"] for one in office("person", "list", "--json").json] == ["Maria Tkach"]
    assert "of a merged archive" in office("check").err or "of merged archives" in office("check").err
    again = office("merge", "L", "--json").json
    assert (again["merged"], again["same"], again["records"]) == ([], 1, 0)
    assert laptop("check", "--json").json["ok"]


def test_the_other_passphrase_is_in_a_file_and_a_wrong_one_brings_nothing(both: tuple[Shell, Shell]) -> None:
    office, _ = both
    assert "doesn't open" in office("merge", "L", "--passphrase-file", office.write("w", "no"), status=2).err
    ran = office("merge", "L", "--passphrase-file", office.write("p", "five brown owls\n"))
    assert "1 interview merged" in ran.err
    assert "itself" in office("merge", "A", status=2).err
    assert "archive" in office("merge", "nowhere", "--passphrase-file", "p", status=2).err


def test_an_older_copy_of_this_archive_has_nothing_and_another_past_is_kept_apart(shell: Shell) -> None:
    shell("add", shell.write("baker.txt", BAKER))
    shutil.copytree(shell.folder / "A", shell.folder / "copy")
    shell("add", shell.write("weaver.txt", WEAVER))
    assert "nothing to merge" in shell("merge", "copy", status=2).err
    away = Shell(
        shell.folder, {"WHENSAFE_ARCHIVE": "copy", "WHENSAFE_STATE": str(shell.folder / "other-state")}
    )
    away("add", away.write("miller.txt", BAKER.replace("bakery", "mill").replace("flour", "grain")))
    done = shell("merge", "copy", "--json").json
    assert (len(done["merged"]), done["same"], done["losses"]) == (1, 1, [])
    assert len(shell("list", "--json").json) == 3
    assert shell("check", "--json").json["ok"]


@pytest.mark.slow
@pytest.mark.xdist_group("killed")
@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork and no SIGKILL on Windows")
@pytest.mark.timeout(300)
def test_killed_at_any_moment_a_merge_is_done_again(zygote: Zygote, cheap: Path, tmp_path: Path) -> None:
    chance = random.Random(1125)  # noqa: S311 - a seed is the point
    laptop = copied(zygote, cheap, tmp_path / "laptop", 1)
    assert laptop.run("add", *laptop.interviews(8)).status == 0
    whole = office_of(zygote, tmp_path / "whole")
    command = ["merge", str(laptop.archive), "--json"]
    seconds = whole.run(*command).seconds
    office, killed = office_of(zygote, tmp_path / "office"), 0
    for _ in range(12):
        ended = office.run(*command, kill_after=chance.uniform(0.2, 0.9) * seconds)
        assert ended.status in {0, -signal.SIGKILL}, ended
        killed += ended.status != 0
        checked = office.run("check", "--json")
        assert checked.status == 0, checked
    done = office.run(*command)
    assert done.status == 0, done
    assert killed
    there = {one["id"] for one in json.loads(laptop.run("list", "--json").out)}
    assert {one["id"] for one in json.loads(office.run("list", "--json").out)} == there
    assert json.loads(done.out)["same"] == 8 - len(json.loads(done.out)["merged"])


def office_of(zygote: Zygote, folder: Path) -> Crashing:
    """Another archive, of another token, that opens as fast."""
    folder.mkdir()
    return Crashing(zygote, cheap_archive(folder), random.Random(2))  # noqa: S311
