"""What stands before a date and says what it is the date of, by language.

Entries are regular expressions, matched from the beginning of a word on. To read a further language, add
its lines.
"""

from __future__ import annotations

from whensafe.intake.front.phrases import Phrases

FIRST_PUBLISHED = Phrases(
    {
        "en": (
            "first (?:printed|ran|came out)",
            "originally (?:printed|appeared|ran)",
            "reprinted from",
            "republished from",
            "first published",
            "originally published",
            "original publication",
            "first appeared",
        ),
        "uk": (
            "(?:вперше|уперше) (?:на)?друкован",
            "(?:вперше|уперше) (?:надруков|виданo|вийш|з['’ʼ]явил|оприлюдн|побачил)",
            "першодрук",
            "першопублікаці",
            "передруковано (?:з|із)",
            "вперше опублікован",
            "перша публікація",
            "уперше опублікован",
            "перше оприлюднення",
        ),
        "ru": (
            "впервые (?:на)?печатан",
            "впервые (?:вышл|издан|появил)",
            "первоначально (?:вышл|напечатан)",
            "перепечатано (?:из|с)",
            "впервые опубликован",
            "первая публикация",
            "первоначально опубликован",
        ),
        "be": ("упершыню апублікаван",),
        "pl": (
            "pierwodruk",
            r"przedruk (?:z|za)\b",
            "(?:po raz pierwszy|pierwotnie) (?:ukazał|wydrukowan|drukowan)",
            "(?:tekst|rozmowa|wywiad) ukazał",
            "pierwotnie opublikowan",
            "pierwsza publikacja",
            "po raz pierwszy opublikowan",
        ),
        "fr": (
            "d['’]abord paru",
            "(?:paru|publié|imprimé)e? (?:d['’]abord|initialement|à l['’]origine|pour la première fois)",
            "initialement (?:paru|publié)",
            r"repris (?:de|du)\b",
            "première publication",
            "première parution",
            "publiée? (?:initialement|pour la première fois)",
            r"d['’]abord publié",
        ),
        "es": (
            "(?:apareció|aparecid[oa]|salió|impres[oa]) (?:originalmente|por primera vez)",
            "(?:originalmente|por primera vez) (?:publicad|aparecid|apareci)",
            r"reproducid[oa] de\b",
            "publicad[oa] (?:originalmente|por primera vez)",
            "primera publicación",
        ),
        "ca": (
            (
                "(?:aparegu(?:t|da)|va aparèixer|va sortir|sortit) (?:originalment|"
                "originàriament|per primer(?:a)? (?:cop|vegada))"
            ),
            "publica(?:t|da) (?:originàriament|per primera vegada|inicialment)",
            r"reproduït de\b",
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
            "erschien(?:en)? (?:zuerst|erstmals|ursprünglich)",
            "erstdruck",
            "erstabdruck",
            "erstmals (?:gedruckt|abgedruckt|publiziert)",
            "zuerst (?:gedruckt|abgedruckt|publiziert)",
            "(?:ursprünglich|erstmalig) (?:erschienen|veröffentlicht|abgedruckt)",
            "nachdruck aus",
            "erstveröffentlich",
            "zuerst (?:erschienen|veröffentlicht)",
            "erstmals (?:erschienen|veröffentlicht)",
            "ursprünglich erschienen",
        ),
        "ar": (
            "(?:نُ?شر|نُ?شرت|ظهر|ظهرت) (?:أولًا|أولا|أوّلًا|للمرة الأولى|لأوّل مرّة|لأوّل مرة)",
            "نشر أول",
            "نُ?شر(?:ت)? (?:لأول|أول) مرة",
            "النشر الأول",
            "تاريخ النشر الأصلي",
        ),
    }
)

