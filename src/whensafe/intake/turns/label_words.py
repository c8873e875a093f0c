"""The words that say who speaks, by language. To read a further language, add its lines."""

from __future__ import annotations

SIDES = (
    # language, letters of the question, letters of the answer
    ("en", ("Q", "Question"), ("A", "Answer")),
    ("uk", ("П", "З", "Пит", "Питання", "Запитання"), ("В", "Відп", "Відповідь")),
    ("ru", ("В", "Вопрос"), ("О", "Ответ")),
    ("be", ("П", "Пытанне"), ("А", "Адказ")),
    ("pl", ("P", "Pyt", "Pytanie"), ("O", "Odp", "Odpowiedź")),
    ("fr", ("Q", "Question"), ("R", "Réponse")),
    ("es", ("P", "Pregunta"), ("R", "Respuesta")),
    ("ca", ("P", "Pregunta"), ("R", "Resposta")),
    ("it", ("D", "Domanda"), ("R", "Risposta")),
    ("pt", ("P", "Pergunta"), ("R", "Resposta")),
    ("de", ("F", "Frage"), ("A", "Antwort")),
    ("ar", ("س", "سؤال", "السؤال"), ("ج", "جواب", "الجواب")),
)
"""`Q:` and `A:`. One letter can ask in one language and answer in another: a document uses one pair."""

READ_ALIKE = {
    "Q": ("0", "O", "О", "G", "Ω"), "A": ("А", "4"), "О": ("0", "O"), "O": ("0", "О"), "В": ("B", "8"), "П": ("N",), "З": ("3",),
    "P": ("Р",), "R": (), "F": (), "D": ("О",), "س": (), "ج": ("ح", "خ"),
}  # fmt: skip
"""What a scan makes of the letters above."""

ROLES: dict[str, dict[str, tuple[str, ...]]] = {
    "interviewer": {
        "en": ("interviewer", "question", "reporter", "journalist", "examiner", "host", "moderator", "int", "commission", "q", "counsel", "prosecutor"),
        "uk": ("інтерв'юер", "інтерв'юерка", "питання", "запитання", "журналіст", "журналістка", "кореспондент", "кореспондентка", "ведучий", "ведуча", "прокурор", "інт"),
        "ru": ("интервьюер", "вопрос", "журналист", "журналистка", "корреспондент", "корреспондентка", "ведущий", "ведущая", "прокурор", "корр", "инт"),
        "be": ("інтэрв'юер", "пытанне", "журналіст", "журналістка", "карэспандэнт"),
        "pl": ("dziennikarz", "dziennikarka", "pytanie", "prowadzący", "prowadząca", "prokurator"),
        "fr": ("intervieweur", "intervieweuse", "question", "journaliste", "enquêteur", "enquêtrice", "procureur"),
        "es": ("entrevistador", "entrevistadora", "pregunta", "periodista", "fiscal"),
        "ca": ("entrevistador", "entrevistadora", "pregunta", "periodista"),
        "it": ("intervistatore", "intervistatrice", "domanda", "giornalista"),
        "pt": ("entrevistador", "entrevistadora", "pergunta", "jornalista"),
        "de": ("interviewer", "interviewerin", "frage", "journalist", "journalistin", "fragesteller", "fragestellerin", "staatsanwalt", "staatsanwältin"),
        "ar": ("سؤال", "السؤال", "المحاور", "المحاورة", "الصحفي", "الصحفية", "المذيع"),
    },
    "narrator": {
        "en": ("narrator", "answer", "interviewee", "witness", "the witness", "respondent", "informant", "a"),
        "uk": ("відповідь", "оповідач", "оповідачка", "свідок", "респондент", "респондентка"),
        "ru": ("ответ", "рассказчик", "рассказчица", "свидетель", "респондент", "респондентка"),
        "be": ("адказ", "сведка"), "pl": ("odpowiedź", "świadek", "rozmówca", "rozmówczyni"),
        "fr": ("réponse", "témoin", "le témoin", "interviewé", "interviewée"), "es": ("respuesta", "testigo", "entrevistado", "entrevistada"),
        "ca": ("resposta", "testimoni", "entrevistat", "entrevistada"), "it": ("risposta", "testimone", "intervistato", "intervistata"),
        "pt": ("resposta", "testemunha", "entrevistado", "entrevistada"), "de": ("antwort", "zeuge", "zeugin", "befragter", "befragte", "interviewter", "interviewte"),
        "ar": ("جواب", "الجواب", "الشاهد", "الشاهدة", "الضيف", "الضيفة"),
    },
    "interpreter": {
        "en": ("interpreter", "the interpreter", "translator"), "uk": ("перекладач", "перекладачка"), "ru": ("переводчик", "переводчица"),
        "be": ("перакладчык", "перакладчыца"), "pl": ("tłumacz", "tłumaczka"), "fr": ("interprète", "l'interprète"), "es": ("intérprete",),
        "ca": ("intèrpret",), "it": ("interprete",), "pt": ("intérprete",), "de": ("dolmetscher", "dolmetscherin"), "ar": ("المترجم", "المترجمة"),
    },
    "present": {
        "en": ("the court", "judge", "court", "president", "the president", "the clerk", "clerk", "registrar", "court reporter", "bailiff", "the chairman", "chairman", "usher", "the chair", "chair", "the presiding judge", "presiding judge", "commissioner"),
        "uk": ("суддя", "суд", "головуючий", "головуюча", "секретар", "адвокат", "захисник"), "ru": ("судья", "суд", "председательствующий", "секретарь", "адвокат", "защитник"),
        "pl": ("sędzia", "przewodniczący", "obrońca"), "fr": ("le président", "la présidente", "juge", "le juge", "greffier"), "es": ("juez", "jueza", "presidente", "secretario"),
        "de": ("richter", "richterin", "vorsitzender", "vorsitzende", "protokollführer"), "ar": ("القاضي", "الرئيس"),
    },
}  # fmt: skip
"""A label that says a role instead of a name. The apostrophe stands for all of its forms."""

