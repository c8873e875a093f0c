"""PDF files with text to blocks, a page at a time; a scan says that it has none.

Lines become paragraphs by their distance, indents, size and weight; they stay lines inside a block, so a
hyphen at a line's end stays too. Running heads and feet and page numbers are dropped.

Doubts: ``no_text``, ``pages_without_text``, ``replacement_characters``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from whensafe.errors import TooLarge, Unreadable
from whensafe.intake import furniture, limits, pdf_lines
from whensafe.intake.blocks import Block, Document, Fact, Kind, Run, lost_letters
from whensafe.intake.pdf_lines import Line
from whensafe.nouns.text import Language, nfc

MEDIA_TYPE = "application/pdf"

_TEMPLATE_TITLE = re.compile(
    r"(?:microsoft word.*|untitled.*|document\d*|.*\.(?:docx?|rtf|odt|pdf|indd|html?)|about:blank)",
    re.IGNORECASE,
)
_PRINTED_FROM = re.compile(r"(?P<url>(?:https?|file)://\S+)\s+\d{1,4}/\d{1,4}")
_PRINTED_AT = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}[:.]\d{2}(?: ?[AP]M)?(?: .*)?")
_SENTENCE_END = re.compile(r"[.!?…:؟۔»”\"')\]]\s*\Z")
_LARGER = 1.25  # a step this much larger than usual begins a paragraph
_SAME_LINE = 0.5
_DOUBLE = 2.5  # double-spaced lines, in sizes of the font; what stands further apart is no paragraph
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class _Spacing:
    """The step between lines of a paragraph, in sizes of the font, and whether paragraphs stand apart."""

    usual: float
    spaced: bool


@dataclass(frozen=True, slots=True)
class _Page:
    """The lines of one page in reading order, and which of them are furniture."""

    lines: tuple[Line, ...]
    furniture: frozenset[int] = frozenset()

    def body(self) -> list[Line]:
        """The lines that are left."""
        return [line for n, line in enumerate(self.lines) if n not in self.furniture]


def read_pdf(data: bytes) -> Document:
    """Read a PDF. Raises `Unreadable` when it is broken or locked, `TooLarge` above the bounds."""
    with closing(opened(data)) as file:
        if len(file) > limits.MAX_PDF_PAGES:
            raise TooLarge(f"this PDF has {len(file):,} pages", todo="Split it into sessions.")
        pages, pictures = [], 0
        characters = 0
        for lines, has_pictures in _pages(file):
            pages.append(_Page(tuple(lines)))
            pictures += has_pictures and not lines
            characters += sum(len(line.text) for line in lines)
            limits.check_text_size(characters)
        facts, language = _facts(file), _language(file)
    pages, dropped, printed = _without_furniture(pages)
    blocks = _blocks(pages)
    limits.check_blocks(len(blocks))
    return Document(
        family="pdf",
        media_type=MEDIA_TYPE,
        blocks=blocks,
        facts=(*facts, *printed),
        dropped=tuple(dropped),
        language=language,
        breaks_are_soft=True,
        doubts=_doubts(blocks, pictures),
    )


def opened(data: bytes) -> pypdfium2.PdfDocument:
    """The file, or `Unreadable` for one that is broken or locked."""
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise Unreadable("this PDF is locked with a password", todo="Save a copy without one.") from error
        raise Unreadable("this PDF is cut short or broken", todo="Copy or download it again.") from error


def _pages(file: pypdfium2.PdfDocument) -> Iterator[tuple[list[Line], bool]]:
    """Each page's lines, and whether it has pictures. A page that can't be loaded ends the reading."""
    for n in range(len(file)):
        try:
            page = file[n]
        except pypdfium2.PdfiumError as error:
            raise Unreadable(
                f"page {n + 1} of this PDF is broken",
                todo="Copy or download it again, or print it anew.",
            ) from error
        with closing(page), closing(page.get_textpage()) as text:
            lines = pdf_lines.lines(text)
            yield lines, not lines and pdfium.FPDFPage_CountObjects(page) > 0


def _facts(file: pypdfium2.PdfDocument) -> tuple[Fact, ...]:
    names = (("Title", "title"), ("Author", "author"), ("ModDate", "modified"))
    found = []
    for key, name in names:
        value = nfc(" ".join(_stated(file, key).split()))
        if value and not (name == "title" and _TEMPLATE_TITLE.fullmatch(value)):
            found.append(Fact(name, value, "pdf info"))
    return tuple(found)


def _stated(file: pypdfium2.PdfDocument, key: str) -> str:
    try:
        return str(file.get_metadata_value(key))
    except UnicodeDecodeError:  # a broken title is no title
        return ""


def _language(file: Any) -> Language | None:
    """The language in the catalog, if it has the shape of one."""
    size = pdfium.FPDFCatalog_GetLanguage(file, None, 0)
    if not 2 < size < 100:
        return None
    buffer = (pdfium.FPDF_WCHAR * (size // 2))()
    pdfium.FPDFCatalog_GetLanguage(file, buffer, size)
    tag = bytes(buffer).decode("utf-16-le", "replace").rstrip("\0").strip()
    return Language(tag) if _TAG.fullmatch(tag) else None


def _without_furniture(pages: Sequence[_Page]) -> tuple[list[_Page], list[str], list[Fact]]:
    """Mark heads, feet, page numbers and what a browser prints around a page, with the address it says."""
    from_top = [_from_top(page) for page in pages]
    texts = [[page.lines[n].text for n in order] for page, order in zip(pages, from_top, strict=True)]
    found, dropped, facts = [], [], []
    for page, order, text, known in zip(pages, from_top, texts, furniture.of_pages(texts), strict=True):
        edges = {*range(2), *range(max(len(text) - 2, 0), len(text))}
        printed = {at for at in edges if at < len(text) and _printed(text[at])}
        urls = [match["url"] for at in sorted(printed) if (match := _PRINTED_FROM.fullmatch(text[at]))]
        facts += [Fact("url", url, "print footer") for url in urls if url.startswith("http")]
        away = sorted(known | printed | _lone_numbers(page, order, text))
        dropped += [text[at] for at in away]
        found.append(_Page(page.lines, frozenset(order[at] for at in away)))
    return found, dropped, list(dict.fromkeys(facts))


def _from_top(page: _Page) -> list[int]:
    """The lines by their height on the page, whatever their order in the file."""
    return sorted(range(len(page.lines)), key=lambda n: -page.lines[n].baseline)


def _lone_numbers(page: _Page, order: Sequence[int], text: Sequence[str]) -> set[int]:
    """A number alone at the top or foot, well away from the words: the page's, even if there is only one."""
    found = set()
    for at, beside in ((0, 1), (len(text) - 1, len(text) - 2)):
        if len(text) < 3 or furniture.bare_number(text[at]) is None:
            continue
        one, other = page.lines[order[at]], page.lines[order[beside]]
        if abs(one.baseline - other.baseline) > 2 * max(one.size, other.size):
            found.add(at)
    return found


