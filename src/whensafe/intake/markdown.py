"""The Markdown reader: a capture of a page, as clipping tools write it and as people paste it.

text ── front matter ──▶ facts
  └──── markdown_blocks ──▶ drafts ── markdown_inline ──▶ blocks
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from whensafe.intake import limits, page_cues
from whensafe.intake.blocks import Block, Document, Fact, Kind, Run
from whensafe.intake.markdown_blocks import Draft, settle_hyphens, split
from whensafe.intake.markdown_inline import Inline, inline, parser
from whensafe.nouns.interview import Mark, MarkKind
from whensafe.nouns.text import Language, nfc

MEDIA_TYPE = "text/markdown"

_FRONT_NAMES = {
    "title": "title", "headline": "title", "author": "author", "authors": "author", "creator": "author",
    "by": "author", "date": "published", "published": "published", "publish_date": "published",
    "date_published": "published", "published_time": "published", "published time": "published",
    "updated": "modified", "modified": "modified", "source": "url", "url": "url", "link": "url",
    "url source": "url",
    "original": "based_on",
    "canonical": "canonical", "site": "site", "sitename": "site", "publisher": "site", "publication": "site",
    "section": "section", "category": "section", "categories": "section", "lang": "language",
    "language": "language", "description": "description", "excerpt": "description", "summary": "description",
}  # fmt: skip
_PAIR = re.compile(r"([\w][\w .-]{0,40}?)[ \t]*:(?:[ \t]+(.*)|[ \t]*)")
_ENTRY = re.compile(r"[ \t]*-[ \t]+(.+)")
_CLIPPED = ("title", "url source", "published time", "markdown content")
_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_DEFINITION = re.compile(r"\[[^\]\n]{1,80}\]:[ \t]+\S+(?:[ \t]+[\"'(].*)?")
_CRUMB_SIGN = re.compile(r"[ \t]+(?:>|›|»|→|⟩|::)[ \t]+")
_HEAD_BLOCKS = 8
_LONGEST_TRAIL = 1_500
_WRAP_FROM = 45
"""Shorter lines aren't wrapped text but an author's own breaks: a verse, an address, a list of names."""


def read_markdown(text: str) -> Document:
    """Read a capture. Raises `TooLarge` above the bounds of `limits`.

    Doubts: ``hidden_text`` (comments held words), ``no_text``, ``replacement_characters``.
    """
    limits.check_text_size(len(text))
    text = nfc(text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd").removeprefix("\ufeff"))
    facts, dropped, text = _front_matter(text)
    text, hidden = _without_comments(text)
    drafts = split(text.split("\n"))
    limits.check_blocks(len(drafts))
    settle_hyphens(drafts)
    blocks, furniture = _blocks(drafts)
    dropped = [*dropped, *hidden, *furniture]
    doubts = [code for code, found in (("hidden_text", hidden), ("no_text", not blocks)) if found]
    if "\ufffd" in text or "\ufffc" in text:
        doubts.append("replacement_characters")
    return Document(
        family="markdown",
        media_type=MEDIA_TYPE,
        blocks=tuple(blocks),
        facts=tuple(facts),
        dropped=tuple(dropped),
        language=next((_language(fact.value) for fact in facts if fact.name == "language"), None),
        breaks_are_soft=_is_wrapped(drafts),
        doubts=tuple(doubts),
    )


def _blocks(drafts: Sequence[Draft]) -> tuple[list[Block], list[str]]:
    md = parser()
    blocks: list[Block] = []
    dropped: list[str] = []
    links: list[Block] = []  # items that are nothing but a link, until it is known whether they are a list
    crumbs = False
    for draft in drafts:
        source = "\n".join(draft.lines)
        if _DEFINITION.fullmatch(source):
            dropped.append(source)
            continue
        made = inline(source, md)
        dropped.extend(made.aside)
        if not made.text.strip():
            continue
        trail = _breadcrumb(draft, made) if not crumbs and len(blocks) < _HEAD_BLOCKS else None
        crumbs = crumbs or trail is not None
        block = _block(draft, made) if trail is None else trail
        if block.kind is Kind.ITEM and _is_link(block):
            links.append(block)
            continue
        _settle(links, blocks, dropped)
        if _asks(block):
            dropped.append(block.text)
        else:
            blocks.append(block)
    _settle(links, blocks, dropped)
    return blocks, dropped


def _settle(links: list[Block], blocks: list[Block], dropped: list[str]) -> None:
    """Three or more items in a row that are only links are a menu."""
    if len(links) >= 3:
        dropped.append("\n".join(block.text for block in links))
    else:
        blocks.extend(links)
    links.clear()


def _block(draft: Draft, made: Inline) -> Block:
    marks = [Mark(MarkKind.MARKUP, 0, draft.lead), *made.marks] if draft.lead else made.marks
    return Block(draft.kind, tuple(made.runs), level=draft.level, hint=draft.hint, marks=tuple(marks))


def _breadcrumb(draft: Draft, made: Inline) -> Block | None:
    """``A > B > **C**`` on one line, three steps or more, none of them a sentence."""
    if draft.kind is not Kind.PARAGRAPH or len(draft.lines) > 1 or made.length > _LONGEST_TRAIL:
        return None
    if len(_CRUMB_SIGN.findall(made.text)) < 2:
        return None
    steps: list[Run] = []
    for run in made.runs:
        for i, part in enumerate(_CRUMB_SIGN.split(f" {run.text} " if not steps else f"{run.text} ")):
            words = part.strip()
            if not words:
                continue
            if i == 0 and steps and not _opens_step(made.text, steps, run.text):
                steps[-1] = Run(f"{steps[-1].text} {words}", steps[-1].bold, steps[-1].italic, steps[-1].href)
            else:
                steps.append(Run(words, run.bold, run.italic, run.href))
    if len(steps) < 3 or any(len(step.text) > 150 for step in steps):
        return None
    return Block(Kind.BREADCRUMB, tuple(steps))


def _opens_step(line: str, steps: Sequence[Run], rest: str) -> bool:
    """Whether a sign stands between the last step and this run."""
    before = line.partition(rest)[0].rstrip(" \t") if rest.strip() else ""
    return before.endswith((">", "›", "»", "→", "⟩", "::")) or not steps


def _is_link(block: Block) -> bool:
    return all(run.href is not None or not run.text.strip() for run in block.runs)


def _asks(block: Block) -> bool:
    """A call to subscribe, share or give with a link in it, or the house's own line."""
    text = block.text
    if len(text) > 200 or block.kind in (Kind.HEADING, Kind.BREADCRUMB):
        return False
    linked = any(run.href is not None for run in block.runs)
    if linked and (page_cues.ASKING.match(text) or page_cues.ELSEWHERE.match(text)):
        return True
    return page_cues.HOUSE.match(text) is not None


