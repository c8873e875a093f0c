"""A custodian's page, for printing: their words, what to do with them, and what to compare.

One HTML file in English or Ukrainian that asks for nothing: no script, no font, no network. Without words it
has boxes to write them into by hand, since printers remember.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from html import escape
from importlib import resources

from whensafe.errors import BadOption
from whensafe.sealing.words import WORDS

LANGUAGES = ("en", "uk")

_STYLE = """
@page { size: A4; margin: 18mm 20mm; }
body { margin: 1rem auto; max-inline-size: 44rem; padding-inline: 1rem; color: #17191c; background: #fff;
  font: 11pt/1.45 "Source Sans 3", "Noto Sans", sans-serif; }
h1 { font-size: 17pt; margin: 0; } h2 { font-size: 12pt; margin-block: 1.1rem .3rem; }
p, ol { margin-block: .3rem; } ol { padding-inline-start: 1.4rem; }
.words { columns: 3; list-style: none; margin: .4rem 0; padding: .5rem .7rem;
  border-block: 3px double #5a2f5e; font: 12pt/1.7 Georgia, "Noto Serif", serif; }
.words li { break-inside: avoid; display: flex; gap: .5rem; }
.words li span { flex: 0 0 1.6rem; text-align: end; color: #42484f;
  font: 9pt/1.9 "Source Sans 3", sans-serif; }
.words li b { flex: 1; font-weight: 600; border-block-end: 1px solid #79828a; min-block-size: 1.4rem; }
dt { color: #42484f; margin-block-start: .4rem; }
dd { margin: 0; font-family: monospace; overflow-wrap: anywhere; }
dd.write { border-block-end: 1px solid #79828a; min-block-size: 1.6rem; }
@media print { body { margin: 0; padding: 0; } }
"""

_TEXTS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "title": "For a custodian",
        "for": "The words of",
        "lead": "Whoever holds these 33 words can answer a request in your name. Keep them on paper, not "
        "in a photograph, a file, a message or a cloud.",
        "words": "The 33 words",
        "by_hand": "Write them by hand, in this order. A printer may keep what it prints.",
        "delete": "Print this page on a printer that you trust, check every word, then delete the file.",
        "do": "What to do",
        "do_1": "Keep this page where you alone can reach it, apart from any computer that you use for "
        "the archive. A second copy in another place protects against fire and loss, and is a "
        "second thing to find.",
        "do_2": "Give your card (the file, never this page) to the archive. Read its fingerprint aloud to"
        " each other over another channel: it must be the one below.",
        "do_3": "You will get a file, a request. It says what is asked, under which condition, on which "
        "evidence, whether the narrator consents, and for whom. Ask the archive and decide "
        "yourself. Nobody may hurry you.",
        "do_4": "To answer, disconnect a computer that you trust, open the saved page custodian.html or "
        "run `whensafe answer REQUEST --words FILE OUT`, and give back only the answer file. "
        "Nobody who is entitled to an answer ever needs your words.",
        "do_5": "From time to time a request is a drill and says so. Answer it: it shows that you can.",
        "do_6": "If somebody saw these words, or you can't find them, tell the archive at once, so that "
        "what comes later is sealed for others.",
        "limits": "What this does and doesn't do",
        "limit_1": "Fewer custodians than the archive chose can't open anything: that is mathematics. "
        "Condition and consent are rules that you are shown; enough custodians together can open "
        "without them, willingly or under force.",
        "limit_2": "If too few custodians can still answer, what is sealed is lost for ever. Nobody can "
        "reset it. Say in your will, or to somebody you trust, that this page exists.",
        "compare": "To compare",
        "card": "Your card's fingerprint",
        "page": "Digest (SHA-256) of the page custodian.html, before you type words into it",
        "archive": "The archive's fingerprint, from its card (write it here)",
    },
    "uk": {
        "title": "Для хранителя",
        "for": "Слова, що належать",
        "lead": "Хто має ці 33 слова, той може відповісти на запит від вашого імені. Тримайте їх на "
        "папері: не на світлині, не у файлі, не в повідомленні й не у хмарі.",
        "words": "33 слова",
        "by_hand": "Запишіть їх від руки, у цьому порядку. Принтер може пам’ятати те, що друкує.",
        "delete": "Надрукуйте цю сторінку на принтері, якому довіряєте, звірте кожне слово і видаліть файл.",
        "do": "Що робити",
        "do_1": "Зберігайте цю сторінку там, куди маєте доступ лише ви, окремо від комп’ютера, на якому "
        "працюєте з архівом. Друга копія в іншому місці рятує від пожежі й утрати, але її теж "
        "можуть знайти.",
        "do_2": "Передайте архіву свою картку (файл, а ніколи не цю сторінку). Прочитайте одне одному її "
        "відбиток іншим каналом: він має бути таким, як нижче.",
        "do_3": "Ви отримаєте файл — запит. У ньому сказано, про що просять, за якої умови, на якій "
        "підставі, чи згоден оповідач і для кого. Розпитайте архів і вирішуйте самі. Ніхто не має"
        " права вас квапити.",
        "do_4": "Щоб відповісти, від’єднайте від мережі комп’ютер, якому довіряєте, відкрийте збережену "
        "сторінку custodian.html або виконайте `whensafe answer REQUEST --words FILE OUT` і "
        "віддайте лише файл відповіді. Тому, хто має право на відповідь, ваші слова не потрібні.",
        "do_5": "Час від часу запит буває навчальним і так і каже. Відповідайте: це показує, що ви можете.",
        "do_6": "Якщо хтось бачив ці слова або ви не можете їх знайти, негайно скажіть архіву, щоб надалі"
        " запечатували для інших.",
        "limits": "Що це дає і чого не дає",
        "limit_1": "Менше хранителів, ніж визначив архів, не можуть відкрити нічого: це математика. Умова і "
        "згода — це правила, які вам показують; достатня кількість хранителів разом може відкрити"
        " й без них, з власної волі чи з примусу.",
        "limit_2": "Якщо відповісти зможе замало хранителів, запечатане втрачено назавжди. Скинути це не "
        "може ніхто. Скажіть у заповіті або людині, якій довіряєте, що ця сторінка є.",
        "compare": "Для звірки",
        "card": "Відбиток вашої картки",
        "page": "Контрольна сума (SHA-256) сторінки custodian.html, перш ніж уводити в неї слова",
        "archive": "Відбиток архіву з його картки (запишіть тут)",
    },
}


@cache
def offline_page() -> bytes:
    """The one saved file with which a custodian answers, an opener opens and anybody seals, offline."""
    return resources.files("whensafe.sealing").joinpath("custodian.html").read_bytes()


def for_whoever_opens() -> dict[str, bytes]:
    """What lies in every backup, by name: instructions, the one-file opener, the offline page."""
    here = resources.files("whensafe.sealing")
    names = ("README-opening.txt", "open_seals.py", "custodian.html")
    return {name: here.joinpath(name).read_bytes() for name in names}


@cache
def offline_digest() -> str:
    """Its SHA-256, as custodians hold it on paper."""
    return hashlib.sha256(offline_page()).hexdigest()


def custodian_page(name: str, fingerprint: str, *, words: str | None, language: str) -> bytes:
    """The page of one custodian; with ``words`` None, boxes for writing them by hand. `BadOption`."""
    if language not in _TEXTS:
        raise BadOption("no custodian's page in this language", where=language[:20], todo="Use en or uk.")
    said = {key: escape(text) for key, text in _TEXTS[language].items()}
    each = words.split() if words is not None else [""] * WORDS
    listed = "".join(f"<li><span>{n}</span><b>{escape(word)}</b></li>" for n, word in enumerate(each, 1))
    steps = "".join(f"<li>{said[f'do_{n}']}</li>" for n in range(1, 7))
    page = f"""<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>{said["title"]}</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>{said["title"]}</h1>
<p>{said["for"]} <strong>{escape(name)}</strong></p>
<p>{said["lead"]}</p>
<h2>{said["words"]}</h2>
<p>{said["by_hand"] if words is None else said["delete"]}</p>
<ol class="words" translate="no" lang="en">{listed}</ol>
<h2>{said["do"]}</h2>
<ol>{steps}</ol>
<h2>{said["limits"]}</h2>
<p>{said["limit_1"]}</p>
<p>{said["limit_2"]}</p>
<h2>{said["compare"]}</h2>
<dl>
<dt>{said["card"]}</dt><dd>{escape(fingerprint)}</dd>
<dt>{said["page"]}</dt><dd>{offline_digest()}</dd>
<dt>{said["archive"]}</dt><dd class="write"></dd>
</dl>
</body>
</html>
"""
    return page.encode()