UNNAMED: dict[str, tuple[str, ...]] = {
    "en": ("unidentified", "unknown", "unnamed", "woman", "man", "voice", "female", "male", "speaker", "girl", "boy", "child", "husband", "wife", "son", "daughter", "neighbour",
           "neighbor", "mother", "father", "sister", "brother"),
    "uk": ("невідом", "жінка", "чоловік", "голос", "неназван", "дитина", "сусід", "сусідка", "мовець", "донька", "син", "дружина"),
    "ru": ("неизвестн", "женщина", "мужчина", "голос", "неназванн", "ребёнок", "сосед", "соседка", "говорящий", "дочь", "сын", "жена", "муж"),
    "be": ("невядом", "жанчына", "мужчына", "голас"), "pl": ("nieznan", "kobieta", "mężczyzna", "głos", "niezidentyfikowan"),
    "fr": ("inconnu", "femme", "homme", "voix", "non identifié", "voisin", "voisine"), "es": ("desconocid", "mujer", "hombre", "voz", "no identificad", "vecin"),
    "ca": ("desconegu", "dona", "home", "veu"), "it": ("sconosciut", "donna", "uomo", "voce"), "pt": ("desconhecid", "mulher", "homem", "voz"),
    "de": ("unbekannt", "frau", "mann", "stimme", "nicht identifiziert", "nachbar", "nachbarin", "sprecher"), "ar": ("مجهول", "امرأة", "رجل", "صوت"),
}  # fmt: skip
"""Words (or their beginnings) of a label that describes a speaker without naming them."""

NEVER: dict[str, tuple[str, ...]] = {
    "en": ("note", "notes", "editor's note", "source", "photo", "photos", "image", "read also", "see also", "read more", "related", "warning", "update", "tags", "tag", "ps", "p.s",
           "subscribe", "share", "video", "audio", "listen", "watch", "url", "http", "https", "e-mail", "email", "tel", "phone", "address", "page", "date", "place", "location",
           "language", "title", "recording", "file", "tape", "transcribed by", "translation", "copyright", "caption", "credit", "published", "example", "correction", "more", "exhibit",
           "he said", "she said", "they said", "i said", "he asked", "she asked", "and he said", "i asked"),
    "uk": ("примітка", "джерело", "фото", "читайте також", "увага", "теги", "відео", "переклад", "дата", "місце", "мова", "від редакції", "довідка", "оновлено"),
    "ru": ("примечание", "источник", "фото", "читайте также", "внимание", "теги", "видео", "перевод", "дата", "место", "язык", "от редакции", "справка", "обновлено"),
    "be": ("заўвага", "крыніца", "фота", "дата"), "pl": ("uwaga", "źródło", "fot", "zdjęcie", "data", "miejsce", "tagi", "tłumaczenie", "czytaj też"),
    "fr": ("note", "source", "photo", "à lire", "lire aussi", "attention", "date", "lieu", "traduction", "vidéo", "ndlr", "mots-clés"),
    "es": ("nota", "fuente", "foto", "lea también", "fecha", "lugar", "traducción", "etiquetas"), "ca": ("nota", "font", "foto", "data", "lloc"),
    "it": ("nota", "fonte", "foto", "data", "luogo"), "pt": ("nota", "fonte", "foto", "data", "local"),
    "de": ("anmerkung", "hinweis", "quelle", "foto", "lesen sie auch", "datum", "ort", "übersetzung", "transkription", "schlagwörter", "redaktion"),
    "ar": ("ملاحظة", "المصدر", "صورة", "اقرأ أيضًا", "التاريخ", "المكان", "ترجمة"),
}  # fmt: skip
"""What stands before a colon and is nobody."""

