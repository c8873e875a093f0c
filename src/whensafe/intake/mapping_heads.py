"""What the columns of a documenter's list hold, by their heads in our nine languages, loosely.

A head is compared without case, accents, punctuation, brackets and filling words, its words in any order:
"Date of the interview", "interview_date" and "INTERVIEW DATE (yyyy-mm-dd)" are one. What none of these is
stays unknown, and is listed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

FIELDS: Mapping[str, str] = {
    "file": "file | filename | path | document | file path | transcript file | файл | шлях | документ"
    " | назва файлу | имя файла | название файла | путь | fichier | chemin | nom du fichier |"
    " archivo | fichero | nombre de archivo | ruta | datei | dateiname | pfad | plik | nazwa"
    " pliku | ścieżka | fitxer | nom del fitxer | arxiu | ملف | الملف | اسم الملف | المسار",
    "title": "title | headline | heading | назва | заголовок | название | titre | título | titular |"
    " titel | überschrift | tytuł | nagłówek | títol | titular | العنوان | عنوان",
    "narrator": "narrator | interviewee | witness | respondent | speaker | survivor | storyteller | full"
    " name | оповідач | оповідачка | свідок | респондент | респондентка | піб | опитаний |"
    " опитана | рассказчик | рассказчица | свидетель | респондент | опрошенный | фио |"
    " narrateur | narratrice | témoin | personne interrogée | interviewé | interviewée |"
    " narrador | narradora | testigo | entrevistado | entrevistada | erzähler | erzählerin |"
    " zeuge | zeugin | befragte | befragter | interviewte | zeitzeuge | zeitzeugin |"
    " narratorka | świadek | rozmówca | rozmówczyni | testimoni | entrevistat | entrevistada |"
    " الراوي | الراوية | الشاهد | الشاهدة | الضيف",
    "interviewer": "interviewer | interviewed by | journalist | reporter | by | conducted by | asked by |"
    " інтерв'юер | інтерв'юерка | журналіст | журналістка | опитувач | розмовляв | розмовляла"
    " | хто питає | интервьюер | журналист | журналистка | беседовал | беседовала |"
    " intervieweur | intervieweuse | enquêteur | enquêtrice | journaliste | entrevistador |"
    " entrevistadora | periodista | interviewerin | journalistin | interview geführt von |"
    " prowadzący | prowadząca | dziennikarz | dziennikarka | ankieter | entrevistador |"
    " periodista | المحاور | المحاورة | الصحفي | أجرى المقابلة",
    "interviewed": "interviewed | interviewed on | interview date | date | recorded | recorded on |"
    " recording date | day of interview | дата інтерв'ю | дата розмови | дата запису |"
    " записано | дата | дата интервью | дата записи | дата беседы | записано | date de"
    " l'entretien | date d'entretien | date de l'interview | date d'enregistrement |"
    " enregistré le | fecha de la entrevista | fecha de entrevista | fecha de grabación |"
    " fecha | interviewdatum | datum des interviews | datum des gesprächs | aufnahmedatum |"
    " aufgenommen am | datum | data wywiadu | data rozmowy | data nagrania | nagrano | data |"
    " data de l'entrevista | data d'entrevista | data d'enregistrament | تاريخ المقابلة |"
    " تاريخ التسجيل | التاريخ",
    "published": "published | published on | publication date | date published | date of publication |"
    " опубліковано | дата публікації | опубликовано | дата публикации | publié | publié le |"
    " date de publication | publicado | fecha de publicación | veröffentlicht | veröffentlicht"
    " am | veröffentlichungsdatum | erschienen | erschienen am | opublikowano | data"
    " publikacji | publicat | data de publicació | تاريخ النشر | نشر في",
    "source": "source | publisher | outlet | media | newspaper | published in | джерело | видання |"
    " медіа | источник | издание | fuente | medio | quelle | medium | erschienen in | źródło |"
    " wydawca | media | font | mitjà | editeur | éditeur | média | المصدر | الناشر",
    "url": "url | link | address | web address | source url | source link | web | посилання | адреса"
    " | лінк | ссылка | адрес | lien | adresse | enlace | dirección | vínculo | verweis |"
    " adres | odnośnik | enllaç | adreça | الرابط | رابط",
    "language": "language | lang | мова | язык | langue | idioma | lengua | sprache | język | llengua |"
    " idioma | اللغة | لغة",
    "basis": "basis | basis of holding | why held | підстава | основание | base | fundament |"
    " fondement | fundamento | grundlage | podstawa | الأساس",
    "group": "group | session | interview | interview id | session of | part of | belongs to |"
    " інтерв'ю | група | сесія | інтерв'ю номер | интервью | группа | сессия | groupe | séance"
    " | entretien | grupo | sesión | entrevista | gruppe | sitzung | gespräch | grupa | sesja"
    " | wywiad | grup | sessió | المقابلة | المجموعة | الجلسة",
    "translation_of": "translation of | translates | translated from | original | original file | переклад |"
    " переклад з | переклад файлу | оригінал | перевод | перевод с | оригинал | traduction de"
    " | traduction | traducción de | traducción | übersetzung von | übersetzung | tłumaczenie"
    " | tłumaczenie z | przekład | oryginał | traducció de | traducció | ترجمة | ترجمة من |"
    " الأصل",
}  # fmt: skip
"""Each field's heads. The first field that a head fits counts; the first column of a field counts."""

_FILLING = (
    "the of a an is was name id nr no number and le la les de du des l d el los las del der die das des"
    " ім'я номер имя nom nombre nome nazwa imię nazwisko اسم"
)


def _words(head: str) -> tuple[str, ...]:
    bare = re.sub(r"\([^)]*\)|\[[^]]*\]", " ", head)
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", bare)  # interviewDate
    folded = unicodedata.normalize("NFKD", spaced.casefold().replace("’", "'").replace("ʼ", "'"))
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    return tuple(re.findall(r"[^\W_]+", plain))


def _loosely(words: Sequence[str]) -> frozenset[str]:
    left = frozenset(words) - _FILLED or frozenset(words)
    return frozenset(word[:_STEM] if _CYRILLIC.match(word) else word for word in left)


_STEM = 6
"""Letters of a Cyrillic word that are compared: its end says the case."""
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_FILLED = frozenset(word for filling in _FILLING.split() for word in _words(filling))
_EXACT = {
    words: field
    for field, heads in reversed(tuple(FIELDS.items()))
    for head in heads.split("|")
    if (words := _words(head))
}
_LOOSE = {_loosely(words): field for words, field in _EXACT.items()}


def field_of(head: str) -> str | None:
    """What a column with this head holds, or ``None``."""
    words = _words(head)
    if not words:
        return None
    return _EXACT.get(words) or _LOOSE.get(_loosely(words))


def columns(head: Sequence[str]) -> dict[int, str]:
    """What each column holds, by its place. A field is given by one column: the first."""
    found: dict[int, str] = {}
    for n, cell in enumerate(head):
        field = field_of(cell[:200])
        if field is not None and field not in found.values():
            found[n] = field
    return found
