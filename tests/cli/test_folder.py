"""`add DIR --metadata FILE --resume`: a whole folder, stopped at any moment and gone on with."""

from __future__ import annotations

import io
import json
import random
import signal
import sys
import zipfile
from pathlib import Path

import pytest
from tests.cli.conftest import BAKER, WEAVER, Shell
from tests.cli.forked import Crashing, Zygote, copied

LIST = "Файл;Оповідачка;Дата інтерв'ю;Мова;Що ще\nweaver;Марія Ткач;05.03.2025;українська;x\ngone.txt;;;;\n"


@pytest.fixture
def folder(shell: Shell) -> Shell:
    shell.write("in/baker.txt", BAKER)
    shell.write("in/sub/weaver.txt", WEAVER)
    shell.write("in/noise.bin", bytes(range(256)) * 64)
    shell.write("in/list.csv", LIST)
    return shell


def test_a_folder_with_its_list(folder: Shell) -> None:
    report = folder("add", "in", "--metadata", "in/list.csv", "--json", status=2).json
    assert [one["file"] for one in report["kept"]] == ["baker.txt", "sub/weaver.txt"]
    assert [(one["file"], one["code"]) for one in report["refused"]] == [("noise.bin", "unreadable")]
    assert report["unknown_columns"] == ["Що ще"]
    assert report["rows_not_used"] == [{"row": 2, "file": "gone.txt", "code": "no_file"}]
    assert report["files_without_row"] == ["baker.txt", "noise.bin"]
    weaver = folder("show", report["kept"][1]["id"], "--json").json
    assert (weaver["interviewed"], weaver["language"]) == ("2025-03-05", "uk")
    assert folder("add", "in", "--report", "--json", status=2).json == report


def test_the_report_for_people_names_what_is_wrong(folder: Shell) -> None:
    ran = folder("add", "in", "--metadata", "in/list.csv", status=2)
    assert "column Оповідачка: narrator" in ran.err
    assert "column Що ще: not known" in ran.err
    for told in ("2 files taken in", "1 file refused", "noise.bin", "row 2, gone.txt: no such file"):
        assert told in ran.out
    assert folder("add", "in", "--report", status=2).out == ran.out


def test_what_was_finished_is_not_taken_in_again(folder: Shell) -> None:
    folder("add", "in", "--metadata", "in/list.csv", status=2)
    folder.write("in/miller.txt", BAKER.replace("bakery", "mill").replace("flour", "grain"))
    report = folder("add", "in", "--metadata", "in/list.csv", "--resume", "--json", status=2).json
    assert [one["file"] for one in report["kept"]] == ["baker.txt", "sub/weaver.txt", "miller.txt"]
    assert len(folder("list", "--json").json) == 3


def test_a_list_that_was_there_has_to_be_there_again(folder: Shell) -> None:
    folder("add", "in", "--metadata", "in/list.csv", status=2)
    assert "--metadata" in folder("add", "in", "--resume", status=2).err


def test_a_spreadsheet_is_a_list(folder: Shell) -> None:
    rows = [("File", "Title", "Interviewed"), ("baker.txt", "The bakery by the river", "45721")]
    folder.write("list.xlsx", workbook(rows))
    report = folder("add", "in", "--metadata", "list.xlsx", "--json", status=2).json
    baker = next(one for one in report["kept"] if one["file"] == "baker.txt")
    shown = folder("show", baker["id"], "--json").json
    assert (shown["title"], shown["interviewed"]) == ("The bakery by the river", "2025-03-05")


def test_what_lies_in_a_zip_is_taken_in_each_by_itself(folder: Shell) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("miller.txt", BAKER.replace("bakery", "mill").replace("flour", "grain"))
        package.writestr("smith.txt", WEAVER.replace("верстатом", "ковадлом").replace("рушник", "підкову"))
    folder.write("in/both.zip", made.getvalue())
    report = folder("add", "in", "--resume", "--json", status=2).json
    inside = [one["file"] for one in report["kept"] if one["file"].startswith("both.zip")]
    assert inside == ["both.zip › miller.txt", "both.zip › smith.txt"]
    again = folder("add", "in", "--resume", "--json", status=2).json
    assert again["kept"] == report["kept"]


