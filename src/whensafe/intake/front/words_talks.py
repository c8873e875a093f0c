"""How a sentence at the head of a page says who spoke with whom, by language.

Entries are regular expressions, matched without regard to case between the names they join. To read a further
language, add its lines.
"""

from __future__ import annotations

from whensafe.intake.front.phrases import Phrases

ASKS_TELLER = Phrases(
    {
        "en": (
            "(?:interviews|interviewed|questions|questioned|visits|visited|asks|asked)",
            "listen(?:s|ed) to",
        ),
        "uk": ("(?:роз|за)?пит(?:ує|увала?|ав|ала)", "розпиту(?:є|вав|вала)"),
        "ru": ("(?:рас)?спрашива(?:ет|л|ла)", "расспроси(?:л|ла)"),
        "pl": ("(?:wy)?pyta(?:ł|ła)?",),
        "fr": ("(?:interroge|a interrogé|questionne|a questionné|interviewe|a interviewé)",),
        "es": ("(?:entrevista|entrevistó|pregunta|preguntó|interroga|interrogó) a",),
        "ca": ("(?:entrevista|va entrevistar|ha entrevistat)(?: a)?",),
        "de": ("(?:befragt|befragte|interviewt|interviewte)",),
        "ar": ("(?:حاور|حاورت|يحاور|تحاور)",),
    }
)
"""``A VERB B``: the first asks, the second tells."""

SPEAKS_WITH = Phrases(
    {
        "en": (
            "(?:talks?|talked|speaks?|spoke|spoke at length|sat down|chatted) (?:to|with)",
            "(?:met|meets)(?: with)?",
        ),
        "uk": (
            "(?:роз|по)мовля(?:в|ла|є|ли|ють) (?:зі?|із)",
            "(?:по)?говори(?:в|ла|ть|ли) (?:зі?|із)",
            "(?:по)?спілку(?:ється|вався|валася|валась) (?:зі?|із)",
            "зустрі(?:вся|лася) (?:зі?|із)",
        ),
        "ru": (
            "разговарива(?:ет|л|ла) со?",
            "(?:по)?говори(?:т|л|ла) со?",
            "(?:по)?бесед(?:ует|овал|овала) со?",
            "встрети(?:лся|лась) со?",
        ),
        "be": ("(?:размаўля(?:е|ў|ла)|гутар(?:ыць|ыў|ыла)) (?:з|са)",),
        "pl": ("(?:rozmawia(?:ł|ła)?|spotka(?:ł|ła) się|porozmawia(?:ł|ła)) ze?",),
        "fr": (
            "(?:s['’]entretient|s['’]est entretenue?|discute|a discuté|parle|a parlé|dialogue|converse) avec",
            "(?:rencontre|a rencontré)",
        ),
        "es": (
            "(?:conversa|conversó|habla|habló|dialoga|dialogó) con",
            "(?:charla|charló|platica|platicó) con",
        ),
        "ca": ("(?:conversa|parla|dialoga|va conversar|va parlar|ha parlat|ha conversat) amb",),
        "de": (
            "(?:spricht|sprach|redet|redete|unterhält sich|unterhielt sich|traf sich) mit",
            "hat mit",
            "traf",
        ),
        "ar": ("(?:يتحدث|تتحدث|تحدث|تحدثت) (?:مع|إلى)", "(?:التقت|التقى)"),
    }
)
"""``A VERB B``: as a rule the first asks, but for one whose trade is told ("A, watchmaker, speaks to B")."""

ASKING_TRADES = (
    r"journalis|reporter|periodista|журналіст|журналист|dziennikar|historian|історик|историк|historien|"
    r"historiador|histori[kc]|korrespond|correspond|redakt|redact|host|moderat|researcher"
)

