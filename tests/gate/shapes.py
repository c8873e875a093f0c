"""How an exchange stands on the page: each shape makes blocks of turns, in every kind of document alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.gate.script import Item, Person, Script

Run = tuple[str, str]
"""``b``, ``i``, ``br`` or nothing, and the words."""


@dataclass
class Block:
    """``tag``: ``p h2 h3 speaker question answer dt dd row``, or what is beside the turns."""

    tag: str
    runs: list[Run]


def text_block(tag: str, *texts: str) -> Block:
    return Block(tag, [("", text) for text in texts])


class Labels:
    """Labels in the order of the turns: a first label may be longer than the next."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.seen: set[str] = set()
        default = "\u00a0: " if script.language == "fr" else ": "
        self.sep = script.get("sep").strip('"') or default
        if self.sep[-1] not in " \t":
            self.sep += " "

    def of(self, who: str) -> str:
        person = self.script.people[who]
        label = person.label if who in self.seen else person.first
        self.seen.add(who)
        return label


def asks(person: Person) -> bool:
    return person.role == "interviewer"


def paragraphs(item: Item, lead: list[Run], fmt: str = "") -> list[Block]:
    """A turn as paragraphs, the first with ``lead`` before it."""
    first, *rest = item.paragraphs
    return [Block("p", [*lead, (fmt, first)]), *(Block("p", [(fmt, more)]) for more in rest)]


Shape = Callable[[Script, Item, Labels], list[Block]]


def _styled(tag: str, fmt: str, answer: str = "", answer_fmt: str = "") -> Shape:
    def make(script: Script, item: Item, labels: Labels) -> list[Block]:
        if asks(script.people[item.who]):
            return [Block(tag, [(fmt, text)]) for text in item.paragraphs]
        return paragraphs(item, [("", answer)] if answer else [], answer_fmt)

    return make


def _dashes(question: str, answer: str) -> Shape:
    def make(script: Script, item: Item, labels: Labels) -> list[Block]:
        dash = question if asks(script.people[item.who]) else answer
        return paragraphs(item, [("", dash)] if dash else [])

    return make


def _labelled(fmt: str = "", sep_inside: bool = True) -> Shape:
    def make(script: Script, item: Item, labels: Labels) -> list[Block]:
        label = labels.of(item.who)
        inside, outside = (labels.sep.rstrip(" "), " ") if sep_inside else ("", labels.sep)
        return paragraphs(item, [(fmt, label + inside), ("", outside)])

    return make


def _name_once(script: Script, item: Item, labels: Labels) -> list[Block]:
    """A label on each side's first turn; afterwards bold questions and plain answers."""
    fmt = "b" if asks(script.people[item.who]) else ""
    lead = [] if item.who in labels.seen else [("b", labels.of(item.who) + labels.sep.rstrip(" ")), ("", " ")]
    return paragraphs(item, lead, fmt)


def _name_line(script: Script, item: Item, labels: Labels) -> list[Block]:
    return [Block("speaker", [("b", labels.of(item.who))]), *paragraphs(item, [])]


def _role_divs(script: Script, item: Item, labels: Labels) -> list[Block]:
    tag = "question" if asks(script.people[item.who]) else "answer"
    return [text_block(tag, *item.paragraphs)]


def _terms(script: Script, item: Item, labels: Labels) -> list[Block]:
    return [text_block("dt", labels.of(item.who)), text_block("dd", *item.paragraphs)]


def _rows(script: Script, item: Item, labels: Labels) -> list[Block]:
    return [text_block("row", labels.of(item.who), "\n".join(item.paragraphs))]


def _timed(script: Script, item: Item, labels: Labels) -> list[Block]:
    labels.seconds = getattr(labels, "seconds", 3)  # type: ignore[attr-defined]
    now = labels.seconds  # type: ignore[attr-defined]
    labels.seconds = now + max(3, sum(map(len, item.paragraphs)) // 14)  # type: ignore[attr-defined]
    code = f"[{now // 3600:02}:{now // 60 % 60:02}:{now % 60:02}] "
    return paragraphs(item, [("", code), ("b", labels.of(item.who) + labels.sep.rstrip(" ")), ("", " ")])


SHAPES: dict[str, Shape] = {
    "boldq": _styled("p", "b"),
    "italicq": _styled("p", "i"),
    "italica": _styled("p", "", "", "i"),
    "h2q": _styled("h2", ""),
    "h3q": _styled("h3", ""),
    "dasha": _dashes("", "— "),
    "dashq": _dashes("— ", ""),
    "ndasha": _dashes("", "– "),
    "bothdash": _dashes("— ", "— "),
    "bothndash": _dashes("– ", "– "),
    "hyphens": _dashes("- ", "- "),
    "boldqdash": _styled("p", "b", "— "),
    "label": _labelled(),
    "boldlabel": _labelled("b"),
    "strongname": _labelled("b", sep_inside=False),
    "italiclabel": _labelled("i"),
    "once": _name_once,
    "nameline": _name_line,
    "divs": _role_divs,
    "dl": _terms,
    "rows": _rows,
    "timed": _timed,
    "unmarked": _dashes("", ""),
    "account": _dashes("", ""),
}
PAIRED = {"inline": "b", "inlineitalic": "i", "twoonline": "label", "twodash": "dash"}
"""Shapes where a question and its answer stand in one paragraph."""


def blocks(script: Script) -> list[Block]:
    """The body of a script, in its shape."""
    shape = script.options.get("shape", "label")
    labels = Labels(script)
    out: list[Block] = []
    open_question = False
    for item in script.items:
        if item.kind == "more":
            out.append(text_block("p", *item.paragraphs))
        elif item.kind != "turn":
            out.append(text_block(item.kind, *item.paragraphs))
            open_question = False
        elif shape in PAIRED:
            lead, fmt = _pair_lead(script, item, labels, PAIRED[shape])
            asking = asks(script.people[item.who])
            made = paragraphs(item, lead, fmt)
            if open_question and not asking:
                out[-1].runs += [("", " "), *made[0].runs]
                made = made[1:]
            out += made
            open_question = asking
        else:
            out += SHAPES[shape](script, item, labels)
    return out


def _pair_lead(script: Script, item: Item, labels: Labels, how: str) -> tuple[list[Run], str]:
    if how == "label":
        return [("b", labels.of(item.who) + labels.sep.rstrip(" ")), ("", " ")], ""
    if how == "dash":
        return [("", "— ")], ""
    return [], how if asks(script.people[item.who]) else ""
