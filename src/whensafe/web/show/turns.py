"""The turns of a transcript as HTML, written here and not in a template: a template costs 0.3 ms a turn, this
0.01 ms, and an interview may have a thousand. Every word that isn't ours goes through `escape`.

Whoever marks a stretch gives positions: a paragraph with ``data-t`` holds one turn's text, each letter of it
in its order, and each hole as one element with ``data-hole`` that stands for its one U+FFFC.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from whensafe.nouns.text import HOLE, direction
from whensafe.web.show import said
from whensafe.web.show.closed import Closing, Decked
from whensafe.web.show.rows import Beside, Note, Row


def turns(rows: Iterable[Row], interview: str, closing: Closing | None = None) -> SafeString:
    """The rows in order. ``interview`` is the id that their cite pages live under. With ``closing`` a stretch
    can be marked, and what is closed says until when.
    """
    number, cite, mark = gettext("Turn %(n)s"), gettext("Cite turn %(n)s"), gettext("Mark turn %(n)s")
    play = gettext("Play turn %(n)s from %(time)s")
    copied, done = gettext("Citation of turn %(n)s copied."), gettext("Turn %(n)s: copied")
    home = f"/interviews/{escape(interview)}"
    made: list[str] = []
    for row in rows:
        n, address = {"n": row.n}, escape(row.address)
        time = f'<span class="turn__time"{_span(row, play)}>{row.time}</span>' if row.time else ""
        who_lang = f' lang="{row.who.lang}"' if row.who.lang is not None else ""
        words = _said(row, closing, voice=row.voice)
        ways = (
            f'<a class="turn__cite" data-cite data-copied="{escape(copied % n)}"'
            f' data-done="{escape(done % n)}" href="{home}/turns/{address}">{escape(cite % n)}</a>'
        )
        if closing is not None:
            ways += (
                f'<a class="turn__cite" data-mark href="{home}/mark?turn={address}">{escape(mark % n)}</a>'
            )
        made.append(
            f'<article class="turn{"" if row.voice else " turn--q"}" id="{address}" data-n="{row.n}">'
            f'<div class="turn__addr"><a class="turn__n" href="#{address}" aria-label="{escape(number % n)}">'
            f"{row.n}</a>{time}</div>"
            f'<div class="turn__said" dir="{row.dir}"><p class="turn__who"{who_lang}>'
            f"<bdi>{escape(row.who.label)}</bdi></p>{words}</div>"
            f"{_beside(row.beside, closing, voice=row.voice) if row.beside is not None else ''}"
            f'<div class="turn__margin"><div class="turn__ways">{ways}</div>'
            f"{''.join(_note(note) for note in row.notes)}{''.join(row.closed)}</div></article>\n"
        )
    return mark_safe("".join(made))  # noqa: S308  (built above from escaped parts)


def _span(row: Row, play: str) -> str:
    """Where a player finds the turn, in milliseconds, and what a button that plays it is called."""
    if row.span is None:
        return ""
    start, end = row.span
    until = f' data-to="{end}"' if end is not None else ""
    return f' data-at="{start}"{until} data-play="{escape(play % {"n": row.n, "time": row.time})}"'


def decked(text: str, deck: Decked) -> str:
    """A turn's text with its holes and restricted stretches as HTML."""
    if not deck.holes and not deck.runs:
        return escape(text)
    made, at = [], 0
    for run in deck.runs:
        made.append(_open(text, deck, at, run.start))
        inside = _open(text, deck, run.start, run.end)
        made.append(f'<mark class="mark is-accepted" data-k="{escape(run.key)}">{inside}</mark>')
        at = run.end
    made.append(_open(text, deck, at, len(text)))
    return "".join(made)


def field(text: str | None) -> SafeString:
    """A title or another line whose holes stand as notices."""
    ui = said.locale().language
    hole = f'<span class="seal" lang="{ui}">{escape(gettext("withheld"))}</span>'
    return mark_safe(escape(text or "").replace(HOLE, hole))  # noqa: S308  (escaped)


def _open(text: str, deck: Decked, start: int, end: int) -> str:
    made, at = [], start
    for hole, seal in deck.holes:
        if start <= hole < end:
            notice, ui = escape(gettext("withheld")), said.locale().language
            link = f'<a class="seal" data-hole lang="{ui}" href="#s-{escape(seal)}">{notice}</a>'
            made += [escape(text[at:hole]), link]
            at = hole + 1
    return "".join([*made, escape(text[at:end])])


def _said(told: Row | Beside, closing: Closing | None, *, voice: bool) -> str:
    holes = told.decked.holes
    if holes and not told.text.replace(HOLE, "").strip():
        return _whole(closing.heading(holes[0][1]) if closing is not None else "", beside=False)
    return _words(told, voice=voice)


def _words(told: Row | Beside, *, voice: bool) -> str:
    kind = "voice" if voice else "turn__q"
    return (
        f'<p class="{kind}" data-t="{escape(told.address)}" lang="{escape(told.lang)}" dir="{told.dir}">'
        f"{decked(told.text, told.decked)}</p>"
    )


def _whole(heading: str, *, beside: bool) -> str:
    """The notice in the place of a whole turn; always of one size. ``heading`` is HTML."""
    ui = said.locale().language
    title = escape(gettext("Withheld with the original")) if beside else heading
    why = gettext("A translation inherits the seal.") if beside else gettext("The whole turn is sealed.")
    return (
        f'<div class="sealed" lang="{ui}" dir="{direction(ui)}"><p class="sealed__until">{title}</p>'
        f"<p>{escape(why)}</p></div>"
    )


def _beside(beside: Beside, closing: Closing | None, *, voice: bool) -> str:
    holes = beside.decked.holes
    whole = bool(holes) and closing is not None and not beside.text.replace(HOLE, "").strip()
    words = _whole("", beside=True) if whole else _words(beside, voice=voice)
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
