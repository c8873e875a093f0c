"""Who is named in a title, a byline or a header, and as what."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from whensafe.intake.dates import find_dates
from whensafe.intake.dates.months import fold, month_names, weekdays
from whensafe.intake.front import words_dates, words_page, words_people
from whensafe.intake.front.given_names import GIVEN
from whensafe.intake.front.header import header_pairs, kind_of, people_in
from whensafe.intake.front.phrases import alternatives
from whensafe.intake.front.talks import Talk, about, talks
from whensafe.intake.people import fold_name, is_name, same_person, split_names
from whensafe.intake.people.cases import is_after_with, nominative
from whensafe.intake.people.names_words import NOT_NAMES
from whensafe.nouns.interview import Role


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whom the page names. ``role`` is ``None`` for one who only signs.

    ``via`` is ``title``, ``byline``, ``header``, ``fact``, ``standfirst``, ``caption`` or ``signature``.
    ``declined``: the grammar of its
    place may have changed the name's ending. Not ``sure``: a guess from a standfirst that names several.
    """

    name: str
    role: Role | None
    via: str
    declined: bool = False
    sure: bool = True


LONGEST_BYLINE = 350
_CASELESS_STOPS = frozenset(
    [
        "مع",
        "في",
        "من",
        "عن",
        "إلى",
        "على",
        "حول",
        "يوم",
        "بتاريخ",
        "صباح",
        "مساء",
        "و",
        "بين",
        "ضمن",
        "قبل",
        "بعد",
        "عام",
        "سنة",
        "لـ",
    ]
)
"""Arabic has no capitals: these words end a name."""
_END = re.compile(
    r"[.:;()–—|·\n«“\"„!?؟]|\s[-•]\s|,?\s(?:on|the|for|le|el|am|for)\s|,\s(?:[a-zа-яіїєґ]|$)|\d"
)
_BEFORE_QUOTE = re.compile(
    r"(?:^|[:.–—|]\s+)(?P<name>[^\W\d_][^:\n“”«»\"„?!–—|]{1,60}?)(?:,[^:\n“«\"„]{1,80})?\s?[:：–—]\s*(?:[“«\"„‘]|['‚](?=\w))"
)


_BEFORE = {
    "interviewer": words_people.INTERVIEWER_BEFORE,
    "tells": words_people.TELLS_BEFORE,
    "author": words_people.AUTHOR_BEFORE,
    "narrator": words_people.NARRATOR_BEFORE,
}


def _before(kind: str) -> re.Pattern[str]:
    return _BEFORE[kind].before_name


@functools.cache
def _declining() -> re.Pattern[str]:
    entries = words_people.NARRATOR_BEFORE.entries(*words_people.DECLINING)
    return re.compile(rf"(?:{alternatives(entries)})\s*\Z", re.IGNORECASE)


def _names_at(text: str) -> list[str]:
    """The names a stretch begins with, up to the first sign that ends a list of names."""
    text = text[:200]
    end = _END.search(_mask_initials(text))
    stretch = text[: end.start()] if end is not None else text
    if end is not None and end[0] == ":" and len(stretch.split()) > 2:
        stretch = stretch.rsplit(None, 1)[0]  # the word before a colon is the key of what follows
    names: list[str] = []
    for part in split_names(stretch.strip()):
        candidate = _leading_name(part)
        if candidate is None:
            break
        names.append(candidate)
    return names


def _mask_initials(text: str) -> str:
    """Points of initials don't end anything: ``John A. Lomax``, ``Dr. Moroz``."""
    return re.sub(r"(?<![^\W\d_])([^\W\d_]{1,3})\.(?=\s?[^\W\d_]|\s?&|,)", r"\1_", text)


def _leading_name(part: str) -> str | None:
    kept: list[str] = []
    for word in part.split():
        if word in _CASELESS_STOPS or (kept and kind_of(word.rstrip(":")) is not None):
            break
        begins = re.fullmatch(r"(?:[^\W\d_]\.){1,3}", word) is not None and word[0].isupper()
        begins = begins and all(len(w.rstrip(".")) == 1 or w.count(".") > 1 for w in kept)
        if not begins and (
            not is_name(" ".join([*kept, word])) or (not kept and word.casefold() in NOT_NAMES)
        ):
            break
        kept.append(word)
        if len(kept) == 5:
            break
    name = " ".join(kept).strip(" ,.") if kept and len(kept[-1]) > 2 else " ".join(kept).strip(" ,")
    return (
        name
        if len(name) > 1
        and (name[:1].isupper() or not name[:1].isascii())
        and len(kept) >= min(2, len(part.split()))
        else None
    )


