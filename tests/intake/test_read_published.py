"""Whole invented documents in the shapes that are published: what a careful archivist would record."""

from __future__ import annotations

from pathlib import Path

import pytest

from whensafe.intake.read import read
from whensafe.nouns.reading import Reading

PUBLISHED = Path(__file__).parents[1] / "fixtures" / "published"
N, ASKS, P = "narrator", "interviewer", "present"


def reading(name: str) -> Reading:
    return read((PUBLISHED / name).read_bytes(), name)


PEOPLE: dict[str, tuple[tuple[str | None, str], ...]] = {
    "ar-role-labels.txt": ((None, N), (None, ASKS)),
    "ca-several-in-one-paragraph.md": (("Mercè Aulet", N), (None, ASKS)),
    "de-house-and-name-once.html": (("Fiete Bohm", N), ("SZENE", ASKS)),
    "en-deposition.txt": (("Margot Fenn", N), ("Mr. Coyne", ASKS), ("MS. ADAIR", P)),
    "en-episode.txt": (("Bram", N), ("Ina", ASKS)),
    "en-name-on-a-line.txt": (("TOM ASHE", N), ("NORA BECK", ASKS)),
    "es-name-and-place.html": (("Rosendo Vega", N), ("Clara Montes", ASKS)),
    "fr-two-of-one-family.txt": (("Maëlle Riou", N), ("Goulven Riou", N), ("Katell Briand", ASKS)),
    "ru-account-with-dialogue.html": ((None, N),),
    "ru-protocol.txt": (("Громов Егор Ильич", N), ("Лядов П.С.", ASKS)),
    "ar-introduction.html": (("جاد المعلوف", N), ("سلمى الخوري", ASKS)),
    "ca-name-alone.html": (("Arnau Pujalt", N), ("Núria Casals", ASKS)),
    "de-protocol.html": (("Antje Sommer", N), ("Wiebke Harms", ASKS)),
    "de-remark.md": (("Jorit Wessel", N), ("Henrike Sand", ASKS)),
    "en-announcer.txt": (("ALBAN REED", N), (None, ASKS), ("ANNOUNCER", P)),
    "en-as-told-to.html": (("Benno Start", N), ("Miriam Coyle", ASKS)),
    "en-brackets.txt": (("Milo Dunn", N), ("Rhea Stone", ASKS)),
    "en-commission.txt": (("Phinda Moko", N), ("DR HALLORAN", ASKS), ("CHAIRPERSON", P)),
    "en-footnotes.md": (("Simon Hale", N), ("Greta Moss", ASKS)),
    "en-name-and-time.txt": (("Pavel Orlik", N), ("Dana Kerr", ASKS)),
    "en-name-withheld.html": ((None, N), ("Harrow Watch", ASKS)),
    "en-series-box.html": (("Hugo Lamb", N), (None, ASKS)),
    "en-tape-marks.txt": (("AGNES ROOKE", N), ("Delia Marsh", ASKS)),
    "en-time-on-a-line.txt": (("PAVEL", N), ("DANA", ASKS)),
    "en-two-paragraph-question.html": (("Amos Pyke", N), ("Rosa Lind", ASKS)),
    "es-head-lines.txt": (("Lucía Barral", N), ("Tomás Iriarte", ASKS)),
    "fr-box-and-footnote.html": (("Solenn Kervadec", N), ("Yann Le Goff", ASKS)),
    "ru-head-lines.txt": ((None, N), ("Инна Вольская", ASKS)),
    "uk-bold-introduction.html": (("Мирослав Тягун", N), ("Соломія Крук", ASKS)),
    "uk-house-in-quotes.html": (("Лукаш Біда", N), (None, ASKS)),
    "uk-mixed-dashes.txt": ((None, N), (None, ASKS)),
}
SAID_BY: dict[str, str] = {
    "ar-role-labels.txt": "INININ",
    "ca-several-in-one-paragraph.md": "ININININ",
    "de-house-and-name-once.html": "INININ",
    "en-deposition.txt": "ININPNININ",
    "en-episode.txt": "IINININ",
    "en-name-on-a-line.txt": "INININ",
    "es-name-and-place.html": "INININ",
    "fr-two-of-one-family.txt": "INNNIN",
    "ru-account-with-dialogue.html": "NNNNN",
    "ru-protocol.txt": "INININ",
    "ar-introduction.html": "INININ",
    "ca-name-alone.html": "INININ",
    "de-protocol.html": "NNN",
    "de-remark.md": "ININININ",
    "en-announcer.txt": "PINININP",
    "en-as-told-to.html": "NNNN",
    "en-brackets.txt": "ININININ",
    "en-commission.txt": "PNPINININP",
    "en-footnotes.md": "ININ",
    "en-name-and-time.txt": "ININ",
    "en-name-withheld.html": "NNN",
    "en-series-box.html": "INININ",
    "en-tape-marks.txt": "ININININ",
    "en-time-on-a-line.txt": "ININ",
    "en-two-paragraph-question.html": "ININ",
    "es-head-lines.txt": "ININININ",
    "fr-box-and-footnote.html": "INININ",
    "ru-head-lines.txt": "ININININ",
    "uk-bold-introduction.html": "INININ",
    "uk-house-in-quotes.html": "ININ",
    "uk-mixed-dashes.txt": "INININ",
}
NOBODY_SAID: dict[str, tuple[str, ...]] = {
    "ar-role-labels.txt": ("استراحة",),
    "de-house-and-name-once.html": ("SZENE", "Fiete"),
    "en-deposition.txt": ("EXAMINATION", "BY MR", "marked for identification"),
    "en-episode.txt": ("theme music", "Salt", "[0"),
    "en-name-on-a-line.txt": ("NORA BECK",),
    "ar-introduction.html": ("معلّم في الأربعين",),
    "en-as-told-to.html": ("Benno Start is 61",),
    "en-brackets.txt": ("Editor's note",),
    "en-commission.txt": ("sworn states", "GREAT SALT", "DAY 2"),
    "en-footnotes.md": ("The mill closed", "See chapter four"),
    "en-name-and-time.txt": ("0:04", "Dana Kerr"),
    "en-name-withheld.html": ("Name withheld",),
    "en-series-box.html": ("Voices is a series",),
    "en-tape-marks.txt": ("Tape 1", "INTERRUPTION", "END OF"),
    "en-time-on-a-line.txt": ("00:",),
    "en-announcer.txt": ("MUSIC",),
    "fr-box-and-footnote.html": ("naissance à Kerlouan", "retrouvée en mai"),
    "uk-bold-introduction.html": ("29-річний", "Фото"),
    "uk-house-in-quotes.html": ("Хвиля",),
    "de-remark.md": ("geboren 1981",),
    "de-protocol.html": ("Eine Lehrerin erzählt",),
}


