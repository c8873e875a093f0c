"""The scripts of the gate's documents: what is written once, from which document and record are both made.

A source file holds many scripts. One begins with ``### NAME KIND option=value…``, then fields
(``title: …``; a field may stand several times), a line ``--``, and the body. A body line is ``KEY. words``
(a turn of that person), ``+ words`` (its next paragraph) or ``!KIND words`` (what nobody says).
With the option ``raw`` the body is the document itself, and ``{KEY|words|}`` marks who says what:
``{b|…|}`` what nobody says, ``{-|…|}`` inside a turn what is no part of its words.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SOURCES = Path(__file__).parent / "sources"
HEAD = re.compile(r"^### (\S+) (\S+)(.*)$")
MARK = re.compile(r"\{([a-z]\d?|-)\||\|\}")


@dataclass(frozen=True)
class Person:
    """Somebody in a script. ``name`` is what an archivist records, ``label`` what stands before a turn."""

    role: str
    name: str | None
    label: str
    first: str
    also: tuple[str, ...] = ()


@dataclass
class Item:
    """A turn (``kind`` "turn", ``who`` a key) or something beside the turns."""

    kind: str
    paragraphs: list[str]
    who: str = ""


@dataclass
class Script:
    """One document as it was authored."""

    name: str
    kind: str
    options: dict[str, str]
    fields: dict[str, list[str]] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    raw: str = ""

    def get(self, key: str, default: str = "") -> str:
        return self.fields.get(key, [default])[0]

    def all(self, key: str) -> list[str]:
        return self.fields.get(key, [])

    @property
    def language(self) -> str:
        return self.get("lang") or self.name.split("-")[0]


def scripts() -> Iterator[Script]:
    """Every script, in the order of the source files."""
    for path in sorted(SOURCES.glob("*.txt")):
        current: list[str] = []
        for line in path.read_text("utf-8").split("\n"):
            if HEAD.match(line) and current:
                yield parse(current)
                current = []
            if current or HEAD.match(line):
                current.append(line)
        if current:
            yield parse(current)


def parse(lines: list[str]) -> Script:
    """One script of its lines."""
    match = HEAD.match(lines[0])
    assert match is not None
    name, kind, rest = match.groups()
    options = dict(option.partition("=")[::2] for option in rest.split())
    script = Script(name, kind, options)
    split = lines.index("--")
    for line in lines[1:split]:
        if line.strip():
            _field(script, line)
    body = lines[split + 1 :]
    if "raw" in options:
        script.raw = "\n".join(body).strip("\n") + "\n"
    else:
        _body(script, body)
    return script


def _field(script: Script, line: str) -> None:
    key, _, value = line.partition(":")
    value = unicodedata.normalize("NFC", value.strip())
    if key.startswith("who "):
        role, name, *more = (part.strip() for part in value.split("|"))
        label = more[0] if more and more[0] else name
        first = more[1] if len(more) > 1 and more[1] else label
        also = tuple(more[2].split("; ")) if len(more) > 2 and more[2] else ()
        script.people[key[4:]] = Person(role, None if name == "-" else name, label, first, also)
    else:
        script.fields.setdefault(key, []).append(value)


def _body(script: Script, lines: list[str]) -> None:
    for line in lines:
        text = unicodedata.normalize("NFC", line.strip())
        key, dot, words = text.partition(". ")
        if not text:
            continue
        if text.startswith("+ "):
            last = script.items[-1]
            if last.kind == "turn":
                last.paragraphs.append(text[2:])
            else:  # the turn goes on after what stands in between
                script.items.append(Item("more", [text[2:]]))
        elif text.startswith("!"):
            kind, _, words = text[1:].partition(" ")
            script.items.append(Item(kind, [words]))
        else:
            assert dot, f"{script.name}: {text}"
            assert key in script.people, f"{script.name}: {text}"
            script.items.append(Item("turn", [words], key))


def unmarked(script: Script) -> tuple[str, list[tuple[str, str]], list[str]]:
    """A raw body without its marks; the turns in it as (key, words); and what nobody says."""
    out: list[str] = []
    turns: list[tuple[str, list[str]]] = []
    aside: list[list[str]] = []
    stack: list[tuple[str, list[str]]] = []
    at = 0
    for match in MARK.finditer(script.raw):
        piece = script.raw[at : match.start()]
        _spread(piece, out, stack)
        at = match.end()
        if match.group(1):
            key = match.group(1)
            words: list[str] = []
            if key == "b":
                aside.append(words)
            elif key != "-":
                assert key in script.people, f"{script.name}: {key}"
                turns.append((key, words))
            stack.append((key, words))
        else:
            assert stack, f"{script.name}: … {script.raw[at - 60 : at]}"
            stack.pop()
    _spread(script.raw[at:], out, stack)
    assert not stack, f"{script.name}: a mark stays open: {stack[-1]}"
    joined: list[tuple[str, str]] = []
    for key, parts in turns:
        words_of = plain(script, "".join(parts))
        if joined and key == joined[-1][0] and "join" in script.options:
            joined[-1] = (key, f"{joined[-1][1]} {words_of}")
        else:
            joined.append((key, words_of))
    return "".join(out), joined, [plain(script, "".join(parts)) for parts in aside]


def _spread(piece: str, out: list[str], stack: list[tuple[str, list[str]]]) -> None:
    out.append(piece)
    if stack and stack[-1][0] != "-":
        stack[-1][1].append(piece)


def plain(script: Script, text: str) -> str:
    """Words of a raw body without what its format adds."""
    if script.kind in {"html", "xml", "vtt", "mhtml", "otr"}:
        text = html.unescape(re.sub(r"<[^>]*>", " ", text))
    if script.kind in {"json", "otr"}:
        text = text.replace("\\n", " ").replace('\\"', '"')
    if script.kind == "md":
        text = re.sub(r"\*+|^> ?|^#+ |\\(?=[^\w\s])", "", text, flags=re.MULTILINE)
    if script.kind == "csv":
        text = text.replace('""', '"')
    return unicodedata.normalize("NFC", " ".join(text.split()))
