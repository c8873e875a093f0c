"""What templates may call: dates, times, languages, roles in the page's language. All pure."""

from __future__ import annotations

from django import template

from whensafe.nouns.text import direction
from whensafe.web import words
from whensafe.web.show import labels, said, turns

register = template.Library()

register.filter("said_date", said.said_date)
register.filter("moment", said.moment)
register.filter("clock", said.clock)
register.filter("language", said.language)
register.filter("bytes", said.size)
register.filter("dir", direction)
register.filter("role", words.role)
register.filter("basis", words.basis)
register.filter("act", words.act)
register.filter("option", words.option)
register.filter("event", words.event)
register.filter("checked", words.checked)
register.filter("ground", labels.ground)
register.filter("audience", labels.audience)
register.filter("holes", turns.field)
register.simple_tag(turns.turns, name="turns")
