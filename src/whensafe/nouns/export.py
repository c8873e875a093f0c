"""One interview as files in formats that others read: which formats, what was made, what it lost."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TypeAlias

from whensafe.nouns.actor import Audience
from whensafe.nouns.edition import ClearedInterview, ClearedTurn, Loss
from whensafe.nouns.interview import TranscriptKind
from whensafe.nouns.said import SaidDate
from whensafe.nouns.text import Language


class Format(enum.StrEnum):
    """What an interview can be written as. All but PDF read back."""

    JSON = "json"
    WEBVTT = "webvtt"
    OHMS = "ohms"
    DOCX = "docx"
    HTML = "html"
    PDF = "pdf"


class FormatLoss(enum.StrEnum):
    """What an export leaves behind in the archive, or a format has no place for."""

    WORK = "work"  # questions, what was set aside, rules, consent, history
    VERSIONS = "versions"  # a further translation into the same language
    ATTRIBUTION = "attribution"  # how each narrator chose to be named, other than by the name itself
    ADDRESSES = "addresses"  # without times, OHMS has no place for a turn's address
    LANGUAGES = "languages"  # the language of single turns
    ALIGNMENT = "alignment"  # which turn renders which
    ENDS = "ends"  # where a turn's end or a rendering's time isn't known, another one stands in, marked so
    LETTERS = "letters"  # some that the fonts of a PDF have no shape for
    DATA = "data"  # for paper: nothing reads it back


Lost: TypeAlias = Loss | FormatLoss


@dataclass(frozen=True, slots=True)
class ExportText:
    """One written form of one sitting, or of the whole. ``session`` counts from 1 and is the team's alone."""

    kind: TranscriptKind
    language: Language
    session: int | None
    interviewed: SaidDate | None
    title: str | None
    standfirst: str | None
    turns: tuple[ClearedTurn, ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """What is written out: what was cleared for one audience, and how its turns belong together."""

    audience: Audience
    interview: ClearedInterview
    texts: tuple[ExportText, ...]


@dataclass(frozen=True, slots=True)
class ExportFile:
    """One file. ``tail`` is what its name ends with: ``.json``, ``.2.uk.vtt``; what is before is chosen by
    whoever writes it, and no name of a person, place or title is ever in it.
    """

    tail: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Export:
    """The files, in order, and what they lack."""

    files: tuple[ExportFile, ...]
    losses: tuple[Lost, ...]