TELLS_ASKER = Phrases(
    {
        "en": (
            "(?:answers|answered) (?:the )?questions (?:from|by|of|put by)",
            "(?:answers|answered) to",
            "(?:is |was )?(?:interviewed|questioned|asked) by",
            "(?:speaks|spoke|talks|talked) (?:here )?about .{3,60} (?:to|with)",
            "(?:tells|told)",
        ),
        "uk": ("відповіда(?:є|в|ла) на (?:за)?питання", "розпові(?:в|ла|дає|дав|дала)"),
        "ru": ("отвеча(?:ет|л|ла) на вопросы", "рассказ(?:ал|ала|ывает|ывала)"),
        "pl": ("odpowiada(?:ł|ła)? na pytania", "opowiada(?:ł|ła)?", "opowiedzia(?:ł|ła)"),
        "fr": (
            "(?:répond|répondait|a répondu) (?:ici )?aux questions (?:de|d['’])",
            "(?:répond|a répondu|raconte|a raconté|se confie|s['’]est confiée?|parle|a parlé) à",
        ),
        "es": (
            "(?:responde|respondió|contesta|contestó) (?:a )?(?:las )?preguntas de",
            "(?:responde|respondió|contesta|contestó|(?:le )?cuenta|(?:le )?contó|(?:le )?relató) a",
        ),
        "ca": (
            "(?:respon|va respondre|contesta) (?:a )?(?:les )?preguntes (?:de|d['’])",
            "(?:respon|va respondre|explica|va explicar|ho explica) a",
        ),
        "de": (
            "(?:beantwortet|beantwortete) (?:die )?fragen von",
            "(?:antwortet|antwortete|erzählt|erzählte|berichtet|berichtete)",
        ),
        "ar": ("(?:ي|ت)?(?:جيب|جيب عن أسئلة|تجيب عن أسئلة|يجيب عن أسئلة|يروي ل|تروي ل)",),
    }
)
"""``A VERB B``: the first tells, the second asks."""

TOGETHER = Phrases(
    {
        "en": ("(?:a )?(?:in )?(?:conversation|interview|dialogue) with",),
        "uk": ("у? ?розмові (?:зі?|із)",),
        "ru": ("в (?:беседе|разговоре) со?",),
        "pl": ("w rozmowie ze?",),
        "fr": ("(?:en conversation|en dialogue|dans un entretien|s['’]entretenant) avec",),
        "es": ("en (?:conversación|diálogo|entrevista) con",),
        "ca": ("en (?:conversa|diàleg) amb", "conversant amb"),
        "de": ("im (?:gespräch|interview|dialog) mit",),
        "ar": ("في (?:حوار|حديث|مقابلة) مع",),
    }
)
"""``A, a trade, TOGETHER B``: the one whose trade is told tells, as a rule the first."""

ASKED_AFTER = Phrases(
    {
        "en": (
            "(?:asked|asks) (?:him|her|them|the questions|about|how|what|why|when|where|whether)",
            "(?:talked|spoke|talks|speaks) (?:to|with) (?:him|her|them)",
            "(?:met|visited|interviewed|recorded|listened to) (?:him|her|them)",
        ),
        "uk": (
            "(?:роз|за)?пита(?:в|ла|є) (?:його|її|їх|про|як|чому|що)",
            "розпиту(?:вав|вала|є) (?:його|її|їх|про)",
            "(?:говори(?:в|ла|ть)|розмовля(?:в|ла|є)) (?:з (?:ним|нею|ними)|про)",
        ),
        "ru": (
            "(?:рас)?спр(?:осил|осила|ашивал|ашивала|ашивает) (?:его|её|ее|их|о|об|про|как|почему)",
            "(?:по)?говори(?:л|ла|т) с (?:ним|ней|ними)",
        ),
        "pl": (
            "(?:za|wy)?pyta(?:ł|ła)? (?:go|ją|ich|o|jak|dlaczego)",
            "rozmawia(?:ł|ła)? z (?:nim|nią|nimi)",
        ),
        "fr": (
            "(?:l['’]a|les a|l['’]avait) (?:rencontrée?s?|interrogée?s?|écoutée?s?)",
            "(?:l['’]a|les a|l['’]avait) (?:enregistrée?s?|interviewée?s?)",
            "l(?:ui|eur) a (?:demandé|posé)",
            "l(?:ui|eur) (?:demande|pose)",
            "l['’](?:interroge|a questionnée?|écoute)",
        ),
        "es": (
            "(?:le|les) (?:preguntó|pregunta|preguntaba)",
            "(?:la|lo|las|los) (?:entrevistó|entrevista|visitó|escuchó|grabó)",
            "(?:conversa|conversó|habló|habla) con (?:él|ella|ellos|ellas)",
        ),
        "ca": (
            "(?:li|els) (?:va preguntar|pregunta|ha preguntat)",
            "(?:l['’]|la |el )(?:va entrevistar|entrevista|ha entrevistat)",
            "(?:va parlar|parla|ha parlat) amb (?:ell|ella)",
        ),
        "de": (
            "(?:fragte|befragte|fragt|befragt|besuchte|traf|interviewte) (?:ihn|sie)",
            "(?:sprach|spricht|redete) mit (?:ihm|ihr|ihnen)",
            "hat (?:ihn|sie|mit ihm|mit ihr)",
        ),
        "ar": ("(?:حاورها|حاوره|حاورته|حاورتها|سألها|سأله|سألته|سألتها)",),
    }
)
"""``A ASKED_AFTER …``: who tells is called by a pronoun."""

