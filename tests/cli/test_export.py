"""`export`: an interview out of one archive and into another, never more than its audience may be told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import BAKER, Shell

HIDDEN = "My brother carried the flour"
FORMATS = {"json": ".json", "ohms": ".ohms.xml", "docx": ".docx", "html": ".html"}
CAPTIONS = """WEBVTT

00:00:01.000 --> 00:00:04.000
<v Olena Hrushko>Where did you work before they came for you that spring?

00:00:05.000 --> 00:00:09.500
<v Petro Vashchuk>In the bakery by the river, from four in the morning until noon.

00:00:10.000 --> 00:00:12.000
<v Olena Hrushko>And who worked there with you?

00:00:12.500 --> 00:00:20.000
<v Petro Vashchuk>My brother carried the flour, and my wife kept the books for the three of us.
"""


def turns(shown: dict[str, object]) -> list[tuple[object, ...]]:
    return [tuple(t[k] for k in ("address", "role", "speaker", "text", "start_ms")) for t in shown["turns"]]  # type: ignore[attr-defined]


@pytest.mark.parametrize("format", ["json", "docx", "html", "webvtt", "ohms"])
def test_what_goes_out_comes_in_elsewhere_at_the_same_addresses(shell: Shell, format: str) -> None:
    """Captions, so that each format can carry every turn."""
    id = shell("add", shell.write("said.vtt", CAPTIONS), "--json").json[0]["id"]
    made = shell("export", id, "out", "--format", format, "--json").json
    assert made["files"] == 1
    (path,) = (shell.folder / one for one in made["paths"])
    assert path.name.startswith(id)
    assert "originals" in made["losses"]
    shell("init", "--archive", "B")
    taken = shell("add", path, "--archive", "B", "--json").json[0]
    assert taken["questions"] == []
    there = shell("show", taken["id"], "--archive", "B", "--json").json
    here = shell("show", id, "--json").json
    assert turns(there) == turns(here)
    assert here["turns"][1]["start_ms"] == 5000
    again = shell("add", path, "--json").json[0]
    assert again["duplicate_of"] == id
    assert shell("check", "--json").json["ok"]


def test_an_audience_gets_what_it_may_be_told_and_no_more(shell: Shell) -> None:
    id = shell("add", shell.write("said.txt", BAKER), "--json").json[0]["id"]
    shell("restrict", id, "--quote", HIDDEN, "--ground", "third_party", "--yes")
    refused = shell("export", id, "none.json", "--format", "json", "--as", "public", status=2)
    assert "may be told to public" in refused.err
    assert not (shell.folder / "none.json").exists()
    shell(
        "consent", id, "--use", "publish", "--audience", "public", "--by", "narrator", "--attribution", "none"
    )
    for format, tail in FORMATS.items():
        made = shell("export", id, f"for-{format}", "--format", format, "--as", "public", "--json").json
        assert {"times", "sessions"} <= set(made["losses"])
        (path,) = (shell.folder / one for one in made["paths"])
        data = path.read_bytes()
        assert path.name == id + tail
        assert b"flour" not in data
        assert b"Vashchuk" not in data
        assert b"wife kept the books" in data
        assert b"third" in data
    paper = shell("export", id, "for.pdf", "--format", "pdf", "--as", "public", "--json").json
    assert paper["files"] == 1
    assert "data" in paper["losses"]
    assert (shell.folder / "for.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert "no such audience" in shell("export", id, "x", "--format", "json", "--as", "press", status=2).err


def test_captions_are_refused_where_there_are_no_times(shell: Shell) -> None:
    id = shell("add", shell.write("said.txt", BAKER), "--json").json[0]["id"]
    refused = shell("export", id, "said.vtt.out", "--format", "webvtt", status=2).err
    assert "captions need times" in refused
    assert not (shell.folder / "said.vtt.out").exists()


def test_nothing_is_written_over(shell: Shell) -> None:
    id = shell("add", shell.write("said.txt", BAKER), "--json").json[0]["id"]
    shell.write("there.json", "something")
    assert "something here already" in shell("export", id, "there.json", "--format", "json", status=2).err
    assert (shell.folder / "there.json").read_text() == "something"
    shell("export", id, "new.json", "--format", "json")
    value = json.loads((shell.folder / "new.json").read_text())
    assert value["format"] == "whensafe export v1"
    assert Path(shell.folder / "new.json").stat().st_mode & 0o077 == 0
