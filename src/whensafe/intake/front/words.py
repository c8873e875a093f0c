"""What pages of interviews say around the interview, by language. To read a further language, add its lines.

Entries are regular expressions, matched without regard to case. Those under a *before* heading stand before
a name or a date.
"""

from __future__ import annotations

Words = dict[str, tuple[str, ...]]

INTERVIEWER_BEFORE: Words = {
    "en": (r"interview(?:ed)? (?:conducted )?by", r"conversation (?:recorded|conducted) by", r"questions by", r"as told to",
           r"recorded by", r"interviewer:", r"interview:"),
    "uk": (r"інтерв['’ʼ]ю(?: взял[аи]| взяв| провела?| провів|:)", r"розмовля(?:в|ла|ли|є|ють):?", r"спілкува(?:вся|лася|лась|лися):?",
           r"розмову (?:вела?|вів|вели|провела|провів|записала|записав):?", r"розпиту(?:вав|вала|вали|є):?", r"записа(?:в|ла|ли):?",
           r"(?:за)?пит(?:ував|увала|ав|ала|ує|ає):?", r"розмова:"),
    "ru": (r"бесед(?:овал[аи]?|ует):?", r"интервью(?: взял[аи]?| провел[аи]?| провёл|:)", r"разговарива(?:л|ла|ли|ет):?", r"беседу в(?:ёл|ел|ела|ели):?",
           r"записа(?:л|ла|ли):?", r"(?:рас)?спрашива(?:л|ла|ли|ет):?", r"поговорил[аи]?:?"),
    "be": (r"гутары(?:ў|ла|лі):?", r"размаўля(?:ў|ла|лі):?", r"запіса(?:ў|ла|лі):?", r"інтэрв['’ʼ]ю:"),
    "pl": (r"rozmawia(?:ł|ła|li|ły)?:?", r"(?:wywiad|rozmowę) (?:przeprowadzi(?:ł|ła|li)|spisa(?:ł|ła)):?", r"spisa(?:ł|ła):?", r"wywiad:"),
    "fr": (r"entretien d(?:e\s|[’'])", r"propos recueillis par", r"(?:entretien|interview) (?:réalisée?|menée?|conduite?|recueillie?) par", r"recueillis? par",
           r"interviewée? par", r"interview par", r"entretien\s?:", r"interview\s?:", r"enregistrée? par"),
    "es": (r"(?:realizó|realizada) (?:la )?(?:entrevista )?por", r"entrevista (?:realizada |hecha )?(?:de|por)", r"entrevistad[oa] por", r"entrevista:", r"recogid[oa] por"),
    "ca": (r"entrevista (?:feta |realitzada )?(?:de|per)", r"entrevistat(?:da)? per", r"entrevista:"),
    "it": (r"intervista (?:a cura )?di", r"intervistat[oa] da", r"intervista:"),
    "pt": (r"entrevista (?:de|por)", r"entrevistad[oa] por", r"entrevista:"),
    "de": (r"interview(?: geführt)? von", r"interview:", r"das (?:interview|gespräch) führten?:?", r"(?:die )?fragen stellten?:?",
           r"aufgezeichnet von", r"gesprächspartnerin:", r"protokoll:", r"gespräch:", r"spr(?:ach|icht|achen|echen)", r"befragte?"),
    "ar": (r"حاور(?:ه|ته|ها|تها|هم|تهم)\s?:?", r"أجر(?:ى|ت) (?:الحوار|المقابلة|الحديث)(?: معه| معها)?\s?:?", r"(?:حوار|مقابلة)\s?:",
           r"التق(?:اه|ته|اها|تها)\s?:?"),
}  # fmt: skip
"""Before the name of the one who asked."""