def people_in_statement(text: str) -> list[Named]:
    """``I, NAME, …`` at the beginning of a statement."""
    found = re.match(rf"[\W_]{{0,3}}(?:{words_people.I_NAME.source})\s?[,،]?\s+", text[:60], re.IGNORECASE)
    names = _names_at(text[found.end() :]) if found is not None else []
    if found is None or not names or len(names[0].split()) < 2:
        return []
    rest = text[text.find(names[0]) + len(names[0]) :].lstrip()
    return [Named(names[0], Role.NARRATOR, "statement")] if rest[:1] in {",", "،"} else []


def own_name(text: str) -> str | None:
    """The full name in ``My name is …`` at the beginning of one of the first sentences."""
    found = re.search(rf"(?:\A|[.!?…]\s+)(?:{words_people.MY_NAME_IS.source})\s+", text[:300], re.IGNORECASE)
    names = _names_at(text[found.end() :]) if found is not None else []
    return names[0] if names and len(names[0].split()) >= 2 else None


def people_in_title(title: str | None) -> list[Named]:
    """``Interview with A and B``; ``A: “…”``."""
    if title is None:
        return []
    found = _before("narrator").search(title[:500])
    if found is not None:
        declined = _declining().search(found[0].rstrip(": ")) is not None
        dated = bool(find_dates(title[found.end() :]))
        names = [
            _told(name, "title", found[0], declined=declined)
            for n, name in enumerate(_names_at(title[found.end() :]))
            if _could_sign(name) and (n == 0 or not dated or _is_person_too(title, name))
        ]
        if names:
            return names
    before = _BEFORE_QUOTE.search(title[:500])
    if before is not None and is_name(before["name"].strip(), most=4) and len(before["name"].split()) >= 2:
        return [Named(name, Role.NARRATOR, "title") for name in split_names(before["name"])]
    first = about(title) if len(title) <= 250 else None
    return [Named(first, Role.NARRATOR, "title", sure=False)] if first and _could_sign(first) else []


def _told(name: str, via: str, before: str, *, declined: bool) -> Named:
    """Who tells, in the form they are called by where the ending after "with" leaves no doubt."""
    bare = nominative(name) if declined and is_after_with(before.rstrip(": ")) else None
    return Named(bare or name, Role.NARRATOR, via, declined and bare is None)


def is_about(text: str) -> bool:
    """``An interview with Ida Voll``: a short line under a title that names who tells."""
    bare = re.sub(r"^(?:an?|the|une?|ein|una)\s+", "", text.strip(), flags=re.IGNORECASE)
    named = words_people.NARRATOR_BEFORE.at_start.match(bare) is not None
    return len(bare) <= 100 and (named or about(bare) is not None)


def is_byline(text: str, *, hinted: bool, head: bool) -> bool:
    """Is this short block only about who and when? Outside the head it must name the one who asked, alone."""
    text = " ".join(text.split())
    if head and text and len(text) <= 300 and not _asks(text) and ends_signed(text):
        return True
    if head and text and len(text) <= 160 and _talk(text) and text.count(". ") <= 1:
        return "?" not in text and "؟" not in text
    if not text or len(text) > LONGEST_BYLINE or "?" in text or "؟" in text or text[0] in '—–―«“"„':
        return False
    if _opens_with(text, "interviewer", 160):
        return True
    if not head:
        return False
    if hinted:
        return bool(find_dates(text) or people_in_byline(text) or all_names(text))
    return bool(legend(text)) or _names_and_dates(text) or _opens_with(text, "author", 120)


def _asks(text: str) -> bool:
    """Is there a question in it?"""
    return "?" in text or "؟" in text


def ends_signed(text: str) -> bool:
    """``… Ich durfte sie fragen. Von Jasper Ohlsen``: a sentence of an introduction, then who signs it."""
    found = re.search(
        rf"(?<=[^\W\d_]{{3}})[.!…]\s+(?:{words_people.AUTHOR_BEFORE.source})\s+(?P<name>[^.!?,;:]{{5,40}}?)\.?\Z",
        text,
        re.IGNORECASE,
    )
    return found is not None and len(found["name"].split()) >= 2 and is_name(found["name"], most=4)


def _names_and_dates(text: str) -> bool:
    """Who asked, or when, and little else."""
    named = people_in_byline(text)
    if any(n.role is Role.INTERVIEWER for n in named) and len(text) <= 240 and text.count(". ") <= 3:
        return _is_mostly_facts(text)
    dates = find_dates(text)
    if not dates:
        return False
    if bool(named) and _is_mostly_facts(text) and _says_little_else(text, named):
        return True
    beside = len((text[: dates[0].start] + text[dates[-1].end :]).split())
    bare_year = all(len(date) == 4 for stated in dates for date in stated.readings)
    return (len(text) <= 60 and beside <= (3 if bare_year else 5)) or _stated_around(text)