REMEMBERS = Phrases(
    {
        "en": (
            "remembers",
            "recalls",
            "on",
            "tells",
            "talks about",
            "speaks about",
            "looks back",
            "testifies",
        ),
        "uk": ("про", "згадує", "пригадує", "розповідає", "розповіла?", "свідчить"),
        "ru": ("об?", "про", "вспоминает", "рассказывает", "рассказала?", "свидетельствует"),
        "pl": ("o", "wspomina", "opowiada", "pamięta"),
        "fr": ("raconte", "se souvient", "témoigne", "sur", "se rappelle"),
        "es": ("recuerda", "cuenta", "sobre", "habla de", "relata"),
        "ca": ("recorda", "explica", "sobre", "parla de"),
        "de": ("erinnert sich", "erzählt", "über", "berichtet"),
        "ar": ("يتذكر", "تتذكر", "يروي", "تروي", "يحكي", "تحكي"),
    }
)
"""After a full name that begins a title: it is who tells."""

TRADES = Phrases(
    {
        "uk": (
            (
                r"(?:пенсіонер|лікар|учител|вчител|медсестр|санітар|диктор|журналіст|шахтар|гончар|ткал|"
                r"художни|сторож|водій|рятувальни|лодочни|колгоспни|фельдшер|інженер|професор|капітан|"
                r"сержант|полковни|лейтенант|солдат|прокурор|адвокат|слідч|свід(?:ок|ка)|мешкан|жител|"
                r"сел(?:янин|янка)|пастух|мельни|коваль|кравчин|ветеран|доктор|історик|дослідни|волонтер|"
                r"ведуч|модератор|кореспондент)\w*"
            ),
        ),
        "ru": (
            (
                r"(?:пенсионер|врач|учител|медсестр|санитар|диктор|журналист|шахтёр|шахтер|художни|сторож|"
                r"водител|спасател|колхозни|фельдшер|инженер|профессор|капитан|сержант|полковни|лейтенант|"
                r"солдат|прокурор|адвокат|следовател|государственн\w+ обвинител|свидетел|жител|пастух|"
                r"кузнец|ветеран|доктор|историк|стрелочни|ведущ|модератор|корреспондент)\w*"
            ),
        ),
        "pl": (
            (
                r"(?:prokurator|adwokat|mecenas|świadek|sędzia|doktor|profesor|inżynier|kapitan|sierżant|"
                r"pułkownik|porucznik|lekarz|lekarka|nauczyciel|nauczycielka|pielęgniarka|górnik|"
                r"emerytka?|ksiądz|siostra|prowadząc[ay]|dziennikar(?:z|ka)|redaktor(?:ka)?)"
            ),
        ),
        "en": (
            (
                r"(?:commissioner|counsel|prosecutor|attorney|professor|captain|sergeant|colonel|"
                r"lieutenant|inspector|host|reporter|moderator|journalist|witness|pensioner|nurse|farmer|"
                r"historian|retired \w+|former \w+|father|sister)"
            ),
        ),
        "fr": (
            (
                r"(?:commissaire|procureur|avocate?|maître|professeure?|capitaine|sergent|colonel|"
                r"lieutenant|l['’]historienn?e?|témoin|père|sœur|journaliste|infirmière|l['’]institutrice|"
                r"l['’]ancienne? \w+)"
            ),
        ),
        "es": (
            (
                r"(?:comisionad[oa]|fiscal|abogad[oa]|licenciad[oa]|profesora?|capitán|sargento|coronel|"
                r"teniente|testigo|padre|hermana|comandante|ingenier[oa]|periodista)"
            ),
        ),
        "ca": (
            (
                r"(?:comissària?|fiscal|advocada?|professora?|capità|sergent|testimoni|pare|germana|"
                r"periodista)"
            ),
        ),
        "de": (
            (
                r"(?:staatsanwalt|staatsanwältin|rechtsanwalt|rechtsanwältin|professor(?:in)?|hauptmann|"
                r"oberst|leutnant|kommissar(?:in)?|zeuge|zeugin|rentner(?:in)?|pfarrer(?:in)?|"
                r"lehrer(?:in)?|ärztin|arzt|journalist(?:in)?|moderator(?:in)?|schwester)"
            ),
        ),
    }
)
"""A trade or an office before a name. It is no part of the name."""