AUTHOR_BEFORE: Words = {
    "en": (r"(?:written |text |words )?by", r"author:", r"text:"),
    "uk": (r"автор(?:ка)?:?", r"текст:?"),
    "ru": (r"автор:?", r"текст:?"),
    "be": (r"аўтар(?:ка)?:?", r"тэкст:?"),
    "pl": (r"autor(?:ka)?:?", r"tekst:?"),
    "fr": (r"(?:texte )?par", r"auteure?\s?:", r"texte\s?:"),
    "es": (r"por", r"autor[a]?:", r"texto:"),
    "ca": (r"per", r"autora?:", r"text:"),
    "it": (r"di", r"autore:", r"testo:"),
    "pt": (r"por", r"autora?:", r"texto:"),
    "de": (r"(?:text )?von", r"autor(?:in)?:", r"text:"),
    "ar": (r"بقلم\s?:?", r"كتبت?\s?:", r"إعداد\s?:?", r"الكاتبة?\s?:"),
}  # fmt: skip
"""Before the name of the one who signs; which side that is, the rest must say."""

NARRATOR_BEFORE: Words = {
    "en": (r"interview (?:with|of)", r"(?:a )?conversation with", r"(?:testimony|account|recollections|statement) (?:of|by)",
           r"oral history (?:of|with)", r"examination of"),
    "uk": (r"інтерв['’ʼ]ю (?:зі?|із)", r"розмова (?:зі?|із)", r"свідчення", r"розповідь"),
    "ru": (r"интервью со?", r"(?:разговор|беседа) со?", r"свидетельство", r"показания"),
    "be": (r"інтэрв['’ʼ]ю (?:з|са)", r"(?:размова|гутарка) (?:з|са)"),
    "pl": (r"wywiad z", r"rozmowa z", r"świadectwo", r"relacja"),
    "fr": (r"(?:entretien|interview|conversation) (?:avec|de)", r"témoignage de"),
    "es": (r"entrevista (?:a|con)", r"conversación con", r"testimonio de"),
    "ca": (r"entrevista (?:a|amb)", r"conversa amb", r"testimoni de"),
    "it": (r"intervista (?:a|con)", r"testimonianza di"),
    "pt": (r"entrevista (?:a|com)", r"testemunho de"),
    "de": (r"(?:interview|gespräch) mit", r"(?:bericht|zeugnis|aussage) von"),
    "ar": (r"(?:حوار|مقابلة|حديث) مع", r"شهادة"),
}  # fmt: skip
"""Before the name of the one who tells, in a title or a header line."""

BESIDE = {
    "en": ("with", "talked to", "talks to", "spoke to", "spoke with", "speaks to"), "fr": ("avec",), "es": ("a", "con"), "ca": ("a", "amb"), "it": ("a", "con"), "pt": ("a", "com"),
    "de": ("mit",), "uk": ("з", "зі", "із"), "ru": ("с", "со"), "be": ("з", "са"), "pl": ("z", "ze"), "ar": ("مع",),
}  # fmt: skip
"""Between or before the two names of a byline: the one after it tells ("Entretien d’A avec B", "Mit B sprach A")."""

TELLS_BEFORE: Words = {
    "en": (r"answers by", r"answered by", r"told by", r"as told by", r"narrated by", r"on the line:"), "uk": (r"розповіда(?:є|ла|в)", r"свідчить", r"розповідь"), "ru": (r"рассказыва(?:ет|ла|л)", r"свидетельствует"),
    "be": (r"распавядае",), "pl": (r"opowiada(?:ł|ła)?", r"mówi"), "fr": (r"raconté par", r"récit de", r"réponses de"), "es": (r"contado por", r"relato de"), "ca": (r"explicat per", r"relat de"),
    "de": (r"erzählt von", r"es erzählt", r"am apparat:?", r"es antwortet"), "ar": (r"يرويها", r"ترويها", r"يروي", r"تروي"),
}  # fmt: skip
"""Before the name of the one who tells, in a byline."""

DECLINING = frozenset({"uk", "ru", "be", "pl"})
"""After the words above these write a name in a case that is not the one a person is called by."""

