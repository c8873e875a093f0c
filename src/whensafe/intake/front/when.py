"""Which date is which: published, first published, interviewed. The date of a change is none of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from whensafe.intake.blocks import Document
from whensafe.intake.dates import Stated, find_dates, iso_day
from whensafe.intake.front import words_dates, words_people
from whensafe.intake.front.header import header_pairs
from whensafe.intake.front.sorting import Part, Sorted
from whensafe.intake.front.source import credits_another
from whensafe.nouns.interview import Question
from whensafe.nouns.said import SaidDate

KINDS = ("published", "first_published", "interviewed")
REACH = 70
"""How far before a date the words stand that say what it is the date of."""

_CLOCK = re.compile(
    r"\s*(?:,|at|um|à|a las|·|\||-|–)?\s*\d{1,2}[:.h]\d{2}(?::\d{2})?\s?"
    r"(?:[ap]\.?m\.?\s?,?\s*(?:[A-Z]{2,4}T|ET|CT|MT|PT|GMT|UTC|BST)\b|(?:[A-Z]{2,4}T|ET|GMT|UTC|BST)\b)",
    re.IGNORECASE,
)
"""A clock time with its zone beside a date is how newsrooms say when they published."""

_MONTH_FIRST = frozenset({"en-us"})
_DAY_FIRST_LANGUAGES = frozenset({"uk", "ru", "be", "pl", "fr", "es", "ca", "it", "pt", "de", "ro", "ar"})


@dataclass(slots=True)
class Dates:
    """What was found: by kind, every date stated, and the questions that remain."""

    found: dict[str, list[SaidDate]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    questions: list[Question] = field(default_factory=list)

    def get(self, kind: str) -> SaidDate | None:
        """The date of a kind, if one was found: the most exact of those that agree.

        None where the text contradicts itself on when somebody was asked: that is a question.
        """
        stated = self.found[kind]
        if kind == "interviewed" and _apart(stated):
            return None
        return max((d for d in stated if d.startswith(stated[0])), key=len) if stated else None


def find_all(document: Document, parts: Sorted, loose: Iterable[str], language: str) -> Dates:
    """Dates from bylines, headers, source lines, a record's place-and-date line, and the file's own data.

    ``loose`` are standfirst and tail: there only a date that says what it is counts.
    """
    result = Dates()
    lines = parts.where(Part.BYLINE, Part.SOURCE, Part.SIGNATURE)
    texts = [document.blocks[i].text for i in lines]
    day_first = _day_first(document, [*texts, *loose], language)
    for index in parts.where(Part.HEADER):
        _from_header(document.blocks[index].text, day_first, result)
    usual = _usual(document, parts)
    again = _is_republished(document, texts, day_first)
    for index, text in zip(lines, texts, strict=True):
        before = document.blocks[index - 1].text if index else ""
        default: str | None = "first_published" if again and credits_another(text) else usual
        if len(text) <= 40 and words_dates.RECORDED.anywhere.match(before[:80]) and not find_dates(before):
            default = "interviewed"  # "Recorded by A", and the date in a line of its own
        _from_line(text, day_first, result, default=default)
    for index in parts.where(Part.SUBTITLE):
        text = document.blocks[index].text
        default = "interviewed" if _is_record(parts.title) and _place_and_date(text) else None
        _from_line(text, day_first, result, default=default)
    for text in loose:
        _from_line(text, day_first, result, default=None)
    _from_facts(document, result)
    _from_record(parts.title, day_first, result)
    _tell_apart(texts, day_first, result)
    _ask_contradictions(result)
    return result


def _is_republished(document: Document, texts: Sequence[str], day_first: bool | None) -> bool:
    """A page with a date of its own, beside the one in the line that names where the text comes from."""
    own = [d for f in document.facts if f.name == "published" if (d := iso_day(f.value)) is not None]
    own += [
        s.date for t in texts if not credits_another(t) for s in find_dates(t, day_first=day_first) if s.date
    ]
    named = [
        s.date for t in texts if credits_another(t) for s in find_dates(t, day_first=day_first) if s.date
    ]
    return bool(own) and bool(named) and all(not _near(one, other) for one in own for other in named)


def _from_record(title: str | None, day_first: bool | None, result: Dates) -> None:
    """``Interview with A, St. Just, Cornwall, 1938``: the title of a record ends with when it was made."""
    if title is None or not _is_record(title) or result.found["interviewed"]:
        return
    stated = find_dates(title, day_first=day_first)
    if len(stated) == 1 and not title[stated[0].end :].strip(" .)]"):
        _state(stated[0], "interviewed", title, result)


def _tell_apart(texts: Iterable[str], day_first: bool | None, result: Dates) -> None:
    """Two dates of publication, one of them beside who asked: that one is of the interview."""
    published = result.found["published"]
    if len(published) != 2 or _near(*published) or result.found["interviewed"]:
        return
    for text in texts:
        beside = [stated.date for stated in find_dates(text, day_first=day_first)]
        if (
            len(beside) == 1
            and beside[0] in published
            and words_people.INTERVIEWER_BEFORE.anywhere.search(text)
        ):
            published.remove(beside[0])
            result.found["interviewed"].append(beside[0])
            return


def _usual(document: Document, parts: Sorted) -> str:
    """What an unexplained date in a byline is of: a page says when it was published, a transcript when it
    was recorded.
    """
    is_page = (
        document.family in {"html", "markdown"}
        or parts.where(Part.SOURCE)
        or document.fact("site") is not None
    )
    signs = any(n.role is None and n.via == "byline" for n in parts.named)
    return "published" if is_page or signs else "interviewed"


def _day_first(document: Document, texts: Iterable[str], language: str) -> bool | None:
    """How 05/06/2025 is meant here: another date that can be read only one way tells, or the language."""
    declared = (document.language or "").casefold()
    if declared in _MONTH_FIRST:
        return False
    for text in texts:
        for match_ in re.finditer(r"(?<!\d)(\d{1,2})[/-](\d{1,2})[/-]\d{4}", text[:5000]):
            first, second = int(match_[1]), int(match_[2])
            if first > 12 >= second:
                return True
            if second > 12 >= first:
                return False
    # a loose file in French may be from where the month comes first; what declares its language is clearer
    says = document.family == "html" or document.language is not None
    return True if says and language in _DAY_FIRST_LANGUAGES else None


def _kind_before(text: str, at: int, since: int) -> str | None:
    """What the words before a date say it is; ``changed`` for an update."""
    stretch = text[max(since, at - REACH) : at]
    best: tuple[int, int, str] | None = None
    tables = (
        ("changed", words_dates.CHANGED),
        ("first_published", words_dates.FIRST_PUBLISHED),
        ("interviewed", words_dates.RECORDED),
        ("published", words_dates.PUBLISHED),
    )
    for rank, (kind, table) in enumerate(tables):
        for found in table.anywhere.finditer(stretch):
            weight = (found.end(), -rank, kind)
            if best is None or weight > best:
                best = weight
    return best[2] if best is not None else None


def _from_line(text: str, day_first: bool | None, result: Dates, *, default: str | None) -> None:
    since = 0
    for stated in find_dates(text, day_first=day_first):
        kind = _kind_before(text, stated.start, since) or _kind_after(text, stated.end)
        if kind is None and default == "interviewed" and _CLOCK.match(text, stated.end):
            kind = "published"
        if kind == "published" and default == "first_published":
            kind = default
        if kind is None and _is_sitting(text, since, stated):
            kind = "interviewed"
        bare_year = len(stated.readings[0]) == 4 and len(text) > 60
        if kind is None and not (bare_year and default != "first_published"):
            kind = default  # a bare year in a longer byline is about something else
        since = stated.end
        if kind is not None and kind != "changed":
            _state(stated, kind, text, result)


_BEFORE_DAY = re.compile(
    r"(?<![^\W\d_])(?:on|am|vom|le|el|dia|dnia|l['’])\s*(?:[^\W\d_]+,?\s)?\Z", re.IGNORECASE
)
_PLACE = re.compile(
    r"(?<![^\W\d_])(?:in|at|near|à|en|au|aux|w|we|в|у|во|на|bei|nach)\s(?:el\s|la\s|l['’]|der\s|die\s)?"
    r"(?!The\b)[^\W\d_a-zа-яіїєґąćęłńóśźżà-ÿ]|(?<![^\W\d_])في\s"
)


def _is_sitting(text: str, since: int, stated: Stated) -> bool:
    """``Marek Halloran met her in Rotterdam on 2 June``: who asked, then a place or a word before a day."""
    if len(stated.readings[0]) == 4:
        return False
    stretch = text[max(since, stated.start - 2 * REACH) : stated.start]
    tables = (words_people.INTERVIEWER_BEFORE, words_dates.MET)
    ends = [[found.end() for found in table.anywhere.finditer(stretch)] for table in tables]
    met = next((found[-1] for found in ends if found), None)
    if met is None:
        return False
    between = stretch[met:]
    one_sentence = re.search(r"[^\W\d_]{3,}[.!?…]\s|[·|•]", between) is None
    return one_sentence and bool(_BEFORE_DAY.search(between) or _PLACE.search(between))


def _kind_after(text: str, at: int) -> str | None:
    """``14 February 2025 (first published)``."""
    after = re.match(r"\s*[(\[—–-]\s*([^()\[\]\d]{3,40})[)\]]", text[at : at + 60])
    if after is None:
        return None
    tables = (
        ("changed", words_dates.CHANGED),
        ("first_published", words_dates.FIRST_PUBLISHED),
        ("interviewed", words_dates.RECORDED),
    )
    return next((kind for kind, table in tables if table.anywhere.match(after[1].strip())), None)


def _state(stated: Stated, kind: str, text: str, result: Dates) -> None:
    if stated.date is not None:
        if stated.date not in result.found[kind]:
            result.found[kind].append(stated.date)
        return
    said = " ".join(text[stated.start : stated.end].split())
    question = Question(
        "ambiguous_date", f"Which day is {said}, the date {_WORDS[kind]}?", options=tuple(stated.readings)
    )
    if question not in result.questions:
        result.questions.append(question)


_WORDS = {
    "published": "of publication",
    "first_published": "of first publication",
    "interviewed": "of the interview",
}


def asked_about(question: Question) -> str | None:
    """Which of `KINDS` a question of ours about a date asks for; ``None`` for any other question.

    A question about a further session begins with its place and asks for a date of that session alone.
    """
    if question.code not in {"two_dates", "ambiguous_date"}:
        return None
    begins = ("Which day is ", "Two dates are given ")
    if not question.text.startswith(begins):
        return None
    last = max(KINDS, key=lambda kind: question.text.rfind(_WORDS[kind]))
    return last if _WORDS[last] in question.text else None


def _from_header(text: str, day_first: bool | None, result: Dates) -> None:
    if not header_pairs(text) and "created" not in text[:REACH].casefold():
        _from_line(text, day_first, result, default=None)  # a field whose key only these words know
    for kind, value in header_pairs(text):
        if kind in KINDS:
            for stated in find_dates(value, day_first=day_first)[:1]:
                _state(stated, kind, value, result)


def _from_facts(document: Document, result: Dates) -> None:
    """The file's own date of publication. What the page says to its readers comes first."""
    stated = next(
        (
            iso_day(f.value)
            for f in document.facts
            if f.name == "published" and "docx" not in f.via and "pdf" not in f.via
        ),
        None,
    )
    if stated is None:
        return
    known = result.found["published"]
    near = [d for d in [*known, *result.found["first_published"]] if _near(d, stated)]
    if (not known and not near) or (not near and not result.found["first_published"]):
        known.append(stated)