RECORDED = Phrases(
    {
        "en": (
            "interview (?:was )?(?:done|given|made)",
            "conversation (?:was )?(?:held|recorded|conducted)",
            "testimony (?:was )?(?:given|taken|recorded)",
            r"(?:tape|cassette|reel) \d+",
            "recorded",
            "interviewed on",
            "interview (?:was )?(?:conducted|held|took place|recorded|date)",
            "conversation took place",
            "taped on",
            "date of (?:the )?interview",
            "(?:spoke|talked) (?:to us )?(?:on|to)",
        ),
        "uk": (
            "інтерв['’ʼ]ю (?:відбул|записан|проведен|взят)",
            "розмов[ауи] (?:записан|проведен|тривала|відбувал)",
            "зустріч відбул",
            "свідчення (?:записан|взят)",
            r"(?:касета|плівка) \d+",
            "запис(?:ан|ал|ав)",
            "запис(?: розмови)?",
            "розмова (?:відбулася|відбулась)",
            "дата (?:запису|розмови)",
            "розмовляли",
        ),
        "ru": (
            "интервью (?:состоялось|взято|проведено|проходило|дано)",
            "(?:беседа|разговор|встреча) (?:прош|проведен|записан|состоял)",
            "свидетельство записан",
            r"(?:кассета|плёнка|пленка) \d+",
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
            "(?:rozmow[aęy]|wywiad|spotkanie) (?:odby|przeprowadz|nagran|zarejestrowan|miał)",
            "spisan",
            "relacj[aęi] (?:nagran|złożon|spisan)",
            r"(?:kaseta|taśma) \d+",
            "nagran",
            "(?:rozmow[aęy]|wywiad) (?:odby|przeprowadzo)",
            "zarejestrowan",
        ),
        "fr": (
            (
                "(?:entretien|interview|conversation|rencontre|témoignage) (?:réalisée?|"
                "a eu lieu|a été|s['’]est (?:tenue?|déroulée?)|enregistrée?|recueillie?)"
            ),
            r"(?:bande|cassette) (?:n° ?)?\d+",
            "enregistré",
            "entretien (?:réalisé|a eu lieu|a été)",
            "recueilli(?:s|e|es)? le",
            "réalisée? le",
        ),
        "es": (
            (
                "(?:entrevista|conversación|charla|encuentro|testimonio) (?:se (?:realizó|"
                "celebró|grabó|mantuvo|llevó)|realizad[oa]|tuvo lugar|hech[oa]|grabad[oa]|"
                "recogid[oa]|tomad[oa]|fue)"
            ),
            r"(?:cinta|casete) (?:n\.?º ?)?\d+",
            "grabad",
            "entrevista (?:se realizó|realizada|tuvo lugar|hecha)",
        ),
        "ca": (
            (
                "(?:entrevista|conversa|trobada|testimoni) (?:va tenir lloc|es va (?:fer|gravar|"
                "celebrar|mantenir)|feta|fet|realitzada|enregistra(?:da|t)|gravada|recollit|va ser)"
            ),
            r"(?:cinta|casset) \d+",
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
            "(?:gespräch|interview|treffen|befragung|unterhaltung) (?:fand|wurde|führte|entstand)",
            r"(?:tonband|kassette) \d+",
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
            "(?:جرت|جرى|تمّ?ت?|أُ?قيمت?) (?:المقابلة|الحوار|اللقاء|الحديث|هذه المقابلة|هذا الحوار|هذا اللقاء)",
            r"(?:شريط|الشريط) [\d٠-٩]+",
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
            "appeared (?:in|on)",
            "printed in",
            "published",
            "posted",
            "publication date",
        ),
        "uk": (
            "надрукован",
            "вийшл",
            "опублікован",
            "оприлюднен",
        ),
        "ru": (
            "напечатан",
            "опубликован",
        ),
        "be": ("апублікаван",),
        "pl": (
            "ukazał",
            "wydrukowan",
            "opublikowan",
            "data publikacji",
        ),
        "fr": (
            "paru",
            "publié",
            "mise? en ligne",
            "parue?",
        ),
        "es": (
            "aparecid[oa] en",
            "publicad",
        ),
        "ca": (
            "aparegu(?:t|da)",
            "publicat",
        ),
        "it": ("pubblicat",),
        "pt": ("publicad",),
        "de": (
            "abgedruckt",
            "gedruckt in",
            "veröffentlicht",
            "erschienen",
        ),
        "ar": (
            "نُ?شر",
            "تاريخ النشر",
        ),
    }
)

MET = Phrases(
    {
        "en": (
            "met (?:with )?(?:him|her|them|me|us)",
            "(?:spoke|talked) (?:to|with)",
            "sat down with",
            "visited",
        ),
        "uk": (r"розмовля(?:в|ла|ли)", r"зустрі(?:в|ла)\w*", r"поспілкува(?:в|ла)\w*", r"записа(?:в|ла|ли)"),
        "ru": (r"беседова(?:л|ла|ли)", r"разговарива(?:л|ла)", r"встрети(?:л|ла)\w*", r"записа(?:л|ла|ли)"),
        "pl": (
            r"rozmawia(?:ł|ła|li)",
            r"spotka(?:ł|ła)\w*",
            r"przeprowadzi(?:ł|ła)",
            "wysłuchała?",
            "spisała?",
        ),
        "fr": (
            r"(?:l['’])?a rencontrée?s?",
            r"s['’]est entretenue?",
            r"l['’]a (?:interrogée?|interviewée?|écoutée?)",
            "recueillis?",
        ),
        "es": (
            "(?:la|lo|le|les|los|las) entrevistó",
            "conversó",
            "habló con",
            "se reunió",
            "la visitó",
            "lo visitó",
        ),
        "ca": ("(?:la|el|el|els|les|hi|l['’]) ?va (?:entrevistar|trobar|visitar)", "va (?:parlar|conversar)"),
        "de": (
            "(?:sprach|traf|befragte|besuchte|interviewte|unterhielt)",
            "gespräch führte",
            "interview führte",
        ),
        "ar": ("أجر(?:ى|ت|ته|اه|تها|اها)", "التق(?:ى|ت|يت|اها|اه|تها|ته)", "حاور(?:ت|ه|ها|ته|تها)?"),
    }
)
"""That somebody asked somebody; with a place or a day, when."""
