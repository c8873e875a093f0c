from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from whensafe.errors import NotFound, Refused
from whensafe.outside import bag
from whensafe.outside.bag import Wrong

FILES = {"archive.json": b"{}\n", "blobs/ab/abcd": b"\x00" * 3_000_000, "keys/k.json": b"k", "empty": b""}


def pieces(data: bytes) -> Iterator[bytes]:
    return (data[start : start + 65_536] for start in range(0, len(data), 65_536))


@pytest.fixture
def made(tmp_path: Path) -> Path:
    out = tmp_path / "bag"
    files = [(name, pieces(data)) for name, data in FILES.items()]
    bag.write(out, files, made_at="2026-03-01T12:00:00Z", progress=lambda _what, _n: None)
    return out


def test_the_librarians_own_validator_accepts_it(made: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library's own import of pkg_resources
        import bagit

        checked = bagit.Bag(str(made))
        checked.validate()
    assert checked.version_info == (1, 0)
    assert checked.info["Payload-Oxum"] == "3000004.4"
    assert sorted(checked.algorithms) == ["sha256", "sha512"]


def test_it_comes_back_as_it_was(made: Path, tmp_path: Path) -> None:
    assert bag.verify(made) == ()
    bag.unpack(made, tmp_path / "back", last="archive.json", progress=lambda _what, _n: None)
    back = tmp_path / "back"
    found = {p.relative_to(back).as_posix(): p.read_bytes() for p in back.rglob("*") if p.is_file()}
    assert found == FILES


def test_the_card_comes_last(made: Path, tmp_path: Path) -> None:
    there: list[bool] = []
    card = tmp_path / "back" / "archive.json"
    bag.unpack(
        made, tmp_path / "back", last="archive.json", progress=lambda _what, _n: there.append(card.exists())
    )
    assert there == [False, False, False, True]


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        (lambda root: (root / "data/keys/k.json").write_bytes(b"K"), Wrong("changed", "data/keys/k.json")),
        (lambda root: (root / "data/keys/k.json").unlink(), Wrong("missing", "data/keys/k.json")),
        (lambda root: (root / "data/more").write_bytes(b""), Wrong("surplus", "data/more")),
        (lambda root: (root / "more.txt").write_bytes(b""), Wrong("surplus", "more.txt")),
        (lambda root: (root / "bag-info.txt").write_bytes(b"x: y\n"), Wrong("changed", "bag-info.txt")),
        (lambda root: (root / "manifest-sha512.txt").unlink(), Wrong("missing", "manifest-sha512.txt")),
        (
            lambda root: (root / "manifest-sha256.txt").write_bytes(b"zz\n"),
            Wrong("manifest", "manifest-sha256.txt"),
        ),
        (
            lambda root: (root / "bagit.txt").write_bytes(b"BagIt-Version: 0.97\n"),
            Wrong("declaration", "bagit.txt"),
        ),
        (lambda root: (root / "data/link").symlink_to("/etc/hostname"), Wrong("link", "data/link")),
    ],
)
def test_what_is_wrong_is_named(made: Path, damage: object, found: Wrong) -> None:
    damage(made)  # type: ignore[operator]
    assert found in bag.verify(made)


def test_a_manifest_cannot_name_what_lies_outside(made: Path) -> None:
    manifest = made / "manifest-sha256.txt"
    manifest.write_bytes(manifest.read_bytes() + b"0" * 64 + b"  data/../../secret\n")
    assert Wrong("manifest", "manifest-sha256.txt") in bag.verify(made)


def test_nothing_is_written_over_anything(made: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        bag.write(made, [], made_at="2026-03-01", progress=lambda _what, _n: None)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").touch()
    with pytest.raises(Refused):
        bag.unpack(made, tmp_path / "full", last="archive.json", progress=lambda _what, _n: None)
    with pytest.raises(NotFound):
        bag.verify(tmp_path / "full")


@pytest.mark.parametrize("path", ["../up", "/root", "", "a\nb", "a%b"])
def test_a_path_that_no_bag_can_hold_is_refused_and_leaves_nothing(tmp_path: Path, path: str) -> None:
    with pytest.raises(Refused):
        bag.write(
            tmp_path / "b", [(path, iter((b"x",)))], made_at="2026-03-01", progress=lambda _what, _n: None
        )
    assert list(tmp_path.iterdir()) == []


def test_what_lies_on_top_is_checked_and_not_brought_back(tmp_path: Path) -> None:
    files = [(name, pieces(data)) for name, data in FILES.items()]
    out, on_top = tmp_path / "bag", {"README-opening.txt": b"how", "open_seals.py": b"print()"}
    bag.write(out, files, made_at="2026-03-01T12:00:00Z", progress=lambda _what, _n: None, beside=on_top)
    assert bag.verify(out) == ()
    bag.unpack(out, tmp_path / "back", last="archive.json", progress=lambda _what, _n: None)
    assert not [name for name in on_top if (tmp_path / "back" / name).exists()]
    (out / "open_seals.py").write_bytes(b"print(1)")
    assert Wrong("changed", "open_seals.py") in bag.verify(out)
