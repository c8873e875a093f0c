"""A new edition takes the place of an earlier one at once, and of nothing else ever."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest
from tests.editions.cleared import REQUEST, golden
from tests.editions.reading import built

from whensafe.errors import NotFound, Refused
from whensafe.outside.edition_folder import EditionFolder, replacing

FILES = built(REQUEST, golden())


def make(out: Path, files: dict[str, bytes] = FILES) -> None:
    with replacing(out) as new:
        for path, data in files.items():
            new.put(path, data)
        new.stands(private=False)


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def everything(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_what_was_put_stands_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    make(tmp_path / "a" / "out")
    assert everything(tmp_path / "a" / "out") == FILES
    assert names(tmp_path / "a") == ["out"]
    folder = EditionFolder(tmp_path / "a" / "out")
    assert set(folder.paths()) == set(FILES)
    assert folder.read("index.json") == FILES["index.json"]


def test_what_does_not_come_to_an_end_leaves_nothing(tmp_path: Path) -> None:
    with replacing(tmp_path / "out") as new:
        new.put("index.html", b"half")
    assert names(tmp_path) == []
    make(tmp_path / "out")
    with replacing(tmp_path / "out") as new:
        new.put("index.html", b"half")
    assert everything(tmp_path / "out") == FILES
    assert names(tmp_path) == ["out"]


def test_a_later_edition_replaces_the_earlier_one_and_may_carry_its_files(tmp_path: Path) -> None:
    make(tmp_path / "out")
    later = built(replace(REQUEST, as_of=datetime.date(2027, 1, 1)), golden()[:2])
    with replacing(tmp_path / "out") as new:
        assert new.earlier is not None
        for path, data in later.items():
            if FILES.get(path) == data:
                new.carry(path)
            else:
                new.put(path, data)
        new.stands(private=True)
    assert everything(tmp_path / "out") == later
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o700
    assert names(tmp_path) == ["out"]


@pytest.mark.parametrize("other", ["thesis.txt", "manifest.json", "i/notes.txt"])
def test_a_folder_that_holds_anything_else_is_refused_and_untouched(tmp_path: Path, other: str) -> None:
    out = tmp_path / "out"
    if other.startswith("i/"):
        make(out)
    out.mkdir(exist_ok=True)
    (out / other).write_text("{}")
    before = everything(out)
    with pytest.raises(Refused, match="something else"), replacing(out):
        raise AssertionError
    assert everything(out) == before


def test_a_file_or_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "folder")
    for out in ("file", "link"):
        with pytest.raises(Refused), replacing(tmp_path / out):
            raise AssertionError


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    make(tmp_path / "out")
    assert everything(tmp_path / "out") == FILES


def test_a_swap_that_was_cut_short_is_put_back(tmp_path: Path) -> None:
    make(tmp_path / "out")
    (tmp_path / "out").rename(tmp_path / ".out.before")
    with replacing(tmp_path / "out") as new:
        assert new.earlier is not None
    assert everything(tmp_path / "out") == FILES


def test_reading_follows_nothing_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("outside")
    make(tmp_path / "out")
    (tmp_path / "out" / "link.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "out" / "up").symlink_to(tmp_path)
    folder = EditionFolder(tmp_path / "out")
    for path in ("link.txt", "up/secret.txt", "../secret.txt", "/etc/passwd", "missing.txt", "i"):
        assert folder.read(path) is None
    assert {"link.txt", "up"} <= set(folder.paths())
    with pytest.raises(NotFound):
        EditionFolder(tmp_path / "nowhere")
