"""How pages name who asks and who tells, by language. To read a further language, add its lines.

Entries are regular expressions, matched without regard to case.
"""

from __future__ import annotations

from whensafe.intake.front.phrases import Phrases

INTERVIEWER_BEFORE = Phrases(
    {
        "en": (
            "interview(?:ed)? (?:conducted )?by",
            "conversation (?:recorded|conducted) by",
            "questions by",
            "as told to",
            "recorded by",
            "interviewer:",
            "interview:",
            "questions from",
            "(?:the )?questions were (?:put|asked) by",
            "(?:recorded|taken down|collected) and (?:transcribed|edited|written down) by",
            "taken down by",
        ),
        "uk": (
            r"інтерв['’ʼ]ю(?: взял[аи]| взяв| провела?| провів|:)",
            "розмовля(?:в|ла|ли|є|ють):?",
            "спілкува(?:вся|лася|лась|лися):?",
            "розмову (?:вела?|вів|вели|провела|провів|записала|записав):?",
            "розпиту(?:вав|вала|вали|є):?",
            "записа(?:в|ла|ли):?",
            "(?:за)?пит(?:ував|увала|ав|ала|ує|ає):?",
            "розмова:",
            "(?:за)?питання ставить",
            "(?:ви)?слуха(?:в|ла):?",
            "(?:за)?нотува(?:в|ла):?",
            "(?:за)?питання:",
        ),
        "ru": (
            "бесед(?:овал[аи]?|ует):?",
            "интервью(?: взял[аи]?| провел[аи]?| провёл|:)",
            "разговарива(?:л|ла|ли|ет):?",
            "беседу в(?:ёл|ел|ела|ели):?",
            "записа(?:л|ла|ли):?",
            "(?:рас)?спрашива(?:л|ла|ли|ет):?",
            "поговорил[аи]?:?",
            "(?:вы)?слуша(?:л|ла):?",
            "вопросы(?: задава(?:л|ла)| зада(?:л|ла)|:)",
        ),
        "be": (
            "гутары(?:ў|ла|лі):?",
            "размаўля(?:ў|ла|лі):?",
            "запіса(?:ў|ла|лі):?",
            r"інтэрв['’ʼ]ю:",
        ),
        "pl": (
            "rozmawia(?:ł|ła|li|ły)?:?",
            "(?:wywiad|rozmowę) (?:przeprowadzi(?:ł|ła|li)|spisa(?:ł|ła)):?",
            "spisa(?:ł|ła):?",
            "(?:wy)?słucha(?:ł|ła):?",
            "(?:zapisa|zanotowa|nagra)(?:ł|ła):?",
            "pytania:",
            "rozmowę prowadz(?:i|ą|ił|iła|ili):?",
            "pytania zada(?:je|ją|wał|wała):?",
            "wywiad:",
        ),
        "fr": (
            r"entretien d(?:e\s|[’'])",
            "propos recueillis par",
            "(?:entretien|interview) (?:réalisée?|menée?|conduite?|recueillie?) par",
            "recueillis? par",
            "interviewée? par",
            "interview par",
            r"entretien\s?:",
            r"interview\s?:",
            "enregistrée? par",
            "(?:recueillie?|enregistrée?) et (?:transcrite?|mise? en forme|retranscrite?) par",
            r"questions\s?:",
        ),
        "es": (
            "(?:realizó|realizada) (?:la )?(?:entrevista )?por",
            "entrevista (?:realizada |hecha )?(?:de|por)",
            "entrevistad[oa] por",
            "entrevista:",
            "recogid[oa] por",
            "entrevistó:?",
            "grabad[oa] por",
            "preguntas(?: de|:)",
        ),
        "ca": (
            "l['’]entrevista",
            "entrevista (?:feta |realitzada )?(?:de|per)",
            "entrevistat(?:da)? per",
            "entrevistada per",
            "(?:recollit|gravat|enregistrat) per",
            "preguntes(?: de|:)",
            "entrevista:",
        ),
        "it": (
            "intervista (?:a cura )?di",
            "intervistat[oa] da",
            "intervista:",
        ),
        "pt": (
            "entrevista (?:de|por)",
            "entrevistad[oa] por",
            "entrevista:",
        ),
        "de": (
            "interview(?: geführt)? von",
            "interview:",
            "das (?:interview|gespräch) führten?:?",
            "(?:die )?fragen stellten?:?",
            "aufgezeichnet von",
            "(?:interview|gespräch) geführt von",
            "protokolliert von",
            "fragen:",
            "gesprächspartnerin:",
            "protokoll:",
            "gespräch:",
            "spr(?:ach|icht|achen|echen)",
            "befragte?",
        ),
        "ar": (
            r"حاور(?:ه|ته|ها|تها|هم|تهم)\s?:?",
            r"أجر(?:ى|ت) (?:الحوار|المقابلة|الحديث)(?: معه| معها)?\s?:?",
            r"(?:حوار|مقابلة)\s?:",
            r"(?:حوار|مقابلة|حديث) أجر(?:اه|ته|تها|اها)",
            r"التق(?:اه|ته|اها|تها)\s?:?",
        ),
    }
)
"""Before the name of the one who asked."""