@pytest.mark.parametrize("name", sorted(PEOPLE))
def test_people_and_turns_are_an_archivist_s(name: str) -> None:
    found = reading(name)
    assert tuple((p.name, p.role.value) for p in found.participants) == PEOPLE[name]
    assert "".join(turn.role.value[0].upper() for turn in found.turns) == SAID_BY[name]
    for words in NOBODY_SAID.get(name, ()):
        assert not any(words in turn.text for turn in found.turns)


def test_every_document_is_judged() -> None:
    files = {path.name for path in PUBLISHED.iterdir() if path.name != "README.md"}
    assert files == set(PEOPLE) == set(SAID_BY)


@pytest.mark.parametrize(
    ("name", "title", "standfirst"),
    [
        ("ru-head-lines.txt", "Человек, который считал поезда", None),
        ("es-head-lines.txt", "ENTREVISTA A LUCÍA BARRAL", "Lucía Barral, de 37 años"),
        ("en-tape-marks.txt", "HARBOR ORAL HISTORY PROJECT", None),
        ("uk-bold-introduction.html", None, "Мирослав Тягун, 29-річний зварник"),
        ("de-protocol.html", None, "Eine Lehrerin erzählt"),
        ("ca-name-alone.html", None, None),
    ],
)
def test_lines_of_the_head_are_told_apart(name: str, title: str | None, standfirst: str | None) -> None:
    found = reading(name)
    assert title is None or found.title == title
    assert (found.standfirst or "")[: len(standfirst or "")] == (standfirst or "")
    assert (found.standfirst is None) == (standfirst is None)


@pytest.mark.parametrize(
    ("name", "starts"),
    [
        ("en-name-and-time.txt", [4_000, 11_000, 19_000, 21_000]),
        ("en-time-on-a-line.txt", [4_000, 11_000, 19_500, 62_000]),
    ],
)
def test_time_codes_are_starts_and_not_words(name: str, starts: list[int]) -> None:
    found = reading(name)
    assert [turn.start_ms for turn in found.turns] == starts
    assert all(turn.end_ms is None for turn in found.turns)


@pytest.mark.parametrize(
    "text",
    [
        "[00:00:04] Dana: Hello.\n[1:02:03.5] Pavel: Hello.\n",
        "Dana (0:04): Hello.\nPavel (1:02:03.5): Hello.\n",
        "Dana: [00:04] Hello.\nPavel: [1:02:03.5] Hello.\n",
        "00:00:04 Dana: Hello.\n01:02:03.5 Pavel: Hello.\n",
    ],
)
def test_a_time_code_may_stand_before_in_or_after_a_label(text: str) -> None:
    found = read((text * 3).encode(), "t.txt")
    assert [turn.start_ms for turn in found.turns][:2] == [4_000, 3_723_500]
    assert {turn.text for turn in found.turns} == {"Hello."}


def test_a_name_that_an_introduction_only_suggests_is_asked_about() -> None:
    found = reading("ar-introduction.html")
    assert [(q.code, q.turn, q.options) for q in found.questions] == [
        ("unnamed_speaker", 2, ("جاد المعلوف",))
    ]


def test_silence_is_kept_as_written() -> None:
    assert "[long silence]" in [turn.text for turn in reading("en-brackets.txt").turns]


def test_two_of_one_family_are_two_people() -> None:
    found = reading("fr-two-of-one-family.txt")
    by = [None if t.speaker is None else found.participants[t.speaker].name for t in found.turns]
    assert by[1:4] == ["Maëlle Riou", "Goulven Riou", "Maëlle Riou"]
