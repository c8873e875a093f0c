"""Where it was first published, who published it again, and addresses without what follows readers about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from whensafe.intake.blocks import Document
from whensafe.intake.front import words_dates, words_page
from whensafe.intake.front.sorting import Part, Sorted, credit_begins
from whensafe.nouns.interview import Basis, SourceRef

_URL = re.compile(r"https?://[^\s<>\"“”«»]+")
_TRACKING = re.compile(
    r"(?:utm_\w*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|twclid|ttclid|yclid|ysclid|igshid|igsh|mc_[ce]id|mkt_tok|oly_\w+_id|_hs\w+|"
    r"vero_\w+|wt_?mc\w*|at_(?:medium|campaign|custom\d)|xtor|ref_?(?:src|url)?|cmpid|spm|s_cid|_ga|_gl|_openstat|hsctatracking|sc_cid|si|__twitter_impression|at_xt)",
    re.IGNORECASE,
)
LONGEST_NAME = 80
LONGEST_LEAD = 600
FIRST_LINES = 8
_QUOTED = re.compile(r"(?:[^\s«“„\"]+\s){0,3}?[«“„\"]\s?(?P<name>[^«»“”„\"\n]{2,80}?)\s?[»”“\"]")
_CUT = re.compile(
    r"[,،]\s+[\d٠-٩]|(?-i:,\s(?=[a-zа-яіїєґё]))|\s+\(|\.\s|,\s(?:on|le|el|am|vom|dnia)\s"
    r"|,?\s+(?:n[°ºo]|no|nr|num|núm|№|issue|vol|heft|ausgabe)\.?\s?\d"
    r"|,?\s+(?:l['’]|el\s|le\s|am\s|on\s|vom\s)\d|,\s(?=[^\W\d_a-z])(?=\w+\s\d)",
    re.IGNORECASE,
)
_DATE_FIRST = re.compile(r"(?<=[:\s])[\d./-]{6,10},?\s*|\A[^:]{3,40}:\s*(?=[\d«“\"„])")


@dataclass(frozen=True, slots=True)
class Origin:
    """Source, republisher and basis."""

    source: SourceRef
    republisher: str | None
    basis: Basis


def without_tracking(url: str) -> str:
    """An address without the parameters that tell who followed which link, and nothing else changed."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url.strip()
    kept = [
        pair for pair in parts.query.split("&") if pair and not _TRACKING.fullmatch(pair.split("=", 1)[0])
    ]
    fragment = (
        ""
        if _TRACKING.fullmatch(parts.fragment.split("=", 1)[0]) or parts.fragment.startswith(":~:")
        else parts.fragment
    )
    query = "&".join(kept) if len(kept) != parts.query.count("&") + 1 or not parts.query else parts.query
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, fragment))


def find_origin(document: Document, parts: Sorted) -> Origin:
    """What the text credits, else where the page itself stands."""
    site = _clean_name(document.fact("site")) or (
        parts.section[0] if parts.section and len(parts.section) > 1 else None
    )
    name, url = _credited(document, parts)
    if site is None and (name is not None or url is not None):
        site = _masthead(document, parts)
    page = document.fact("canonical") or document.fact("url")
    if name is not None or url is not None:
        other = site is not None and (name or "").casefold() != site.casefold() and not _same_host(url, page)
        return Origin(
            SourceRef(name if name is not None or other else site, url),
            site if other else None,
            Basis.PUBLISHED if url or name else Basis.OWN,
        )
    if page is not None and page.startswith(("http://", "https://")):
        return Origin(SourceRef(site, without_tracking(page)), None, Basis.PUBLISHED)
    return Origin(
        SourceRef(site if site is not None and document.family == "html" else None, None), None, Basis.OWN
    )


def _masthead(document: Document, parts: Sorted) -> str | None:
    """A capture of a page begins with the name of its site: a short line alone, above the title."""
    titles = parts.where(Part.TITLE)
    text = document.blocks[0].text.strip() if titles and titles[0] > 0 and parts.parts[0] is Part.BODY else ""
    is_name = (
        2 < len(text) <= 60
        and len(text.split()) <= 6
        and text[0].isupper()
        and text[-1] not in ".?!:;…"
        and "\n" not in text
    )
    return text if is_name else None


def _clean_name(name: str | None) -> str | None:
    return (" ".join(name.split()) or None) if name is not None else None


