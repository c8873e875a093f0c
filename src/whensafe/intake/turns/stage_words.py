"""The words of lines that nobody said: parts of a hearing and what happened in the room, by language.

Entries are regular expressions, matched without regard to case. To read a further language, add its lines.
"""

from __future__ import annotations

_PERSON = r"(?:the )?(?:witness|accused|defendant|interpreter)"
_BENCH = r"(?:the )?(?:jury|court|panel|chamber|commission)"
_SITTING = r"(?:the )?(?:proceedings|hearing|session)"
_TAPE = r"(?:the )?(?:interview|recording|tape|video|audio)"

PARTS: dict[str, tuple[str, ...]] = {
    "en": (
        r"(?:(?:re)?[- ]?(?:direct|cross)[- ]?)?examination(?:[- ]in[- ]chief)?(?: (?:resumed|continued))?",
        r"(?:further )?(?:redirect|recross|re-direct|re-cross|re-examination|voir dire)(?: examination)?",
        r"examination by (?:the )?(?:court|judge|panel|tribunal|commission|chair)",
        r"questions? (?:by|from) (?:the )?(?:court|judge|panel|tribunal|commission|chair)",
        r"(?:morning|afternoon|evening) session",
    ),
    "uk": (r"(?:прямий|перехресний|повторний) допит", r"запитання (?:суду|сторін)"),
    "ru": (r"(?:прямой|перекр[её]стный|повторный) допрос", r"вопросы (?:суда|сторон)"),
    "pl": (r"przesłuchanie(?: (?:świadka|krzyżowe))?", r"pytania (?:sądu|obrony|prokuratora)"),
    "fr": (r"(?:contre-)?interrogatoire(?: principal)?", r"questions (?:de la cour|du tribunal)"),
    "es": (r"(?:contra)?interrogatorio(?: directo)?", r"preguntas (?:del tribunal|de la comisión)"),
    "ca": (r"(?:contra)?interrogatori", r"preguntes del tribunal"),
    "de": (r"(?:kreuz)?verhör", r"befragung(?: der zeugin| des zeugen)?", r"fragen des gerichts"),
    "ar": (r"الاستجواب(?: المضاد)?", r"أسئلة المحكمة"),
}
"""A line that only names a part of a hearing."""