ENTRIES: dict[str, Words] = {
    "narrator": {
        "en": ("interviewees?", "narrators?", "witness", "respondent", "informant", "speaker", "participant"),
        "uk": ("оповідач(?:ка)?", "свідок", "респондент(?:ка)?", "співрозмовни(?:к|ця)", "інформант(?:ка)?"),
        "ru": ("рассказчи(?:к|ца)", "свидетель(?:ница)?", "респондент(?:ка)?", "собеседни(?:к|ца)", "информант"),
        "be": ("апавядальні(?:к|ца)", "сведка"), "pl": ("świadek", "rozmówc(?:a|zyni)", "respondent(?:ka)?", "narrator(?:ka)?"),
        "fr": ("témoin", "interviewée?", "personne interrogée"), "es": ("entrevistad[oa]", "testigo", "narrador(?:a)?", "declarante", "compareciente"),
        "ca": ("entrevistat", "entrevistada", "testimoni"), "it": ("intervistat[oa]", "testimone"),
        "pt": ("entrevistad[oa]", "testemunha"), "de": ("zeug(?:e|in)", "befragter?", "interviewter?", "erzähler(?:in)?"),
        "ar": ("الشاهدة?", "الراوية?", "الضيفة?", "المتحدثة?"),
    },
    "interviewer": {
        "en": ("interviewer", "interviewers", "moderator", "examiner", "interviewed by", "interview by", "journalist"),
        "uk": ("інтерв['’ʼ]юер(?:ка)?", "журналіст(?:ка)?", "розмову вела", "розмову вів", "записала", "записав"),
        "ru": ("интервьюер", "журналист(?:ка)?", "беседовала?", "записала?"),
        "be": ("інтэрв['’ʼ]юер(?:ка)?",), "pl": ("dziennikar(?:z|ka)", "prowadząc[ay]", "przeprowadził[a]?"),
        "fr": ("intervieweuse|intervieweur|enquêteur|enquêtrice",), "es": ("entrevistador(?:a)?",),
        "ca": ("entrevistador(?:a)?",), "it": ("intervistatore|intervistatrice",), "pt": ("entrevistador(?:a)?",),
        "de": ("interviewer(?:in)?", "fragesteller(?:in)?"), "ar": ("المحاورة?", "الصحفية?", "أجرى المقابلة", "أجرت المقابلة"),
    },
    "interpreter": {
        "en": ("interpreter", "interpreted by"), "uk": ("переклада(?:ч|чка)",), "ru": ("переводчи(?:к|ца)",),
        "pl": ("tłumacz(?:ka)?",), "fr": ("interprète",), "es": ("intérprete",), "de": ("dolmetscher(?:in)?",), "ar": ("المترجمة?",),
    },
    "present": {
        "en": ("also present", "present"), "uk": ("присутні",), "ru": ("присутствовали",), "fr": ("présents?",), "de": ("anwesend",),
        "es": ("presentes?",), "pl": ("obecni",), "ar": ("الحضور",),
    },
    "interviewed": {
        "en": ("date", "date of interview", "interview date", "recorded", "date recorded", "date of recording"),
        "uk": ("дата", "дата запису", "дата інтерв['’ʼ]ю", "записано"), "ru": ("дата", "дата записи", "дата интервью", "записано"),
        "be": ("дата",), "pl": ("data", "data rozmowy", "data nagrania"), "fr": ("date", "date de l['’]entretien", "enregistré le"),
        "es": ("fecha", "fecha de la entrevista"), "ca": ("data",), "it": ("data",), "pt": ("data",),
        "de": ("datum", "aufnahmedatum", "datum des interviews"), "ar": ("التاريخ", "تاريخ المقابلة"),
    },
    "published": {"en": ("published", "publication date"), "uk": ("опубліковано",), "ru": ("опубликовано",), "fr": ("publié le",),
                  "es": ("publicado",), "de": ("veröffentlicht",), "pl": ("opublikowano",), "ar": ("تاريخ النشر",)},
    "title": {"en": ("title",), "uk": ("назва", "заголовок"), "ru": ("название", "заголовок"), "fr": ("titre",), "es": ("título",),
              "de": ("titel",), "pl": ("tytuł",), "ar": ("العنوان",)},
    "other": {
        "en": ("place", "location", "language", "transcribed by", "transcriber", "duration", "tape", "file", "project", "archive", "born",
               "keywords", "subjects?", "collection", "reference", "notes", "repository", "accession (?:number|no)", "recording", "session", "case", "hearing", "translated by", "translation"),
        "uk": ("місце", "мова", "розшифрувала?", "тривалість", "проєкт", "архів", "розшифровка"),
        "ru": ("место", "язык", "расшифровала?", "длительность", "проект", "архив", "расшифровка"),
        "fr": ("lieu", "langue", "transcription", "durée"), "es": ("lugar", "idioma", "transcripción", "duración"),
        "de": ("ort", "sprache", "transkription", "dauer", "transkript"), "pl": ("miejsce", "język", "transkrypcja", "czas trwania"),
        "ar": ("المكان", "اللغة", "التفريغ", "المدة"),
    },
}  # fmt: skip
"""`Key: value` lines above a transcript."""

