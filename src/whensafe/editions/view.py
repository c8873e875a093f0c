"""A cleared interview as its pages show it: numbers counted here, sentences in the page's language."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup, escape

from whensafe.editions.heads import Head
from whensafe.editions.phrases import Phrases, phrases
from whensafe.editions.wording import date_in, language_in, notice_in, page_language
from whensafe.nouns.edition import (
    ClearedInterview,
    ClearedTranslation,
    ClearedTurn,
    EditionRequest,
    Piece,
    Withheld,
)
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import Role
from whensafe.nouns.text import Language, direction

FOLDER = "i"
_BREAKS = re.compile(r"\n+")


def page_path(id: InterviewId, language: Language) -> str:
    """Where an interview's page in this language is: tokens and a language, nothing that was said."""
    return f"{FOLDER}/{id}.{language.lower()}.html"


def data_path(id: InterviewId) -> str:
    """Where an interview's data is."""
    return f"{FOLDER}/{id}.json"


@dataclass(frozen=True, slots=True)
class TextLink:
    """One of an interview's languages. ``href`` leads from a page beside it, ``path`` from the top."""

    lang: Language
    dir: str
    name: str
    path: str
    href: str
    here: bool


@dataclass(frozen=True, slots=True)
class TurnView:
    """A turn on its page. ``whole`` is the notice of a turn that is one hole."""

    n: int
    address: str
    name: str
    who: str | None
    asks: bool
    style: str
    lang: Language
    dir: str
    paragraphs: tuple[tuple[Piece, ...], ...]
    whole: str | None


def heading(title: str | None, language: Language, w: Phrases) -> dict[str, object]:
    """The title in its language, or in the page's that it is a testimony."""
    if title is None or not title.strip():
        title, language = w.untitled, w.language
    return {"heading": title, "title": {"lang": language, "dir": direction(language)}}


def text_links(interview: Head, here: Language | None) -> list[TextLink]:
    """Every language the interview can be read in, its own first."""
    return [
        TextLink(
            lang=tag,
            dir=direction(tag),
            name=language_in(tag, tag),
            path=page_path(interview.id, tag),
            href=page_path(interview.id, tag).removeprefix(f"{FOLDER}/"),
            here=tag == here,
        )
        for tag in interview.languages
    ]


def paragraphs(pieces: tuple[Piece, ...]) -> tuple[tuple[Piece, ...], ...]:
    """The pieces, parted where the words have line breaks; a hole stays in the paragraph it stands in."""
    if len(pieces) == 1 and isinstance(pieces[0], str) and "\n" not in pieces[0]:
        return (pieces,)
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        if isinstance(piece, Withheld):
            lines[-1].append(piece)
            continue
        first, *rest = _BREAKS.split(piece)
        lines[-1].append(first)
        lines.extend([line] for line in rest)
    kept = (tuple(piece for piece in line if piece != "") for line in lines)
    return tuple(line for line in kept if line)


def turn_views(turns: tuple[ClearedTurn, ...], several: bool, w: Phrases) -> list[TurnView]:
    """The turns numbered from 1 in this text. ``several`` narrators are told apart by name."""
    return [_turn_view(n, turn, several, w) for n, turn in enumerate(turns, 1)]


def _turn_view(n: int, turn: ClearedTurn, several: bool, w: Phrases) -> TurnView:
    asks = turn.role is Role.INTERVIEWER
    only = turn.pieces[0] if len(turn.pieces) == 1 else None
    whole = isinstance(only, Withheld)
    return TurnView(
        n=n,
        address=turn.address,
        name=(w.question if asks else w.turn).format(n=n),
        who=_who(turn, several, w),
        asks=asks,
        style="voice" if turn.role is Role.NARRATOR else "said",
        lang=turn.language,
        dir=direction(turn.language),
        paragraphs=() if whole else paragraphs(turn.pieces),
        whole=w.withheld_whole.format(ground=w.grounds[only.ground]) if isinstance(only, Withheld) else None,
    )


