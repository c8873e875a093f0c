"""An edition as one file to take along: equal editions, equal bytes; what comes back is read warily."""

from __future__ import annotations

import io
import stat
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whensafe.editions.as_zip import ZipEdition, zipped
from whensafe.errors import Unreadable

FILES = {
    "manifest.json": b"{}",
    "index.html": b"<p>here</p>" * 50,
    "i/0123456789.en.html": b"",
    "a.png": b"\x89",
}


def made(files: dict[str, bytes], *, private: bool = False) -> bytes:
    return b"".join(zipped("edition", files, files.get, private=private))


@given(
    st.dictionaries(st.from_regex(r"[a-z]{1,8}(/[a-z]{1,8})?\.html", fullmatch=True), st.binary(), max_size=8)
)
def test_every_file_comes_back_as_it_was(files: dict[str, bytes]) -> None:
    files = {**files, "manifest.json": b"{}"}
    back = ZipEdition(made(files))
    assert {path: back.read(path) for path in files} == files
    assert back.read("nothing.html") is None


def test_the_order_and_the_day_of_making_change_nothing() -> None:
    assert made(FILES) == made(dict(reversed(FILES.items())))


def test_any_unpacker_reads_it_and_private_files_stay_private() -> None:
    with zipfile.ZipFile(io.BytesIO(made(FILES, private=True))) as found:
        assert found.testzip() is None
        assert sorted(found.namelist()) == sorted(f"edition/{path}" for path in FILES)
        modes = {stat.S_IMODE(entry.external_attr >> 16) for entry in found.infolist()}
        assert modes == {0o600}
        assert all(entry.flag_bits == 0 for entry in found.infolist()), "sizes stand before the bytes"


def test_one_that_was_packed_again_without_its_folder_is_read_too() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as again:
        for path, data in FILES.items():
            again.writestr(path, data)
    back = ZipEdition(out.getvalue())
    assert {path: back.read(path) for path in FILES} == FILES


def test_what_is_no_edition_is_refused_by_name() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as other:
        other.writestr("letter.txt", "dear all")
    for data in (b"", b"PK\x03\x04", made(FILES)[:-30], out.getvalue()):
        with pytest.raises(Unreadable) as caught:
            ZipEdition(data, name="last.zip")
        assert caught.value.where == "last.zip"


@given(st.integers(0, 400), st.integers(0, 255))
def test_a_changed_byte_never_breaks_the_reading(at: int, byte: int) -> None:
    data = bytearray(made(FILES))
    data[at % len(data)] = byte
    try:
        back = ZipEdition(bytes(data))
    except Unreadable:
        return
    for path in FILES:
        back.read(path)