FIRST_PUBLISHED: Words = {
    "en": (r"first published", r"originally published", r"original publication", r"first appeared"),
    "uk": (r"вперше опублікован", r"перша публікація", r"уперше опублікован", r"перше оприлюднення"),
    "ru": (r"впервые опубликован", r"первая публикация", r"первоначально опубликован"),
    "be": (r"упершыню апублікаван",), "pl": (r"pierwotnie opublikowan", r"pierwsza publikacja", r"po raz pierwszy opublikowan"),
    "fr": (r"première publication", r"première parution", r"publiée? (?:initialement|pour la première fois)", r"d['’]abord publié"),
    "es": (r"publicad[oa] (?:originalmente|por primera vez)", r"primera publicación"),
    "ca": (r"publicat(?:da)? (?:originalment|per primer cop)", r"primera publicació"),
    "it": (r"pubblicat[oa] (?:originariamente|per la prima volta)", r"prima pubblicazione"),
    "pt": (r"publicad[oa] (?:originalmente|pela primeira vez)", r"primeira publicação"),
    "de": (r"erstveröffentlich", r"zuerst (?:erschienen|veröffentlicht)", r"erstmals (?:erschienen|veröffentlicht)", r"ursprünglich erschienen"),
    "ar": (r"نُ?شر(?:ت)? (?:لأول|أول) مرة", r"النشر الأول", r"تاريخ النشر الأصلي"),
}  # fmt: skip

RECORDED: Words = {
    "en": (r"recorded", r"interviewed on", r"interview (?:was )?(?:conducted|held|took place|recorded|date)", r"conversation took place",
           r"taped on", r"date of (?:the )?interview", r"(?:spoke|talked) (?:to us )?(?:on|to)"),
    "uk": (r"запис(?:ан|ал|ав)", r"запис(?: розмови)?", r"розмова (?:відбулася|відбулась)", r"дата (?:запису|розмови)", r"розмовляли"),
    "ru": (r"записа(?:н|л)", r"запись", r"разговор состоялся", r"беседа состоялась", r"дата (?:записи|беседы)"),
    "be": (r"запісан", r"размова адбылася"), "pl": (r"nagran", r"(?:rozmow[aęy]|wywiad) (?:odby|przeprowadzo)", r"zarejestrowan"),
    "fr": (r"enregistré", r"entretien (?:réalisé|a eu lieu|a été)", r"recueilli(?:s|e|es)? le", r"réalisée? le"),
    "es": (r"grabad", r"entrevista (?:se realizó|realizada|tuvo lugar|hecha)"), "ca": (r"gravad", r"enregistrat", r"entrevista (?:feta|realitzada)"),
    "it": (r"registrat", r"intervista (?:realizzata|si è svolta)"), "pt": (r"gravad", r"entrevista (?:realizada|feita)"),
    "de": (r"aufgezeichnet", r"aufgenommen", r"gespräch (?:fand|wurde)", r"interview (?:fand|wurde)", r"geführt am", r"aufnahme vom", r"(?:gespräch|interview|telefonat) (?:vom|am)", r"sprach am"),
    "ar": (r"سُ?جّ?ل(?:ت)?", r"أُ?جري(?:ت)?", r"تسجيل", r"تاريخ المقابلة"),
}  # fmt: skip

