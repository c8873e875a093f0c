"""Zips of documents: what can be taken is taken, and each of the rest is named with its reason."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from email.message import EmailMessage

import pytest
from tests.intake.warc_writer import response, zip_of

from whensafe.errors import TooLarge, Unreadable
from whensafe.intake import limits
from whensafe.intake.containers import unpack
from whensafe.intake.read import read
from whensafe.nouns.unpacked import Unpacked

TALK = b"Odo Karr: Where?\n\nVera Lumm: There.\n"


def opened(data: bytes) -> Unpacked:
    found = unpack(data, "x.zip")
    assert found is not None
    return found


def zipped(name: str, data: bytes = TALK, *, mode: int = 0, flags: int = 0) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("good.txt", TALK + b"Odo Karr: And?\n")
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = mode << 16
        package.writestr(info, data)
    made = bytearray(out.getvalue())
    at = made.rindex(b"PK\x01\x02")
    made[at + 8] |= flags
    return bytes(made)


def test_each_document_with_the_folders_it_lay_in() -> None:
    found = opened(zip_of({"2019/Vera/talk.txt": TALK, "b.txt": b"words", "2019/": b""}))
    assert [(one.name, one.data) for one in found.members] == [
        ("2019 › Vera › talk.txt", TALK),
        ("b.txt", b"words"),
    ]
    assert (found.left_out, found.skipped) == ((), ())


def test_what_systems_put_beside_files_is_counted() -> None:
    litter = (
        "__MACOSX/._a.txt",
        "._a.txt",
        ".DS_Store",
        "x/.DS_Store",
        "Thumbs.db",
        "desktop.ini",
        "~$a.docx",
    )
    found = opened(zip_of({"a.txt": TALK, **dict.fromkeys(litter, b"\0")}))
    assert [one.name for one in found.members] == ["a.txt"]
    assert found.skipped == (("system_files", 7),)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (zipped("../../etc/passwd"), "leads out"),
        (zipped("/etc/passwd"), "leads out"),
        (zipped("C:\\a.txt"), "leads out"),
        (zipped("a\\..\\..\\b.txt"), "leads out"),
        (zipped("link", b"/etc/passwd", mode=stat.S_IFLNK | 0o777), "a link"),
        (zipped("locked.txt", flags=1), "password"),
        (zipped("bomb.txt", bytes(20_000_000)), "far more"),
        (zipped("inner.zip", zip_of({"a.txt": TALK, "b.txt": TALK})), "zip in a zip"),
        (zipped("./good.txt"), "same name"),
    ],
    ids=["up", "root", "drive", "backslash", "link", "locked", "bomb", "zip", "twice"],
)
def test_a_member_that_means_harm_is_named_and_keeps_nobody_out(data: bytes, says: str) -> None:
    found = opened(data)
    assert [one.name for one in found.members] == ["good.txt"]
    (left,) = found.left_out
    assert says in left.message
    assert left.todo


def test_a_member_broken_in_the_zip() -> None:
    data = bytearray(zipped("b.txt"))
    data[data.rindex(b"b.txt", 0, data.index(b"PK\x01\x02")) + 8] ^= 0xFF
    (left,) = opened(bytes(data)).left_out
    assert "broken" in left.message


def test_where_nothing_can_be_taken_one_error_says_so() -> None:
    data = bytearray(zipped("b.txt", flags=1))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(Unreadable, match=r"of every file in this zip: it is locked with a password\. Unpack"):
        opened(bytes(data))


def test_too_much_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_MEMBERS", 3)
    with pytest.raises(TooLarge, match="4 files"):
        opened(zip_of({f"{n}.txt": TALK for n in range(4)}))
    monkeypatch.setattr(limits, "MAX_UNPACKED_BYTES", 10)
    with pytest.raises(TooLarge):
        opened(zip_of({"a.txt": TALK}))


def test_office_files_and_texts_are_no_containers() -> None:
    assert unpack(zip_of({"[Content_Types].xml": b"", "word/document.xml": b""}), "x") is None
    assert (
        unpack(zip_of({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b""}), "x")
        is None
    )
    assert unpack(TALK, "x") is None


def test_web_archives_in_a_zip_give_their_pages() -> None:
    found = opened(zip_of({"web/site.warc": response(), "a.txt": TALK}))
    assert [one.name for one in found.members] == ["web › site.warc › talk.warc", "a.txt"]


def old_name(raw: bytes, extra: bytes = b"") -> bytes:
    """A zip whose only name has these bytes, and no word on their encoding."""
    info = zipfile.ZipInfo("N" * len(raw))
    info.extra = extra
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(info, TALK)
    return out.getvalue().replace(b"N" * len(raw), raw)


def test_names_of_older_systems() -> None:
    raw = "Розмова.txt".encode("cp866")
    stated = "Інтерв’ю.txt".encode()
    extra = struct.pack("<HHBL", 0x7075, 5 + len(stated), 1, zlib.crc32(raw)) + stated
    assert [one.name for one in opened(old_name("Розмова.txt".encode())).members] == ["Розмова.txt"]
    assert [one.name for one in opened(old_name(raw)).members] == ["Розмова.txt"]
    assert [one.name for one in opened(old_name(raw, extra)).members] == ["Інтерв’ю.txt"]
    assert [one.name for one in opened(old_name("Gespräch.txt".encode("cp437"))).members] == ["Gespräch.txt"]


class TestMail:
    @staticmethod
    def mail(*attached: tuple[bytes, str]) -> bytes:
        message = EmailMessage()
        message["From"], message["Message-ID"], message["Subject"] = "odo@example.org", "<1@x>", "Transcript"
        message.set_content("Dear all, here it is.\n")
        for data, name in attached:
            message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
        return bytes(message)

    def test_what_is_attached_comes_out_as_it_was(self) -> None:
        found = opened(self.mail((TALK, "розмова.txt"), (b"\xff\xd8\xff\xe0", "a/../b.jpg")))
        assert [(one.name, one.data) for one in found.members] == [
            ("розмова.txt", TALK),
            ("a › .. › b.jpg", b"\xff\xd8\xff\xe0"),
        ]

    def test_nothing_attached_is_one_document(self) -> None:
        assert unpack(self.mail(), "x") is None

    def test_a_mail_in_the_mail(self) -> None:
        inner = EmailMessage()
        inner["From"], inner["Message-ID"] = "a@example.org", "<2@x>"
        inner.set_content(TALK.decode())
        outer = EmailMessage()
        outer["From"], outer["Message-ID"] = "b@example.org", "<3@x>"
        outer.set_content("See below.")
        outer.add_attachment(inner)
        (one,) = opened(bytes(outer)).members
        assert [turn.text for turn in read(one.data, "x").turns] == ["Where?", "There."]

    def test_more_than_anybody_attaches(self) -> None:
        with pytest.raises(TooLarge):
            opened(self.mail(*((b"x", f"{n}.txt") for n in range(101))))
