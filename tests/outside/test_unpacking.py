"""Zips, web archives and mails are opened where there is nothing to take, like every stranger's bytes."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import pytest
from tests.intake.warc_writer import OTHER, record, response, zip_of, zipped_each

from whensafe.errors import TooLarge, Unreadable
from whensafe.outside.readers import Bounds, SubprocessReader

TALK = b"Odo: Where?\nVera: There.\n"


@pytest.fixture(scope="module")
def reader() -> Iterator[SubprocessReader]:
    with SubprocessReader(Bounds(seconds=20), workers=1) as reader:
        yield reader


def test_what_lies_in_a_file_comes_back_to_the_byte(reader: SubprocessReader) -> None:
    found = reader.unpack(zip_of({"a/розмова.txt": TALK, ".DS_Store": b"", "big.bin": bytes(3_000_000)}), "x")
    assert found is not None
    assert [(one.name, len(one.data)) for one in found.members] == [("a › розмова.txt", len(TALK))]
    assert [one.name for one in found.left_out] == ["big.bin"]
    assert found.skipped == (("system_files", 1),)
    pages = reader.unpack(zipped_each(response(), response(OTHER, "https://paper.example/b")), "x")
    assert pages is not None
    assert [reader.read(one.data, one.name).title for one in pages.members] == [
        "Talk with Vera Lumm",
        "Talk with Ada Brook",
    ]


def test_one_document_is_told_to_be_one_and_the_process_goes_on(reader: SubprocessReader) -> None:
    assert reader.unpack(TALK, "x") is None
    with pytest.raises(Unreadable) as caught:
        reader.unpack(b"PK\x03\x04" + b"\xff" * 100, "x.zip")
    assert caught.value.where == "x.zip"
    assert reader.read(TALK, "x").turns


def test_a_web_archive_without_end_costs_time_and_no_memory() -> None:
    bomb = gzip.compress(record("response", b"\r\n\r\n" + bytes(300_000_000)), 9)
    with (
        SubprocessReader(Bounds(seconds=60, memory=1024**3), workers=1) as reader,
        pytest.raises((Unreadable, TooLarge), match="no page"),
    ):
        reader.unpack(bomb, "x")