CHANGED: Words = {
    "en": (r"updated", r"modified", r"last edited", r"revised", r"accessed", r"retrieved", r"captured"),
    "uk": (r"оновлен", r"змінен", r"переглянуто"), "ru": (r"обновлен", r"изменен", r"обновлён", r"изменён"), "be": (r"абноўлен",),
    "pl": (r"zaktualizowan", r"aktualizacja", r"zmodyfikowan"), "fr": (r"mise? à jour", r"modifié", r"consulté"),
    "es": (r"actualizad", r"modificad"), "ca": (r"actualitza", r"modificat"), "it": (r"aggiornat", r"modificat"),
    "pt": (r"atualizad", r"modificad"), "de": (r"aktualisiert", r"geändert", r"stand"), "ar": (r"تحديث", r"حُدّث", r"آخر تعديل"),
}  # fmt: skip
"""Before a date that is none of the three."""

PUBLISHED: Words = {
    "en": (r"published", r"posted", r"publication date"), "uk": (r"опублікован", r"оприлюднен"), "ru": (r"опубликован",), "be": (r"апублікаван",),
    "pl": (r"opublikowan", r"data publikacji"), "fr": (r"publié", r"mise? en ligne", r"parue?"), "es": (r"publicad",), "ca": (r"publicat",),
    "it": (r"pubblicat",), "pt": (r"publicad",), "de": (r"veröffentlicht", r"erschienen"), "ar": (r"نُ?شر", r"تاريخ النشر"),
}  # fmt: skip

SOURCE_BEFORE: Words = {
    "en": (r"source\s?:", r"(?:first|originally) (?:published|appeared) (?:in|by|on|at)", r"(?:reprinted|republished|taken) from", r"original\s?:",
           r"this (?:article|interview) (?:was )?(?:first |originally )?(?:published|appeared) (?:in|by|on|at)", r"p\.\s?-?s\.",
           r"you can find the (?:original )?(?:version|interview)", r"read the original", r"available at", r"url\s?:", r"link\s?:"),
    "uk": (r"джерело\s?:", r"першоджерело\s?:", r"вперше опубліковано (?:в|у|на)", r"оригінал\s?:", r"посилання\s?:"),
    "ru": (r"источник\s?:", r"впервые опубликовано (?:в|на)", r"оригинал\s?:", r"первоисточник\s?:", r"ссылка\s?:"),
    "be": (r"крыніца\s?:",), "pl": (r"źródło\s?:", r"pierwotnie opublikowan\w+ (?:w|na)"),
    "fr": (r"source\s?:", r"(?:paru|publié) (?:initialement )?(?:dans|sur)", r"article original\s?:", r"p\.\s?-\s?s\.", r"lien\s?:"),
    "es": (r"fuente\s?:", r"publicado originalmente en", r"original\s?:", r"p\.\s?d\."),
    "ca": (r"font\s?:", r"publicat originalment a", r"original\s?:"), "it": (r"fonte\s?:",), "pt": (r"fonte\s?:", r"publicado originalmente em"),
    "de": (r"quelle\s?:", r"zuerst (?:erschienen|veröffentlicht) (?:in|bei|auf)", r"erstveröffentlichung (?:in|bei)", r"original\s?:"),
    "ar": (r"المصدر\s?:", r"نُ?شر(?:ت)? (?:لأول مرة )?في", r"الرابط\s?:"),
}  # fmt: skip
"""Before the name or address of where it was first published."""

