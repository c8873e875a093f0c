from __future__ import annotations

import shutil
import warnings
from collections.abc import Callable

import pytest
from tests.cli.conftest import BAKER, Shell


def test_a_backup_is_a_bag_and_comes_back_whole(own: Callable[[], Shell]) -> None:
    shell = own()
    before = shell("list", "--json").json
    assert shell("backup", "bag", "--json").json == {"ok": True, "problems": []}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import bagit

        bagit.Bag(str(shell.folder / "bag")).validate()
    clean = Shell(shell.folder, {"WHENSAFE_STATE": str(shell.folder / "clean"), "WHENSAFE_ARCHIVE": ""})
    assert clean("restore", "bag", "R", "--json").json == {"ok": True, "problems": []}
    assert clean("--archive", "R", "list", "--json").json == before
    assert clean("--archive", "R", "check", "--json").json["ok"]
    first = before[0]["id"]
    assert clean("--archive", "R", "show", first, "--json").json == shell("show", first, "--json").json


def test_nothing_is_overwritten(own: Callable[[], Shell]) -> None:
    shell = own()
    shell.write("bag/mine.txt", "mine")
    assert "something here already" in shell("backup", "bag", status=2).err
    shell("backup", "good")
    shell.write("R/mine.txt", "mine")
    assert "isn't empty" in shell("restore", "good", "R", status=2).err
    assert [path.name for path in (shell.folder / "R").iterdir()] == ["mine.txt"]
    assert "no bag here" in shell("restore", "bag", "S", status=2).err
    assert not (shell.folder / "S").exists()


def test_a_bag_that_is_not_whole_is_not_restored(own: Callable[[], Shell]) -> None:
    shell = own()
    shell("backup", "bag")
    blob = next((shell.folder / "bag/data/blobs").glob("??/*"))
    data = bytearray(blob.read_bytes())
    data[50] ^= 1
    blob.write_bytes(data)
    said = shell("restore", "bag", "R", "--json", status=1).json
    assert {problem["code"] for problem in said["problems"]} == {"bag_changed"}
    assert not (shell.folder / "R").exists()


def test_an_older_copy_is_refused_until_somebody_answers_for_it(own: Callable[[], Shell]) -> None:
    shell = own()
    shutil.copytree(shell.folder / "A", shell.folder / "old")
    shell("add", shell.write("later.txt", BAKER.replace("bakery", "tannery")))
    shell.environment["WHENSAFE_ARCHIVE"] = str(shell.folder / "old")
    refused = shell("list", status=2)
    assert "--accept-older --yes --reason" in refused.err
    (problem,) = shell("check", "--json", status=1).json["problems"]
    assert problem["code"] == "older_copy"
    assert "--yes --reason" in shell("list", "--accept-older", status=2).err
    assert len(shell("list", "--accept-older", "--yes", "--reason", "the disk died", "--json").json) == 2
    assert len(shell("list", "--json").json) == 2  # from here on it is the one that counts
    assert shell("check", "--json").json["ok"]
    shell.environment["WHENSAFE_ARCHIVE"] = str(shell.folder / "A")
    shell("list", status=2)


def test_a_doctor_says_who_else_can_look_in(own: Callable[[], Shell]) -> None:
    shell = own()
    (shell.folder / "A").chmod(0o755)
    found = shell("doctor", "--json", status=1).json
    assert "permissions" in {problem["code"] for problem in found["problems"]}


@pytest.mark.slow
def test_the_invented_testimonies_are_taken_in_whole(bare: Shell) -> None:
    bare("demo", "--folder", "demo", "--no-serve")
    bare.environment = {"WHENSAFE_ARCHIVE": str(bare.folder / "demo"), "WHENSAFE_PASSPHRASE": "demo"}
    assert len(bare("list", "--json").json) == 13
    assert bare("check", "--json").json["ok"]