def _says_little_else(text: str, named: list[Named]) -> bool:
    """Names and dates, not sentences about somebody ("Vera Holm is a nurse. In 2019 they took her.")."""
    if any(n.role is not None or n.via != "byline" for n in named):
        return True
    rest = len(text.split()) - sum(len(n.name.split()) for n in named)
    return rest <= 12 or len(re.findall(r"[.!?…]\s+[^\W\d_]", _mask_initials(text))) == 0


def _opens_with(text: str, kind: str, longest: int) -> bool:
    """``Interview by A`` or ``by A`` at the very beginning, and hardly anything after the names."""
    text = text.lstrip("([*_ ")
    found = _before(kind).match(text) if len(text) <= longest else None
    return found is not None and bool(_names_at(text[found.end() :])) and _is_short_after(text, found.end())


def _is_short_after(text: str, at: int) -> bool:
    """Hardly anything follows the names but dates and places."""
    return len(text) - at <= 110 and text.count(". ") <= 2


def all_names(text: str) -> bool:
    """Nothing but full names."""
    names = split_names(text)
    return bool(names) and all(
        is_name(name) and len(name.split()) > 1 and _could_sign(name) for name in names
    )


def _could_sign(name: str) -> bool:
    """Not a weekday, not "Published Friday"; and where there are no capitals, a given name that we know."""
    if any(fold(word.strip(".,")) in weekdays() for word in name.split()):
        return False
    if fold(name) in month_names():
        return False
    if words_dates.PUBLISHED.at_start.match(name) is not None:
        return False
    return name[:1].isupper() or (fold_name(name)[:1] or ("",))[0] in GIVEN


def _is_mostly_facts(text: str) -> bool:
    return len(text.split()) <= 45 and not re.search(
        r"[.!?]\s+[^\W\d_]{2,}\s+[^\W\d_]{2,}\s+[^\W\d_]{2,}\s+[a-zа-я]{3,}\s+[a-zа-я]{2,}\s+[a-zа-я]{2,}\s",
        text,
    )


def _stated_around(text: str) -> bool:
    """A short sentence that says what a date is the date of ("Recorded in Dnipro on 3 May 2024")."""
    tables = (words_dates.FIRST_PUBLISHED, words_dates.RECORDED, words_dates.PUBLISHED, words_dates.CHANGED)
    return len(text) <= 160 and any(
        table.at_start.match(text) or table.anywhere.match(text.lstrip("([*_ ")) for table in tables
    )


def has_source(text: str) -> bool:
    """Does a block begin by saying where it was first published?"""
    return words_page.SOURCE_BEFORE.anywhere.match(text.lstrip("([*_ ")) is not None


def _talk(text: str) -> list[Talk]:
    """Both sides of a talk, where nothing labels the line as somebody's speech."""
    found = talks(text) if ":" not in text else []
    return found if {role for _, role, _ in found} == {Role.NARRATOR, Role.INTERVIEWER} else []


def people_in_byline(text: str) -> list[Named]:
    """``Interview by A``; ``5 March 2025, by B, C``; ``Entretien d’A avec B``; ``Mit B sprach A``."""
    named: list[Named] = []
    text = text[: LONGEST_BYLINE * 2]
    taken: list[tuple[int, int]] = []
    for kind, role in (("interviewer", Role.INTERVIEWER), ("tells", Role.NARRATOR), ("author", None)):
        for found in _before(kind).finditer(text):
            names = _names_at(text[found.end() :])
            if not names or any(a <= found.start() < b for a, b in taken):
                continue
            if kind == "interviewer":
                names = [name for n, name in enumerate(names) if n == 0 or _is_person_too(text, name)]
            named += [Named(name, role, "byline") for name in names]
            end = text.find(names[-1], found.end()) + len(names[-1])
            taken.append((found.start(), end))
            if kind == "interviewer":
                named += _beside(text, found.start(), end)
    named += [n for n in _entries(text) + legend(text) if n.name not in {m.name for m in named}]
    joined = [Named(name, role, "talk", declined) for name, role, declined in _talk(text)]
    if joined:
        stated = [
            n for n in named if n.role is not None and not any(same_person(n.name, j.name) for j in joined)
        ]
        return [*stated, *joined]
    told = words_people.NARRATOR_BEFORE.at_start.match(text)
    if told is not None and not any(n.role is Role.NARRATOR for n in named):
        declined = _declining().search(told[0].rstrip(": ")) is not None
        names = [name for name in _names_at(text[told.end() :].lstrip())[:1] if len(name.split()) >= 2]
        named += [_told(name, "byline", told[0], declined=declined) for name in names]
        taken += [(told.start(), told.end())] if names else []
    first = _opening_names(text, taken)
    return named + [name for name in first if name.name not in {n.name for n in named}]


