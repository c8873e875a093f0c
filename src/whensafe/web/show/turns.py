"""The turns of a transcript as HTML, written here and not in a template: a template costs 0.3 ms a turn, this
0.01 ms, and an interview may have a thousand. Every word that isn't ours goes through `escape`.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from whensafe.web.show import said
from whensafe.web.show.rows import Note, Row


def turns(rows: Iterable[Row], interview: str) -> SafeString:
    """The rows in order. ``interview`` is the id that their cite pages live under."""
    number, cite = gettext("Turn %(n)s"), gettext("Cite turn %(n)s")
    copied, done = gettext("Citation of turn %(n)s copied."), gettext("Turn %(n)s: copied")
    base = f"/interviews/{escape(interview)}/turns/"
    languages: dict[str, str] = {}
    made: list[str] = []
    for row in rows:
        n, address, kind = {"n": row.n}, escape(row.address), "voice" if row.voice else "turn__q"
        who_lang = f' lang="{row.who.lang}"' if row.who.lang is not None else ""
        time = f'<span class="turn__time">{row.time}</span>' if row.time else ""
        beside = ""
        if row.beside is not None:
            lang = row.beside.lang
            label = languages.setdefault(lang, escape(said.language(lang)))
            beside = (
                f'<div class="turn__tr"><p class="turn__who">{label}</p>'
                f'<p class="{kind}" lang="{escape(lang)}" dir="{row.beside.dir}">{escape(row.beside.text)}</p></div>'
            )
        made.append(
            f'<article class="turn{"" if row.voice else " turn--q"}" id="{address}" data-n="{row.n}">'
            f'<div class="turn__addr"><a class="turn__n" href="#{address}" aria-label="{escape(number % n)}">'
            f"{row.n}</a>{time}</div>"
            f'<div class="turn__said"><p class="turn__who"{who_lang}><bdi>{escape(row.who.label)}</bdi></p>'
            f'<p class="{kind}" lang="{escape(row.lang)}" dir="{row.dir}">{escape(row.text)}</p></div>{beside}'
            f'<div class="turn__margin"><a class="turn__cite" data-cite data-copied="{escape(copied % n)}"'
            f' data-done="{escape(done % n)}" href="{base}{address}">{escape(cite % n)}</a>'
            f"{''.join(_note(note) for note in row.notes)}</div></article>\n"
        )
    return mark_safe("".join(made))  # noqa: S308  (built above from escaped parts)


def _note(note: Note) -> str:
    lang = f' lang="{note.lang}"' if note.lang is not None else ""
    state = gettext("Answered") if note.answer is not None else gettext("Open question")
    answer = f"<p><bdi>{escape(note.answer)}</bdi></p>" if note.answer is not None else ""
    return (
        f'<div class="note{" is-settled" if note.answer is not None else ""}"><p class="note__what">{escape(state)}</p>'
        f'<p class="note__why"{lang}>{escape(note.text)}</p>{answer}</div>'
    )
