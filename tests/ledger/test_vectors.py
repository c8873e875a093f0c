"""The public Merkle proof vectors: every verdict, one test each."""

from __future__ import annotations

import base64
import json
import os
from pathlib import Path
from typing import Any

import pytest

from whensafe.ledger import proofs

FOLDER = (
    Path(os.environ.get("WHENSAFE_VECTORS") or Path(__file__).parents[2].parent / "shared" / "vectors")
    / "merkle"
)
COUNTS = {"inclusion": 98, "consistency": 98, "subtreeinclusion": 204, "subtreeconsistency": 118}

pytestmark = pytest.mark.vectors


def cases() -> list[Any]:
    if not FOLDER.is_dir():
        why = "the public vectors are not here; say where with WHENSAFE_VECTORS"
        return [pytest.param(None, marks=pytest.mark.skip(reason=why))]
    found = sorted(FOLDER.rglob("*.json"))
    return [pytest.param(path, id=str(path.relative_to(FOLDER).with_suffix(""))) for path in found]


def verdict(kind: str, case: dict[str, Any]) -> bool:
    def raw(key: str) -> bytes:
        return base64.b64decode(case[key])

    proof = [base64.b64decode(element) for element in case["proof"] or []]
    if kind == "inclusion":
        return proofs.inclusion_holds(case["leafIdx"], case["treeSize"], proof, raw("leafHash"), raw("root"))
    if kind == "consistency":
        return proofs.consistency_holds(case["size1"], case["size2"], proof, raw("root1"), raw("root2"))
    if kind == "subtreeinclusion":
        return proofs.subtree_inclusion_holds(
            case["leafIdx"], case["start"], case["end"], proof, raw("leafHash"), raw("root")
        )
    return proofs.subtree_consistency_holds(
        case["start"], case["end"], case["size"], proof, raw("root1"), raw("root2")
    )


@pytest.mark.parametrize("path", cases())
def test_vector(path: Path) -> None:
    case = json.loads(path.read_text())
    assert verdict(path.relative_to(FOLDER).parts[0], case) is not case["wantErr"], case["desc"]


@pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the public vectors are not here; say where with WHENSAFE_VECTORS"
)
def test_all_518_vectors_are_there() -> None:
    assert {kind: len(list((FOLDER / kind).rglob("*.json"))) for kind in COUNTS} == COUNTS
