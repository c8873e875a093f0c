"""Join what the head and the tail of a page say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from whensafe.intake.blocks import Document, Kind
from whensafe.intake.front import standfirst, when
from whensafe.intake.front.byline import Named, ends_signed, people_in_byline
from whensafe.intake.front.finding_types import Leftover
from whensafe.intake.front.sorting import Part, Sorted
from whensafe.intake.front.source import find_origin
from whensafe.intake.front.talks import signer, talks, without_trade
from whensafe.intake.people import in_order, same_person, sentence_case
from whensafe.nouns.interview import Basis, Question, Role, SourceRef
from whensafe.nouns.said import SaidDate
from whensafe.nouns.text import Language

_CAPTIONS = frozenset({"webvtt", "srt"})


@dataclass(frozen=True, slots=True)
class Front:
    """Everything but the turns. ``named`` are the people whom head and tail name, best evidence first."""

    title: str | None
    standfirst: str | None
    section: tuple[str, ...]
    named: tuple[Named, ...]
    published: SaidDate | None
    first_published: SaidDate | None
    interviewed: SaidDate | None
    source: SourceRef
    republisher: str | None
    basis: Basis
    questions: tuple[Question, ...]
    mentions: tuple[str, ...] = ()
    houses: tuple[str, ...] = ()


def find(
    document: Document, parts: Sorted, head: Sequence[Leftover], language: Language
) -> tuple[Front, tuple[int, ...]]:
    """The front, and which of the leftovers (by position in ``head``) are the standfirst."""
    marked = [" ".join(document.blocks[i].text.split()) for i in parts.where(Part.STANDFIRST)]
    titles = parts.where(Part.TITLE)
    chosen = standfirst.choose(document, head, titles[0] if titles else 0)
    decks = [i for i in parts.where(Part.STANDFIRST) if standfirst.is_deck(document.blocks[i])]
    if chosen and decks and len(decks) == len(marked):
        for index in decks:
            parts.parts[index] = Part.SUBTITLE
        marked = []
    chosen = () if marked else chosen
    lead = "\n".join(marked) if marked else "\n".join(head[n].text for n in chosen)
    tail = _tail(document, parts)
    captions = [document.blocks[i].text for i in parts.where(Part.CAPTION)]
    notes = [text for text in document.dropped if len(text) <= 300] if document.family in _CAPTIONS else []
    dates = when.find_all(document, parts, [*([lead] if lead else []), *tail, *notes], language)
    origin = find_origin(document, parts)
    all_text = "\n".join(
        [
            parts.title or "",
            lead,
            *(document.blocks[i].text for i in parts.where(Part.BYLINE, Part.SIGNATURE)),
            *captions,
        ]
    )
    named = _named(parts, lead, captions, document, all_text)
    front = Front(
        title=parts.title,
        standfirst=lead or None,
        section=parts.section,
        named=named,
        published=dates.get("published"),
        first_published=dates.get("first_published"),
        interviewed=dates.get("interviewed"),
        source=origin.source,
        republisher=origin.republisher,
        basis=origin.basis,
        questions=tuple(dates.questions),
        mentions=standfirst.mentions(
            all_text + "\n" + "\n".join(left.text for left in head) + "\n" + _stated(document, parts)
        ),
        houses=tuple(
            dict.fromkeys(
                h
                for h in (origin.source.name, origin.republisher, document.fact("site"), *parts.section[:1])
                if h
            )
        ),
    )
    return front, chosen


def _stated(document: Document, parts: Sorted) -> str:
    """Descriptions, notes and header lines, where full names may stand."""
    facts = [fact.value for fact in document.facts if fact.name in {"description", "title"}]
    header = [document.blocks[i].text for i in parts.where(Part.HEADER, Part.SUBTITLE)]
    return "\n".join([*facts, *header, *(text[:500] for text in document.dropped[:10])])


def _tail(document: Document, parts: Sorted) -> list[str]:
    """Short stretches that were set aside: only dates that say what they are count in them."""
    aside = [
        document.blocks[i].text
        for i in parts.where(Part.BOILERPLATE, Part.CAPTION)
        if document.blocks[i].kind is not Kind.BREADCRUMB
    ]
    return [text for text in aside if len(text) <= 300]


def _agreeing(found: list[Named]) -> list[Named]:
    """``A talked to B`` says less of who asked than a byline does: where they differ, it is turned round."""
    said = [n for n in found if n.via != "talk" and n.role is not None and n.sure]
    wrong = any(
        n.via == "talk" and m.role is not n.role and same_person(n.name, m.name) for n in found for m in said
    )
    if not wrong:
        return found
    other = {Role.NARRATOR: Role.INTERVIEWER, Role.INTERVIEWER: Role.NARRATOR}
    return [replace(n, role=other.get(n.role)) if n.via == "talk" and n.role else n for n in found]


def _named(
    parts: Sorted, lead: str, captions: Sequence[str], document: Document, all_text: str
) -> tuple[Named, ...]:
    aside = [
        *document.dropped,
        *(document.blocks[i].text for i in parts.where(Part.BOILERPLATE, Part.SUBTITLE)),
    ][-60:]
    noted = [
        n for text in aside for n in people_in_byline(text[:300]) if n.role is not None and n.via == "byline"
    ]
    if document.family not in _CAPTIONS:
        asked = any(n.role is Role.INTERVIEWER for n in parts.named)
        noted = [n for n in noted if n.role is Role.INTERVIEWER and not asked and len(n.name.split()) > 1]
    found = [
        Named(in_order(sentence_case(n.name), all_text), n.role, n.via, n.declined)
        for n in [*parts.named, *noted]
    ]
    found += [
        Named(document.blocks[index].text.strip(" .—–-\n"), None, "signature")
        for index in parts.where(Part.SIGNATURE)
    ]
    has_narrator = any(n.role is Role.NARRATOR and not n.declined for n in found)
    found += (
        [n for n in people_in_byline(lead[-300:]) if n.role is Role.INTERVIEWER and n.via == "byline"]
        if lead
        else []
    )
    joined = [Named(name, role, "talk", declined) for name, role, declined in talks(lead)]
    found += [n for n in joined if not any(n.role is m.role and same_person(n.name, m.name) for m in found)]
    found = _agreeing(found)
    has_narrator = any(n.role is Role.NARRATOR and not n.declined for n in found)
    last = signer(lead)
    found += [Named(last, None, "byline")] if last is not None else []
    signed = [
        n.name
        for n in found
        if n.role is Role.INTERVIEWER or (n.role is None and n.via in {"byline", "fact"})
    ]
    askers = [n.name for n in found if n.role is Role.INTERVIEWER]
    about = lead or "\n".join(document.blocks[i].text for i in parts.where(Part.SUBTITLE))
    about = about or "\n".join(
        text for i in parts.where(Part.BYLINE) if ends_signed(text := document.blocks[i].text.strip())
    )
    told, sure = standfirst.people(about, [n.name for n in found], signed, captions, parts.title or "")
    declined = {n.name for n in found if n.declined}
    told = without_trade(told) if told is not None else None
    if told is not None and told not in askers and told not in declined:
        found.append(Named(told, Role.NARRATOR if not has_narrator else None, "standfirst", sure=sure))
    for caption in captions:
        begin = re.match(r"[^\n,.:(]{3,60}", caption)
        if begin is not None:
            shown, _ = standfirst.people(begin[0], [n.name for n in found], signed, (), "", strict=True)
            found += [Named(shown, None, "caption")] if shown is not None else []
    return tuple(dict.fromkeys(found))