@functools.cache
def _beside_words() -> str:
    return alternatives(word for entries in words_people.BESIDE.values() for word in entries)


def _beside(text: str, start: int, end: int) -> list[Named]:
    """The one who tells, named after or before the one who asks."""
    after = re.compile(rf"\s*,?\s+(?P<word>{_beside_words()})\s+", re.IGNORECASE).match(text, end)
    if after is not None:
        return [
            _told(name, "byline", after["word"], declined=_declines(after["word"]))
            for name in _names_at(text[after.end() :])
        ]
    before = re.search(
        rf"(?:^|[.·|(,]\s*)(?P<word>{_beside_words()})\s+(?P<names>[^.·|(:]{{3,80}})\s\Z",
        text[:start],
        re.IGNORECASE,
    )
    if before is not None:
        return [
            _told(name, "byline", before["word"], declined=_declines(before["word"]))
            for name in _names_at(before["names"])
        ]
    return []


def _is_person_too(text: str, name: str) -> bool:
    """A second name after "Interviewed by": a person, or the place ("Saltmarsh Hall")?"""
    folded = fold_name(name)
    before = text[: text.find(name)].rstrip()
    return (
        not before.endswith(",")
        or folded[0] in GIVEN
        or folded[-1] in GIVEN
        or any(w.isupper() and len(w) > 2 for w in name.split())
    )


def legend(text: str) -> list[Named]:
    """``M.K. : Maël Kerdraon, qui pose les questions. R.Q. : Rozenn Quéméneur.``: whose initials are
    whose.
    """
    named = []
    for found in re.finditer(r"(?<![^\W_.])((?:[^\W\d_]\.\s?){2,3})\s?[:=–—-]\s*", text[:600]):
        names = _names_at(text[found.end() :])[:1]
        if names and len(names[0].split()) > 1 and same_person(found[1], names[0]):
            named.append(Named(names[0], None, "legend"))
    return named if len(named) > 1 else []


def _declines(word: str) -> bool:
    return any(word.casefold() in words_people.BESIDE[language] for language in words_people.DECLINING)


def _entries(text: str) -> list[Named]:
    """``Оповідач: A.`` inside a byline."""
    named = []
    for found in re.finditer(r"(?:^|[.;·|\n]\s*)(?P<key>[^\W\d_][^.:;·|\n]{2,30})\s?:\s*", text):
        kind = kind_of(found["key"])
        if kind in set(Role):
            names = [name for name in _names_at(text[found.end() :]) if len(name.split()) > 1]
            named += [Named(name, Role(kind), "byline") for name in names]
    return named


def _opening_names(text: str, taken: list[tuple[int, int]]) -> list[Named]:
    """A byline that simply begins with names: ``A, B``; ``A, cook · 30 May 2022``."""
    if any(start <= 2 for start, _ in taken):
        return []
    if all_names(text):
        first, bar, _ = text.partition(" | ")
        names = split_names(text)
        return [
            Named(name, None, "byline")
            for name in names
            if not bar or name in first or fold_name(name)[0] in GIVEN
        ]
    signed = [part.strip() for part in re.split(r"\s[·|•]\s", text)[1:4]]
    if not taken and find_dates(text) and any(all_names(part) for part in signed):
        return [Named(n, None, "byline") for p in signed if all_names(p) for n in split_names(p)]
    names = _names_at(text)
    if not names or len(names[0].split()) < 2 or not _could_sign(names[0]):
        return []
    following = text[text.find(names[0]) + len(names[0]) :].lstrip()
    told = re.match(rf"(?:,|·|\||—|–|{_beside_words()}\s|\d|\Z)", following, re.IGNORECASE) is not None
    return [Named(names[0], None, "byline")] if told else []


def people_in_header(text: str) -> list[Named]:
    """``Interviewer: A`` and so on; ``Narrator: A. Interview by B.`` on one line too."""
    named: list[Named] = []
    for kind, value in header_pairs(text):
        if kind not in set(Role):
            continue
        first, *rest = re.split(r"(?<=[^\W\d_]{3})[.;]\s+", value, maxsplit=1)
        named += [
            Named(name.strip(" ,;") if _ends_in_initial(name) else name.strip(" .,;"), Role(kind), "header")
            for name in people_in(first)
        ]
        named += [n for after in rest for n in people_in_byline(after) if n.role is not None]
    return named


def _ends_in_initial(name: str) -> bool:
    return re.search(r"(?<![^\W\d_])[^\W\d_]\.\s*\Z", name) is not None


def people_in_fact(value: str) -> list[Named]:
    """Authors as a file's own data give them."""
    bare = re.sub(r"https?://\S+|\S+@\S+", "", value)
    return [
        Named(name, None, "fact") for name in split_names(bare) if is_name(name) and len(name.split()) > 1
    ]
