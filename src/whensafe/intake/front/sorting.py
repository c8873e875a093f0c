"""Sort a document's blocks: which are title, breadcrumb, byline, boilerplate, and which may be the
interview.
"""

from __future__ import annotations

import enum
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from whensafe.intake.blocks import Block, Document, Kind
from whensafe.intake.dates import find_dates
from whensafe.intake.front import byline, words_boilerplate, words_dates, words_page
from whensafe.intake.front.given_names import GIVEN
from whensafe.intake.front.header import is_header
from whensafe.intake.front.title import breadcrumb_steps, find_title
from whensafe.intake.front.unfold import RECORD
from whensafe.intake.people import fold_name, is_name, same_person


class Part(enum.Enum):
    """What a block is of the page."""

    SECTION = "section"
    TITLE = "title"
    SUBTITLE = "subtitle"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    HEADER = "header"  # Key: value lines
    SOURCE = "source"
    CAPTION = "caption"
    SIGNATURE = "signature"
    BOILERPLATE = "boilerplate"
    BODY = "body"


MOST_NAMED = 60
HEAD_BLOCKS = 25
"""A page says who, when and where within its first blocks."""


@dataclass(slots=True)
class Sorted:
    """``parts[i]`` says what block ``i`` is. ``title`` may come from a fact; then no block holds it."""

    parts: list[Part]
    title: str | None
    section: tuple[str, ...]
    named: list[byline.Named] = field(default_factory=list)

    def where(self, *parts: Part) -> list[int]:
        """The blocks that are one of these, in order."""
        return [index for index, part in enumerate(self.parts) if part in parts]


def sort_blocks(document: Document) -> Sorted:
    """Sort all blocks. What is not clearly something else is body."""
    blocks = document.blocks
    result = Sorted([Part.BODY] * len(blocks), None, ())
    if not blocks or all(block.kind is Kind.CUE for block in blocks):
        result.title = find_title(document, None)[0]
        result.named = byline.people_in_title(result.title)
        return result
    crumb = _breadcrumb(blocks)
    if crumb is not None:
        result.parts[crumb] = Part.SECTION
    result.title, at = find_title(document, crumb)
    if at is not None:
        result.parts[at] = Part.TITLE
    if crumb is not None:
        result.section = breadcrumb_steps(blocks[crumb], result.title)
    _sort_head(document, result, at)
    result.named = (byline.people_in_title(result.title) + _named(document, result))[:MOST_NAMED]
    body = result.where(Part.BODY)
    if body:
        result.named += byline.people_in_statement(blocks[body[0]].text)
    _drop_boilerplate(blocks, result)
    _sort_tail(blocks, result)
    if document.family == "html":
        _drop_outside(blocks, result)
    return result


_THIS_TEXT = re.compile(
    r"(?:this|the|cet|cette|ce|est[ae]|aquest|aquesta|diese[rs]?|ця|це|цей|эт[аои]|tekst|ten|ta|l[ae]|el|das|der"
    r"|die|une?|una?)\s[^\W\d_]{3,15}\s"
    r"(?:(?:was|were|had|has|a été|a|est|fue|ha sido|va ser|wurde|ist|було|була|был[аио]?|"
    r"została?)\s)?",
    re.IGNORECASE,
)
_ONE_MORE = re.compile(r"[^\W\d_]{4,}[.!?…]\s+[^\W\d_]{2}")


def credit_begins(line: str) -> int | None:
    """Where the name of the first publisher begins: ``Source:``, ``This text first appeared in``."""
    r""
    line = line.lstrip("([*_ ")
    found = words_page.SOURCE_BEFORE.anywhere.match(line)
    if found is None:
        this = _THIS_TEXT.match(line)
        found = words_page.SOURCE_BEFORE.anywhere.match(line, this.end()) if this is not None else None
    return found.end() if found is not None else None


