"""Any cleared matter at all: hostile letters, holes anywhere, several languages."""

from __future__ import annotations

import unicodedata
from typing import Any

from hypothesis import strategies as st

from whensafe.nouns.consent import Attribution
from whensafe.nouns.edition import (
    ClearedInterview,
    ClearedNarrator,
    ClearedPerson,
    ClearedTranslation,
    ClearedTurn,
    Ground,
    Notice,
    Part,
    Piece,
    Withheld,
)
from whensafe.nouns.ids import Address, InterviewId
from whensafe.nouns.interview import Basis, Role, SourceRef
from whensafe.nouns.said import SaidDate
from whensafe.nouns.text import Language

_TELLABLE = st.characters(
    codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffc\ufffe\uffff"
)
ATTACKS = st.sampled_from([
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "]]>", "<!--", "&amp;",
    "' style='x", "{{ 7*7 }}",
    "</p></div></article>", "javascript:alert(1)", "%s{0}{x}", "\u202egnp.exe", "{% include 'x' %}",
])  # fmt: skip


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


LINES = st.one_of(ATTACKS, st.text(_TELLABLE, min_size=1, max_size=30)).map(_nfc)
WORDS = st.one_of(LINES, st.lists(LINES, min_size=2, max_size=3).map("\n".join))
LANGUAGES = st.sampled_from([Language(t) for t in ("uk", "ar", "en", "es", "und", "uk-Latn", "con")])
DATES = st.none() | st.sampled_from([SaidDate(d) for d in ("2025-03-14", "2025-03", "2025", "0099")])
HOLES = st.sampled_from(Ground).map(Withheld)
NAMES = st.none() | LINES
ROLES = st.sampled_from(Role)


@st.composite
def pieces(draw: Any) -> tuple[Piece, ...]:
    wanted = draw(st.lists(st.one_of(WORDS, HOLES), min_size=1, max_size=5))
    kept: list[Piece] = []
    for piece in wanted:
        if not (kept and isinstance(piece, Withheld) and isinstance(kept[-1], Withheld)):
            kept.append(piece)
    return tuple(kept)


@st.composite
def turns(draw: Any, start: int) -> tuple[ClearedTurn, ...]:
    return tuple(
        ClearedTurn(
            Address(f"{start + n:014x}"), draw(ROLES), draw(NAMES), draw(LANGUAGES), draw(pieces())
        )
        for n in range(draw(st.integers(0, 4)))
    )  # fmt: skip


@st.composite
def narrators(draw: Any) -> ClearedNarrator:
    attribution = draw(st.sampled_from(Attribution))
    return ClearedNarrator(None if attribution is Attribution.NONE else draw(LINES), attribution)


@st.composite
def interviews(draw: Any, number: int = 1) -> ClearedInterview:
    tags = draw(st.lists(LANGUAGES, min_size=1, max_size=3, unique_by=str.lower))
    start = number << 16
    original = draw(turns(start))
    return ClearedInterview(
        id=InterviewId(f"{number:010x}"),
        title=draw(NAMES),
        standfirst=draw(st.none() | WORDS),
        language=tags[0],
        published=draw(DATES),
        first_published=draw(DATES),
        interviewed=draw(DATES),
        source=SourceRef(draw(NAMES), draw(st.none() | ATTACKS | st.just("https://paper.example/a?b=c&d"))),
        republisher=draw(NAMES),
        basis=draw(st.sampled_from(Basis)),
        narrators=tuple(draw(st.lists(narrators(), max_size=3))),
        participants=tuple(draw(st.lists(st.builds(ClearedPerson, ROLES, NAMES), max_size=2))),
        turns=original,
        translations=tuple(
            ClearedTranslation(tag, draw(NAMES), draw(NAMES), draw(turns(start + 256 * n)))
            for n, tag in enumerate(tags[1:], 1)
        ),
        notices=tuple(draw(st.lists(
            st.builds(Notice, st.sampled_from(Part), st.sampled_from(Ground), DATES), max_size=2
        ))),
        title_from=original[0].address if original and draw(st.booleans()) else None,
    )  # fmt: skip


@st.composite
def archives(draw: Any) -> list[ClearedInterview]:
    return [draw(interviews(n)) for n in range(1, 1 + draw(st.integers(0, 4)))]
