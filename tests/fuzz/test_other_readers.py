"""The readers of data, office files and mail, on files that went wrong: a document or one clear error."""

from __future__ import annotations

import io
import json
import os
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.fuzz.test_readers import keeps_its_promises

from whensafe.errors import WhensafeError
from whensafe.intake.odt import MEDIA_TYPE
from whensafe.intake.read import document_of, read

pytestmark = pytest.mark.torture  # with so many examples; in `make test` with a few

thorough = settings(
    max_examples=5_000 if os.environ.get("WHENSAFE_TORTURE") else 60,
    deadline=10_000,  # milliseconds for one example, on a busy machine
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

OHMS = (
    b"<?xml version='1.0'?><ROOT><record><title>Talk</title><date value='2019'/><interviewee>Vera Lumm</interviewee>"
    b"<sync>1:|1(2)|3(9)</sync><transcript>KARR: Where?[[footnote]]1[[/footnote]]\n\nLUMM: {00:01:02} There.\n\n"
    b"[[footnotes]][[note]]x[[/note]][[/footnotes]]</transcript></record></ROOT>"
)
TEI = (
    "<TEI><teiHeader><person xml:id='A' role='narrator'><persName>Віра</persName></person></teiHeader><text>"
    "<timeline unit='s'><when xml:id='T0'/><when xml:id='T1' interval='2' since='#T0'/></timeline>"
    "<u who='#A' start='#T0' end='#T1'><w>е\u0301</w> <pause/>так<gap reason='x'/></u></text></TEI>"
).encode()
RTF = rb"{\rtf1\ansicpg1251{\fonttbl{\f0\fcharset204 A;}}{\b Odo:} \u1058?\'e0{\v no}{\footnote x}\par Vera: \u-10179?\par}"
CSV = 'мовець;час;текст\nОдо;00:01;"Де, га?"\nВіра;0:02;Там.\n'.encode()
MAIL = (
    b"From: a@b\r\nSubject: =?utf-8?b?0KLQsNC8?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
    b"--x\r\nContent-Type: text/plain; charset=koi8-u\r\n\r\nOdo: Where?\r\n--x\r\nContent-Disposition: attachment\r\n\r\ny\r\n--x--"
)
OTR = json.dumps(
    {
        "text": "<p><span class='timestamp' data-timestamp='1.5'>0:01</span> Odo: <b>Where</b>?<br>Vera: e\u0301&nbsp;</p>",
        "media": "x",
    }
).encode()
MACHINE = json.dumps({
    "segments": [
        {"start": 0.1, "end": 2, "text": " Де? Там.", "speaker": "A",
         "words": [{"word": "Де?", "score": 0.2}, {"word": "Там.", "speaker": "B", "start": 1}]},
        {"start": 2, "end": 1, "text": "e\u0301"},
    ]
}).encode()  # fmt: skip


def zipped(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, text in parts.items():
            package.writestr(name.replace("__", "/"), text)
    return out.getvalue()


def mutated(data: bytes) -> st.SearchStrategy[bytes]:
    """A few stretches replaced, repeated or cut."""
    place = st.integers(0, len(data))
    change = st.tuples(place, st.integers(0, 40), st.one_of(st.binary(max_size=20), st.just(data[:80])))

    def change_it(changes: list[tuple[int, int, bytes]]) -> bytes:
        wrong = data
        for at, cut, more in changes:
            wrong = wrong[:at] + more + wrong[at + cut :]
        return wrong

    return st.lists(change, max_size=4).map(change_it)


def survives(data: bytes) -> None:
    try:
        document, _ = document_of(data)
        keeps_its_promises(document)
        read(data, "x")
    except WhensafeError:
        return


@pytest.mark.parametrize("seed", [OHMS, TEI, RTF, CSV, MAIL, OTR, MACHINE], ids=str)
@thorough
@given(data=st.data())
def test_gone_wrong(seed: bytes, data: st.DataObject) -> None:
    survives(data.draw(mutated(seed)))


BITS = st.lists(
    st.sampled_from([
        "<text:p>", "</text:p>", "words", "<text:span>", "</text:span>", "<text:s/>", "<text:line-break/>", "e\u0301",
        "<text:note>", "</text:note>", "<row>", "</row>", "<c r='A1' t='inlineStr'><is><t>Speaker</t></is></c>",
        "<c r='B1' t='inlineStr'><is><t>Text</t></is></c>", "<c t='s'><v>7</v></c>", "<c r='ZZZ9'><v>0.5</v></c>", "&x;", "<",
    ]),
    max_size=30,
).map("".join)  # fmt: skip


@thorough
@given(BITS)
def test_any_content_of_an_office_file(inside: str) -> None:
    space = "xmlns:text='t' xmlns:office='o'"
    content = f"<office:d {space}><office:body><office:text>{inside}</office:text></office:body></office:d>"
    survives(zipped(mimetype=MEDIA_TYPE, **{"content.xml": content}))
    sheet = f"<worksheet><sheetData>{inside}</sheetData></worksheet>"
    survives(zipped(**{"xl__worksheets__sheet1.xml": sheet}))
