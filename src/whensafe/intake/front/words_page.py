"""What a page says of itself: its source, its comments, that there is no transcript; and its class names.

Entries are regular expressions, matched without regard to case. To read a further language, add its lines.
"""

from __future__ import annotations

from whensafe.intake.front.phrases import Phrases

SOURCE_BEFORE = Phrases(
    {
        "en": (
            "(?:first|originally) (?:printed|ran|came out) (?:in|by|on)",
            (
                "(?:we )?(?:reprint|republish)(?:ed)? (?:here )?(?:from|"
                "with (?:the )?(?:kind )?permission (?:of|from))"
            ),
            (
                "this (?:conversation|testimony|text|piece) (?:was )?(?:first |"
                "originally )?(?:published|printed|appeared) (?:in|on|by)"
            ),
            r"source\s?:",
            "(?:first|originally) (?:published|appeared) (?:in|by|on|at)",
            "(?:reprinted|republished|taken) from",
            r"original\s?:",
            "this (?:article|interview) (?:was )?(?:first |originally )?(?:published|appeared) (?:in|on|by)",
            r"p\.\s?-?s\.",
            "you can find the (?:original )?(?:version|interview)",
            "read the original",
            "available at",
            r"url\s?:",
            r"link\s?:",
        ),
        "uk": (
            "передруковано (?:з|із)",
            (
                "(?:вперше|уперше) (?:опубліковано|надруковано|оприлюднено|видано|вийшло|"
                "з['’ʼ]явилося)(?: (?:в|у|на))?"
            ),
            "перша публікація",
            "першодрук",
            "першопублікація",
            "передруковано (?:з|із)",
            "передрук (?:з|із)",
            r"джерело\s?:",
            r"першоджерело\s?:",
            "вперше опубліковано (?:в|у|на)",
            r"оригінал\s?:",
            r"посилання\s?:",
        ),
        "ru": (
            "впервые (?:опубликовано?|напечатано?|издано|вышло)(?: (?:в|во|на))?",
            "первая публикация",
            "перепечатано (?:из|с)",
            r"перепечатка (?:из|с)\b",
            r"источник\s?:",
            "впервые опубликовано (?:в|на)",
            r"оригинал\s?:",
            r"первоисточник\s?:",
            r"ссылка\s?:",
        ),
        "be": (r"крыніца\s?:",),
        "pl": (
            "pierwodruk",
            "pierwsza publikacja",
            r"przedruk (?:z|za)\b",
            r"po raz pierwszy (?:opublikowan\w+|ukazał\w*(?: się)?|drukowan\w+) (?:w|na)",
            r"(?:tekst|rozmowa|wywiad) (?:ukazał\w* się|opublikowan\w+) (?:pierwotnie )?(?:w|na)",
            r"źródło\s?:",
            r"pierwotnie opublikowan\w+ (?:w|na)",
        ),
        "fr": (
            "(?:paru|publiée?) (?:d['’]abord |initialement )?(?:dans|sur)",
            (
                "(?:article|entretien|interview|texte|témoignage) (?:paru|"
                "publié)e? (?:initialement |d['’]abord )?(?:dans|sur|par)"
            ),
            "première (?:publication|parution)(?: dans| sur)?",
            "(?:initialement|d['’]abord) (?:paru|publié)e? (?:dans|sur)",
            r"(?:repris|reproduit) (?:de|du)\b",
            r"source\s?:",
            "(?:paru|publié) (?:initialement )?(?:dans|sur)",
            r"article original\s?:",
            r"p\.\s?-\s?s\.",
            r"lien\s?:",
        ),
        "es": (
            "(?:originalmente|por primera vez) (?:publicad[oa]|aparecid[oa]) en",
            "(?:publicad[oa]|apareci(?:d[oa]|ó)) (?:originalmente|por primera vez) en",
            "primera publicación(?: en)?",
            (
                "(?:artículo|entrevista|texto|testimonio) (?:publicad|"
                "aparecid)[oa] (?:originalmente |por primera vez )?en"
            ),
            r"reproducid[oa] de\b",
            r"fuente\s?:",
            "publicado originalmente en",
            r"original\s?:",
            r"p\.\s?d\.",
        ),
        "ca": (
            (
                r"(?:publica(?:t|da)|aparegu(?:t|da)|va aparèixer) (?:originalment|originàriament|"
                r"inicialment|per primera? (?:cop|vegada)) (?:a|en)\b"
            ),
            "primera publicació(?: a)?",
            r"(?:article|entrevista|text) (?:publica(?:t|da)|aparegu(?:t|da)) (?:originalment )?a\b",
            r"font\s?:",
            "publicat originalment a",
            r"original\s?:",
        ),
        "it": (r"fonte\s?:",),
        "pt": (
            r"fonte\s?:",
            "publicado originalmente em",
        ),
        "de": (
            "erschien(?:en)? (?:zuerst|erstmals|ursprünglich) (?:in|bei|auf)",
            "erst(?:ab)?druck(?: in)?",
            "erstmals (?:erschienen|veröffentlicht|gedruckt|abgedruckt|publiziert) (?:in|bei|auf)",
            "zuerst (?:gedruckt|abgedruckt|publiziert) in",
            "ursprünglich (?:erschienen|veröffentlicht) (?:in|bei|auf)",
            "nachdruck aus",
            "erstveröffentlichung",
            r"quelle\s?:",
            "zuerst (?:erschienen|veröffentlicht) (?:in|bei|auf)",
            "erstveröffentlichung (?:in|bei)",
            r"original\s?:",
        ),
        "ar": (
            "(?:نُ?شرت?|ظهرت?) (?:أولًا|أولا|أوّلًا|للمرة الأولى|لأول مرة|لأوّل مرة|لأوّل مرّة)(?: في)?",
            "النشر الأول(?: في)?",
            "نقلًا عن",
            "نقلا عن",
            r"المصدر\s?:",
            "نُ?شر(?:ت)? (?:لأول مرة )?في",
            r"الرابط\s?:",
        ),
    }
)
"""Before the name or address of where it was first published."""