def _printed(line: str) -> bool:
    return _PRINTED_FROM.fullmatch(line) is not None or _PRINTED_AT.fullmatch(line) is not None


def _doubts(blocks: Sequence[Block], pictures: int) -> tuple[str, ...]:
    doubts = []
    if not blocks:
        doubts.append("no_text")
    elif pictures:
        doubts.append("pages_without_text")
    if lost_letters(blocks):
        doubts.append("replacement_characters")
    return tuple(doubts)


def _blocks(pages: Sequence[_Page]) -> tuple[Block, ...]:
    every = [line for page in pages for line in page.body()]
    if not every:
        return ()
    body = _body_size(every)
    levels = _levels(every, body)
    spacing = _spacing([page.body() for page in pages])
    groups: list[list[Line]] = []
    for page in pages:
        groups = _join_pages(groups, _paragraphs(page.body(), spacing))
    return tuple(_block(group, levels) for group in groups)


def _body_size(lines: Sequence[Line]) -> float:
    """The size that most letters have."""
    weights: dict[float, int] = {}
    for line in lines:
        size = round(line.size, 1)
        weights[size] = weights.get(size, 0) + len(line.text)
    return max(weights, key=lambda size: weights[size])


def _levels(lines: Sequence[Line], body: float) -> Mapping[float, int]:
    """Sizes well above the body's are headings, the largest the first level."""
    sizes = sorted({round(line.size, 1) for line in lines if line.size >= body * 1.15}, reverse=True)
    return {size: min(level, 6) for level, size in enumerate(sizes, 1)}