def _is_wrapped(drafts: Sequence[Draft]) -> bool:
    """Whether line ends inside blocks are only the file's width: most inner lines are long."""
    inner = [len(line) for draft in drafts for line in draft.lines[:-1] if not line.endswith("  ")]
    if len(inner) < 2:
        return bool(inner) and inner[0] >= _WRAP_FROM
    long = [length for length in inner if length >= _WRAP_FROM]
    return len(long) >= 0.7 * len(inner)


def _without_comments(text: str) -> tuple[str, list[str]]:
    """HTML comments are not shown by anything; what words they hold is dropped."""
    if "<!--" not in text:
        return text, []
    hidden = [" ".join(found.split()) for found in _COMMENT.findall(text)]
    return _COMMENT.sub("", text), [words for words in hidden if words]


def _front_matter(text: str) -> tuple[list[Fact], list[str], str]:
    """YAML between two rules of dashes, or a clipper's head: facts, what else it said, the rest."""
    lines = text.split("\n")
    start = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if lines[start].strip() == "---":
        end = next(
            (i for i in range(start + 1, min(len(lines), start + 200)) if lines[i].strip() in ("---", "...")),
            None,
        )
        if end is not None and any(_PAIR.fullmatch(line) for line in lines[start + 1 : end]):
            facts, other = _pairs(lines[start + 1 : end], "front matter")
            return facts, other, "\n".join(lines[end + 1 :])
    return _clipped(lines, start, text)


def _clipped(lines: Sequence[str], start: int, text: str) -> tuple[list[Fact], list[str], str]:
    """``Title: … / URL Source: … / Markdown Content:`` at the very head."""
    end = start
    while end < min(len(lines), start + 12):
        pair = _PAIR.fullmatch(lines[end].strip())
        if lines[end].strip() and (pair is None or pair.group(1).lower() not in _CLIPPED):
            break
        end += 1
    said = [line.strip() for line in lines[start:end] if line.strip()]
    if len(said) < 2 or not any(line.lower().startswith("url source") for line in said):
        return [], [], text
    facts, _ = _pairs(said, "clipping head")
    return facts, [], "\n".join(lines[end:])


def _pairs(lines: Sequence[str], via: str) -> tuple[list[Fact], list[str]]:
    facts: list[Fact] = []
    other: list[str] = []
    name: str | None = None
    for line in lines:
        entry, pair = _ENTRY.fullmatch(line), _PAIR.fullmatch(line.strip())
        if entry is not None:
            values = [entry.group(1)]
        elif pair is not None:
            name = _FRONT_NAMES.get(pair.group(1).lower())
            values = _flow(pair.group(2) or "")
        else:
            values = [line.strip()]
        values = [value for value in map(_unquoted, values) if value]
        if name is not None:
            facts.extend(Fact(name, value, via) for value in values)
        elif line.strip():
            other.append(line.strip())
    return facts, other


def _flow(value: str) -> list[str]:
    value = value.strip()
    if value.startswith("[") and value.endswith("]") and not value.startswith("[["):
        return value[1:-1].split(",")
    return [value]


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1].replace('\\"', '"')
    return value.removeprefix("[[").removesuffix("]]").strip()


def _language(value: str) -> Language | None:
    primary = value.strip().replace("_", "-").split("-")[0].lower()
    return Language(primary) if primary.isascii() and primary.isalpha() and 2 <= len(primary) <= 3 else None