EXAMINED_BY: dict[str, tuple[str, ...]] = {
    "en": (r"(?:(?:direct|cross|re-?direct|re-?cross|further|chief)[- ]?)*examin(?:ed|ation)(?: in chief| continued)?(?: \(continued\))? by", r"questioned by", r"by (?=(?:mr|mrs|ms|dr|counsel)\b)"),
    "uk": (r"допит(?:ує|ував|увала|уют)\w*", r"питання ставить"), "ru": (r"допрашива(?:ет|л|ла|ют)", r"вопросы задаёт"),
    "fr": (r"interrog(?:é|ée|atoire) par", r"contre-interrog(?:é|ée|atoire) par"), "es": (r"interrogad[oa] por", r"interrogatorio de"),
    "de": (r"befragt von", r"befragung durch", r"vernommen (?:von|durch)"), "pl": (r"przesłuch\w+ przez",), "ar": (r"استجوب(?:ه|ته|ها|تها)",),
}  # fmt: skip
"""A line of a court transcript after which another person asks."""

WITNESS_CALLED: dict[str, tuple[str, ...]] = {
    "en": (r"witness\s?:", r"examination of", r"testimony of", r"the witness,?"), "uk": (r"свідок\s?:?",), "ru": (r"свидетель\s?:?",), "fr": (r"témoin\s?:",), "es": (r"testigo\s?:",),
    "de": (r"zeug(?:e|in)\s?:",), "pl": (r"świadek\s?:",), "ar": (r"الشاهدة?\s?:",),
}  # fmt: skip

SWORN: dict[str, tuple[str, ...]] = {
    "en": (r",?\s*(?:having been |being |was )?(?:first |duly )*(?:sworn|affirmed|called)",), "fr": (r",?\s*(?:ayant )?prêté serment", r",?\s*assermentée?"), "es": (r",?\s*juramentad[oa]",),
    "de": (r",?\s*vereidigt",),
}  # fmt: skip
"""After the name of a witness."""

RECORDING_NOTES: dict[str, tuple[str, ...]] = {
    "en": (r"end of (?:side|tape|recording|interview|transcript|file|part|disc|reel|session|audio)\b.{0,20}", r"(?:begin(?:ning)? of )?(?:side|tape|part|disc|reel) (?:\d+|[a-d]|one|two|three)\b.{0,20}",
           r"(?:recording|tape|audio|interview|transcript) (?:ends?|begins?|starts?|stops?)\b.{0,20}", r"page \d+(?: of \d+)?", r"the end", r"end"),
    "uk": (r"кінець (?:запису|касети|інтерв.ю|сторони|розмови)\b.{0,20}", r"початок запису.{0,20}"), "ru": (r"конец (?:записи|кассеты|интервью|стороны|беседы)\b.{0,20}", r"начало записи.{0,20}"),
    "fr": (r"fin (?:de l.enregistrement|de la bande|de l.entretien|de la cassette)\b.{0,20}",), "es": (r"fin de (?:la grabación|la entrevista|la cinta)\b.{0,20}",),
    "de": (r"ende (?:der aufnahme|des interviews|des bandes|des gesprächs|der seite)\b.{0,20}",), "pl": (r"koniec (?:nagrania|wywiadu|taśmy|rozmowy)\b.{0,20}",), "ar": (r"نهاية (?:التسجيل|المقابلة|الشريط)\b.{0,20}",),
}  # fmt: skip
"""A transcriber's line about the recording, which nobody said."""
