"""Which phrases there are. A language that lacks one doesn't type-check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from whensafe.nouns.consent import Attribution
from whensafe.nouns.edition import Ground, Loss, Part
from whensafe.nouns.interview import Basis, Role
from whensafe.nouns.text import Language


@dataclass(frozen=True, slots=True)
class Phrases:
    """One language. Comments in `phrases.en` say where each stands."""

    language: Language
    comma: str
    day: str
    month: str
    languages: str
    skip: str
    contents: str
    about: str
    for_public: str
    for_whom: str
    untitled: str
    attribution: Mapping[Attribution, str]
    nameless: str
    also_present: str
    roles: Mapping[Role, str]
    spoken: str
    spoken_on: str
    translated: str
    published: str
    first_published: str
    republished: str
    source: str
    basis: Mapping[Basis, str]
    title_from: str
    turn: str
    question: str
    testimony: str
    exhibits: str
    withheld: str
    withheld_whole: str
    withheld_head: str
    withheld_note: str
    grounds: Mapping[Ground, str]
    parts: Mapping[Part, str]
    review: str
    cite_head: str
    cite_how: str
    cite_interview: str
    cite_interview_on: str
    check_head: str
    check_text: str
    check_limits: str
    files: str
    manifest: str
    signature: str
    proof: str
    feed: str
    newsletter: str
    this_page_as_data: str
    pages: str
    next_page: str
    previous_page: str
    as_of: str
    method_head: str
    method: tuple[str, ...]
    losses_head: str
    losses: Mapping[Loss, str]
    check_steps: tuple[str, ...]
    type_head: str
    type_text: str
    read: str