MEDIUM = Phrases(
    {
        "en": (
            r"(?:the |an? )?(?:online |literary )?(?:weekly|monthly|quarterly|daily)",
            r"(?:the |an? )?(?:online |literary )?(?:magazine|newspaper|journal)",
            r"(?:the |an? )?(?:review|website|site|blog|newsletter|bulletin|anthology)",
        ),
        "fr": (
            r"(?:l[ae] |l['’]|les )?(?:mensuel|hebdomadaire|quotidien|trimestriel|revue|journal|magazine)",
            r"(?:l[ae] |l['’])?(?:gazette|bulletin|site|blog|recueil)",
        ),
        "es": (r"(?:el |la )?(?:revista|diario|periódico|semanario|mensuario|boletín|web|sitio|blog)",),
        "ca": (r"(?:el |la |l['’])?(?:revista|diari|setmanari|butlletí|web|mensual|bloc)",),
        "de": (
            r"(?:in )?(?:der |dem |die |das )?(?:wochen|monats|tages|vierteljahres)?(?:zeitschrift|zeitung)",
            r"(?:im |dem |das )?(?:magazin|wochenblatt|monatsblatt|blatt|jahrbuch|heft)",
        ),
        "pl": (
            r"(?:miesięczni|tygodni|dwutygodni|kwartalni|dzienni|roczni)\w+",
            r"(?:gaze(?:ta|cie|ty)|czasopi\w+|piśmie|magazyn\w*|portal\w*)",
        ),
        "uk": (
            r"(?:газет|журнал|часопис|тижневик|щотижневик|місячник|щомісячник|альманах|видан|портал|сайт)\w*",
        ),
        "ru": (r"(?:газет|журнал|еженедельник|ежемесячник|альманах|издани|портал|сайт)\w*",),
        "ar": (r"(?:مجلة|مجلّة|صحيفة|جريدة|موقع|شهرية|فصلية|أسبوعية|نشرة)",),
    }
)
"""What is printed or kept, before its name."""