AUTHOR_BEFORE = Phrases(
    {
        "en": (
            "(?:written |text |words |reported )?by",
            "author:",
            "text:",
        ),
        "uk": (
            "автор(?:ка)?:?",
            "текст:?",
        ),
        "ru": (
            "автор:?",
            "текст:?",
        ),
        "be": (
            "аўтар(?:ка)?:?",
            "тэкст:?",
        ),
        "pl": (
            "autor(?:ka)?:?",
            "tekst:?",
        ),
        "fr": (
            "(?:texte )?par",
            r"auteure?\s?:",
            r"texte\s?:",
        ),
        "es": (
            "por",
            "autor[a]?:",
            "texto:",
        ),
        "ca": (
            "per",
            "autora?:",
            "text:",
        ),
        "it": (
            "di",
            "autore:",
            "testo:",
        ),
        "pt": (
            "por",
            "autora?:",
            "texto:",
        ),
        "de": (
            "(?:text )?von",
            "autor(?:in)?:",
            "text:",
        ),
        "ar": (
            r"بقلم\s?:?",
            r"كتبت?\s?:",
            r"إعداد\s?:?",
            r"الكاتبة?\s?:",
        ),
    }
)
"""Before the name of the one who signs; which side that is, the rest must say."""

NARRATOR_BEFORE = Phrases(
    {
        "en": (
            "interview (?:with|of)",
            "(?:a )?conversation with",
            "(?:testimony|account|recollections|statement) (?:of|by)",
            "oral history (?:of|with)",
            "(?:examination|deposition|cross-examination) of",
            "(?:memories|memoirs|reminiscences) of",
            "(?:\\w+ )?questions (?:for|to)",
        ),
        "uk": (
            r"інтерв['’ʼ]ю (?:зі?|із)",
            "розмова (?:зі?|із)",
            "свідчення",
            "спогади?",
            "оповідь",
            "зустріч (?:зі?|із)",
            "розповідь",
        ),
        "ru": (
            "интервью со?",
            "(?:разговор|беседа) со?",
            "свидетельство",
            "рассказ",
            "показания",
            "воспоминания",
        ),
        "be": (
            r"інтэрв['’ʼ]ю (?:з|са)",
            "(?:размова|гутарка) (?:з|са)",
        ),
        "pl": (
            "wywiad z",
            "rozmowa ze",
            "wywiad ze",
            "rozmowa z",
            "opowieść",
            "świadectwo",
            "wspomnienia",
            "relacja",
        ),
        "fr": (
            "(?:entretien|interview|conversation|rencontre) (?:avec|de)",
            "(?:témoignage|souvenirs|mémoires) de",
        ),
        "es": (
            "entrevista (?:a|con)",
            "conversación con",
            "(?:testimonio|recuerdos|memorias) de",
            "encuentro con",
        ),
        "ca": (
            "entrevista (?:a|amb)",
            "conversa amb(?: la| el| en| na)?",
            "testimoni de",
        ),
        "it": (
            "intervista (?:a|con)",
            "testimonianza di",
        ),
        "pt": (
            "entrevista (?:a|com)",
            "testemunho de",
        ),
        "de": (
            "(?:interview|gespräch) mit",
            "(?:bericht|zeugnis|aussage|erinnerungen) von",
        ),
        "ar": (
            "(?:حوار|مقابلة|حديث) مع",
            "شهادة",
        ),
    }
)
"""Before the name of the one who tells, in a title or a header line."""

