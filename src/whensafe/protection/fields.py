"""The words of an interview that are in no turn: title, standfirst, what was set aside, and so on. Pure.

Each has a key, such as ``title``, ``dropped/3`` or ``question/0/answer``. A hole in one is a U+FFFC like in a
turn; whose it is stands in `FieldHoles`, since a title has no marks. Of a name or a web address all goes or
nothing, and ``None`` stays: half an address leads astray.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from whensafe.nouns.interview import Exhibit, Interview, Question, SourceRef
from whensafe.nouns.text import HOLE

URL = "source/url"
Say: TypeAlias = Callable[[str, "str | None"], "str | None"]


def texts(interview: Interview) -> Iterator[tuple[str, str]]:
    """Every such text with its key."""
    found: list[tuple[str, str]] = []

    def look(key: str, text: str | None) -> str | None:
        if text is not None:
            found.append((key, text))
        return text

    _through(interview, look)
    return iter(found)


def with_texts(interview: Interview, said: Mapping[str, str | None]) -> Interview:
    """The interview with these texts instead; keys it doesn't have are passed over."""
    return _through(interview, said.get)


def is_ours(key: str) -> bool:
    """Is it a sentence of this program, which shares words with anything?"""
    return key.startswith("question/") and key.endswith("/text")


def is_name(key: str) -> bool:
    """Is it a participant's name? Names are restricted; they are sealed only with the whole interview."""
    return key.startswith("participant/")


def _through(interview: Interview, say: Say) -> Interview:
    return replace(
        interview,
        title=say("title", interview.title),
        standfirst=say("standfirst", interview.standfirst),
        section=tuple(_text(say, f"section/{n}", text) for n, text in enumerate(interview.section)),
        source=SourceRef(say("source/name", interview.source.name), say(URL, interview.source.url)),
        republisher=say("republisher", interview.republisher),
        participants=tuple(
            replace(person, name=say(f"participant/{person.id}", person.name))
            for person in interview.participants
        ),
        exhibits=tuple(_exhibit(say, exhibit) for exhibit in interview.exhibits),
        dropped=tuple(_text(say, f"dropped/{n}", text) for n, text in enumerate(interview.dropped)),
        questions=tuple(_question(say, f"question/{n}", q) for n, q in enumerate(interview.questions)),
    )


def _question(say: Say, key: str, question: Question) -> Question:
    return replace(
        question,
        text=_text(say, f"{key}/text", question.text),
        options=tuple(_text(say, f"{key}/option/{n}", text) for n, text in enumerate(question.options)),
        answer=say(f"{key}/answer", question.answer),
    )


def _exhibit(say: Say, exhibit: Exhibit) -> Exhibit:
    key = f"exhibit/{exhibit.id}"
    return replace(
        exhibit,
        title=_text(say, f"{key}/title", exhibit.title),
        original=replace(exhibit.original, name=_text(say, f"{key}/file", exhibit.original.name)),
        chain_of_custody=tuple(
            replace(
                event,
                event=_text(say, f"{key}/custody/{n}/event", event.event),
                by=_text(say, f"{key}/custody/{n}/by", event.by),
                note=_text(say, f"{key}/custody/{n}/note", event.note),
            )
            for n, event in enumerate(exhibit.chain_of_custody)
        ),
    )


def _text(say: Say, key: str, text: str) -> str:
    said = say(key, text)
    return HOLE if said is None else said
