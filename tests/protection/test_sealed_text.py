"""Sealed text refuses every way by which words get into a log, an error, a cache or a file by accident."""

from __future__ import annotations

import copy
import pickle
import re
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from whensafe.nouns.ids import Address, TranscriptId
from whensafe.nouns.sealed import SealedText, Stretch

SRC = Path(__file__).parents[2] / "src" / "whensafe"
CANARY = "quicksilver nightjar"
SEALED = SealedText(CANARY)
STRETCH = Stretch(TranscriptId("t"), Address("a"), SEALED)

WAYS: dict[str, Callable[[], object]] = {
    "str": lambda: str(SEALED),
    "repr": lambda: repr(SEALED),
    "format": lambda: format(SEALED),
    "f-string": lambda: f"{SEALED}",
    "f-string with repr": lambda: f"{SEALED!r}",
    "f-string with a width": lambda: f"{SEALED:>40}",
    "percent": lambda: "%s" % SEALED,  # noqa: UP031
    "bytes": lambda: bytes(SEALED),  # type: ignore[call-overload]
    "equal": lambda: SEALED == CANARY,
    "unequal": lambda: SEALED != CANARY,
    "equal to itself": lambda: SealedText(CANARY) == SEALED,
    "less": lambda: SEALED < CANARY,  # type: ignore[operator]
    "less or equal": lambda: SEALED <= CANARY,  # type: ignore[operator]
    "greater": lambda: SEALED > CANARY,  # type: ignore[operator]
    "greater or equal": lambda: SEALED >= CANARY,  # type: ignore[operator]
    "sorted": lambda: sorted([SEALED, SealedText("b")]),  # type: ignore[type-var]
    "in a list": lambda: CANARY in [SEALED, SEALED],
    "hash": lambda: hash(SEALED),
    "in a set": lambda: {SEALED},
    "as a key": lambda: {SEALED: 1},
    "pickle": lambda: pickle.dumps(SEALED),
    "old pickle": lambda: pickle.dumps(SEALED, protocol=0),
    "copy": lambda: copy.copy(SEALED),
    "deepcopy": lambda: copy.deepcopy(SEALED),
    "length": lambda: len(SEALED),  # type: ignore[arg-type]
    "truth": lambda: bool(SEALED),
    "iteration": lambda: list(SEALED),  # type: ignore[call-overload]
    "membership": lambda: "nightjar" in SEALED,  # type: ignore[operator]
    "addition": lambda: SEALED + "",  # type: ignore[operator]
    "JSON": lambda: msgspec.json.encode(SEALED),
    "JSON of what holds it": lambda: msgspec.json.encode(STRETCH),
    "repr of what holds it": lambda: repr(STRETCH),
    "equality of what holds it": lambda: Stretch(TranscriptId("t"), Address("a"), SealedText("b")) == STRETCH,
    "hash of what holds it": lambda: hash(STRETCH),
    "pickle of what holds it": lambda: pickle.dumps(STRETCH),
    "vars": lambda: vars(SEALED),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_sealed_text_refuses(way: Callable[[], object]) -> None:
    with pytest.raises(TypeError) as refused:
        way()
    assert "nightjar" not in str(refused.value)


def test_reveal_gives_the_words() -> None:
    assert SEALED.reveal() == CANARY


REVEALERS = {
    "desk/put_together.py": 2,  # for the opener's eyes, on a machine without the archive
    "protection/contents.py": 2,  # into the bytes that are sealed: stretches, fields
    "protection/holes.py": 1,  # back into their turn
}


def test_who_reveals_is_known() -> None:
    own = {  # other things of theirs have these names
        "editions/exports/pdf_type.py",
        "intake/page_flow.py",
        "reading/read.py",
        "store/search/index.py",
    }
    found = {
        str(path.relative_to(SRC)): n
        for path in SRC.rglob("*.py")
        if (n := len(re.findall(r"\breveal\b|\._words\b", path.read_text(encoding="utf-8"))))
        and path.name != "sealed.py"
    }
    assert {path: n for path, n in found.items() if path not in own} == REVEALERS
    assert not [p for p in own if "SealedText" in (SRC / p).read_text(encoding="utf-8")]