BOILERPLATE_BEGINS: Words = {
    "en": (r"log in", r"sign in", r"already a subscriber", r"skip to", r"you (?:may|might) also like", r"in this series", r"listen to", r"listen$", r"more on this", r"keep reading", r"read (?:also|more|next)", r"see also", r"also read", r"related", r"more from", r"subscribe", r"sign up", r"share(?: this| on|:|$)", r"follow us",
           r"click here", r"support (?:us|our|independent)", r"donate", r"get (?:our|the) ", r"join our", r"photos?(?: by)?\s?:", r"image\s?:", r"tags?\s?:",
           r"©", r"all rights reserved", r"copyright", r"advertisement", r"we use cookies", r"print(?: this|$)", r"download (?:pdf|the app)", r"comments?$",
           r"leave a comment", r"filed under", r"translated (?:by|from)", r"most read", r"back to top", r"listen to (?:this|the) (?:article|podcast)",
           r"would you like to receive", r"don['’]t miss", r"this work is licensed", r"transcribed by", r"edited by", r"watch:"),
    "uk": (r"читайте (?:також|ще)", r"читати (?:також|далі)", r"дивіться також", r"підпи(?:шіться|сатися|суйтесь|суйтеся)", r"поділи(?:ться|тися)", r"підтримайте",
           r"фото\s?:", r"теги?\s?:", r"всі права захищ\w*", r"усі права захищ\w*", r"передрук\w*", r"реклама$", r"переклад\s?:", r"приєднуйтесь", r"надрукувати$", r"коментарі$",
           r"стежте за нами", r"більше (?:на|за) тем\w*", r"слухати", r"за темою", r"пов.язані", r"долучайтеся", r"матеріали за темою"),
    "ru": (r"читайте (?:также|ещё|еще)", r"читать (?:также|далее)", r"смотрите также", r"подпи(?:шитесь|саться|сывайтесь)", r"подели(?:ться|тесь)", r"хотите получать", r"вас может", r"поддержите",
           r"фото\s?:", r"теги?\s?:", r"все права защищ\w*", r"перепечатк\w*", r"реклама$", r"перевод\s?:", r"присоединяйтесь", r"распечатать$", r"комментарии$", r"(?:ещё |еще )?по теме", r"слушать", r"канал .{0,40}подпи", r"материалы по теме"),
    "be": (r"чытайце (?:таксама|яшчэ)", r"падпі(?:шыцеся|сацца)", r"падзяліцца", r"падтрымайце", r"фота\s?:", r"усе правы"),
    "pl": (r"czytaj (?:też|także|więcej)", r"przeczytaj (?:też|także)", r"zobacz (?:też|także)", r"zapisz się", r"udostępnij", r"wesprzyj", r"fot\.", r"zdjęcie\s?:",
           r"wszelkie prawa", r"reklama$", r"tagi\s?:", r"tłumaczenie\s?:", r"drukuj$", r"posłuchaj", r"może cię", r"polecamy"),
    "fr": (r"(?:à )?lire aussi", r"lire (?:la suite|également)", r"voir aussi", r"abonnez-vous", r"s['’]abonner", r"recevoir la lettre", r"inscrivez-vous", r"partager", r"suivez-nous",
           r"soutenez", r"faire un don", r"photos?\s?:", r"crédits?", r"tags?\s?:", r"mots-clés\s?:", r"tous droits réservés", r"imprimer", r"publicité$", r"traduction\s?:", r"traduit (?:de|par)",
           r"cliquez ici", r"commentaires$", r"sur le même (?:sujet|thème)", r"écouter", r"racontez-nous", r"et vous \?", r"à écouter", r"dans la même"),
    "es": (r"lea? (?:también|además|más)", r"le[ae]r (?:también|más)", r"ver también", r"suscr[íi]b\w*", r"comparte", r"compartir", r"síguenos", r"apoya", r"foto(?:grafía)?\s?:", r"etiquetas?\s?:",
           r"todos los derechos", r"¿quiere recibir", r"¿quieres recibir", r"imprimir$", r"publicidad$", r"traducción\s?:", r"archivado en", r"más sobre", r"te puede interesar", r"también te", r"escuchar", r"haz clic", r"haga clic", r"recib[ae] "),
    "ca": (r"llegi[ru]? (?:també|més)", r"subscri\w*", r"comparteix", r"foto(?:grafia)?\s?:", r"etiquetes\s?:", r"tots els drets", r"imprimeix$", r"traducció\s?:"),
    "it": (r"leggi anche", r"iscriviti", r"condividi", r"seguici", r"sostieni", r"foto\s?:", r"tutti i diritti", r"stampa$", r"traduzione\s?:"),
    "pt": (r"lei?a (?:também|mais)", r"assine", r"partilh\w*", r"compartilh\w*", r"apoie", r"foto\s?:", r"todos os direitos", r"tradução\s?:"),
    "de": (r"lesen sie (?:auch|mehr)", r"lies auch", r"mehr zum thema", r"siehe auch", r"newsletter", r"abonnieren", r"jetzt (?:abonnieren|anmelden)", r"teilen", r"folgen sie uns",
           r"unterstützen sie", r"spenden", r"fotos?\s?:", r"bild\s?:", r"schlagwörter\s?:", r"alle rechte vorbehalten", r"anzeige$", r"drucken$", r"übersetzung\s?:", r"aus dem \w+ von", r"hier klicken",
           r"melden sie sich", r"kommentare$", r"zur startseite", r"anhören", r"das könnte sie"),
    "ar": (r"اقر[أئ]وا? (?:أيضًا|ايضا|أيضا|المزيد)", r"اقرأ المزيد", r"شاهد أيضًا", r"اشترك", r"شارك", r"تابعونا", r"ادعم", r"صورة\s?:", r"الوسوم\s?:", r"جميع الحقوق", r"كل الحقوق", r"إعلان$",
           r"مواد ذات صلة", r"مقالات ذات صلة", r"ذات صلة", r"استمع", r"ترجمة\s?:", r"انقر هنا", r"تصوير\s?:", r"طباعة$"),
}  # fmt: skip
"""How a short block begins that is about the site and not of the interview."""