TELLS_BEFORE = Phrases(
    {
        "en": (
            "answers by",
            "answered by",
            "told by",
            "as told by",
            "narrated by",
            "on the line:",
        ),
        "uk": (
            "розповіда(?:є|ла|в)",
            "свідчить",
            "розповідь",
            "співрозмовни(?:к|ця) ?[—–-]",
        ),
        "ru": (
            "рассказыва(?:ет|ла|л)",
            "свидетельствует",
            "собеседни(?:к|ца) ?[—–-]",
        ),
        "be": ("распавядае",),
        "pl": (
            "opowiada(?:ł|ła)?",
            "mówi",
        ),
        "fr": (
            "raconté par",
            "récit de",
            "réponses de",
        ),
        "es": (
            "contado por",
            "relato de",
        ),
        "ca": (
            "explicat per",
            "relat de",
        ),
        "de": (
            "erzählt von",
            "es erzählt",
            "am apparat:?",
            "es antwortet",
        ),
        "ar": (
            "يرويها",
            "ترويها",
            "يروي",
            "تروي",
        ),
    }
)
"""Before the name of the one who tells, in a byline."""

BESIDE: dict[str, tuple[str, ...]] = {
    "en": (
        "with",
        "talked to",
        "talks to",
        "spoke to",
        "spoke with",
        "speaks to",
    ),
    "fr": ("avec",),
    "es": (
        "a",
        "con",
    ),
    "ca": (
        "a",
        "amb",
    ),
    "it": (
        "a",
        "con",
    ),
    "pt": (
        "a",
        "com",
    ),
    "de": ("mit",),
    "uk": (
        "з",
        "зі",
        "із",
    ),
    "ru": (
        "с",
        "со",
    ),
    "be": (
        "з",
        "са",
    ),
    "pl": (
        "z",
        "ze",
    ),
    "ar": ("مع",),
}
"""Between or before the two names of a byline: the one after it tells ("Entretien d’A avec B", "Mit B
sprach A").
"""

DECLINING = frozenset({"uk", "ru", "be", "pl"})
"""After the words above these write a name in a case that is not the one a person is called by."""

MY_NAME_IS = Phrases(
    {
        "en": ("my name is", "my name['’]s"),
        "uk": ("мене звати", "мене звуть", "моє ім['’ʼ]я"),
        "ru": ("меня зовут", "моё имя"),
        "be": ("мяне завуць",),
        "pl": ("nazywam się", "mam na imię"),
        "fr": ("je m['’]appelle", "mon nom est"),
        "es": ("me llamo", "mi nombre es"),
        "ca": ("em dic", "el meu nom és"),
        "it": ("mi chiamo",),
        "pt": ("meu nome é", "chamo-me"),
        "de": ("ich heiße", "mein name ist"),
        "ar": ("اسمي", "أنا اسمي"),
    }
)
"""Before the name that somebody gives themselves."""

I_NAME = Phrases(
    {
        "en": ("I",),
        "uk": ("я",),
        "ru": ("я",),
        "be": ("я",),
        "pl": ("ja",),
        "fr": (
            "je soussignée?",
            "moi",
        ),
        "es": ("yo",),
        "ca": ("jo",),
        "it": ("io",),
        "pt": ("eu",),
        "de": ("ich",),
        "ar": ("أنا",),
    }
)
"""``I, NAME, …`` opens a statement."""