COMMENTS = Phrases(
    {
        "en": (
            "what (?:our )?readers say",
            "readers['’] (?:comments|letters)",
            r"comments?(?: \(\d+\))?",
            r"\d+ comments?",
            "leave a (?:comment|reply)",
            "discussion",
        ),
        "uk": (
            "що кажуть читачі",
            "відгуки(?: читачів)?",
            r"коментарі(?: \(\d+\))?",
        ),
        "ru": (
            "что говорят читатели",
            "отзывы(?: читателей)?",
            r"комментарии(?: \(\d+\))?",
        ),
        "be": ("каментары",),
        "pl": (
            "co mówią czytelnicy",
            r"komentarze(?: \(\d+\))?",
        ),
        "fr": (
            "vos réactions",
            "répondre à cet article",
            "réactions",
            "laisser un commentaire",
            r"(?:\d+ )?commentaires?(?: \(\d+\))?",
        ),
        "es": (
            "qué dicen los lectores",
            "deja un comentario",
            "comentarios de los lectores",
            r"comentarios(?: \(\d+\))?",
        ),
        "ca": (
            "deixa un comentari",
            "què en diuen els lectors",
            "comentaris",
        ),
        "it": ("commenti",),
        "pt": ("comentários",),
        "de": (
            "leserstimmen",
            "das sagen (?:unsere )?leser(?:innen)?",
            "kommentar schreiben",
            r"kommentare(?: \(\d+\))?",
        ),
        "ar": (
            "ماذا يقول القراء",
            "آراء القراء",
            "اترك تعليقًا",
            "التعليقات",
            "تعليقات",
        ),
    }
)
"""A heading after which readers speak, not the narrator."""

BOX = Phrases(
    {
        "en": (
            r"about (?:this|the) (?:series|project|author|interview|interviewer|podcast)",
            r"bio(?:graphy)?",
            r"(?:key )?facts",
            r"timeline",
            r"background",
            r"at a glance",
        ),
        "uk": ("довідка", "біографія", "про про[єе]кт", "про авторк?[ау]?", "хто це", "контекст"),
        "ru": ("справка", "биография", "о проекте", "об авторе", "контекст"),
        "pl": ("sylwetka", "biogram", "o autor(?:ze|ce)", "o projekcie", "kim jest.{0,40}"),
        "fr": ("bio(?:graphie)?(?: express)?", "repères", "en bref", "à propos de.{0,30}"),
        "es": (
            "biografía",
            "perfil",
            "sobre (?:el|la) (?:autora?|proyecto)",
            "quién es.{0,40}",
            "en contexto",
        ),
        "ca": ("biografia", "perfil", "sobre (?:l['’]autora?|el projecte)"),
        "it": ("biografia", "chi è.{0,40}"),
        "pt": ("biografia", "perfil"),
        "de": ("zur person", "biografie", "zur autorin", "zum autor", "steckbrief", "hintergrund"),
        "ar": ("نبذة.{0,30}", "سيرة ذاتية", "عن المشروع"),
    }
)
"""The heading of a box beside the interview."""

NO_TRANSCRIPT = Phrases(
    {
        "en": (
            "no transcript(?:ion)?(?: is| was)?(?: yet)?(?: available| exists)?",
            "transcript (?:is )?not (?:yet )?available",
            "transcript(?:ion)? (?:pending|unavailable)",
            "there is no transcript.{0,60}",
        ),
        "uk": (
            "(?:розшифровки|стенограми|транскрипту?) немає",
            "без розшифровки",
        ),
        "ru": (
            "(?:расшифровки|стенограммы|транскрипта) нет",
            "без расшифровки",
        ),
        "fr": (
            "(?:pas de|aucune) transcription(?: disponible)?",
            "transcription non disponible",
        ),
        "es": (
            "(?:sin|no hay) transcripción(?: disponible)?",
            "transcripción no disponible",
        ),
        "de": ("kein(?:e)? (?:transkript|transkription|abschrift)(?: vorhanden)?",),
        "pl": ("brak (?:transkrypcji|transkryptu|zapisu)",),
        "ca": ("sense transcripció",),
        "it": ("nessuna trascrizione",),
        "pt": ("sem transcrição",),
        "ar": ("لا (?:يوجد|يتوفر) (?:نص|تفريغ).{0,30}",),
    }
)

STANDFIRST_HINTS = (
    *(
        "standfirst",
        "lead",
        "lede",
        "intro",
        "chapo",
        "chapeau",
        "deck",
        "dek",
        "summary",
        "p-summary",
        "excerpt",
        "abstract",
    ),
    *("vorspann", "anrisstext", "entradilla", "zajawka", "avant-propos", "teaser"),
)
SUBTITLE_HINTS = (
    *(
        "subtitle",
        "sub-title",
        "sub",
        "subhead",
        "subheadline",
        "kicker",
        "overline",
        "untertitel",
        "unterzeile",
    ),
    *("sous-titre", "soustitre", "surtitre", "podtytul", "subtitulo", "antetitulo"),
)
BYLINE_HINTS = (
    *("byline", "author", "meta", "info", "dateline", "date", "posted", "credit", "published", "signature"),
    *("auteur", "autor", "autorka", "firma", "signatur"),
)
"""What class names and styles call these parts."""
