"""Files that hold several documents, and pictures, at the command line."""

from __future__ import annotations

import pytest
from tests.cli.conftest import BAKER, WEAVER, Shell
from tests.intake.pdf_writer import line, pdf
from tests.intake.warc_writer import OTHER, record, response, wacz, zip_of, zipped_each

from whensafe.intake.ocr import unpack as drawn
from whensafe.outside import ocr

JPEG = b"\xff\xd8\xff\xe1\0\x20Exif\0\0GPS" + bytes(100)


def test_a_zip_gives_one_result_for_each_document_and_names_the_rest(shell: Shell) -> None:
    files = {"2019/baker.txt": BAKER.encode(), "weaver.txt": WEAVER.encode(), "__MACOSX/._baker.txt": b"\0"}
    shell.write("talks.zip", zip_of({**files, "odd.bin": bytes(range(1, 32)) * 9}))
    ran = shell("add", "talks.zip", "--json", status=2)
    assert [one["duplicate_of"] for one in ran.json] == [None, None]
    shown = shell("show", ran.json[0]["id"], "--json").json
    assert shown["original"]["name"] == "talks.zip › 2019 › baker.txt"
    (refused,) = [line for line in ran.err.splitlines() if line.startswith("whensafe: ")]
    assert refused.startswith("whensafe: talks.zip › odd.bin: ")
    assert "talks.zip: 2 interviews, 1 refused, passed over: 1 hidden or put there by a system" in ran.err
    again = shell("add", "talks.zip", "--json", status=2).json
    assert [one["id"] for one in again] == [one["duplicate_of"] for one in again]


def test_a_zip_that_can_t_be_taken_is_one_line(shell: Shell) -> None:
    shell.write("in.zip", zip_of({"a.zip": zip_of({"a.txt": b"x", "b.txt": b"y"})}))
    ran = shell("add", "in.zip", status=2)
    (line,) = [line for line in ran.err.splitlines() if line.startswith("whensafe: ")]
    assert "zip in a zip" in line


def test_pages_of_a_web_archive(shell: Shell) -> None:
    data = zipped_each(
        record("warcinfo", b"x", ""), response(), response(OTHER, "https://paper.example/other")
    )
    taken = shell(
        "add", shell.write("site.wacz", wacz(data, ["https://paper.example/2023/talk"])), "--json"
    ).json
    (one,) = taken
    shown = shell("show", one["id"], "--json").json
    assert shown["source"]["url"] == "https://paper.example/2023/talk"
    assert shown["basis"] == "published"
    assert shown["original"]["media_type"] == "application/warc"
    assert len(shell("add", shell.write("site.warc.gz", data), "--json").json) == 2


def test_all_of_a_zip_together_and_to_an_interview(shell: Shell) -> None:
    shell.write("talks.zip", zip_of({"a.txt": BAKER.encode(), "b.txt": WEAVER.encode()}))
    (taken,) = shell("add", "--together", "talks.zip", "--json").json
    assert [s["n"] for s in shell("show", taken["id"], "--json").json["sessions"]] == [1, 2]
    shell("add", "--to", taken["id"], shell.write("pictures.zip", zip_of({"x/mill.jpg": JPEG})))
    shell("add", "--to", taken["id"], "--kind", "exhibit", "talks.zip")
    exhibits = shell("show", taken["id"], "--json").json["exhibits"]
    assert [(one["title"], one["media_type"]) for one in exhibits] == [
        ("pictures.zip › x › mill.jpg", "image/jpeg"),
        ("talks.zip", "application/zip"),
    ]


def test_a_picture_alone(shell: Shell) -> None:
    (taken,) = shell("add", shell.write("scan.jpg", JPEG), "--json").json
    assert [question["code"] for question in taken["questions"]] == ["no_text"]
    shown = shell("show", taken["id"], "--json").json
    assert (shown["turns"], shown["original"]["media_type"]) == ([], "image/jpeg")


@pytest.mark.skipif("eng" not in ocr.languages(), reason="Tesseract and its English data are not here")
def test_a_scan_is_read_where_it_is_asked_for(shell: Shell) -> None:
    lines = ("Odo Karr: Where were you then?", "Vera Lumm: At the mill, by the bridge.")
    page = pdf([[line(72, 700 - 40 * n, text, size=16) for n, text in enumerate(lines)]])
    shell.write("scan.png", drawn(page, "x").members[0].data)
    (taken,) = shell("add", "scan.png", "--ocr", "eng", "--json").json
    assert "machine_made" in [question["code"] for question in taken["questions"]]
    shown = shell("show", taken["id"], "--json").json
    assert [turn["text"] for turn in shown["turns"]] == [
        "Where were you then?",
        "At the mill, by the bridge.",
    ]
    assert shown["original"]["media_type"] == "image/png"


def test_letters_of_a_language_that_isnt_there(shell: Shell) -> None:
    ran = shell("add", shell.write("scan.jpg", JPEG), "--ocr", "qqq", status=2)
    assert "Tesseract" in ran.err
    assert "Traceback" not in ran.err
