"""The vectors of docs/formats/seal.md: each file holds one fault, and gives exactly the stated refusal."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64decode
from pathlib import Path
from typing import Any

import msgspec
import pytest

from whensafe.errors import BadSeal, WhensafeError
from whensafe.sealing.custodians import Custodian, read_card
from whensafe.sealing.places import read_place, read_sealed
from whensafe.sealing.requests import open_request
from whensafe.sealing.seals import Context, open_sealed
from whensafe.sealing.stanzas import HybridIdentity

FOLDER = Path(__file__).parent / "vectors"
FILES = sorted(FOLDER.glob("*.json"))
DOC = Path(__file__).parents[2] / "docs" / "formats" / "seal.md"


def result(vector: dict[str, Any]) -> str | bytes:
    kind = vector["kind"]
    if kind == "card":
        return read_card(b64decode(vector["card"])).name
    if kind == "seal":
        place = msgspec.convert(vector["context"], Context)
        return open_sealed(b64decode(vector["seal"]), place, HybridIdentity.parse(vector["identity"]))
    if kind == "opening":
        answers = [b64decode(a) for a in vector["answers"]]
        opened = open_request(b64decode(vector["request"]), answers, HybridIdentity.parse(vector["opener"]))
        return opened[0].content
    if kind == "place":
        return read_place(b64decode(vector["place"])).recipient
    if kind == "taking":
        sealed = read_sealed(b64decode(vector["sealed"]))
        assert sealed.context == msgspec.convert(vector["context"], Context)
        content = open_sealed(sealed.ciphertext, sealed.context, HybridIdentity.parse(vector["identity"]))
        assert hashlib.sha256(content).digest() == sealed.commitment
        return content
    return str(Custodian.from_words(vector["words"]).identity().recipient())


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_the_stated_result(path: Path) -> None:
    vector = json.loads(path.read_text(encoding="utf-8"))
    if vector["expect"] == "ok":
        given = result(vector)
        if "content" in vector:
            assert given == b64decode(vector["content"])
        else:
            assert given == vector.get("recipient", "Ada")
        return
    with pytest.raises(WhensafeError) as refused:
        result(vector)
    error = refused.value
    stage = f": {error.fault}" if isinstance(error, BadSeal) else ""
    assert error.code + stage == vector["expect"]
    if "where" in vector:
        assert error.where == vector["where"]


def test_the_specification_lists_every_vector_and_no_other() -> None:
    listed = re.findall(r"^\| `([a-z0-9-]+)` \| (?:ok|bad_)", DOC.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted(path.stem for path in FILES)
    assert len(FILES) > 25
