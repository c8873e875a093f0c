"""Recordings at the command line: taken in with their transcripts, shown, sealed."""

from __future__ import annotations

import json

from tests.cli.conftest import Shell
from tests.desk.test_recordings import wav

VTT = """WEBVTT

00:00.000 --> 00:02.000
<v Hanna Moroz>Where did the road begin?

00:04.000 --> 00:06.000
<v Stefania Bilyk>Behind the dairy, and the nightjar knew it.

00:08.000 --> 00:09.000
<v Hanna Moroz>And who went first?
"""


def test_a_folder_s_recordings_go_with_their_transcripts(shell: Shell) -> None:
    for name in ("one", "two"):
        shell.write(f"talks/{name}.vtt", VTT.replace("dairy", f"dairy {name}"))
    shell.write("talks/one.wav", wav(10))
    shell.write("talks/three.wav", wav(3))
    taken = shell("add", "talks", "--json").json
    assert len(taken) == 3
    found = {}
    for one in taken:
        (session,) = shell("show", one["id"], "--json").json["sessions"]
        names = [o["name"] for o in session["originals"]]
        found[tuple(names)] = [(r["name"], r["duration_ms"]) for r in session["recordings"]]
    assert found == {
        ("one.vtt",): [("one.wav", 10_000)],
        ("two.vtt",): [],
        (): [("three.wav", 3000)],
    }
    asked = [{question["code"] for question in one["questions"]} for one in taken]
    assert sum("unwritten_recording" in codes for codes in asked) == 1


def test_nobody_else_is_told_of_a_recording(shell: Shell) -> None:
    shell.write("a.wav", wav(10))
    (taken,) = shell("add", shell.write("a.vtt", VTT), "a.wav", "--json").json
    assert "a.wav 0:00:10" in shell("show", taken["id"]).out
    shell("consent", taken["id"], "--use", "publish", "--audience", "public", "--by", "narrator")
    told = shell("show", taken["id"], "--as", "public", "--json").json
    assert [session["recordings"] for session in told["sessions"]] == [[]]
    assert "wav" not in json.dumps(told)


def test_a_seal_says_first_what_becomes_of_the_recording(shell: Shell) -> None:
    cards = []
    for name in ("ada", "bohdan"):
        shell("custodian", "new", f"{name}.json", "--words-out", f"{name}.words")
        cards.append(f"{name}.json")
    shell("custodians", "set", "--threshold", "2", *cards, "--yes", "--reason", "in a test")
    shell.write("a.wav", wav(10))
    (taken,) = shell("add", shell.write("a.vtt", VTT), "a.wav", "--json").json
    ran = shell(
        "seal",
        taken["id"],
        "--quote",
        "the nightjar knew it",
        "--until",
        "narrator_agrees",
        "--yes",
        "--json",
    )
    first = ran.json["closure"][0]
    assert (first["kind"], first["start_ms"], first["end_ms"]) == ("recording_silenced", 3000, 7000)
    assert "silence in a recording (listen first whether the words are in it), 0:00:03 to 0:00:07" in ran.err
    (session,) = shell("show", taken["id"], "--json").json["sessions"]
    (recording,) = session["recordings"]
    assert [(s["start_ms"], s["end_ms"]) for s in recording["silent"]] == [(3000, 7000)]
    assert shell("check", "--json").json["ok"]