def test_what_is_no_list_is_refused_before_anything_is_taken_in(folder: Shell) -> None:
    folder.write("list.csv", "one;two\n1;2\n")
    assert (
        "no column of this list gives the files' names"
        in folder("add", "in", "--metadata", "list.csv", status=2).err
    )
    assert folder("list", "--json").json == []


def test_options_of_single_files_do_not_go_with_a_folder(folder: Shell) -> None:
    assert "--together" in folder("add", "in", "--resume", "--together", status=2).err
    assert "one folder" in folder("add", "in", "in/sub", "--resume", status=2).err


@pytest.mark.slow
@pytest.mark.xdist_group("killed")
@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork and no SIGKILL on Windows")
@pytest.mark.timeout(300)
def test_killed_at_any_moment_it_takes_in_exactly_the_rest(
    zygote: Zygote, cheap: Path, tmp_path: Path
) -> None:
    chance = random.Random(20261125)  # noqa: S311 - a seed is the point
    for round_ in range(3):
        desk = copied(zygote, cheap, tmp_path / str(round_), round_)
        there, command = filled(desk, 12)
        whole = copied(zygote, cheap, tmp_path / f"whole{round_}", round_)
        filled(whole, 12)
        seconds = whole.run(*command).seconds
        killed = 0
        for _ in range(40):
            ended = desk.run(*command, kill_after=chance.uniform(0.3, 0.8) * seconds)
            assert ended.status in {0, -signal.SIGKILL}, ended
            killed += ended.status != 0
            if ended.status == 0:
                break
            assert desk.run("check").status == 0
        assert desk.run(*command).status == 0
        assert killed
        assert_each_once(desk, there)


def filled(desk: Crashing, n: int) -> tuple[list[str], list[str]]:
    """A folder of so many files, two of which are one interview and one the translation of another."""
    paths = [Path(path) for path in desk.interviews(n)]
    (desk.folder / "in").mkdir()
    for path in paths:
        path.rename(desk.folder / "in" / path.name)
    names = [path.name for path in paths]
    rows = [
        {"file": names[0], "session": "one", "narrator": "Petro Hai"},
        {"file": names[1], "session": "one"},
        {"file": names[2], "translation_of": names[3], "language": "fr"},
    ]
    lines = "\n".join(json.dumps(row) for row in rows)
    (desk.folder / "list.jsonl").write_text(lines, encoding="utf-8")
    folder = str(desk.folder / "in")
    return names, ["add", folder, "--metadata", str(desk.folder / "list.jsonl"), "--resume", "--json"]


def assert_each_once(desk: Crashing, names: list[str]) -> None:
    listed = json.loads(desk.run("list", "--json").out)
    files: list[str] = []
    for line in listed:
        shown = json.loads(desk.run("show", line["id"], "--json").out)
        files += [shown["original"]["name"]] if not shown["sessions"] else []
        files += [one["name"] for session in shown["sessions"] for one in session["originals"]]
    assert sorted(files) == sorted(names)
    assert len(listed) == len(names) - 2
    assert json.loads(desk.run("check", "--json").out)["ok"]


def workbook(rows: list[tuple[str, ...]]) -> bytes:
    """A spreadsheet with one sheet of texts and whole numbers."""
    cells = "".join(
        "<row>"
        + "".join(
            f'<c r="{chr(65 + n)}{at}"><v>{cell}</v></c>'
            if cell.isdigit()
            else f'<c r="{chr(65 + n)}{at}" t="inlineStr"><is><t>{cell}</t></is></c>'
            for n, cell in enumerate(row)
        )
        + "</row>"
        for at, row in enumerate(rows, 1)
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/workbook.xml", f'<workbook xmlns="{main}"/>')
        package.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
        )
    return made.getvalue()
