"""A citation: who said it, in what, when, where it first stood, and the turn's own address."""

from __future__ import annotations

from django.utils.translation import gettext

from whensafe.nouns.interview import Interview, Turn
from whensafe.nouns.text import HOLE
from whensafe.web import words
from whensafe.web.show import said


def citation(interview: Interview, turn: Turn) -> str:
    """One paragraph in the page's language; names, titles and addresses stay as they are.

    Example: ``Olena. “The river side”. Interviewed 14 March 2025. First published by Ara,
    https://example.org/a, 2 April 2025. whensafe, interview 7k3m9p2q4r, turn 15, address 8s0d6w3e1t5y7z.``
    """
    name = interview.name_of(turn.speaker)
    who = name if name and HOLE not in name else words.role(turn.role)
    parts = [who]
    if interview.title:
        title = interview.title.replace(HOLE, f"[{gettext('withheld')}]")
        parts.append(gettext("“%(title)s”") % {"title": title})
    if interview.interviewed is not None:
        parts.append(gettext("Interviewed %(date)s") % {"date": said.said_date(interview.interviewed)})
    published = [interview.source.name, interview.source.url, _published(interview)]
    if interview.source.name or interview.source.url:
        parts.append(gettext("First published: %(where)s") % {"where": ", ".join(p for p in published if p)})
    place = {"id": interview.id, "n": turn.n, "address": turn.address}
    parts.append(gettext("whensafe, interview %(id)s, turn %(n)s, address %(address)s") % place)
    return ". ".join(part.rstrip(".") for part in parts) + "."


def _published(interview: Interview) -> str:
    return said.said_date(interview.first_published or interview.published)