KIN = frozenset(
    (
        "my", "our", "his", "her", "the", "mein", "meine", "unser", "unsere", "sein", "seine", "ihr",
        "ihre", "mon", "ma", "notre", "son", "sa", "mi", "su", "nuestro", "nuestra", "el", "la", "мій",
        "моя", "наш", "наша", "мой", "его", "её", "mój", "moja", "nasz", "nasza", "meu", "meva", "mother",
        "father", "grandmother", "grandfather", "grandma", "grandpa", "aunt", "uncle", "sister",
        "brother", "mutter", "vater", "oma", "opa", "tante", "onkel", "großmutter", "großvater", "mère",
        "père", "grand-mère", "grand-père", "oncle", "mamie", "papi", "madre", "padre", "abuela",
        "abuelo", "tía", "tío", "mare", "pare", "àvia", "avi", "tieta", "бабуся", "дідусь", "баба", "дід",
        "тітка", "дядько", "мама", "тато", "бабушка", "дедушка", "дед", "тётя", "дядя", "папа", "babcia",
        "dziadek", "ciocia", "wujek", "mama", "tata", "matka", "ojciec",
    )
)  # fmt: skip
"""Words for the family. With a given name after them they are no full name."""

HOUSES = Phrases(
    {
        "en": (
            "court",
            "tribunal",
            "commission",
            "committee",
            "university",
            "museum",
            "institute",
            "radio",
            "archive",
        ),
        "uk": ("суд", "трибунал", "комісія", "університет", "музей", "інститут", "радіо", "архів"),
        "ru": ("суд", "трибунал", "комиссия", "университет", "музей", "институт", "радио", "архив"),
        "pl": (
            "sąd",
            "trybunał",
            "komisja",
            "uniwersytet",
            "muzeum",
            "instytut",
            "radio",
            "archiwum",
            "urząd",
        ),
        "fr": ("cour", "tribunal", "commission", "université", "musée", "institut", "radio", "archives"),
        "es": ("corte", "tribunal", "comisión", "universidad", "museo", "instituto", "radio", "archivo"),
        "ca": ("tribunal", "comissió", "universitat", "museu", "institut", "ràdio", "arxiu"),
        "de": (r"\w*gericht", "kommission", "universität", "museum", "institut", "rundfunk", r"\w*archiv"),
    }
)
"""One of these among the words of a name: it is a house and no person."""
