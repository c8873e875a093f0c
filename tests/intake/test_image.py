"""Pictures are kept with an honest "no text"; what a camera noted in them is not read."""

from __future__ import annotations

import pytest

from whensafe.intake.image import media_type
from whensafe.intake.read import read
from whensafe.intake.sniff import sniff

PICTURES = {
    "image/jpeg": b"\xff\xd8\xff\xe1\0\x20Exif\0\0GPS 50.45 30.52" + bytes(100),
    "image/png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(100),
    "image/tiff": b"II*\0\x08\0\0\0" + bytes(100),
    "image/webp": b"RIFF\x24\0\0\0WEBPVP8 " + bytes(100),
    "image/heic": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(100),
    "image/gif": b"GIF89a\x01\0\x01\0" + bytes(100),
    "image/bmp": b"BM\x8a\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0" + bytes(100),
}


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_has_no_text_and_no_other_question(kind: str) -> None:
    reading = read(PICTURES[kind], "scan.pdf")
    assert (reading.family, reading.media_type) == ("image", kind)
    assert [question.code for question in reading.questions] == ["no_text"]
    assert (reading.turns, reading.title, reading.dropped, reading.participants) == ((), None, (), ())


@pytest.mark.parametrize(
    "text", [b"BM: Where were you?\nKH: At home.\n", b"GIF files were all we had.\n", b"II* was it\n"]
)
def test_a_text_that_begins_like_one(text: bytes) -> None:
    assert media_type(text) is None
    assert sniff(text) == "plain"


def test_a_video_of_the_same_boxes_is_none() -> None:
    assert media_type(b"\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41" + bytes(100)) is None