def _breadcrumb(blocks: Sequence[Block]) -> int | None:
    for index, block in enumerate(blocks[:8]):
        if block.kind is Kind.BREADCRUMB or (
            block.kind is not Kind.HEADING
            and len(breadcrumb_steps(block, None)) > 2
            and len(block.text) < 500
        ):
            return index
        first = index == 0 and block.kind is not Kind.HEADING and len(block.text) < 200
        if first and re.fullmatch(r"[^>›»/\n]{2,60}(?:\s[>›»/]\s[^>›»/\n]{2,60})+", block.text.strip()):
            return index
    return None


def _hinted(block: Block, hints: Sequence[str]) -> bool:
    hint = block.hint.casefold()
    return bool(hint) and any(re.search(rf"(?<![a-z]){re.escape(h)}(?![a-z])", hint) for h in hints)


def _sort_head(document: Document, result: Sorted, title: int | None) -> None:
    """Bylines, subtitles, header lines: in the first blocks, and a byline wherever it stands alone."""
    blocks = document.blocks
    records = _records(blocks)
    for index, block in enumerate(blocks):
        if result.parts[index] is not Part.BODY:
            continue
        text = block.text.strip()
        head = index < HEAD_BLOCKS
        if block.kind is Kind.CAPTION:
            result.parts[index] = Part.CAPTION
        elif block.kind is Kind.BREADCRUMB:
            result.parts[index] = Part.BOILERPLATE
        elif head and (is_header(block) or index in records):
            result.parts[index] = Part.HEADER
        elif head and _hinted(block, words_page.SUBTITLE_HINTS):
            result.parts[index] = Part.SUBTITLE
        elif head and _hinted(block, words_page.STANDFIRST_HINTS) and len(text) > 15:
            result.parts[index] = Part.STANDFIRST
        elif (head and _says_when(text)) or byline.is_byline(
            text, hinted=head and _hinted(block, words_page.BYLINE_HINTS), head=head
        ):
            result.parts[index] = Part.BYLINE
    if title is not None and title + 1 < len(blocks):
        _sort_subtitle(blocks, result, title)
    _sort_signers(blocks, result)


def _says_when(text: str) -> bool:
    """One sentence on when and where it was recorded: ``La conversa va tenir lloc el 8 de setembre``,
    ``(Central Soledad. Cinta 4, 1976)``.
    """
    bare = text.strip("()[] ")
    if not 0 < len(bare) <= 160 or "\n" in bare or "?" in bare or bare[0] in '—–-―«“"„' or ": " in bare:
        return False
    found = words_dates.RECORDED.anywhere.search(bare)
    begins = found is not None and (len(bare[: found.start()].split()) <= 2 or bare != text)
    return (
        begins and len(find_dates(bare)) == 1 and len(re.findall(r"[.!…]\s+[^\W\d_]", bare)) <= (bare != text)
    )


def _records(blocks: Sequence[Block]) -> frozenset[int]:
    """The fields of a catalogue's record: no key comes twice (a speaker's name would), one is known."""
    fields = [n for n, b in enumerate(blocks[:HEAD_BLOCKS]) if b.hint == RECORD and ":" in b.text]
    keys = [blocks[n].text.split(":", 1)[0].strip().casefold() for n in fields]
    known = any(is_header(blocks[n]) for n in fields)
    return frozenset(fields) if known and len(set(keys)) == len(keys) else frozenset()


def _sort_signers(blocks: Sequence[Block], result: Sorted) -> None:
    """A name that stands once, alone, right before or after a byline's date; "An interview with A"."""
    for index, block in enumerate(blocks[:HEAD_BLOCKS]):
        text = block.text.strip()
        if result.parts[index] is not Part.BODY or not text or len(text) > 100 or block.kind is Kind.CUE:
            continue
        beside = {result.parts[n] for n in (index - 1, index + 1) if 0 <= n < len(blocks)}
        if Part.BYLINE in beside and byline.all_names(text) and not _again(blocks, index, text):
            result.parts[index] = Part.BYLINE
        elif index < 4 and text[-1] not in ".?!:;؟" and byline.is_about(text) and Part.TITLE in beside:
            result.parts[index] = Part.SUBTITLE


