"""Dates, languages and audiences in the words of a page's language. CLDR, by Babel, pinned by the lock."""

from __future__ import annotations

import datetime
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from whensafe.editions.phrases import Phrases, phrases
from whensafe.nouns.actor import Audience
from whensafe.nouns.edition import EditionRequest, Notice
from whensafe.nouns.text import Language


@lru_cache(maxsize=4096)
def date_in(date: str, language: Language) -> str:
    """A day, month or year as said (``YYYY-MM-DD``, ``YYYY-MM``, ``YYYY``): never completed."""
    parts = [int(part) for part in date.split("-")]
    if len(parts) == 1:
        return str(parts[0])
    day = datetime.date(parts[0], parts[1], parts[2] if len(parts) == 3 else 1)
    w = phrases(language)
    return format_date(day, w.month if len(parts) == 2 else w.day, locale=language)


@lru_cache(maxsize=1024)
def language_in(tag: Language, language: Language) -> str:
    """What this language is called in that one, or its tag where CLDR has no name for it."""
    spoken, around = _locale(tag), _locale(language)
    if around is None:
        return tag
    if spoken is not None:
        return spoken.get_display_name(around) or tag
    return str(around.languages.get(tag.split("-")[0].lower(), tag))


def _locale(tag: Language) -> Locale | None:
    try:
        return Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return None


def page_language(tag: Language, request: EditionRequest) -> Language:
    """The language of the page around words in ``tag``: the same if the edition has it, else its first."""
    primary = Language(tag.split("-")[0].lower())
    return primary if primary in request.languages else request.languages[0]


def for_whom(audience: Audience, w: Phrases) -> str:
    """For whom the edition is; audiences other than the public go by their own word."""
    return w.for_public if audience == "public" else w.for_whom.format(audience=audience)


def notice_in(notice: Notice, w: Phrases) -> str:
    """A notice as sentences."""
    said = w.parts[notice.part].format(ground=w.grounds[notice.ground])
    if notice.review is None:
        return said
    return f"{said} {w.review.format(date=date_in(notice.review, w.language))}"
