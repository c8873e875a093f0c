"""What a page states about itself in its head, its linked data and its markup, each with where it stood.

Values are verbatim. Templates lie in some of them (a ``<title>`` left over from the template, a modified date
as the published one), so all are kept, nearest to the author first, and the front weighs them by ``via``.
"""

# ruff: noqa: E501 - tables of names, one theme a line
from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from whensafe.intake.blocks import Fact
from whensafe.intake.page_text import plain
from whensafe.intake.page_tree import Element, elements

_MAX_LINKED_DATA = 400_000
_MAX_NODES = 2_000
_MAX_VALUE = 2_000

_META = {
    "og:title": "title", "twitter:title": "title", "dc.title": "title", "dcterms.title": "title",
    "citation_title": "title", "parsely-title": "title", "sailthru.title": "title", "title": "title",
    "og:site_name": "site", "application-name": "site", "dc.publisher": "site", "dcterms.publisher": "site",
    "citation_publisher": "site", "citation_journal_title": "site", "publisher": "site", "article:publisher": "site",
    "author": "author", "article:author": "author", "dc.creator": "author", "dcterms.creator": "author",
    "dc.contributor": "author", "citation_author": "author", "parsely-author": "author", "sailthru.author": "author",
    "byl": "author", "og:article:author": "author", "book:author": "author",
    "article:published_time": "published", "og:article:published_time": "published", "dc.date": "published",
    "dc.date.issued": "published", "dcterms.issued": "published", "dcterms.created": "published",
    "dcterms.date": "published", "citation_publication_date": "published", "citation_date": "published",
    "date": "published", "pubdate": "published", "parsely-pub-date": "published", "sailthru.date": "published",
    "publishdate": "published", "publish-date": "published", "datepublished": "published",
    "article:modified_time": "modified", "og:updated_time": "modified", "dcterms.modified": "modified",
    "dc.date.modified": "modified", "last-modified": "modified", "datemodified": "modified", "revised": "modified",
    "article:section": "section", "section": "section", "parsely-section": "section",
    "og:url": "url", "citation_public_url": "url", "dc.identifier": "url", "parsely-link": "url",
    "dc.source": "based_on", "dcterms.source": "based_on", "original-source": "based_on",
    "syndication-source": "based_on",
    "og:locale": "language", "content-language": "language", "dc.language": "language", "language": "language",
    "citation_language": "language", "dcterms.language": "language",
    "description": "description", "og:description": "description", "twitter:description": "description",
    "dc.description": "description", "dcterms.abstract": "description",
}  # fmt: skip
_ARTICLES = frozenset({
    "article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle", "blogposting",
    "interview", "scholarlyarticle", "report", "webpage", "creativework", "socialmediaposting", "liveblogposting",
    "askpublicnewsarticle", "backgroundnewsarticle", "reviewnewsarticle", "archivecomponent", "audioobject",
    "videoobject", "podcastepisode", "itempage", "advertisercontentarticle", "techarticle", "document",
})  # fmt: skip
_OF_ARTICLE = (
    ("title", "headline"), ("title", "name"), ("author", "author"), ("author", "creator"),
    ("published", "datePublished"), ("published", "dateCreated"), ("modified", "dateModified"),
    ("site", "publisher"), ("section", "articleSection"), ("url", "url"), ("url", "mainEntityOfPage"), ("based_on", "isBasedOn"),
    ("language", "inLanguage"), ("description", "description"),
)  # fmt: skip
_ITEMPROPS = {
    "headline": "title", "datepublished": "published", "datemodified": "modified", "author": "author",
    "publisher": "site", "inlanguage": "language", "articlesection": "section", "isbasedon": "based_on",
}  # fmt: skip
_ORDER = (
    "json-ld",
    "citation_",
    "dc",
    "microdata",
    "article:",
    "og:",
    "time",
    "rel=",
    "meta",
    "twitter:",
    "html",
    "title",
)


def facts_of(root: Element) -> tuple[Fact, ...]:
    """Everything stated, nearest to the author first, the same statement once."""
    found: dict[tuple[str, str, str], Fact] = {}
    for fact in (
        *_linked_data(root),
        *_metas(root),
        *_links(root),
        *_microdata(root),
        *_times(root),
        *_tags(root),
    ):
        value = plain(fact.value[:_MAX_VALUE])
        if value:
            found.setdefault((fact.name, value, fact.via), Fact(fact.name, value, fact.via))
    return tuple(sorted(found.values(), key=_rank))


def _rank(fact: Fact) -> int:
    via = fact.via
    return next((i for i, start in enumerate(_ORDER) if via.startswith(start)), len(_ORDER) - 4)