def _again(blocks: Sequence[Block], index: int, text: str) -> bool:
    """Does a line come back? Then it labels speech."""
    lines = (
        line.strip(" :") for n, b in enumerate(blocks) if n != index for line in b.text[:200].split("\n")
    )
    return text.strip(" :") in lines


def _sort_subtitle(blocks: Sequence[Block], result: Sorted, title: int) -> None:
    """A short line with no full stop between title and byline, or a lower heading right under the title."""
    index = title + 1
    block = blocks[index]
    text = block.text.strip()
    if (
        result.parts[index] is not Part.BODY
        or not text
        or len(text) > 200
        or text[-1] in ".?!:…؟"
        or "\n" in text
    ):
        return
    following = next((i for i in range(index + 1, len(blocks)) if result.parts[i] is not Part.SUBTITLE), None)
    before_byline = following is not None and result.parts[following] in {
        Part.BYLINE,
        Part.STANDFIRST,
        Part.HEADER,
    }
    if before_byline and byline.all_names(text):
        result.parts[index] = Part.BYLINE
    elif before_byline or (
        block.kind is Kind.HEADING
        and result.parts[index] is Part.BODY
        and len(blocks) > index + 1
        and blocks[index + 1].kind is not Kind.HEADING
        and _only_heading(blocks, index)
    ):
        result.parts[index] = Part.SUBTITLE


def _only_heading(blocks: Sequence[Block], index: int) -> bool:
    """No later heading of this level: it is not the first of the body's subheads."""
    return not any(b.kind is Kind.HEADING and b.level == blocks[index].level for b in blocks[index + 1 :])


def _named(document: Document, result: Sorted) -> list[byline.Named]:
    named: list[byline.Named] = []
    blocks = document.blocks
    for index in result.where(Part.BYLINE):
        named += byline.people_in_byline(blocks[index].text)
    for index in result.where(Part.HEADER):
        named += byline.people_in_header(blocks[index].text)
    for index in result.where(Part.SUBTITLE):
        named += byline.people_in_title(blocks[index].text) if byline.is_about(blocks[index].text) else []
    for fact in document.facts:
        if fact.name == "author":
            named += byline.people_in_fact(fact.value)
    return named


def _sort_tail(blocks: Sequence[Block], result: Sorted) -> None:
    """After the last words of the interview: where it was first published, and a signature."""
    in_source = False
    for index in range(max(2, len(blocks) - 40), len(blocks)):
        text = blocks[index].text.strip()
        if result.parts[index] not in {Part.BODY, Part.BOILERPLATE} or not text:
            continue
        if in_source and blocks[index].hint != blocks[index - 1].hint:
            in_source = False  # another box of the page
        credit = credit_begins(text) is not None and _ONE_MORE.search(text) is None
        if len(text) <= 400 and (byline.has_source(text) or credit or (in_source and _in_source(text))):
            result.parts[index] = Part.SOURCE
            in_source = True
        elif len(text) > 120:
            in_source = False
    known = [named.name for named in result.named]
    _sort_goodbye(blocks, result)
    _sort_closing_note(blocks, result)
    for index in range(len(blocks) - 1, 2, -1):
        text = blocks[index].text.strip(" .—–-\n")
        if result.parts[index] is not Part.BODY:
            continue
        if not is_name(text) or not (
            any(same_person(text, name) for name in known) or _signs(blocks, index, text)
        ):
            break
        result.parts[index] = Part.SIGNATURE


