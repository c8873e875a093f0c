"""What a stranger with the files can tell: a byte changed, a file more or less, another hand's signature."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.editions.cleared import EDITION_KEY, LOG_KEY, REQUEST, another_signer, golden, interview, signer
from tests.editions.reading import built

from whensafe.editions.signing import sign_manifest, signed_text
from whensafe.editions.verify import VerifyReport, fingerprint, verify

SIGNED = built(REQUEST, golden(), signer())
CHANGEABLE = sorted(SIGNED)


def check(files: Mapping[str, bytes], key: object = None) -> VerifyReport:
    return verify(files.get, files, key)  # type: ignore[arg-type]


def codes(report: VerifyReport) -> set[str]:
    return {problem.code for problem in report.problems}


def test_a_signed_edition_holds_and_says_who_for_whom_and_when() -> None:
    report = check(SIGNED, EDITION_KEY)
    assert report.ok
    assert report.pinned
    assert (report.audience, report.as_of, report.logged) == ("public", "2026-11-22", 5)
    assert report.files == len(SIGNED) - 3
    assert report.signer == str(EDITION_KEY)


def test_without_a_key_the_embedded_one_is_shown_as_unpinned() -> None:
    report = check(SIGNED)
    assert report.ok
    assert not report.pinned
    assert report.fingerprint == fingerprint(EDITION_KEY)


@pytest.mark.parametrize("path", CHANGEABLE)
def test_one_byte_changed_anywhere_is_noticed(path: str) -> None:
    content = bytearray(SIGNED[path])
    content[len(content) // 2] ^= 1
    assert not check({**SIGNED, path: bytes(content)}, EDITION_KEY).ok


@given(st.data())
def test_any_one_bit_of_what_is_signed_counts(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(["manifest.json", "i/0000000001.uk.html", "index.json"]))
    content = bytearray(SIGNED[path])
    content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    assert not check({**SIGNED, path: bytes(content)}).ok


@pytest.mark.parametrize("path", CHANGEABLE)
def test_a_missing_file_is_noticed(path: str) -> None:
    report = check({p: d for p, d in SIGNED.items() if p != path})
    assert codes(report) & {"missing", "no_manifest", "unsigned", "no_proof"}


def test_a_surplus_file_is_noticed() -> None:
    report = check({**SIGNED, "i/extra.html": b"<p>I said no such thing.</p>"})
    assert [(p.code, p.where) for p in report.problems] == [("surplus", "i/extra.html")]


def test_signed_again_by_another_key_it_fails_against_the_pin_alone() -> None:
    forged = built(REQUEST, golden(), another_signer())
    assert check(forged).ok
    report = check(forged, EDITION_KEY)
    assert codes(report) == {"another_key"}
    assert not report.pinned


def test_a_signature_over_another_manifest_does_not_hold() -> None:
    other = built(REQUEST, [interview(9)], signer())
    assert "signature_fails" in codes(check({**SIGNED, "manifest.note": other["manifest.note"]}))


def test_a_note_that_only_names_the_key_does_not_hold() -> None:
    forger = another_signer()
    note = sign_manifest(SIGNED["manifest.json"], type(forger)(EDITION_KEY, forger.sign))
    assert "signature_fails" in codes(check({**SIGNED, "manifest.note": note}, EDITION_KEY))


def test_the_proof_of_another_edition_does_not_hold() -> None:
    other = built(REQUEST, [interview(9)], signer())
    assert codes(check({**SIGNED, "proof.tlog-proof": other["proof.tlog-proof"]})) == {"proof_fails"}


def test_an_edition_that_names_no_log_needs_no_proof_and_allows_none() -> None:
    unlogged = built(REQUEST, golden(), signer(logged=False))
    assert check(unlogged, EDITION_KEY).ok
    assert check(unlogged, EDITION_KEY).logged is None
    assert codes(check({**unlogged, "proof.tlog-proof": b"x"}, EDITION_KEY)) == {"surplus"}


def test_a_preview_is_unsigned() -> None:
    assert codes(check(built(REQUEST, golden()))) == {"unsigned"}


def test_a_manifest_in_another_order_or_with_more_in_it_is_refused() -> None:
    told = json.loads(SIGNED["manifest.json"])
    for bad in (
        json.dumps(told),
        json.dumps({**told, "more": 1}, separators=(",", ":"), sort_keys=True),
        "[]",
        "",
    ):
        assert codes(check({**SIGNED, "manifest.json": bad.encode()})) == {"manifest_unreadable"}


@pytest.mark.parametrize(
    "path", ["../../etc/passwd", "/etc/passwd", "a//b", "manifest.json", "a\\b", ".hidden"]
)
def test_a_manifest_can_make_nobody_read_elsewhere(path: str) -> None:
    told = json.loads(SIGNED["manifest.json"])
    told["files"] = [{"path": path, "sha256": "0" * 64, "size": 1}]
    asked: list[str] = []
    files = {**SIGNED, "manifest.json": json.dumps(told, separators=(",", ":"), sort_keys=True).encode()}

    def read(name: str) -> bytes | None:
        asked.append(name)
        return files.get(name)

    assert codes(verify(read, files)) == {"manifest_unreadable"}
    assert asked == ["manifest.json"]


@given(st.binary(max_size=200), st.sampled_from(["manifest.json", "manifest.note", "proof.tlog-proof"]))
def test_nothing_in_an_edition_can_raise(data: bytes, path: str) -> None:
    assert not check({**SIGNED, path: data}).ok


def test_the_signed_text_can_be_made_with_common_tools() -> None:
    manifest = SIGNED["manifest.json"]
    text = signed_text(manifest)
    assert SIGNED["manifest.note"].decode().startswith(text + "\n— riverside.example/editions ")
    assert text.splitlines()[2] == f"size {len(manifest)}"
    assert str(LOG_KEY) in manifest.decode()