def _metas(root: Element) -> Iterator[Fact]:
    for meta in root.iter("meta"):
        content = meta.get("content")
        if not content:
            continue
        name = meta.get("property") or meta.get("name") or meta.get("http-equiv")
        if name:
            key = name.strip().lower()
            fact = _META.get(key) or _META.get(key.replace(":", "."))
            if fact is not None:
                yield Fact(fact, content, key if ":" in key or "." in key or "_" in key else f"meta {key}")


def _links(root: Element) -> Iterator[Fact]:
    for link in root.iter("link"):
        rel = (link.get("rel") or "").lower().split()
        href = link.get("href")
        if href and "canonical" in rel:
            yield Fact("canonical", href, "rel=canonical")


def _microdata(root: Element) -> Iterator[Fact]:
    for element in elements(root, ".//*[@itemprop]"):
        for prop in element.get("itemprop", "").split():
            name = _ITEMPROPS.get(prop.lower())
            if name is None:
                continue
            inner = elements(element, ".//*[@itemprop='name'][1]") if name in ("author", "site") else []
            source = inner[0] if inner else element
            value = source.get("content") or source.get("datetime") or _text(source)
            if value and len(value) < 400:
                yield Fact(name, value, f"microdata {prop}")


def _times(root: Element) -> Iterator[Fact]:
    for time in root.iter("time"):
        value = time.get("datetime")
        if value:
            names = f"{time.get('class', '')} {time.get('itemprop', '')}".lower()
            changed = "modified" in names or ("updated" in names and "published" not in names)
            yield Fact("modified" if changed else "published", value, f"time {names.strip()}".strip())


def _tags(root: Element) -> Iterator[Fact]:
    for element in (root, *root.iter("body")):
        lang = (
            element.get("lang")
            or element.get("{http://www.w3.org/XML/1998/namespace}lang")
            or element.get("xml:lang")
        )
        if lang:
            yield Fact("language", lang, "html lang")
    for title in root.iter("title"):
        parent = title.getparent()
        if parent is not None and parent.tag in ("head", "html", "body"):
            yield Fact("title", _text(title), "title")
            break


def _text(element: Element) -> str:
    return plain(" ".join(str(text) for text in element.itertext()))


def _linked_data(root: Element) -> Iterator[Fact]:
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = (script.text or "").strip().removeprefix("<!--").removesuffix("-->")
        if not text or len(text) > _MAX_LINKED_DATA:
            continue
        try:
            data = json.loads(text.replace("<![CDATA[", "").replace("]]>", ""), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _of_graph(data)


def _of_graph(data: object) -> Iterator[Fact]:
    """Every article of a graph, wherever it hangs, and the steps of its breadcrumb list."""
    nodes: list[object] = [data]
    by_id: dict[str, dict[str, Any]] = {}
    articles: list[tuple[str, dict[str, Any]]] = []
    for seen, node in enumerate(nodes):  # grows while it is read
        if seen > _MAX_NODES:
            break
        if isinstance(node, list):
            nodes.extend(node)
        elif isinstance(node, dict):
            if isinstance(node.get("@id"), str) and len(node) > 1:
                by_id[node["@id"]] = node
            kinds = {str(kind).rsplit("/", 1)[-1].lower() for kind in _as_list(node.get("@type"))}
            if kinds & _ARTICLES:
                kind = next(iter(sorted(kinds & _ARTICLES)))
                articles.append((kind, node))
            elif "breadcrumblist" in kinds:
                yield from _steps(node)
            nodes.extend(value for key, value in node.items() if key in _HOLDERS)
    for kind, node in sorted(articles, key=lambda found: found[0] == "webpage"):
        for name, key in _OF_ARTICLE:
            for value in _values(node.get(key), name, by_id):
                yield Fact(name, value, f"json-ld {kind} {key}")


_HOLDERS = frozenset(
    {"@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "breadcrumb", "hasPart", "subjectOf"}
)


def _steps(node: dict[str, Any]) -> Iterator[Fact]:
    for step in _as_list(node.get("itemListElement"))[:30]:
        if isinstance(step, dict):
            item = step.get("item")
            name = step.get("name") or (item.get("name") if isinstance(item, dict) else None)
            if isinstance(name, str):
                yield Fact("section", name, "json-ld breadcrumb")


def _values(value: object, name: str, by_id: dict[str, dict[str, Any]]) -> Iterator[str]:
    """A value as text: itself, or the name or address of the thing it is."""
    keys = ("url", "@id", "name") if name in ("url", "based_on") else ("name", "alternateName", "@value")
    for one in _as_list(value)[:20]:
        found = one
        if isinstance(one, dict):
            thing = one if "name" in one else by_id.get(str(one.get("@id")), one)
            found = next((thing[key] for key in keys if isinstance(thing.get(key), str)), None)
        if isinstance(found, str):
            yield found


def _as_list(value: object) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