def _spacing(pages: Sequence[Sequence[Line]]) -> _Spacing:
    """The usual step between lines of a paragraph is among the smallest; larger ones are paragraphs."""
    every = (_step(line, after) for lines in pages for line, after in pairwise(lines))
    steps = sorted(step for step in every if step > _SAME_LINE)
    usual = min(steps[len(steps) // 6], _DOUBLE) if steps else 1.2
    larger = sum(step > usual * _LARGER for step in steps)
    return _Spacing(usual, spaced=larger >= 2 and larger * 10 >= len(steps))


def _paragraphs(lines: Sequence[Line], spacing: _Spacing) -> list[list[Line]]:
    """Cut a page's lines into paragraphs."""
    if not lines:
        return []
    left, right = _margins(lines)
    groups = [[lines[0]]]
    for line, after in pairwise(lines):
        if _parts(line, after, spacing, left, right):
            groups.append([])
        groups[-1].append(after)
    return groups


def _step(line: Line, after: Line) -> float:
    """The way down from one line to the next, in sizes of the font."""
    return (line.baseline - after.baseline) / max(line.size, after.size)


def _margins(lines: Sequence[Line]) -> tuple[float, float]:
    """Where most lines begin and where the longest of them end, ignoring the odd one out."""
    lefts, rights = sorted(line.left for line in lines), sorted(line.right for line in lines)
    return lefts[len(lefts) // 10], rights[-1 - len(rights) // 10]


def _parts(line: Line, after: Line, spacing: _Spacing, left: float, right: float) -> bool:
    """Whether a new paragraph begins between two lines of a page."""
    step = _step(line, after)
    if step < -1:  # up again: the next column
        return not _runs_on(line, after)
    if step > max(spacing.usual * _LARGER, 0.9):
        return True
    if abs(line.size - after.size) > 0.1 * line.size or line.bold != after.bold:
        return True
    if _indent(after, left, right) > after.size > _indent(line, left, right) + 0.5 * after.size:
        return True
    if spacing.spaced:
        return False
    room = line.left - left if line.right_to_left else right - line.right
    return room > 0.2 * (right - left) and _SENTENCE_END.search(line.text) is not None


def _indent(line: Line, left: float, right: float) -> float:
    return right - line.right if line.right_to_left else line.left - left


def _runs_on(line: Line, after: Line) -> bool:
    """A sentence goes on from one line to the other, over the end of a column or page."""
    same = line.bold == after.bold and abs(line.size - after.size) <= 0.1 * line.size
    return same and (_SENTENCE_END.search(line.text) is None or after.text[:1].islower())


def _join_pages(before: list[list[Line]], after: list[list[Line]]) -> list[list[Line]]:
    if before and after and _runs_on(before[-1][-1], after[0][0]):
        return [*before[:-1], before[-1] + after[0], *after[1:]]
    return before + after


def _block(lines: Sequence[Line], levels: Mapping[float, int]) -> Block:
    runs: list[Run] = []
    for n, line in enumerate(lines):
        if n:
            runs.append(Run("\n", bold=runs[-1].bold, italic=runs[-1].italic))
        runs += pdf_lines.runs(line)
    level = levels.get(round(lines[0].size, 1), 0) if len(lines) <= 6 else 0
    return Block(Kind.HEADING if level else Kind.PARAGRAPH, _joined(runs), level=level)


def _joined(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Runs of one style in a row as one."""
    found: list[tuple[list[str], Run]] = []
    for run in runs:
        if found and (found[-1][1].bold, found[-1][1].italic) == (run.bold, run.italic):
            found[-1][0].append(run.text)
        else:
            found.append(([run.text], run))
    return tuple(Run("".join(parts), bold=run.bold, italic=run.italic) for parts, run in found)