BOILERPLATE_HAS: Words = {
    "en": (r"newsletters?\b.{0,80}\b(?:subscribe|sign|inbox)", r"(?:subscribe|sign up) (?:to|for)\b", r"all rights reserved", r"terms of (?:use|service)", r"cookie policy",
           r"to receive our", r"in your inbox", r"\bfree (?:articles?|interviews?|stories)\b", r"for subscribers", r"subscribe now"),
    "uk": (r"підпишіться", r"підпис\w+ на (?:нашу |наш |розсилк)", r"права захищен", r"помітили помилку", r"знайшли помилку", r"хочете отримувати"), "ru": (r"подпишитесь", r"подпи\w+ на (?:нашу |наш |рассылк)", r"права защищен", r"(?:заметили|нашли) ошибку", r"хотите получать"),
    "fr": (r"notre (?:lettre|infolettre|newsletter)", r"tous droits réservés"), "es": (r"(?:nuestro|nuestra) (?:boletín|newsletter)", r"todos los derechos", r"recibir nuestr[ao]s"),
    "ca": (r"(?:nostre|nostra) (?:butlletí|newsletter)",), "de": (r"unser(?:en|em)? newsletter", r"rechte vorbehalten"),
    "pl": (r"(?:nasz|naszego) newsletter\w*", r"prawa zastrzeżone"), "ar": (r"(?:النشرة|نشرتنا) البريدية", r"الحقوق محفوظة"),
}  # fmt: skip
"""What a short block has anywhere that is about the site and not of the interview."""

