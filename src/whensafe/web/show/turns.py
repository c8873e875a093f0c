"""The turns of a transcript as HTML, written here and not in a template: a template costs 0.3 ms a turn, this
0.01 ms, and an interview may have a thousand. Every word that isn't ours goes through `escape`.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from whensafe.web.show import said
from whensafe.web.show.rows import Beside, Note, Row


def turns(rows: Iterable[Row], interview: str) -> SafeString:
    """The rows in order. ``interview`` is the id that their cite pages live under."""
    number, cite = gettext("Turn %(n)s"), gettext("Cite turn %(n)s")
    copied, done = gettext("Citation of turn %(n)s copied."), gettext("Turn %(n)s: copied")
    base = f"/interviews/{escape(interview)}/turns/"
    made: list[str] = []
    for row in rows:
        n, address = {"n": row.n}, escape(row.address)
        time = f'<span class="turn__time">{row.time}</span>' if row.time else ""
        who_lang = f' lang="{row.who.lang}"' if row.who.lang is not None else ""
        words = _words(row.text, row.lang, row.dir, voice=row.voice)
        made.append(
            f'<article class="turn{"" if row.voice else " turn--q"}" id="{address}" data-n="{row.n}">'
            f'<div class="turn__addr"><a class="turn__n" href="#{address}" aria-label="{escape(number % n)}">'
            f"{row.n}</a>{time}</div>"
            f'<div class="turn__said" dir="{row.dir}"><p class="turn__who"{who_lang}>'
            f"<bdi>{escape(row.who.label)}</bdi></p>{words}</div>"
            f"{_beside(row.beside, voice=row.voice) if row.beside is not None else ''}"
            f'<div class="turn__margin"><a class="turn__cite" data-cite data-copied="{escape(copied % n)}"'
            f' data-done="{escape(done % n)}" href="{base}{address}">{escape(cite % n)}</a>'
            f"{''.join(_note(note) for note in row.notes)}</div></article>\n"
        )
    return mark_safe("".join(made))  # noqa: S308  (built above from escaped parts)


def _words(text: str, lang: str, direction: str, *, voice: bool) -> str:
    kind = "voice" if voice else "turn__q"
    return f'<p class="{kind}" lang="{escape(lang)}" dir="{direction}">{escape(text)}</p>'


def _beside(beside: Beside, *, voice: bool) -> str:
    words = _words(beside.text, beside.lang, beside.dir, voice=voice)
    return f'<div class="turn__tr"><p class="turn__who">{escape(said.language(beside.lang))}</p>{words}</div>'


def _note(note: Note) -> str:
    lang = f' lang="{note.lang}"' if note.lang is not None else ""
    settled = note.answer is not None
    state = gettext("Answered") if settled else gettext("Open question")
    answer = f"<p><bdi>{escape(note.answer)}</bdi></p>" if note.answer is not None else ""
    return (
        f'<div class="note{" is-settled" if settled else ""}"><p class="note__what">{escape(state)}</p>'
        f'<p class="note__why"{lang}>{escape(note.text)}</p>{answer}</div>'
    )
