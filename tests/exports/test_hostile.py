"""Exports with something wrong in them: refused in one line, or read as far as they are whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.exports.test_pdf import told
from tests.fuzz.mutations import mutated, mutated_package

from whensafe.editions.exports import export
from whensafe.editions.exports.matter import matter_of
from whensafe.errors import BadInput
from whensafe.intake.read import read
from whensafe.nouns.actor import TEAM
from whensafe.nouns.edition import Ground, Withheld
from whensafe.nouns.export import Format
from whensafe.nouns.ids import ADDRESS_CHARS, ALPHABET
from whensafe.nouns.reading import Reading

SAID = "Ми чистили двір дошками, бо лопат не давали. "


def _whole(format: Format) -> bytes:
    of = told(SAID, Withheld(Ground.HEALTH), " І «сніг» & <b>.\n\nТак.", turns=4)
    timed = tuple(replace(t, start_ms=n * 1000, end_ms=n * 1000 + 900) for n, t in enumerate(of.turns))
    return export(matter_of(TEAM, replace(of, turns=timed), ()), format).files[0].data


def _read(data: bytes) -> Reading | str:
    """The reading, or what was said instead; any other error fails the test."""
    try:
        return read(data, "an export")
    except BadInput as refused:
        return str(refused)


WHOLE = {format: _whole(format) for format in Format if format is not Format.PDF}


@pytest.mark.parametrize("format", list(WHOLE))
@given(data=st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_damaged_export_is_read_or_refused_in_one_line(format: Format, data: st.DataObject) -> None:
    mutate = mutated_package if format is Format.DOCX and data.draw(st.booleans()) else mutated
    broken = data.draw(mutate([WHOLE[format]]))
    found = _read(bytes(broken))
    if isinstance(found, str):
        assert "дошками" not in found
        assert "\n" not in found
        return
    for turn in found.turns:
        assert turn.address is None or len(turn.address) == ADDRESS_CHARS
        assert set(turn.address or "") <= set(ALPHABET)


def test_a_comment_put_into_a_page_is_nobodys_words() -> None:
    whole = _whole(Format.HTML)
    word = SAID.split(maxsplit=1)[0].encode()
    changed = whole.replace(word, b"<!-- x --><?y?>" + word)
    assert changed != whole
    heard = _read(changed)
    assert heard == _read(whole)
