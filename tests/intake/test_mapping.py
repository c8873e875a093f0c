"""A documenter's list: columns in nine languages, dates and names, and what can't be read in one way."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whensafe.errors import Unreadable, WhensafeError
from whensafe.intake import mapping, mapping_heads, mapping_values
from whensafe.intake.mapping_values import Given, Line, Unread
from whensafe.nouns.interview import Basis

HEADS = {
    "en": ("File name", "Title", "Narrator", "Interviewer", "Date of the interview (YYYY)", "Source URL"),
    "uk": ("Назва файлу", "Назва", "Ім’я оповідачки", "Інтерв’юер", "Дата інтерв’ю", "Посилання"),
    "ru": ("Имя файла", "Заголовок", "Рассказчик", "Интервьюер", "Дата интервью", "Ссылка"),
    "fr": ("Nom du fichier", "Titre", "Témoin", "Intervieweuse", "Date de l’entretien", "Lien"),
    "es": ("Archivo", "Título", "Entrevistado", "Entrevistadora", "Fecha de la entrevista", "Enlace"),
    "de": ("Dateiname", "Überschrift", "Zeitzeugin", "Interview geführt von", "Interviewdatum", "Link"),
    "pl": ("Nazwa pliku", "Tytuł", "Świadek", "Prowadząca", "Data wywiadu", "Odnośnik"),
    "ca": ("Fitxer", "Títol", "Testimoni", "Journaliste", "Data de l’entrevista", "Enllaç"),
    "ar": ("اسم الملف", "العنوان", "الراوي", "المحاور", "تاريخ المقابلة", "الرابط"),
}
FIELDS = ["file", "title", "narrator", "interviewer", "interviewed", "url"]


@pytest.mark.parametrize("language", sorted(HEADS))
def test_columns_are_known_in_nine_languages(language: str) -> None:
    assert list(mapping_heads.columns(HEADS[language]).values()) == FIELDS
    loosely = [head.upper().replace(" ", "_") for head in HEADS[language]]
    assert list(mapping_heads.columns(loosely).values()) == FIELDS


def test_what_is_no_head_of_ours_is_unknown_and_a_field_has_one_column() -> None:
    assert mapping_heads.columns(["File", "Notes", "name", "file", "Translation-of"]) == {
        0: "file",
        4: "translation_of",
    }


def lines(data: str | bytes) -> list[Line]:
    head, *rest = mapping.rows(mapping.read(data.encode() if isinstance(data, str) else data, "list"))
    return mapping_values.lines(head, rest)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"], ids=["comma", "semicolon", "tab", "bar"])
def test_rows_of_every_kind_of_csv(delimiter: str) -> None:
    text = "file,narrator,language\na.txt,Ada Bo,Ukrainian\n\nb.txt,,\n".replace(",", delimiter)
    assert lines(f"\ufeff{text}") == [
        Line(1, "a.txt", given=Given(narrators=("Ada Bo",), language="uk")),  # type: ignore[arg-type]
        Line(2, "b.txt"),
    ]


def test_json_lines_and_a_list_of_objects_are_the_same() -> None:
    rows = [{"file": "a", "narrator": ["Ada", "Bo"]}, {"file": "b", "published": "2024-05", "more": 1}]
    one = lines("\n".join(json.dumps(row) for row in rows))
    assert one == lines(json.dumps(rows))
    assert one[0].given.narrators == ("Ada", "Bo")
    assert one[1].given.published == "2024-05"


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2024", "2024"),
        ("2024-05-03T10:00:00Z", "2024-05-03"),
        ("3 травня 2024 року", "2024-05-03"),
        ("3. Mai 2024", "2024-05-03"),
        ("13/04/2024", "2024-04-13"),
        ("45415", "2024-05-03"),
    ],
)
def test_dates_as_people_write_them(cell: str, day: str) -> None:
    assert lines(f"file;interviewed\na;{cell}\n")[0].given.interviewed == day


def test_one_date_that_is_sure_says_how_the_column_is_meant() -> None:
    told = lines("file;date\na;03/04/2024\nb;25/04/2024\n")
    assert [line.given.interviewed for line in told] == ["2024-04-03", "2024-04-25"]
    (alone,) = lines("file;date\na;03/04/2024\n")
    assert alone.given.interviewed is None
    assert alone.given.unread == (Unread("interviewed", ("2024-04-03", "2024-03-04")),)


def test_what_is_no_value_is_asked_and_never_set() -> None:
    (line,) = lines("file;language;url;basis;date\na;the old tongue!;see the folder;because;one spring\n")
    assert {one.field for one in line.given.unread} == {"language", "url", "basis", "interviewed"}
    assert line.given == Given(unread=line.given.unread)


def test_why_it_is_held_in_several_languages() -> None:
    told = lines("file;підстава\na;опубліковано\nb;власне\nc;передано нам\n")
    assert [line.given.basis for line in told] == [Basis.PUBLISHED, Basis.OWN, Basis.DEPOSITED]


@pytest.mark.parametrize(
    "data", [b"", b"one,two\n1,2\n", b"{not json", b"[1]", b"PK\x03\x04 no zip", b"\x00" * 9]
)
def test_what_is_no_list_is_one_clear_error(data: bytes) -> None:
    with pytest.raises(Unreadable):
        mapping.read(data, "list")


@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda t: f"file;date;language\n{t}".encode()))
def test_whatever_is_in_it(data: bytes) -> None:
    try:
        head, *rest = mapping.rows(mapping.read(data, "list"))
    except WhensafeError:
        return
    for line in mapping_values.lines(head, rest):
        assert line.file