def _drop_outside(blocks: Sequence[Block], result: Sorted) -> None:
    """A short line or two after the text, in another box of the page than all the rest: the site speaks."""
    body = result.where(Part.BODY)
    if len(body) < 3:
        return
    mass: Counter[str] = Counter()
    for n in body:
        mass[blocks[n].hint] += len(blocks[n].text)
    box = set(max(mass, key=lambda hint: mass[hint]).split())
    outside = [n for n in body[-2:] if box and blocks[n].hint and box.isdisjoint(blocks[n].hint.split())]
    within = sum(len(blocks[n].text) for n in body if not box.isdisjoint(blocks[n].hint.split()))
    if (
        body[-1] in outside
        and sum(len(blocks[n].text) for n in outside) <= min(200, within // 2)
        and not any(re.match(r"[—–―-]|[^\s:]{1,30}:\s", blocks[n].text.strip()) for n in outside)
    ):
        for n in outside:
            result.parts[n] = Part.BOILERPLATE


def _sort_goodbye(blocks: Sequence[Block], result: Sorted) -> None:
    """``Un abrazo, Gracia``: how a letter ends that brought the interview."""
    body = result.where(Part.BODY)
    if len(body) < 3 or not 0 < len(blocks[body[-1]].text.strip()) <= 80:
        return
    text = blocks[body[-1]].text.strip()
    found = words_boilerplate.GOODBYE.at_start.match(text)
    if found is None or blocks[body[-1]].kind is Kind.CUE:
        return
    rest = text[found.end() :].strip(" ,.!–—-\n")
    if not rest or (len(rest.split()) <= 4 and all(word[:1].upper() == word[:1] for word in rest.split())):
        result.parts[body[-1]] = Part.BOILERPLATE


def _sort_closing_note(blocks: Sequence[Block], result: Sorted) -> None:
    """An italic paragraph after the last words, about somebody by full name: who told this."""
    body = result.where(Part.BODY)
    if len(body) < 3 or any(n > body[-1] for n in result.where(Part.SIGNATURE)):
        return
    block = blocks[body[-1]]
    text = block.text.strip()
    italic = all(run.italic for run in block.runs if any(c.isalnum() for c in run.text))
    others = sum(all(r.italic for r in blocks[n].runs if r.text.strip()) for n in body[:-1])
    if (
        italic
        and others == 0
        and len(text) <= 500
        and not text.endswith(("?", "؟"))
        and _about_somebody(text)
    ):
        result.parts[body[-1]] = Part.CAPTION


def _about_somebody(text: str) -> bool:
    first = re.match(r"[^\W\d_][\w’'ʼ-]*\s[^\W\d_][\w’'ʼ-]*", text)
    return (
        first is not None
        and is_name(first[0])
        and first[0].split()[1][0].isupper()
        and re.search(r"(?<!\w)(?:I|we|my|я|мы|ми|je|yo|ich|ja)(?!\w)", text) is None
    )


def _signs(blocks: Sequence[Block], index: int, text: str) -> bool:
    """A name alone at the very end, which no other block is."""
    alone = all(b.text.strip(" .—–-:\n") != text for b in blocks[:index])
    sentence = re.search(r"[^\W\d_]{4,}[.!?؟]\s", text) is not None
    caseless = not any(c.isupper() for c in text) and (fold_name(text)[:1] or ("",))[0] not in GIVEN
    return (
        2 <= len(text.split()) <= 4
        and alone
        and not sentence
        and not caseless
        and blocks[index].kind is Kind.PARAGRAPH
        and index == len(blocks) - 1
    )


def _in_source(text: str) -> bool:
    return re.match(r"https?://\S+\s*\Z", text) is not None or (len(text) <= 80 and text[-1] not in ".?!:…")


def _drop_boilerplate(blocks: Sequence[Block], result: Sorted) -> None:
    _drop_comments(blocks, result)
    begins, has = words_boilerplate.BOILERPLATE_BEGINS.at_start, words_boilerplate.BOILERPLATE_HAS.anywhere
    for index, block in enumerate(blocks):
        text = block.text.strip()
        if result.parts[index] is not Part.BODY or block.kind is Kind.CUE or not 0 < len(text) <= 300:
            continue
        if text[0] in '—–-―«“"„':
            continue
        linked = bool(block.runs) and all(run.href is not None for run in block.runs if run.text.strip())
        if (
            (begins.match(text) and (len(text) <= 160 or linked) and not text.endswith(("?", "؟")))
            or has.search(text)
            or (linked and block.kind in {Kind.ITEM, Kind.PARAGRAPH} and len(text) <= 200)
        ):
            result.parts[index] = Part.BOILERPLATE
    _drop_calls(blocks, result)
    _drop_repeated_quotes(blocks, result)
    _drop_boxes(blocks, result)
    _drop_footnotes(blocks, result)


_CALL = re.compile(
    r"[^?؟\n]{3,70}[?؟]\s*[—–-]\s*(?:yes|oui|так|да|sí|ja|tak|sim|sì|نعم)[,،.!]?\s[^?؟\n]{3,90}",
    re.IGNORECASE,
)
_BOTH_ON_A_LINE = re.compile(r"[?؟]\s+[—–-]\s+\w")


def _drop_calls(blocks: Sequence[Block], result: Sorted) -> None:
    """``Want more like this? — Yes, send me the digest``: a call that speaks like a witness, on a page where
    nobody else asks and answers in one line.
    """
    body = result.where(Part.BODY)
    calls = [n for n in body if _CALL.fullmatch(blocks[n].text.strip()) is not None]
    if len(calls) == 1 and sum(_BOTH_ON_A_LINE.search(blocks[n].text) is not None for n in body) == 1:
        result.parts[calls[0]] = Part.BOILERPLATE


def _drop_boxes(blocks: Sequence[Block], result: Sorted) -> None:
    """``Bio express``, ``About this series``: what stands under such a heading is not the interview."""
    inside = 0
    for index, block in enumerate(blocks):
        text = block.text.strip()
        if block.kind is Kind.HEADING and index > 2:
            opens = len(text) <= 60 and words_page.BOX.alone.fullmatch(text) is not None
            inside = block.level if opens else 0
        elif inside and len(text) > 600:
            inside = 0
        if inside and result.parts[index] in {Part.BODY, Part.BYLINE, Part.SIGNATURE}:
            result.parts[index] = Part.BOILERPLATE


_FOOTNOTE = re.compile(r"(?P<sign>\*{1,3}|[†‡]|\[\^?\d{1,3}\]|[¹²³⁴-⁹]):?\s*(?=[^\W_])")


def _drop_footnotes(blocks: Sequence[Block], result: Sorted) -> None:
    """Notes at the end whose sign stands after a word above."""
    body = result.where(Part.BODY)
    for index in reversed(body[-30:]):
        text = blocks[index].text.strip()
        signs = [_FOOTNOTE.match(line.strip()) for line in text.split("\n")[:40]]
        if not text or any(match is None for match in signs):
            return
        sign = re.escape(signs[0]["sign"]) if signs[0] is not None else ""
        after_word = re.compile(rf"[\w.,!?…»”\"']{sign}(?:[\s.,!?;:…]|\Z)")
        if not any(after_word.search(blocks[n].text) for n in body if n < index):
            return
        result.parts[index] = Part.BOILERPLATE


def _drop_comments(blocks: Sequence[Block], result: Sorted) -> None:
    """After a heading "Comments" readers speak, if nothing long follows it."""
    last_long = max((n for n, block in enumerate(blocks) if len(block.text) > 600), default=2)
    for index in range(max(3, last_long + 1), len(blocks)):
        text = blocks[index].text.strip()
        if len(text) <= 60 and words_page.COMMENTS.alone.fullmatch(text) is not None:
            result.parts[index:] = [Part.BOILERPLATE if p is Part.BODY else p for p in result.parts[index:]]
            return


def _drop_repeated_quotes(blocks: Sequence[Block], result: Sorted) -> None:
    """A pull quote says again what stands in the text."""
    quotes = [
        i
        for i in result.where(Part.BODY)
        if blocks[i].kind is Kind.QUOTE or "pull" in blocks[i].hint.casefold()
    ][:60]
    if not quotes:
        return
    body = _folded(" ".join(blocks[i].text for i in result.where(Part.BODY) if i not in set(quotes)))
    for index in quotes:
        quote = _folded(blocks[index].text)
        if len(quote) >= 12 and quote in body:
            result.parts[index] = Part.BOILERPLATE


def _folded(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]+", " ", text.casefold()).split())


def has_date(text: str) -> bool:
    """Does a line state a date?"""
    return bool(find_dates(text))