def _same_host(url: str | None, page: str | None) -> bool:
    return (
        url is not None
        and page is not None
        and urlsplit(url).netloc.removeprefix("www.") == urlsplit(page).netloc.removeprefix("www.")
    )


def _credited(document: Document, parts: Sorted) -> tuple[str | None, str | None]:
    name: str | None = None
    url: str | None = None
    for index in parts.where(Part.SOURCE, Part.BYLINE):
        block = document.blocks[index]
        signed = parts.parts[index] is Part.BYLINE
        named = [line for line in block.text.split("\n") if not signed or credits_another(line)]
        if not named:
            continue
        for line in named:
            line_name, line_url = _in_line(_DATE_FIRST.sub("", line.strip()) if signed else line.strip())
            name, url = name or line_name, url or line_url
        if url is None:
            url = next(
                (run.href for run in block.runs if run.href and run.href.startswith(("http://", "https://"))),
                None,
            )
    return name or _told_above(document, parts), without_tracking(url) if url is not None else None


def _told_above(document: Document, parts: Sorted) -> str | None:
    """``We reprint a conversation first published by the quarterly Harbour Light``: in the first lines, and
    only a name in quotes or after a word for what is printed.
    """
    for index in parts.where(Part.STANDFIRST, Part.SUBTITLE, Part.BODY):
        text = document.blocks[index].text
        if index > FIRST_LINES or len(text) > LONGEST_LEAD:
            continue
        for found in words_page.SOURCE_BEFORE.anywhere.finditer(text):
            rest = text[found.end() :].lstrip(" :")
            medium = words_page.MEDIUM.at_start.match(rest)
            quoted = _QUOTED.match(rest)
            if medium is None and quoted is None:
                continue
            name, _ = _in_line(re.split(r"[.,;!?]\s", text[found.start() :])[0])
            if name is not None:
                return name
    return None


def credits_another(line: str) -> bool:
    """Does a line of a byline name another publication ("Впервые опубликовано: 12.04.2021, «Затон»")?"""
    line = line.strip().lstrip("([*_ ")
    at = credit_begins(line)
    if at is None:
        dated = words_dates.FIRST_PUBLISHED.anywhere.match(line)
        at = dated.end() if dated is not None else None
    if at is None:
        return False
    rest = line[at:].lstrip(" :")
    return (
        words_page.MEDIUM.at_start.match(rest) is not None
        or re.search(
            r"[«“\"„]|https?://|:\s*[^\W\d]|\b(?:in|by|on|dans|en|auf|bei|в|у|на)\s+[^\W\d_a-z]", line
        )
        is not None
    )


def _in_line(line: str) -> tuple[str | None, str | None]:
    found = _URL.search(line)
    url = _balanced(found[0]) if found is not None else None
    rest = line[: found.start()] + line[found.end() :] if found is not None else line
    before = credit_begins(rest)
    if before is not None:
        rest = rest.lstrip("([*_ ")[before:]
        rest = rest.lstrip(" :")
        medium = words_page.MEDIUM.at_start.match(rest)
        rest = rest[medium.end() :].lstrip() if medium is not None else rest
        if rest[:1].islower() and rest[:1].isascii():
            return None, url  # "You can find the original version of this interview here"
        quoted = _QUOTED.match(rest)
        if quoted is not None and len(quoted["name"].split()) <= 7:
            return quoted["name"].strip(" ,."), url
    elif rest[:1] in "«“„" and (quoted := _QUOTED.match(rest)) is not None:
        return quoted["name"].strip(" ,."), url
    rest = _CUT.split(rest.strip(' \t:.,–—-()[]«»“”"'))[0].strip(' .,،:–—-«»“”„"')
    rest = re.sub(r"^(?:the|la|le|el|die|der|das)\s(?=website|site)|\s*\d{1,2}[./ ].*\Z", "", rest)
    is_title = (
        1 < len(rest) <= LONGEST_NAME
        and len(rest.split()) <= 7
        and (rest[0].isupper() or not rest[0].isascii())
    )
    return (rest if is_title else None), url


def _balanced(url: str) -> str:
    """An address in running text, without the punctuation that follows it."""
    url = url.rstrip(".,;:!?'»”…")
    while url.endswith(")") and url.count(")") > url.count("("):
        url = url[:-1]
    return url