EVENTS: dict[str, tuple[str, ...]] = {
    "en": (
        _PERSON + r" (?:enter|withdr|stand|stood|answer|was|is|takes)\w*",
        _PERSON + r" (?:took|sworn|resum|excused|step|left|leaves)\w*",
        _BENCH + r" (?:enter|confer|ris|retir|deliberat|adjourn|recess)\w*",
        _BENCH + r" (?:was|is|takes|took|left|leaves|stands|and)",
        r"open session",
        r"(?:private|closed) session",
        r"(?:a )?(?:short|brief|lunch|luncheon|morning|afternoon)?\s?(?:recess|break|adjournment|interval)",
        r"whereupon",
        r"(?:duly |having been )?(?:sworn|affirmed)",
        r"interruption",
        r"(?:name|identity|location|place)s? (?:is |was |has been )?withheld",
        r"(?:up)?on (?:commencing|resuming)",
        _SITTING + r" (?:was|were|is|are|resum|adjourn|end|start|began|begin)\w*",
        _TAPE + r" (?:was|is|stop|resum|paus|end|start|begin|interrupt)\w*",
        r"discussion (?:held )?off",
        r"off the record",
        r"pause in (?:the )?(?:recording|proceedings|tape)",
        r"sound ?bite",
        r"(?:theme )?music\b",
        r"applause",
        r"(?:a )?phone (?:rings|ringing)",
        r"(?:trial|appeals) chamber",
        r"exhibit",
        r"(?:end|begin|beginning|start)(?: of)? (?:tape|side|reel|recording|excerpt|clip|interview|session)",
        r"(?:tape|recorder|camera) (?:is )?(?:turned )?(?:off|on|stops?|change|cut)",
        r"(?:editor|ed|translator|transcriber|interviewer|eds)(?:['’]?s)?\.?(?:\snote|\scomment)?\s?[:—–-]",
    ),
    "uk": (
        r"свід(?:ок|ка) (?:вийш|залиш|заход|заприсяг|увійш|покида)\w*",
        r"перерва",
        r"(?:запис|інтерв.ю|засідання) (?:перерв|призуп|віднов|припин|зупин|урива)\w*",
        r"(?:звучить )?музика",
        r"оплески",
        r"(?:прим|примітка)\.? ?(?:ред|перекл|авт)\w*\.?",
        r"(?:від )?ред(?:\.|акції)",
    ),
    "ru": (
        r"свидетел(?:ь|ьница) (?:вы[шх]|поки|прис|вош|вхо)\w*",
        r"перерыв",
        r"(?:запись|интервью|заседание) (?:прер|приост|возоб|прекра|останов|обрыва)\w*",
        r"(?:звучит )?музыка",
        r"аплодисменты",
        r"(?:прим|примечание)\.? ?(?:ред|пер|авт)\w*\.?",
        r"(?:от )?ред(?:\.|акции)",
    ),
    "pl": (
        r"świad(?:ek|kini) (?:opu|wyszed|wyszł|wchodz|wszed|wszł|skład)\w*",
        r"przerwa",
        r"(?:nagranie|rozmowa|posiedzenie) (?:przerw|wznow|zakończ)\w*",
        r"muzyka",
        r"oklaski",
        r"przyp(?:is|\.) (?:red|tłum|aut)\w*\.?",
    ),
    "fr": (
        r"(?:le |la )?témoin (?:se retire|entre|est|prête|quitte)",
        r"suspension",
        r"(?:l['’]audience|l['’]entretien|l['’]enregistrement) (?:est|s['’])",
        r"musique",
        r"applaudissements",
        r"ndlr",
        r"note de la rédaction",
    ),
    "es": (
        r"(?:el |la )?testigo (?:se retira|entra|abandona|presta)",
        r"receso",
        r"pausa en la grabación",
        r"(?:la )?(?:grabación|entrevista|sesión|audiencia) (?:se |es )",
        r"música",
        r"aplausos",
        r"nota del? (?:la )?(?:editor|redac|trad)\w*",
    ),
    "ca": (r"(?:el |la )?testimoni (?:es retira|entra)", r"pausa en", r"música", r"aplaudiments"),
    "de": (
        r"(?:der zeuge|die zeugin) (?:wird|betritt|verlässt|nimmt|tritt)",
        r"(?:kurze )?(?:unterbrechung|pause im|sitzungspause|verhandlungspause)",
        r"(?:die )?(?:aufnahme|sitzung|verhandlung|aufzeichnung) (?:wird|ist|bricht|läuft|endet)",
        r"musik",
        r"applaus",
        r"anm(?:\.|erkung) d(?:\.|er) ?(?:red|übers)\w*\.?",
    ),
    "ar": (
        r"موسيقى",
        r"تصفيق",
        r"استراحة",
        r"(?:انسحب|دخل|خرج)ت? الشاهدة?",
        r"توقف التسجيل",
        r"ملاحظة المحرر",
    ),
}
"""The beginning of a line in brackets (or after ``---``) about what happened, or of an editor's note."""

SPEECH: dict[str, tuple[str, ...]] = {
    "en": (r"I", "I['’]m", "me", "my", "we", "us", "our", "you", "your"),
    "uk": ("я", "мене", "мені", "мій", "моя", "ми", "нас", "нам", "ви", "вас"),
    "ru": ("я", "меня", "мне", "мой", "моя", "мы", "нас", "нам", "вы", "вас"),
    "pl": ("ja", "mnie", "mi", "my", "nas", "nam", "pan", "pani"),
    "fr": ("je", "j['’]\\w+", "moi", "nous", "vous", "mon", "ma", "mes"),
    "es": ("yo", "me", "mi", "nos", "nosotros", "usted"),
    "ca": ("jo", "em", "ens", "nosaltres", "vostè"),
    "de": ("ich", "mir", "mich", "mein\\w*", "wir", "uns", "sie"),
    "ar": ("أنا", "نحن", "أنت"),
}
"""Words by which somebody speaks: round brackets with one of them are speech."""
