"""The page reader: HTML bytes to blocks.

bytes ── page_tree ──▶ tree ── page_flow ──▶ pieces ── page_body ──▶ words or furniture
                         └──── page_facts ──▶ facts
"""

from __future__ import annotations

from whensafe.intake import page_body, page_cues, page_facts
from whensafe.intake.blocks import Block, Document, Fact, Kind, Run
from whensafe.intake.page_flow import Piece, flow_of
from whensafe.intake.page_tree import parse
from whensafe.nouns.text import Language

MEDIA_TYPE = "text/html"


def read_html(data: bytes, charset: str | None = None) -> Document:
    """Read a page. Raises `Unreadable` if it holds nothing, `TooLarge` if a bound is met.

    ``charset`` is the encoding that its server named.

    Every text a reader could see is in ``blocks`` or in ``dropped``. Doubts: those of decoding,
    ``hidden_text`` (the page hides words where its text stands), ``no_text``.
    """
    root, doubts = parse(data, charset)
    facts = page_facts.facts_of(root)
    flow = flow_of(root)
    judged = page_body.judge(flow, facts)
    blocks = _blocks(judged)
    if judged.title is not None:
        facts = (Fact("title", judged.title.line.text, f"h{judged.title.box.level}"), *facts)
    if judged.hidden:
        doubts = (*doubts, "hidden_text")
    if not any(block.kind is not Kind.BREADCRUMB for block in blocks):
        doubts = (*doubts, "no_text")
    return Document(
        family="html",
        media_type=MEDIA_TYPE,
        blocks=blocks,
        facts=facts,
        dropped=judged.dropped,
        language=_declared_language(facts),
        breaks_are_soft=judged.preformatted,
        doubts=doubts,
    )


def _blocks(judged: page_body.Judged) -> tuple[Block, ...]:
    """The kept pieces as blocks, the breadcrumb's as one."""
    crumbs = judged.crumbs
    blocks = []
    for piece in judged.kept:
        if piece in crumbs:
            if piece is crumbs[0]:
                blocks.append(_breadcrumb(crumbs))
        else:
            blocks.append(_block(piece, judged.kinds.get(piece.n, piece.box.kind)))
    return tuple(blocks)


def _block(piece: Piece, kind: Kind) -> Block:
    line = piece.line
    runs = tuple(Run(text, style.bold, style.italic, style.href) for text, style in line.runs)
    level = piece.box.level if kind is Kind.HEADING else 0
    return Block(kind, runs, level=level, hint=piece.hint, marks=tuple(line.marks))


def _breadcrumb(pieces: tuple[Piece, ...]) -> Block:
    """One run for each step, without what stands between them."""
    steps = [
        Run(step, href=style.href)
        for piece in pieces
        for text, style in piece.line.runs
        for step in map(str.strip, page_cues.STEPS.split(text))
        if step.strip("/|\\-–—>›»→·•⟩:")
    ]
    return Block(Kind.BREADCRUMB, tuple(steps), hint=pieces[0].hint)


def _declared_language(facts: tuple[Fact, ...]) -> Language | None:
    """What the page says of its language, its root element first; not what the text is in."""
    said = sorted(
        (fact for fact in facts if fact.name == "language"), key=lambda fact: fact.via != "html lang"
    )
    for fact in said:
        tag = fact.value.strip().replace("_", "-").split(",")[0].split(";")[0]
        if tag and tag.replace("-", "").isalnum() and 2 <= len(tag.split("-")[0]) <= 3 and tag.isascii():
            primary, *rest = tag.split("-")
            scripts = [part.title() for part in rest if len(part) == 4 and part.isalpha()]
            return Language("-".join([primary.lower(), *scripts[:1]]))
    return None
