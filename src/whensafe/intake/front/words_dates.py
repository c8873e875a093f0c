"""What stands before a date and says what it is the date of, by language.

Entries are regular expressions, matched from the beginning of a word on. To read a further language, add
its lines.
"""

from __future__ import annotations

from whensafe.intake.front.phrases import Phrases

FIRST_PUBLISHED = Phrases(
    {
        "en": (
            "first published",
            "originally published",
            "original publication",
            "first appeared",
        ),
        "uk": (
            "вперше опублікован",
            "перша публікація",
            "уперше опублікован",
            "перше оприлюднення",
        ),
        "ru": (
            "впервые опубликован",
            "первая публикация",
            "первоначально опубликован",
        ),
        "be": ("упершыню апублікаван",),
        "pl": (
            "pierwotnie opublikowan",
            "pierwsza publikacja",
            "po raz pierwszy opublikowan",
        ),
        "fr": (
            "première publication",
            "première parution",
            "publiée? (?:initialement|pour la première fois)",
            r"d['’]abord publié",
        ),
        "es": (
            "publicad[oa] (?:originalmente|por primera vez)",
            "primera publicación",
        ),
        "ca": (
            "publicat(?:da)? (?:originalment|per primer cop)",
            "primera publicació",
        ),
        "it": (
            "pubblicat[oa] (?:originariamente|per la prima volta)",
            "prima pubblicazione",
        ),
        "pt": (
            "publicad[oa] (?:originalmente|pela primeira vez)",
            "primeira publicação",
        ),
        "de": (
            "erstveröffentlich",
            "zuerst (?:erschienen|veröffentlicht)",
            "erstmals (?:erschienen|veröffentlicht)",
            "ursprünglich erschienen",
        ),
        "ar": (
            "نُ?شر(?:ت)? (?:لأول|أول) مرة",
            "النشر الأول",
            "تاريخ النشر الأصلي",
        ),
    }
)

RECORDED = Phrases(
    {
        "en": (
            "recorded",
            "interviewed on",
            "interview (?:was )?(?:conducted|held|took place|recorded|date)",
            "conversation took place",
            "taped on",
            "date of (?:the )?interview",
            "(?:spoke|talked) (?:to us )?(?:on|to)",
        ),
        "uk": (
            "запис(?:ан|ал|ав)",
            "запис(?: розмови)?",
            "розмова (?:відбулася|відбулась)",
            "дата (?:запису|розмови)",
            "розмовляли",
        ),
        "ru": (
            "записа(?:н|л)",
            "запись",
            "разговор состоялся",
            "беседа состоялась",
            "дата (?:записи|беседы)",
        ),
        "be": (
            "запісан",
            "размова адбылася",
        ),
        "pl": (
            "nagran",
            "(?:rozmow[aęy]|wywiad) (?:odby|przeprowadzo)",
            "zarejestrowan",
        ),
        "fr": (
            "enregistré",
            "entretien (?:réalisé|a eu lieu|a été)",
            "recueilli(?:s|e|es)? le",
            "réalisée? le",
        ),
        "es": (
            "grabad",
            "entrevista (?:se realizó|realizada|tuvo lugar|hecha)",
        ),
        "ca": (
            "gravad",
            "enregistrat",
            "entrevista (?:feta|realitzada)",
        ),
        "it": (
            "registrat",
            "intervista (?:realizzata|si è svolta)",
        ),
        "pt": (
            "gravad",
            "entrevista (?:realizada|feita)",
        ),
        "de": (
            "aufgezeichnet",
            "aufgenommen",
            "gespräch (?:fand|wurde)",
            "interview (?:fand|wurde)",
            "geführt am",
            "aufnahme vom",
            "(?:gespräch|interview|telefonat) (?:vom|am)",
            "sprach am",
        ),
        "ar": (
            "سُ?جّ?ل(?:ت)?",
            "أُ?جري(?:ت)?",
            "تسجيل",
            "تاريخ المقابلة",
        ),
    }
)

CHANGED = Phrases(
    {
        "en": (
            "updated",
            "modified",
            "last edited",
            "revised",
            "accessed",
            "retrieved",
            "captured",
        ),
        "uk": (
            "оновлен",
            "змінен",
            "переглянуто",
        ),
        "ru": (
            "обновлен",
            "изменен",
            "обновлён",
            "изменён",
        ),
        "be": ("абноўлен",),
        "pl": (
            "zaktualizowan",
            "aktualizacja",
            "zmodyfikowan",
        ),
        "fr": (
            "mise? à jour",
            "modifié",
            "consulté",
        ),
        "es": (
            "actualizad",
            "modificad",
        ),
        "ca": (
            "actualitza",
            "modificat",
        ),
        "it": (
            "aggiornat",
            "modificat",
        ),
        "pt": (
            "atualizad",
            "modificad",
        ),
        "de": (
            "aktualisiert",
            "geändert",
            "stand",
        ),
        "ar": (
            "تحديث",
            "حُدّث",
            "آخر تعديل",
        ),
    }
)
"""Before a date that is none of the three."""

PUBLISHED = Phrases(
    {
        "en": (
            "published",
            "posted",
            "publication date",
        ),
        "uk": (
            "опублікован",
            "оприлюднен",
        ),
        "ru": ("опубликован",),
        "be": ("апублікаван",),
        "pl": (
            "opublikowan",
            "data publikacji",
        ),
        "fr": (
            "publié",
            "mise? en ligne",
            "parue?",
        ),
        "es": ("publicad",),
        "ca": ("publicat",),
        "it": ("pubblicat",),
        "pt": ("publicad",),
        "de": (
            "veröffentlicht",
            "erschienen",
        ),
        "ar": (
            "نُ?شر",
            "تاريخ النشر",
        ),
    }
)
