"""A Markdown capture to blocks of source, by lines.

Captures of pages are made by tools and pasted by people, so CommonMark's block rules are bent where they
would eat words: a line that opens with a dash is speech, four spaces are an indent and not code, ``1945.``
at the head of a lone line is a year, and a rule of dashes under a long paragraph underlines nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from whensafe.intake.blocks import Kind

_HEADING = re.compile(r"(#{1,6})[ \t]+")
_UNDERLINE = re.compile(r"(?:=+|-{2,})[ \t]*")
_RULE = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")
_BULLET = re.compile(r"([*+•·])[ \t]+")
_HYPHEN = re.compile(r"-[ \t]+")
_NUMBER = re.compile(r"(\d{1,3})[.)][ \t]+")
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_DASH = re.compile(r"[—–―-][ \t\xa0]*(?=\S)")
_ENDS = re.compile(r"[.?!:;…»”\"')\]*_؟。][ \t]*$")
_LINK_ONLY = re.compile(r"-[ \t]+!?\[.*\]\([^()]*(?:\([^()]*\)[^()]*)*\)")
_FENCE = re.compile(r"(?:`{3,}|~{3,})[\w-]*[ \t]*")
_TABLE = re.compile(r"\|.*\|[ \t]*")
_TABLE_RULE = re.compile(r"\|?[ \t]*:?-{2,}[-| \t:]*")
_LONGEST_UNDERLINED = 160


@dataclass(slots=True)
class Draft:
    """One block as it stands in the source. ``lead`` is the list or heading sign taken off its head."""

    kind: Kind
    lines: list[str]
    level: int = 0
    lead: str = ""
    hint: str = ""
    tight: bool = False  # no blank line before it


@dataclass(slots=True)
class _Splitter:
    """The lines read so far as blocks, and the paragraph that is open."""

    drafts: list[Draft] = field(default_factory=list)
    open: Draft | None = None
    blank_before: bool = True

    def close(self) -> None:
        if self.open is not None:
            self.drafts.append(self.open)
            self.open = None

    def begin(self, draft: Draft) -> None:
        self.close()
        draft.tight = not self.blank_before
        self.open = draft

    def whole(self, draft: Draft) -> None:
        self.begin(draft)
        self.close()


def split(lines: Sequence[str]) -> list[Draft]:
    """The blocks of a text without its front matter."""
    splitter = _Splitter()
    numbered = _is_numbered(lines)
    for raw in lines:
        line = raw.strip(" \t")
        kind = Kind.PARAGRAPH
        if quoted := _QUOTE.match(line):
            line, kind = line[quoted.end() :].strip(" \t"), Kind.QUOTE
        _take(splitter, line, raw, kind, numbered)
        splitter.blank_before = not line
    splitter.close()
    return splitter.drafts


def _take(splitter: _Splitter, line: str, raw: str, kind: Kind, numbered: bool) -> None:
    """One line: what it begins, ends or goes on with."""
    if not line or _FENCE.fullmatch(line):
        splitter.close()
    elif heading := _HEADING.match(line):
        words = line[heading.end() :].rstrip("# \t")
        splitter.whole(Draft(Kind.HEADING, [words], level=len(heading.group(1)), lead=heading.group()))
    elif _underlines(splitter, line):
        assert splitter.open is not None  # noqa: S101 - for mypy: _underlines has looked
        splitter.open.kind, splitter.open.level = Kind.HEADING, 1 if line[0] == "=" else 2
        splitter.close()
    elif _RULE.fullmatch(line):
        splitter.close()
    elif _TABLE.fullmatch(line):
        _cells(splitter, line)
    elif bullet := _BULLET.match(line):
        splitter.begin(Draft(Kind.ITEM, [line[bullet.end() :]], lead=bullet.group()))
    elif numbered and (number := _NUMBER.match(line)):
        splitter.begin(Draft(Kind.ITEM, [line[number.end() :]], lead=number.group()))
    elif splitter.open is not None and _goes_on(splitter.open, line, kind):
        splitter.open.lines.append(_with_break(line, raw))
    else:
        splitter.begin(Draft(kind, [_with_break(line, raw)]))


def _goes_on(draft: Draft, line: str, kind: Kind) -> bool:
    """A line after another belongs to it, after an item too, until a blank one or a new speech."""
    same = draft.kind is kind or (draft.kind is Kind.ITEM and kind is Kind.PARAGRAPH)
    return same and not _speaks_anew(draft, line)


def _speaks_anew(draft: Draft, line: str) -> bool:
    """A dash at a line's head where the line before has ended: in wrapped prose it may stand anywhere."""
    if _HYPHEN.match(line):
        return _HYPHEN.match(draft.lines[0]) is not None or _ENDS.search(draft.lines[-1]) is not None
    return _DASH.match(line) is not None and line[0] != "-" and _ENDS.search(draft.lines[-1]) is not None


def _with_break(line: str, raw: str) -> str:
    return f"{line}  " if raw.endswith("  ") else line


def _underlines(splitter: _Splitter, line: str) -> bool:
    draft = splitter.open
    return (
        draft is not None
        and draft.kind is Kind.PARAGRAPH
        and len(draft.lines) == 1
        and len(draft.lines[0]) <= _LONGEST_UNDERLINED
        and not splitter.blank_before
        and _UNDERLINE.fullmatch(line) is not None
    )


def _cells(splitter: _Splitter, line: str) -> None:
    splitter.close()
    if _TABLE_RULE.fullmatch(line):
        return
    for cell in re.split(r"(?<!\\)\|", line.strip().strip("|")):
        if cell.strip():
            splitter.whole(Draft(Kind.PARAGRAPH, [cell.strip()], hint="td"))


def _is_numbered(lines: Sequence[str]) -> bool:
    """Whether numbers at the heads of lines count up from one, at least to two."""
    numbers = [int(match.group(1)) for line in lines if (match := _NUMBER.match(line.strip(" \t>")))]
    return 1 in numbers and 2 in numbers[numbers.index(1) :]


def settle_hyphens(drafts: Sequence[Draft]) -> None:
    """Hyphens at the heads of blocks: a list where several stand close and none asks, else speech."""
    led = [draft for draft in drafts if draft.kind is Kind.PARAGRAPH and _HYPHEN.match(draft.lines[0])]
    speech = any(draft.lines[-1].rstrip(' *_»”"').endswith(("?", "؟")) for draft in led)
    for draft, after in zip_longest(drafts, drafts[1:]):
        if draft.kind is not Kind.PARAGRAPH or (hyphen := _HYPHEN.match(draft.lines[0])) is None:
            continue
        close = draft.tight or (after is not None and after.tight and bool(_HYPHEN.match(after.lines[0])))
        if _LINK_ONLY.fullmatch(draft.lines[0]) or (close and not speech):
            draft.kind, draft.lead = Kind.ITEM, hyphen.group()
            draft.lines[0] = draft.lines[0][hyphen.end() :]