def _who(turn: ClearedTurn, several: bool, w: Phrases) -> str | None:
    if turn.role is Role.INTERVIEWER:
        return None
    if turn.role is Role.NARRATOR:
        return turn.speaker_display if several else None
    role = w.roles[turn.role]
    return role if turn.speaker_display is None else f"{turn.speaker_display} ({role})"


def facts(interview: ClearedInterview, language: Language, w: Phrases) -> list[str]:
    """When and how it was said and published, one sentence each."""
    said = [spoken(interview, w)]
    for phrase, date in ((w.published, interview.published), (w.first_published, interview.first_published)):
        if date is not None:
            said.append(phrase.format(date=date_in(date, language)))
    return [*said, w.basis[interview.basis]]


def spoken(interview: Head, w: Phrases) -> str:
    """In which language, and when if that is known."""
    named = language_in(interview.language, w.language)
    if interview.interviewed is None:
        return w.spoken.format(language=named)
    return w.spoken_on.format(date=date_in(interview.interviewed, w.language), language=named)


def citation(interview: ClearedInterview, request: EditionRequest, w: Phrases) -> tuple[Markup, Markup]:
    """What stands before and after the turn in a citation: who and what; in which edition."""
    names = [n.display for n in interview.narrators if n.display is not None]
    date = interview.interviewed
    if date is None:
        names.append(w.cite_interview)
    else:
        names.append(w.cite_interview_on.format(date=date_in(date, w.language)))
    return escape(w.comma.join(names)), escape(f"{request.publisher}{w.comma}{request.title}.")


def page_context(
    interview: ClearedInterview, text: ClearedTranslation | None, request: EditionRequest
) -> dict[str, object]:
    """Everything the template of one page asks for. ``text`` is ``None`` for the narrator's own words."""
    said = interview if text is None else text
    w = phrases(page_language(said.language, request))
    links = text_links(interview, said.language)
    turns = turn_views(said.turns, len(interview.narrators) > 1, w)
    title_from = _title_from(interview, said.turns, turns)
    here = page_path(interview.id, said.language)
    lead, tail = citation(interview, request, w)
    return {
        "id": interview.id,
        **heading(said.title, said.language, w),
        "quoted": title_from is not None,
        "said": {"lang": said.language, "dir": direction(said.language)},
        "texts": links,
        "original": None if text is None else links[0],
        "narrators": [(n.display, w.attribution[n.attribution]) for n in interview.narrators],
        "standfirst": said.standfirst,
        "facts": facts(interview, w.language, w),
        "present": [(p.display, w.roles[p.role]) for p in interview.participants],
        "republisher": interview.republisher,
        "source": _source(interview),
        "title_from": title_from,
        "turns": turns,
        "exhibits": interview.exhibits,
        "holes": _holes(said.turns, w),
        "notices": [notice_in(notice, w) for notice in interview.notices],
        "cite_lead": lead,
        "cite_tail": tail,
        "address": here.removeprefix(f"{FOLDER}/")
        if request.base_address is None
        else request.base_address + here,
    }


def _title_from(
    interview: ClearedInterview, turns: tuple[ClearedTurn, ...], shown: list[TurnView]
) -> TurnView | None:
    """The turn a title is from, or on a translation's page the turn that renders it."""
    wanted = interview.title_from
    if wanted is None:
        return None
    pairs = zip(turns, shown, strict=True)
    return next((view for turn, view in pairs if wanted in (turn.address, turn.translates)), None)


def _source(interview: ClearedInterview) -> dict[str, str | None]:
    """What is shown of the source, and a link only where the address is one of the web."""
    url = interview.source.url
    web = url is not None and url.startswith(("https://", "http://"))
    return {"shown": interview.source.name or url, "href": url if web else None}


def _holes(turns: tuple[ClearedTurn, ...], w: Phrases) -> list[dict[str, str]]:
    """One line for each turn and ground, whatever the number of holes."""
    return [
        {"address": turn.address, "name": w.turn.format(n=n), "ground": w.grounds[ground]}
        for n, turn in enumerate(turns, 1)
        for ground in dict.fromkeys(turn.withheld)
    ]
