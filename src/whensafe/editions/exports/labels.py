"""What stands before a field or a text in exports for people, in the languages that pages speak."""

from __future__ import annotations

from collections.abc import Mapping

from whensafe.editions.phrases import LANGUAGES, Phrases, phrases
from whensafe.nouns.export import Matter
from whensafe.nouns.text import Language

_ENGLISH = {
    "interview": "Interview",
    "audience": "For",
    "language": "Language",
    "interviewed": "Interviewed",
    "published": "Published",
    "first_published": "First published",
    "source": "Source",
    "url": "Address",
    "republisher": "Republished by",
    "basis": "Basis",
    "narrator": "Narrator",
    "interviewer": "Interviewer",
    "interpreter": "Interpreter",
    "present": "Present",
    "kind": "Text",
    "text_language": "Language",
    "session": "Session",
    "session_date": "Day",
    "text_title": "Title",
    "text_standfirst": "Standfirst",
    "unnamed": "not named",
    "turn": "Turn",
    "times": "Time",
    "translates": "Renders",
    "page": "page",
}
_UKRAINIAN = {
    "interview": "Розмова",
    "audience": "Для кого",
    "language": "Мова",
    "interviewed": "Дата розмови",
    "published": "Опубліковано",
    "first_published": "Перша публікація",
    "source": "Джерело",
    "url": "Адреса",
    "republisher": "Передрук",
    "basis": "Підстава",
    "narrator": "Розповідає",
    "interviewer": "Запитує",
    "interpreter": "Перекладає",
    "present": "Присутні",
    "kind": "Текст",
    "text_language": "Мова",
    "session": "Зустріч",
    "session_date": "День",
    "text_title": "Назва",
    "text_standfirst": "Вступ",
    "unnamed": "без імені",
    "turn": "Репліка",
    "times": "Час",
    "translates": "Передає",
    "page": "сторінка",
}
_ARABIC = {
    "interview": "المقابلة",
    "audience": "لمن",
    "language": "اللغة",
    "interviewed": "تاريخ المقابلة",
    "published": "تاريخ النشر",
    "first_published": "أوّل نشر",
    "source": "المصدر",
    "url": "العنوان",
    "republisher": "أعاد النشر",
    "basis": "الأساس",
    "narrator": "الراوي",
    "interviewer": "المُحاوِر",
    "interpreter": "المترجم",
    "present": "الحاضرون",
    "kind": "النصّ",
    "text_language": "اللغة",
    "session": "الجلسة",
    "session_date": "اليوم",
    "text_title": "العنوان",
    "text_standfirst": "المقدّمة",
    "unnamed": "بلا اسم",
    "turn": "فقرة",
    "times": "الوقت",
    "translates": "تنقل",
    "page": "صفحة",
}
_ALL: Mapping[str, Mapping[str, str]] = {"en": _ENGLISH, "uk": _UKRAINIAN, "ar": _ARABIC}


def wording(matter: Matter) -> tuple[Phrases, Mapping[str, str]]:
    """Phrases and labels: in the interview's own language if there are any, else in English."""
    primary = Language(matter.interview.language.split("-")[0].lower())
    language = primary if primary in LANGUAGES else LANGUAGES[0]
    return phrases(language), _ALL[language]
