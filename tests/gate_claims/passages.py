"""The annotated passages: what stands in them, and which are kept aside (CONVENTIONS.md)."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"
LANGUAGES = ("en", "uk", "ru", "fr", "es", "de", "pl", "ca", "ar")
KINDS = {"t": "time", "d": "duration", "q": "quantity"}
MODES = ("point", "within", "throughout")
HEDGES = {"about", "at_least", "more_than", "at_most", "fewer_than", "either", "vague"}


@dataclass(frozen=True, slots=True)
class Expected:
    """One span that a person marked. ``value`` is what must be read; ``unit`` what is counted, if marked."""

    kind: str
    start: int
    end: int
    value: tuple[str | None, ...]
    unit: tuple[str | None, str | None] = (None, None)


@dataclass(frozen=True, slots=True)
class Annotated:
    """One passage without its marks, and what is in it."""

    name: str
    language: str
    text: str
    expected: tuple[Expected, ...]
    interviewed: str | None
    published: str | None

    @property
    def kept_aside(self) -> bool:
        """Whether no reader was ever tuned on it."""
        return hashlib.sha256(self.name.encode()).digest()[0] % 3 == 0


_SPAN = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")


def _bounds(written: str, hedge: str | None) -> tuple[str | None, str | None, str | None]:
    low, dots, high = written.partition("..")
    if written == "-":
        return None, None, None
    if dots:
        return low, None, high
    if hedge in ("at_least", "more_than"):
        return written, None, None
    if hedge in ("at_most", "fewer_than"):
        return None, None, written
    return (None, written, None) if hedge == "about" else (written, written, written)


def _mark(written: str, start: int, end: int) -> Expected:
    letter, value, *rest = written.split()
    named = dict(part.split("=", 1) for part in rest if "=" in part)
    plain = [part for part in rest if "=" not in part]
    unit = (named.get("of", "").replace("_", " ") or None, named.get("unit"))
    if letter == "t":
        if value == "-":
            return Expected(
                "time", start, end, (None, None, next((p for p in plain if p not in MODES), None))
            )
        mode, anchor = plain[0], plain[1] if len(plain) > 1 else None
        assert mode in MODES, written
        return Expected("time", start, end, (value, mode, anchor))
    hedge = plain[0] if plain else None
    assert hedge is None or hedge in HEDGES, written
    return Expected(KINDS[letter], start, end, (*_bounds(value, hedge), hedge), unit)


def _passage(language: str, block: str) -> Annotated:
    head, _, body = block.partition("\n")
    name, *dates = head.split()
    given = dict(date.split("=") for date in dates)
    text, expected, position = "", [], 0
    body = body.strip()
    for match in _SPAN.finditer(body):
        text += body[position : match.start()]
        expected.append(_mark(match[2], len(text), len(text) + len(match[1])))
        text += match[1]
        position = match.end()
    text += body[position:]
    assert "{" not in text, name
    return Annotated(name, language, text, tuple(expected), given.get("interviewed"), given.get("published"))


@cache
def passages(language: str) -> tuple[Annotated, ...]:
    """Every passage of a language, in the order of its file."""
    written = (CORPUS / f"{language}.txt").read_text(encoding="utf-8")
    return tuple(_passage(language, block) for block in re.split(r"^@", written, flags=re.MULTILINE)[1:])
