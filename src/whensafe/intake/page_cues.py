"""Phrases by which pages introduce what is not their text, in the languages the archive reads.

They judge a block only together with its shape (short, a heading, a link): a witness may say any of them.
"""

# ruff: noqa: E501 - one line for each language
from __future__ import annotations

import re


def _starts(*phrases: str) -> re.Pattern[str]:
    return re.compile(r"[\W_]*(?:" + "|".join(phrases) + r")(?!\w)", re.IGNORECASE)


ELSEWHERE = _starts(
    r"read (?:also|more|next|the (?:full|whole) )", r"see also", r"also read", r"related(?: \w+)?\s*:?$", r"related (?:articles?|stories|posts|content|reading)",
    r"more (?:on|from|about|stories|news|in) ", r"you may (?:also )?(?:like|be interested)", r"recommended(?: for you)?", r"most (?:read|popular|viewed)",
    r"latest (?:news|posts|stories|articles)", r"don'?t miss", r"in this series", r"keep reading", r"up next", r"trending", r"continue reading",
    r"читайте (?:также|ще|також|еще|ещё|далее)", r"читай(?:те)? також", r"дивіться також", r"смотрите также", r"также по теме", r"по теме\s*:?$", r"за темою", r"схожі (?:матеріали|новини|статті)",
    r"похожие (?:материалы|новости|статьи)", r"другие (?:новости|материалы)", r"інші (?:новини|матеріали)", r"останні новини", r"последние новости", r"популярн(?:ое|і|е)\s*:?$",
    r"(?:à )?lire (?:aussi|également|plus)", r"à lire", r"voir aussi", r"sur le même (?:sujet|thème)", r"articles? (?:liés|similaires|connexes)", r"dans la même rubrique", r"les plus lus",
    r"le[ae] también", r"lee (?:también|más)", r"ver también", r"te puede interesar", r"noticias relacionadas", r"artículos relacionados", r"más (?:noticias|leídas|leídos|sobre)", r"relacionad[oa]s",
    r"lesen sie (?:auch|mehr)", r"mehr zum thema", r"siehe auch", r"auch interessant", r"das könnte sie", r"weiterlesen", r"ähnliche (?:artikel|beiträge)", r"verwandte (?:artikel|beiträge)", r"meistgelesen",
    r"اقرأ (?:أيضا|أيضًا|ايضا|المزيد)", r"إقرأ (?:أيضا|أيضًا)", r"مواضيع (?:ذات صلة|متعلقة)", r"مقالات ذات صلة", r"شاهد أيضا", r"أخبار ذات صلة", r"الأكثر قراءة",
    r"czytaj (?:też|także|więcej|również)", r"zobacz (?:też|także|również)", r"przeczytaj (?:też|także|również)", r"podobne (?:artykuły|wpisy)", r"polecane", r"powiązane",
    r"llegiu (?:també|més)", r"llegeix (?:també|més)", r"vegeu també", r"també et pot interessar", r"notícies relacionades", r"articles relacionats", r"més (?:notícies|llegides)",
    r"leggi anche", r"leia (?:também|mais)", r"ayrıca oku", r"citește și",
)  # fmt: skip
"""What leads elsewhere: teasers and lists of other pages."""

COMMENTS = re.compile(
    r"[\W\d_]*?(?:(?:\w+\s)?comments?|leave a (?:comment|reply)|\d+ (?:responses?|replies)|join the (?:conversation|discussion)|"
    r"комментари[ийяев]{1,2}|коментар(?:і|ів|ї|и)?|commentaires?|réactions?|vos réactions|laisser un commentaire|"
    r"comentarios?|deja un comentario|comentaris?|kommentare?|(?:einen )?kommentar (?:schreiben|hinterlassen)|تعليقات|التعليقات|أضف تعليقا?|komentarze?|komentarzy|"
    r"dodaj komentarz|reacties|commenti)[\W\d_]*(?:on .{0,120})?",
    re.IGNORECASE,
)
"""A heading over readers' comments, whole."""

ASKING = _starts(
    r"(?:click here to )?subscribe", r"click here\b.{0,40}\bsubscribe", r"sign up (?:for|to)", r"join our", r"follow us", r"support (?:us|our)", r"donate",
    r"підп(?:исуйтесь|ишіться)", r"подп(?:исывайтесь|ишитесь|исаться)", r"підтримайте", r"поддержите", r"наш telegram", r"abonnez-vous", r"inscrivez-vous", r"soutenez", r"suivez-nous", r"faire un don",
    r"suscr[ií]b(?:e|ete|ase)\w*", r"apúntate", r"síguenos", r"abonnieren sie", r"newsletter abonnieren", r"folgen sie uns", r"unterstützen sie", r"اشترك", r"تابعونا", r"zapisz się", r"subskrybuj",
    r"obserwuj nas", r"wesprzyj", r"subscriu-te", r"subscriviu-vos", r"segueix-nos", r"apunta't", r"share this", r"share on", r"поділитися", r"поделиться", r"partager", r"compartir", r"teilen", r"udostępnij",
    r"شارك", r"advertisement", r"реклама", r"publicité", r"publicidad", r"anzeige", r"إعلان", r"reklama", r"publicitat", r"sponsored",
)  # fmt: skip
"""What asks the reader for something, or is paid for."""

HOUSE = re.compile(
    r"\W*(?:©|\(c\) |copyright\b|all rights reserved|всі права захищен|все права защищен|tous droits réservés|todos los derechos|"
    r"alle rechte vorbehalten|جميع الحقوق محفوظة|wszelkie prawa|tots els drets)",
    re.IGNORECASE,
)
"""The house's own line at the foot of a page."""

BYLINE = _starts(
    r"by", r"interview(?:ed)? (?:by|with)", r"text", r"words", r"photos?", r"translat(?:ed|ion)", r"published", r"posted", r"written by", r"source", r"first published", r"recorded", r"editor", r"updated",
    r"автор", r"авторка", r"интервью", r"інтерв['’]?ю", r"беседовал[а]?", r"розмовля(?:в|ла)", r"спілкува(?:вся|лася)", r"текст", r"фото", r"джерело", r"источник", r"перевод", r"переклад", r"опубликовано",
    r"опубліковано", r"par", r"propos recueillis", r"entretien", r"publié", r"traduit", r"traduction", r"von", r"interview", r"das gespräch", r"die fragen", r"quelle", r"veröffentlicht", r"übersetzung", r"por",
    r"entrevista", r"publicado", r"fuente", r"traducción", r"texto", r"per", r"publicat", r"font", r"traducció", r"autor(?:ka|a)?", r"rozmawia(?:ł|ła)?", r"wywiad", r"źródło", r"opublikowano", r"tłumacz\w+",
    r"بقلم", r"حوار", r"أجر[تى] (?:الحوار|المقابلة)", r"نشر", r"المصدر", r"ترجمة", r"كتب", r"author", r"auteur",
)  # fmt: skip
"""Who wrote, asked, translated or published it, and where."""

ADDRESS = re.compile(r"\s*(?:https?://|www\.)\S+\s*", re.IGNORECASE)
YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)|(?<![٠-٩])(?:١[٨٩]|٢٠)[٠-٩]{2}(?![٠-٩])")
STEP_SIGNS = re.compile(r"\s[>›»→⟩]\s")
STEPS = re.compile(r"\s+(?:[>›»→⟩/|]|::)\s+|\s*[›»→⟩>]\s*")
"""What stands between the steps of a breadcrumb line."""