COMMENTS: Words = {
    "en": (r"comments?(?: \(\d+\))?", r"\d+ comments?", r"leave a (?:comment|reply)", r"discussion"), "uk": (r"коментарі(?: \(\d+\))?",), "ru": (r"комментарии(?: \(\d+\))?",), "be": (r"каментары",),
    "pl": (r"komentarze(?: \(\d+\))?",), "fr": (r"(?:\d+ )?commentaires?(?: \(\d+\))?",), "es": (r"comentarios(?: \(\d+\))?",), "ca": (r"comentaris",), "it": (r"commenti",), "pt": (r"comentários",),
    "de": (r"kommentare(?: \(\d+\))?",), "ar": (r"التعليقات", r"تعليقات"),
}  # fmt: skip
"""A heading after which readers speak, not the narrator."""

I_NAME: Words = {
    "en": (r"I",), "uk": (r"я",), "ru": (r"я",), "be": (r"я",), "pl": (r"ja",), "fr": (r"je soussignée?", r"moi"), "es": (r"yo",), "ca": (r"jo",), "it": (r"io",), "pt": (r"eu",), "de": (r"ich",), "ar": (r"أنا",),
}  # fmt: skip
"""``I, NAME, …`` opens a statement."""

NO_TRANSCRIPT: Words = {
    "en": (r"no transcript(?:ion)?(?: is| was)?(?: yet)?(?: available| exists)?", r"transcript (?:is )?not (?:yet )?available", r"transcript(?:ion)? (?:pending|unavailable)",
           r"there is no transcript.{0,60}"),
    "uk": (r"(?:розшифровки|стенограми|транскрипту?) немає", r"без розшифровки"), "ru": (r"(?:расшифровки|стенограммы|транскрипта) нет", r"без расшифровки"),
    "fr": (r"(?:pas de|aucune) transcription(?: disponible)?", r"transcription non disponible"), "es": (r"(?:sin|no hay) transcripción(?: disponible)?", r"transcripción no disponible"),
    "de": (r"kein(?:e)? (?:transkript|transkription|abschrift)(?: vorhanden)?",), "pl": (r"brak (?:transkrypcji|transkryptu|zapisu)",), "ca": (r"sense transcripció",),
    "it": (r"nessuna trascrizione",), "pt": (r"sem transcrição",), "ar": (r"لا (?:يوجد|يتوفر) (?:نص|تفريغ).{0,30}",),
}  # fmt: skip

FIRST_PERSON: Words = {
    "en": (r"i", r"i['’]\w+", r"my", r"me", r"we", r"our", r"us"), "uk": (r"я", r"мене", r"мені", r"мій", r"моя", r"ми", r"нас", r"нам"),
    "ru": (r"я", r"меня", r"мне", r"мой", r"моя", r"мы", r"нас", r"нам"), "be": (r"я", r"мяне", r"мне", r"мы", r"нас"),
    "pl": (r"ja", r"mnie", r"mi", r"mój", r"moja", r"my", r"nas", r"nam", r"\w+(?:łem|łam|liśmy)"),
    "fr": (r"je", r"j['’]\w+", r"mon", r"ma", r"mes", r"nous", r"moi"), "es": (r"yo", r"mi", r"me", r"nos", r"nosotros"), "ca": (r"jo", r"em", r"meu", r"meva", r"ens"),
    "it": (r"io", r"mio", r"mia", r"noi"), "pt": (r"eu", r"meu", r"minha", r"nós"), "de": (r"ich", r"mein\w*", r"mir", r"mich", r"wir", r"uns"),
    "ar": (r"أنا", r"نحن", r"كنتُ?", r"كنّ?ا"),
}  # fmt: skip

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
    *("vorspann", "anrisstext", "entradilla", "zajawka", "avant-propos"),
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
