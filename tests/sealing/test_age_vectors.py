"""Every public age vector gives the verdict it states. Source: C2SP/CCTV, age/testdata."""

from __future__ import annotations

import hashlib
import os
import zlib
from pathlib import Path

import pytest

from whensafe.errors import BadSeal
from whensafe.sealing.age import HybridIdentity, Identity, Passphrase, X25519Identity, open_armored, open_file

FOLDER = Path(os.environ.get("WHENSAFE_VECTORS") or Path(__file__).parents[3] / "shared" / "vectors") / "age"
FILES = sorted(FOLDER.iterdir()) if FOLDER.is_dir() else []

pytestmark = pytest.mark.vectors


def parse(path: Path) -> tuple[dict[str, list[str]], bytes]:
    head, _, body = path.read_bytes().partition(b"\n\n")
    facts: dict[str, list[str]] = {}
    for line in head.decode().splitlines():
        name, _, value = line.partition(": ")
        facts.setdefault(name, []).append(value)
    if facts.get("compressed") == ["zlib"]:
        body = zlib.decompress(body)
    return facts, body


def identities(facts: dict[str, list[str]]) -> list[Identity]:
    found: list[Identity] = [Passphrase(text) for text in facts.get("passphrase", [])]
    for text in facts.get("identity", []):
        kind = HybridIdentity if text.startswith("AGE-SECRET-KEY-PQ-") else X25519Identity
        found.append(kind.parse(text))
    return found


@pytest.mark.skipif(not FILES, reason=f"the public age vectors are not there: {FOLDER}")
@pytest.mark.parametrize("path", FILES or [Path("none")], ids=lambda p: p.name)
def test_the_stated_verdict(path: Path) -> None:
    facts, body = parse(path)
    opener = open_armored if facts.get("armored") == ["yes"] else open_file
    try:
        plaintext = opener(body, identities(facts))
    except BadSeal as refused:
        verdict = str(refused.fault)
    else:
        verdict = "success"
        assert hashlib.sha256(plaintext).hexdigest() == facts["payload"][0]
    assert verdict == facts["expect"][0]


@pytest.mark.skipif(not FILES, reason=f"the public age vectors are not there: {FOLDER}")
def test_all_of_them_are_there() -> None:
    assert len(FILES) == 143
