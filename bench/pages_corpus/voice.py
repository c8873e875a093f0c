"""A language's texts, and the ways of setting questions and answers."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from html import escape
from pathlib import Path
from typing import TypeAlias

Pairs: TypeAlias = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Voice:
    """What a page in one language says: the testimony, and all the furniture of a site."""

    language: str
    title: str
    subtitle: str
    standfirst: str
    byline: str
    date: str
    narrator: str
    interviewer: str
    caption: str
    section: list[str]
    pull: str
    qa: list[list[str]]
    menu: list[str]
    related: list[str]
    read_also: str
    comments_head: str
    comments: list[list[str]]
    newsletter: str
    cookies: str
    footer: str
    bio: str
    tags: list[str]
    share: list[str]
    ad: str
    latest: str
    search: str

    @property
    def direction(self) -> str:
        return "rtl" if self.language == "ar" else "ltr"

    def links(self, items: Sequence[str], tag: str = "li", names: str = "") -> str:
        """Items as links in elements."""
        named = f' class="{names}"' if names else ""
        return "".join(
            f'<{tag}{named}><a href="/{self.language}/{n}">{escape(item)}</a></{tag}>\n'
            for n, item in enumerate(items)
        )


@dataclass(frozen=True, slots=True)
class Set:
    """A testimony set for one page: ``rows`` are its question-and-answer units as HTML, ``body`` as text."""

    voice: Voice
    rng: random.Random
    rows: list[str]
    body: list[str]

    @property
    def html(self) -> str:
        return "\n".join(self.rows)

    def parts(self, count: int) -> list[str]:
        """The rows in so many stretches, for what stands between them."""
        step = -(-len(self.rows) // count)
        return ["\n".join(self.rows[n : n + step]) for n in range(0, len(self.rows), step)]


@dataclass(frozen=True, slots=True)
class Skin:
    """A site. ``languages``: all it is written in, or none for a choice of five."""

    name: str
    write: Callable[[Set], str]
    layouts: tuple[str, ...]
    languages: tuple[str, ...] = ()
    encoding: str = "utf-8"


def voices() -> dict[str, Voice]:
    """All voices by language."""
    found = {}
    names = {field.name for field in fields(Voice)} - {"language"}
    for path in sorted((Path(__file__).parent / "voices").glob("*.toml")):
        said = tomllib.loads(path.read_text(encoding="utf-8"))
        assert set(said) == names, path
        found[path.stem] = Voice(language=path.stem, **said)
    return found


def _bold(_: Voice, pairs: Pairs) -> tuple[list[str], list[str]]:
    rows = [f"<p><strong>{escape(q)}</strong></p>\n<p>{escape(a)}</p>" for q, a in pairs]
    return rows, [part for pair in pairs for part in pair]


def _headings(_: Voice, pairs: Pairs) -> tuple[list[str], list[str]]:
    return [f"<h3>{escape(q)}</h3>\n<p>{escape(a)}</p>" for q, a in pairs], [
        part for pair in pairs for part in pair
    ]


def _dashes(_: Voice, pairs: Pairs) -> tuple[list[str], list[str]]:
    rows = [f"<p>{escape(q)}</p>\n<p>&mdash;&nbsp;{escape(a)}</p>" for q, a in pairs]
    return rows, [part for q, a in pairs for part in (q, f"— {a}")]


def _labels(voice: Voice, pairs: Pairs) -> tuple[list[str], list[str]]:
    asks, tells = voice.interviewer, voice.narrator
    rows = [
        f"<p><b>{escape(asks)}:</b> {escape(q)}</p>\n<p><b>{escape(tells)}:</b> {escape(a)}</p>"
        for q, a in pairs
    ]
    return rows, [part for q, a in pairs for part in (f"{asks}: {q}", f"{tells}: {a}")]


def _boxes(_: Voice, pairs: Pairs) -> tuple[list[str], list[str]]:
    rows = [f"<div>{escape(q)}</div>\n<div>{escape(a)}</div>" for q, a in pairs]
    return rows, [part for pair in pairs for part in pair]


def _breaks(_: Voice, pairs: Pairs) -> tuple[list[str], list[str]]:
    rows = [f"<b>{escape(q)}</b><br>\n{escape(a)}<br><br>" for q, a in pairs]
    return rows, [part for pair in pairs for part in pair]


def _table(voice: Voice, pairs: Pairs) -> tuple[list[str], list[str]]:
    asks, tells = voice.interviewer, voice.narrator
    row = "<tr><td valign=top>{}</td><td>{}</td></tr>"
    cells = [
        row.format(escape(asks), escape(q)) + "\n" + row.format(escape(tells), escape(a)) for q, a in pairs
    ]
    cells[0] = "<table>" + cells[0]
    cells[-1] += "</table>"
    return cells, [part for q, a in pairs for part in (asks, q, tells, a)]


def _definitions(_: Voice, pairs: Pairs) -> tuple[list[str], list[str]]:
    rows = [f"<dt>{escape(q)}</dt>\n<dd>{escape(a)}</dd>" for q, a in pairs]
    rows[0] = "<dl>" + rows[0]
    rows[-1] += "</dl>"
    return rows, [part for pair in pairs for part in pair]


def _prose(_: Voice, pairs: Pairs) -> tuple[list[str], list[str]]:
    return [f"<p>{escape(a)}</p>" for _, a in pairs], [a for _, a in pairs]


def _bare(_: Voice, pairs: Pairs) -> tuple[list[str], list[str]]:
    """Paragraphs that are opened and never closed."""
    return [f"<P><B>{escape(q)}</B>\n<P>{escape(a)}" for q, a in pairs], [
        part for pair in pairs for part in pair
    ]


LAYOUTS: dict[str, Callable[[Voice, Pairs], tuple[list[str], list[str]]]] = {
    "bold": _bold, "headings": _headings, "dashes": _dashes, "labels": _labels, "boxes": _boxes,
    "breaks": _breaks, "table": _table, "definitions": _definitions, "prose": _prose, "bare": _bare,
}  # fmt: skip
