from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import BAKER, WEAVER, Shell


def test_each_file_is_an_interview_and_a_folder_is_all_its_files(shell: Shell) -> None:
    shell.write("in/b/weaver.txt", WEAVER)
    shell.write("in/a.txt", BAKER)
    shell.write("in/.hidden", "not meant")
    taken = shell("add", "in", "--json").json
    assert [list(one) for one in taken] == [["id", "title", "questions", "duplicate_of"]] * 2
    lines = shell("list", "--json").json
    assert [line["id"] for line in reversed(lines)] == [one["id"] for one in taken]
    assert [line["language"] for line in reversed(lines)] == ["en", "uk"]


def test_what_cannot_be_used_is_named_and_keeps_nobody_out(shell: Shell) -> None:
    shell.write("good.txt", BAKER)
    shell.write("empty.txt", "")
    shell.write("noise.bin", bytes(range(256)) * 64)
    ran = shell("add", "nowhere.txt", "empty.txt", "noise.bin", "good.txt", "--json", status=2)
    assert len(ran.json) == 1
    refusals = [line for line in ran.err.splitlines() if line.startswith("whensafe: ")]
    assert [line.split(": ")[1] for line in refusals] == ["nowhere.txt", "empty.txt", "noise.bin"]
    assert len(shell("list", "--json").json) == 1


def test_nothing_that_is_there_is_taken_for_an_archive_on_the_way(shell: Shell) -> None:
    refused = shell("add", "nowhere.txt", "--json", status=2)
    assert refused.json == []


def test_the_same_bytes_are_offered_and_not_stored_twice(shell: Shell) -> None:
    first = shell("add", shell.write("a.txt", BAKER), "--json").json[0]
    ran = shell("add", shell.write("b.txt", BAKER))
    assert first["id"] in ran.err
    assert "byte for byte" in ran.err
    (second,) = shell("add", "b.txt", "--json").json
    assert second["id"] == second["duplicate_of"] == first["id"]
    assert len(shell("list", "--json").json) == 1
    (third,) = shell("add", "b.txt", "--again", "--json").json
    assert third["duplicate_of"] == first["id"] != third["id"]
    assert [question["code"] for question in third["questions"]] == ["duplicate"]


def test_the_same_words_as_a_page_are_asked_about(shell: Shell) -> None:
    first = shell("add", shell.write("a.txt", BAKER), "--json").json[0]
    turns = [line.split(": ", 1) for line in BAKER.splitlines() if line]
    body = "".join(f"<p><strong>{name}</strong>: {words}</p>\n" for name, words in turns)
    page = (
        f"<!doctype html><html lang=en><title>A bakery</title><body><article>{body}</article></body></html>"
    )
    (second,) = shell("add", shell.write("a.html", page), "--json").json
    assert second["duplicate_of"] == first["id"] != second["id"]


def test_files_together_are_sessions(shell: Shell) -> None:
    shell.write("1.txt", BAKER)
    shell.write("2.txt", BAKER.replace("bakery", "mill").replace("spring", "summer"))
    (taken,) = shell("add", "--together", "1.txt", "2.txt", "--json").json
    shown = shell("show", taken["id"], "--json").json
    assert [session["n"] for session in shown["sessions"]] == [1, 2]
    assert sorted(p["name"] for p in shown["participants"]) == ["Olena Hrushko", "Petro Vashchuk"]


def test_a_translation_and_an_exhibit_are_added_to_an_interview(shell: Shell) -> None:
    (taken,) = shell("add", shell.write("uk.txt", WEAVER), "--json").json
    shell.write("photo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0")
    english = (
        "Ivanna Koval: Where were you when it all began?\n\nMariia Tkach: At home, at the loom.\n\n"
        "Ivanna Koval: What happened next?\n\nMariia Tkach: Then they said that the bridge was gone.\n"
    )
    shell("add", "--to", taken["id"], "--kind", "translation", shell.write("en.txt", english))
    shell("add", "--to", taken["id"], "photo.png", "--note", "from her daughter")
    shown = shell("show", taken["id"], "--json").json
    (session,) = shown["sessions"]
    source, translation = session["transcripts"]
    assert translation["kind"] == "translation"
    assert [turn["translates"] for turn in translation["turns"]] == [
        turn["address"] for turn in source["turns"]
    ]
    (exhibit,) = shown["exhibits"]
    assert exhibit["media_type"] == "image/png"
    assert exhibit["chain_of_custody"][0]["note"] == "from her daughter"


def test_options_that_contradict_each_other_are_refused(shell: Shell) -> None:
    shell.write("a.txt", BAKER)
    for wrong in (["--kind", "exhibit"], ["--to", "0000000000", "--basis", "own"], ["--basis", "stolen"]):
        refused = shell("add", "a.txt", *wrong, status=2)
        assert refused.err.count("\n") == 1
    assert "no such interview" in shell("add", "a.txt", "--to", "0000000000", status=2).err


def test_an_address_inside_is_not_fetched(shell: Shell) -> None:
    refused = shell("add", "http://127.0.0.1:9/page", "--json", status=2)
    assert refused.json == []
    assert "127.0.0.1" in refused.err


def test_a_very_large_file_is_refused_without_being_read(shell: Shell) -> None:
    path = shell.write("large.txt", "")
    with path.open("wb") as file:
        file.truncate(300 * 1024 * 1024)
    assert "MB" in shell("add", "large.txt", status=2).err


def test_a_device_or_a_link_to_nowhere_is_no_file(shell: Shell) -> None:
    (shell.folder / "dangling").symlink_to("nowhere")
    assert "no such file" in shell("add", "dangling", status=2).err
    if Path("/dev/zero").exists():
        assert "not a regular file" in shell("add", "/dev/zero", status=2).err


def test_the_basis_is_what_the_documenter_says(shell: Shell) -> None:
    (taken,) = shell("add", shell.write("a.txt", BAKER), "--basis", "deposited", "--json").json
    assert shell("show", taken["id"], "--json").json["basis"] == "deposited"
