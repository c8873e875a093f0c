"""`verify`: an edition checked by somebody who has nothing but its folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Shell
from tests.editions.cleared import EDITION_KEY, REQUEST, another_signer, golden, signer
from tests.editions.reading import built

from whensafe.editions.signing import Signer
from whensafe.editions.verify import fingerprint

KEY = str(EDITION_KEY)


def edition(folder: Path, by: Signer) -> Path:
    for path, data in built(REQUEST, golden(), by).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


@pytest.fixture
def out(bare: Shell) -> Path:
    bare.environment = {"WHENSAFE_PASSPHRASE": "", "WHENSAFE_ARCHIVE": ""}
    return edition(bare.folder / "out", signer())


def codes(shell: Shell, out: Path, *more: str) -> set[str]:
    found = shell("verify", out, *more, "--json", status=1).json
    assert found["ok"] is False
    return {problem["code"] for problem in found["problems"]}


def test_a_whole_edition_needs_no_archive_and_says_whose_key_is_unpinned(bare: Shell, out: Path) -> None:
    ran = bare("verify", out)
    assert fingerprint(EDITION_KEY) in ran.err
    assert "unpinned" in ran.err
    found = bare("verify", out, "--json").json
    assert (found["ok"], found["problems"], found["pinned"], found["logged"]) == (True, [], False, 5)
    assert (found["audience"], found["signer"]) == ("public", KEY)


def test_a_pinned_key_that_holds_is_not_called_unpinned(bare: Shell, out: Path) -> None:
    ran = bare("verify", out, "--key", KEY)
    assert "unpinned" not in ran.err
    assert bare("verify", out, "--key", KEY, "--json").json["pinned"] is True


def test_one_byte_anywhere_fails(bare: Shell, out: Path) -> None:
    page = out / "i" / "0000000001.uk.html"
    data = bytearray(page.read_bytes())
    data[len(data) // 2] ^= 1
    page.write_bytes(data)
    assert codes(bare, out, "--key", KEY) == {"changed"}


def test_a_file_missing_or_added_fails(bare: Shell, out: Path) -> None:
    (out / "robots.txt").unlink()
    (out / "i" / "extra.html").write_text("more")
    (out / "link.html").symlink_to(out / "index.html")
    assert codes(bare, out, "--key", KEY) == {"missing", "surplus"}


def test_an_edition_signed_again_by_somebody_else_fails_against_the_pin(bare: Shell, out: Path) -> None:
    other = edition(bare.folder / "other", another_signer())
    assert bare("verify", other, "--json").json["ok"] is True
    assert "another_key" in codes(bare, other, "--key", KEY)


def test_what_is_no_edition_or_no_key_is_told_in_one_line(bare: Shell, out: Path) -> None:
    assert codes(bare, bare.folder / "out" / "fonts") == {"no_manifest"}
    for wrong in (["verify", "nowhere"], ["verify", str(out), "--key", "a key"]):
        assert bare(*wrong, status=2).err.count("\n") == 1
