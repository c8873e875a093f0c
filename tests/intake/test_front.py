"""What stands around an interview: titles, bylines, dates and sources that look alike are told apart."""

from __future__ import annotations

import pytest

from whensafe.intake.front import byline
from whensafe.intake.front.source import without_tracking
from whensafe.intake.front.when import asked_about
from whensafe.intake.read import read
from whensafe.nouns.interview import Role
from whensafe.nouns.reading import Reading


def page(*lines: str, head: str = "") -> Reading:
    body = "".join(lines)
    return read(
        f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode(),
        "p.html",
    )


EXCHANGE = "<p>Where were you that night?</p><p>— In the yard.</p><p>Who came?</p><p>— Three men.</p>"


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Interview by Nell Ashgrove · 18 June 2021", [("Nell Ashgrove", Role.INTERVIEWER)]),
        (
            "Wednesday 5 March 2025, by MARROW Stella, ASHGROVE Nell",
            [("MARROW Stella", None), ("ASHGROVE Nell", None)],
        ),
        ("3 листопада 2022 · Розмовляла Дарина Соломко", [("Дарина Соломко", Role.INTERVIEWER)]),
        ("Беседовала Ксения Рябинник", [("Ксения Рябинник", Role.INTERVIEWER)]),
        ("Propos recueillis par Maël Kerdraon.", [("Maël Kerdraon", Role.INTERVIEWER)]),
        (
            "Entretien d’Aziliz Tréhot avec Corentin Loriou",
            [("Aziliz Tréhot", Role.INTERVIEWER), ("Corentin Loriou", Role.NARRATOR)],
        ),
        (
            "Entrevista de Ana Ruiz a Pilar Soto",
            [("Ana Ruiz", Role.INTERVIEWER), ("Pilar Soto", Role.NARRATOR)],
        ),
        (
            "Mit Aleida Brock sprach Hinrich Voss.",
            [("Hinrich Voss", Role.INTERVIEWER), ("Aleida Brock", Role.NARRATOR)],
        ),
        ("Rozmawiała Halszka Brzoza", [("Halszka Brzoza", Role.INTERVIEWER)]),
        ("حاورته: هالة المرسى", [("هالة المرسى", Role.INTERVIEWER)]),
    ],
)
def test_a_byline_says_who_asked_and_who_told(text: str, people: list[tuple[str, Role | None]]) -> None:
    assert [(named.name, named.role) for named in byline.people_in_byline(text)] == people


@pytest.mark.parametrize(
    "text",
    [
        "Where were you on 3 May 2020?",
        "— In May 2020, by the river.",
        "Vera was a nurse in Ostrand until 2019.",
    ],
)
def test_speech_and_standfirsts_are_not_bylines(text: str) -> None:
    assert not byline.is_byline(text, hinted=False, head=True)


def test_the_heading_outranks_a_template_s_title() -> None:
    found = page("<h1>Talk with Vera Holm</h1>", EXCHANGE, head="<title>Template</title>")
    assert found.title == "Talk with Vera Holm"


def test_a_title_from_the_head_loses_the_site_s_name_and_none_is_invented() -> None:
    head = '<title>The yard | Harbour Review</title><meta property="og:site_name" content="Harbour Review">'
    assert page(EXCHANGE, head=head).title == "The yard"
    assert page(EXCHANGE).title is None


def test_three_dates_are_three_facts_and_a_change_is_none() -> None:
    line = (
        "<p>Published 4 June 2020. First published: 1 June 2020. "
        "Recorded on 12 May 2020. Updated 5 June 2021.</p>"
    )
    found = page("<h1>The yard</h1>", line, EXCHANGE)
    assert (found.published, found.first_published, found.interviewed) == (
        "2020-06-04",
        "2020-06-01",
        "2020-05-12",
    )
    assert {q.code for q in found.questions} == {"unnamed_speaker"}


def test_a_date_that_could_be_two_days_is_a_question_and_not_a_date() -> None:
    found = page("<h1>The yard</h1>", "<p>Published 05/06/2020, interview by Nell Ashgrove</p>", EXCHANGE)
    assert found.published is None
    assert found.questions[0].code == "ambiguous_date"
    assert found.questions[0].options == ("2020-06-05", "2020-05-06")


def test_two_dates_for_one_fact_are_a_question() -> None:
    found = page("<h1>The yard</h1>", "<p>Published 4 June 2020</p><p>Published 9 June 2020</p>", EXCHANGE)
    assert "two_dates" in {question.code for question in found.questions}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Published 05/06/2020", "published"),
        ("Published 4 June 2020</p><p>Published 9 June 2020", "published"),
        ("First published 05/06/2020", "first_published"),
        ("Recorded on 05/06/2020", "interviewed"),
    ],
)
def test_a_question_about_a_date_says_which_one_it_asks_for(line: str, kind: str) -> None:
    found = page("<h1>The yard</h1>", f"<p>{line}</p>", EXCHANGE)
    assert [about for q in found.questions if (about := asked_about(q)) is not None] == [kind]


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("https://a.example/x?utm_source=b&id=7&fbclid=q", "https://a.example/x?id=7"),
        ("https://a.example/x?utm_source=b", "https://a.example/x"),
        (
            "https://a.example/h?ammem/q:@field(DOC+@lit(a1))",
            "https://a.example/h?ammem/q:@field(DOC+@lit(a1))",
        ),
        ("https://a.example/?a=1&b=2#c", "https://a.example/?a=1&b=2#c"),
    ],
)
def test_an_address_loses_what_follows_its_readers_and_nothing_else(url: str, clean: str) -> None:
    assert without_tracking(url) == clean


def test_a_credited_source_makes_the_page_a_republisher() -> None:
    head = '<meta property="og:site_name" content="Crossing"><link rel="canonical" href="https://crossing.example/a">'
    credit = '<p>Originally published in <a href="https://tides.example/b?gclid=1">Tides</a></p>'
    found = page("<h1>The yard</h1>", EXCHANGE, credit, head=head)
    assert (found.source.name, found.source.url) == ("Tides", "https://tides.example/b")
    assert found.republisher == "Crossing"
    assert found.basis == "published"


def test_a_paper_without_an_address_is_our_own() -> None:
    found = page("<h1>The yard</h1>", EXCHANGE)
    assert (found.source.url, found.republisher, found.basis) == (None, None, "own")


def test_a_header_line_may_name_both_sides() -> None:
    found = byline.people_in_header("Оповідач: Тарас Мельник. Розмовляла Дарина Сом.")
    assert [(n.name, n.role) for n in found] == [
        ("Тарас Мельник", Role.NARRATOR),
        ("Дарина Сом", Role.INTERVIEWER),
    ]
