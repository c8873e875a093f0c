"""What a page states of itself is kept verbatim, each with where it stood, and the nearest to the author first."""

# ruff: noqa: E501 - sources stand in lines as captures have them
from __future__ import annotations

import json

import pytest
from tests.intake.page_samples import PROSE, TITLE, page

from whensafe.intake.blocks import Document, Fact


def values(document: Document, name: str) -> list[str]:
    return [fact.value for fact in document.facts if fact.name == name]


def linked_data(**data: object) -> str:
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False)
    return f'<script type="application/ld+json">{text}</script>'


def test_a_template_title_is_kept_behind_the_heading() -> None:
    document = page(f"{TITLE}<p>{PROSE}</p>", head="<title>Narrative Template</title>")
    assert [fact for fact in document.facts if fact.name == "title"] == [
        Fact("title", "Interview with the teacher", "h1"),
        Fact("title", "Narrative Template", "title"),
    ]


def test_linked_data_of_an_article() -> None:
    document = page(
        f"{TITLE}<p>{PROSE}</p>",
        head=linked_data(
            **{
                "@type": "NewsArticle",
                "headline": "Ada speaks",
                "datePublished": "2023-03-14T06:30:00+02:00",
                "dateModified": "2023-03-16",
                "author": [{"@type": "Person", "name": "Ben Orwick"}, {"@type": "Person", "name": "Cy Pell"}],
                "publisher": {"@type": "Organization", "name": "Velm Courier"},
                "isBasedOn": "https://ara.example/a",
                "inLanguage": "uk",
            }
        ),
    )
    assert values(document, "published") == ["2023-03-14T06:30:00+02:00"]
    assert values(document, "modified") == ["2023-03-16"]
    assert values(document, "author") == ["Ben Orwick", "Cy Pell"]
    assert values(document, "site") == ["Velm Courier"]
    assert values(document, "based_on") == ["https://ara.example/a"]
    assert document.language == "uk"


def test_linked_data_in_a_graph_names_people_by_reference() -> None:
    document = page(
        f"{TITLE}<p>{PROSE}</p>",
        head=linked_data(
            **{
                "@graph": [
                    {"@type": "Person", "@id": "#ben", "name": "Ben Orwick"},
                    {"@type": "Article", "headline": "Ada speaks", "author": {"@id": "#ben"}},
                    {
                        "@type": "BreadcrumbList",
                        "itemListElement": [{"name": "Home"}, {"item": {"name": "War"}}],
                    },
                ]
            }
        ),
    )
    assert values(document, "author") == ["Ben Orwick"]
    assert values(document, "section") == ["Home", "War"]


@pytest.mark.parametrize("data", ["{", "[[[[", "null", '"x"', '{"@type": 5, "author": [[1]]}', "[" * 50_000])
def test_linked_data_that_is_none_is_passed_over(data: str) -> None:
    document = page(f"{TITLE}<p>{PROSE}</p>", head=f'<script type="application/ld+json">{data}</script>')
    assert [fact.via for fact in document.facts] == ["h1"]


@pytest.mark.parametrize(
    ("head", "fact"),
    [
        ('<meta property="og:title" content="A">', Fact("title", "A", "og:title")),
        ('<meta property="og:site_name" content="B">', Fact("site", "B", "og:site_name")),
        ('<meta name="DC.date" content="2023">', Fact("published", "2023", "dc.date")),
        ('<meta name="citation_author" content="C">', Fact("author", "C", "citation_author")),
        ('<meta name="author" content="D">', Fact("author", "D", "meta author")),
        ('<link rel="canonical" href="https://x.example/a?b=1">',
         Fact("canonical", "https://x.example/a?b=1", "rel=canonical")),
        ('<meta property="article:published_time" content="2023-03-14T07:00">',
         Fact("published", "2023-03-14T07:00", "article:published_time")),
    ],
)  # fmt: skip
def test_metas(head: str, fact: Fact) -> None:
    assert fact in page(f"{TITLE}<p>{PROSE}</p>", head=head).facts


def test_times_and_microdata_in_the_text() -> None:
    document = page(
        f'{TITLE}<p><time datetime="2023-03-14" class="published">14 March</time> '
        f'<span itemprop="author"><b itemprop="name">Ben Orwick</b></span></p><p>{PROSE}</p>'
    )
    assert Fact("published", "2023-03-14", "time published") in document.facts
    assert Fact("author", "Ben Orwick", "microdata author") in document.facts


def test_what_the_html_element_says_of_its_language_comes_first() -> None:
    document = page(f"{TITLE}<p>{PROSE}</p>", head='<meta property="og:locale" content="en_US">')
    assert document.language == "en"