def _near(one: SaidDate, other: SaidDate) -> bool:
    """The same day, or the day beside it (time zones), to the precision of the less exact."""
    short = min(len(one), len(other))
    if one[:short] == other[:short]:
        return True
    if short < 10 or one[:7] != other[:7]:
        return False
    return abs(int(one[8:]) - int(other[8:])) <= 1


def _ask_contradictions(result: Dates) -> None:
    for kind in KINDS:
        stated = result.found[kind]
        apart = _apart(stated)
        if apart:
            options = tuple(dict.fromkeys([stated[0], *apart]))
            result.questions.append(
                Question(
                    "two_dates",
                    f"Two dates are given {_WORDS[kind]}: {' and '.join(options)}. Which is right?",
                    options=options,
                )
            )


def _apart(stated: Sequence[SaidDate]) -> list[SaidDate]:
    """Those that are another day than the first, not only more or less exact."""
    return [d for d in stated if not d.startswith(stated[0]) and not stated[0].startswith(d)]


def _is_record(title: str | None) -> bool:
    """Is this the record of an interview ("Interview with …"), not an article that quotes one?"""
    return title is not None and words_people.NARRATOR_BEFORE.at_start.match(title) is not None


def _place_and_date(text: str) -> bool:
    """``Baltimore, Maryland, June 11, 1949``: a place and a date and nothing else, as records state them.

    A page that publishes says so, or signs; a line with only where and when says it of the recording.
    """
    stated = find_dates(text)
    if len(stated) != 1 or text[stated[0].end :].strip(" .)]"):
        return False
    place = text[: stated[0].start].strip(" ,.–—-([")
    return len(place) <= 80 and all(
        part.strip()[:1].isupper() or not part.strip()[:1].isascii()
        for part in place.split(",")
        if part.strip()
    )
