"""Captions, machine transcripts, sync files, tables and mail of a script."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Callable
from email.message import EmailMessage
from xml.sax.saxutils import escape

from tests.gate.script import Item, Script
from tests.gate.shapes import Labels
from tests.gate.writers import markdown_of, text_of, zipped

Cue = tuple[int, int, Item, str, bool]
"""Start and end in milliseconds, the turn, the words, whether they begin the turn."""


def cues(script: Script, most: int = 90) -> list[Cue]:
    """Turns cut at the ends of sentences into cues; their times follow from their length."""
    out: list[Cue] = []
    now = int(script.options.get("from", "2000"))
    for item in script.items:
        begins = True
        if item.kind != "turn":
            continue
        for sentence in re.split(r"(?<=[.?!…؟])\s+", " ".join(item.paragraphs)):
            words, line = sentence.split(), ""
            pieces = []
            for word in words:
                if line and len(line) + len(word) + 1 > most:
                    pieces.append(line)
                    line = word
                else:
                    line = f"{line} {word}".strip()
            for piece in [*pieces, line]:
                end = now + 900 + 55 * len(piece)
                out.append((now, end, item, piece, begins))
                now = end + (120 if begins else 40)
                begins = False
    return out


def clock(ms: int, mark: str = ".") -> str:
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}{mark}{ms % 1000:03}"


def srt_of(script: Script) -> str:
    """``cue=label`` a label where a turn begins, ``cue=dash`` a dash there, ``cue=every`` a label on every cue."""
    how, labels, out = script.options.get("cue", "label"), Labels(script), []
    for n, (start, end, item, words, begins) in enumerate(cues(script), 1):
        lead = ""
        if how == "every" or (how == "label" and begins):
            lead = labels.of(item.who) + labels.sep
        elif how == "dash" and begins:
            lead = "- "
        elif how == "bracket" and begins:
            lead = f"[{labels.of(item.who)}] "
        elif how == "caps" and begins:
            lead = f"{labels.of(item.who).upper()}: "
        out.append(f"{n}\n{clock(start, ',')} --> {clock(end, ',')}\n{lead}{words}\n")
    return "\n".join(out)


def vtt_of(script: Script) -> str:
    """``cue=voice`` a voice on every cue, ``cue=carry`` only where the speaker changes, ``cue=label`` plain labels."""
    labels = Labels(script)
    out = ["WEBVTT" + (f" - {script.get('title')}" if "titled" in script.options else "")]
    out += [f"\nNOTE {value}" for value in script.all("note-line")]
    out += [f"\nNOTE\n{value}" for value in script.all("top")]
    if "style" in script.options:
        out.append("\nSTYLE\n::cue { color: white; }")
    for n, (start, end, item, words, begins) in enumerate(cues(script), 1):
        cue = _voiced(script, labels, item, html.escape(words, quote=False), begins=begins)
        number = f"{n}\n" if "numbers" in script.options else ""
        setting = " align:start position:10%" if "style" in script.options else ""
        out.append(f"\n{number}{clock(start)} --> {clock(end)}{setting}\n{cue}")
    return "\n".join(out) + "\n"


def _voiced(script: Script, labels: Labels, item: Item, words: str, *, begins: bool) -> str:
    how, label = script.options.get("cue", "voice"), labels.of(item.who)
    if how == "voice" or (how == "carry" and begins):
        return f"<v {html.escape(label)}>{words}" + ("</v>" if "closed" in script.options else "")
    if how == "classes":
        return f"<v.first.loud {html.escape(label)}>{words}</v>"
    if not begins:
        return words
    return {"label": f"{label}{labels.sep}{words}", "dash": f"- {words}"}.get(how, words)


def whisper_of(script: Script) -> str:
    """``cue=whisperx`` with speakers and words, otherwise plain Whisper segments."""
    keys = list(script.people)
    segments = []
    for n, (start, end, item, words, _) in enumerate(cues(script)):
        segment: dict[str, object] = {"start": start / 1000, "end": end / 1000, "text": " " + words}
        if script.options.get("cue") == "whisperx":
            person = script.people[item.who]
            speaker = person.label if "named" in script.options else f"SPEAKER_{keys.index(item.who):02}"
            segment["text"] = words
            segment["words"] = _words(start, end, words, speaker)
            segment["speaker"] = speaker
        else:
            segment = {"id": n, "seek": 0, **segment, "tokens": [50364], "temperature": 0.0, "avg_logprob": -0.24,
                       "compression_ratio": 1.4, "no_speech_prob": 0.02}  # fmt: skip
        segments.append(segment)
    whole: dict[str, object] = {"segments": segments, "language": script.language}
    if script.options.get("cue") != "whisperx":
        whole = {"text": "".join(str(s["text"]) for s in segments), **whole}
    else:
        whole["word_segments"] = [word for segment in segments for word in segment["words"]]  # type: ignore[attr-defined]
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _words(start: int, end: int, words: str, speaker: str) -> list[dict[str, object]]:
    every = words.split()
    step = (end - start) / len(every)
    return [
        {
            "word": word,
            "start": round((start + n * step) / 1000, 3),
            "end": round((start + (n + 1) * step) / 1000, 3),
            "score": 0.71 + (len(word) % 3) / 10,
            "speaker": speaker,
        }
        for n, word in enumerate(every)
    ]


def otr_of(script: Script) -> str:
    labels, parts, now = Labels(script), [], 1.5
    parts += [f"<p>{html.escape(value)}</p>" for value in script.all("top")]
    for item in script.items:
        stamp = (
            f'<span class="timestamp" data-timestamp="{now:.2f}">{int(now) // 60}:{int(now) % 60:02}</span>'
        )
        now += 2 + sum(map(len, item.paragraphs)) / 13
        first, *rest = (html.escape(text, quote=False) for text in item.paragraphs)
        if item.kind != "turn":
            parts.append(f"<p><i>{first}</i></p>")
            continue
        label = labels.of(item.who) + labels.sep.rstrip()
        parts.append(f"<p>{stamp} <b>{html.escape(label)}</b>&nbsp;{first}</p>")
        parts += [f"<p>{more}</p>" for more in rest]
    media = script.get("media", "interview.mp3")
    return json.dumps(
        {"text": "".join(parts), "media": media, "media-source": "", "media-time": round(now, 2)},
        ensure_ascii=False,
    )


def ohms_of(script: Script) -> str:
    """``ohms=5`` a transcript with sync codes, ``ohms=6`` with WebVTT inside, ``ohms=index`` an index alone."""
    version = script.options.get("ohms", "5")
    people = script.people.values()
    fields = "".join(
        [f"<interviewee>{escape(p.name or '')}</interviewee>" for p in people if p.role == "narrator"]
        + [f"<interviewer>{escape(p.name or '')}</interviewer>" for p in people if p.role == "interviewer"]
    )
    transcript, sync, vtt = "No transcript.", "", ""
    if version == "5":
        transcript, sync = _synced(script)
    elif version == "6":
        vtt = f"<vtt_transcript>{escape(vtt_of(script))}</vtt_transcript>"
        transcript = ""
    points = "".join(
        f"<point><time>{n * 180}</time><title>{escape(title)}</title><partial_transcript>{escape(begins)}</partial_transcript>"
        f"<synopsis>{escape(synopsis)}</synopsis><keywords>{escape(keywords)}</keywords><subjects/></point>"
        for n, (title, begins, synopsis, keywords) in enumerate(
            value.split(" | ") for value in script.all("point")
        )
    )
    date = script.get("ohms-date")
    kind = f'<date value="{date}" format="yyyy-mm-dd"/>' if date else '<date value="" format="yyyy-mm-dd"/>'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<ROOT xmlns="https://www.weareavp.com/nunncenter/ohms" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
        f'<record id="{len(script.items):08}" dt="2019-03-04"><version>{"6.0" if version == "6" else "5.4"}</version>{kind}'
        f"<date_nonpreferred_format>{escape(script.get('ohms-said'))}</date_nonpreferred_format>"
        f"<cms_record_id>{escape(script.get('call', 'oh-17'))}</cms_record_id><title>{escape(script.get('title'))}</title>"
        f"<accession>{escape(script.get('call', 'oh-17'))}</accession><duration>00:31:10</duration>"
        f"<repository>{escape(script.get('repository'))}</repository>{fields}<format>audio</format>"
        f"<file_name>oh17.mp3</file_name><sync>{sync}</sync><language>{escape(script.get('ohms-language'))}</language>"
        f"<index>{points}</index>{vtt}"
        f"<description>{escape(script.get('lead'))}</description><rights>{escape(script.get('rights'))}</rights>"
        f"<transcript>{escape(transcript)}</transcript><transcript_alt></transcript_alt></record></ROOT>\n"
    )


def _synced(script: Script) -> tuple[str, str]:
    """Lines of at most 70 characters, and the line and word at which each further minute begins."""
    labels, lines = Labels(script), []
    for value in script.all("top"):
        lines += [value, ""]
    for item in script.items:
        line = (labels.of(item.who).upper() if "caps" in script.options else labels.of(item.who)) + labels.sep
        for word in " ".join(item.paragraphs).split():
            if len(line) + len(word) > 70:
                lines.append(line.rstrip())
                line = ""
            line += word + " "
        lines += [line.rstrip(), ""]
    every = [f"{n}({2 + n % 3})" for n in range(4, len(lines), 14) if lines[n]]
    return "\n".join(lines), "1:|" + "|".join(every)


def tei_of(script: Script) -> str:
    ids = {key: re.sub(r"\W", "", person.label) or key for key, person in script.people.items()}
    people = "".join(
        f'<person xml:id="{ids[key]}" role="{person.role}">'
        + (f"<persName>{escape(person.name)}</persName>" if person.name else "<note>unnamed</note>")
        + "</person>"
        for key, person in script.people.items()
    )
    body = []
    for item in script.items:
        words = "<pause/>".join(escape(text) for text in item.paragraphs)
        if item.kind == "turn":
            body.append(f'<u who="#{ids[item.who]}">{words}</u>')
        else:
            body.append(f"<incident><desc>{words}</desc></incident>")
    recorded = script.get("tei-date")
    when = f'<recordingStmt><recording type="audio"><date when="{recorded}">{recorded}</date></recording></recordingStmt>'
    published = script.get("tei-published")
    given = f'<date when="{published}">{published}</date>' if published else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0">'
        f"<teiHeader><fileDesc><titleStmt><title>{escape(script.get('title'))}</title></titleStmt>"
        f"<publicationStmt><publisher>{escape(script.get('repository'))}</publisher>{given}</publicationStmt>"
        f"<sourceDesc>{when if recorded else '<p/>'}</sourceDesc></fileDesc><profileDesc><langUsage>"
        f'<language ident="{script.language}"/></langUsage><particDesc><listPerson>{people}</listPerson></particDesc>'
        f'</profileDesc></teiHeader><text xml:lang="{script.language}"><body>\n'
        + "\n".join(body)
        + "\n</body></text></TEI>\n"
    )


def _table(script: Script) -> list[list[str]]:
    names = [name.strip() for name in script.get("columns", "Speaker|Time|Words").split("|")]
    labels, rows, now = Labels(script), [names], 2
    for n, item in enumerate(script.items, 1):
        words = " ".join(item.paragraphs)
        values = {
            "who": labels.of(item.who),
            "time": f"{now // 3600:02}:{now // 60 % 60:02}:{now % 60:02}",
            "words": words,
            "n": str(n),
        }
        now += 2 + len(words) // 13
        rows.append([values[key] for key in script.get("order", "who time words").split()])
    return rows


def csv_of(script: Script) -> str:
    out = io.StringIO()
    delimiter = {"semicolon": ";", "tab": "\t"}.get(script.options.get("delimiter", ""), ",")
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(_table(script))
    return out.getvalue()


def xlsx_of(script: Script) -> bytes:
    strings: list[str] = []
    rows = []
    for r, row in enumerate(_table(script), 1):
        cells = []
        for c, value in enumerate(row):
            strings.append(value)
            cells.append(f'<c r="{chr(65 + c)}{r}" t="s"><v>{len(strings) - 1}</v></c>')
        rows.append(f'<row r="{r}">{"".join(cells)}</row>')
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packages = "http://schemas.openxmlformats.org/package/2006"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return zipped(
        {
            "[Content_Types].xml": f'{head}<Types xmlns="{packages}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
            f'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}.sharedStrings+xml"/></Types>',
            "_rels/.rels": f'{head}<Relationships xmlns="{packages}/relationships"><Relationship Id="rId1" '
            f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'{head}<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
            f'<sheet name="{escape(script.get("sheet", "Sheet1"))}" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'{head}<Relationships xmlns="{packages}/relationships"><Relationship Id="rId1" '
            f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" '
            f'Type="{office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'{head}<worksheet xmlns="{main}"><sheetData>{"".join(rows)}</sheetData></worksheet>',
            "xl/sharedStrings.xml": f'{head}<sst xmlns="{main}">'
            + "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in strings)
            + "</sst>",
        }
    )


def eml_of(script: Script) -> bytes:
    """A mail that carries the interview in its body."""
    mail = EmailMessage()
    for key in ("From", "To", "Subject", "Date"):
        mail[key] = script.get("sent" if key == "Date" else key.lower())
    mail["Message-ID"] = "<20240101.1@post.example>"
    body = "\n".join([*script.all("greeting"), ""]) + text_of(script)
    mail.set_content(body, cte="quoted-printable")
    if "both" in script.options:
        page = "".join(f"<p>{html.escape(part)}</p>" for part in body.split("\n") if part.strip())
        mail.add_alternative(f"<html><body>{page}</body></html>", subtype="html", cte="base64")
        mail.set_boundary("=_gate_1")
    return bytes(mail)


def mhtml_of(page: str, script: Script) -> bytes:
    """A page saved with its pictures, as browsers do."""
    mail = EmailMessage()
    mail["From"] = "<Saved by Blink>"
    mail["Snapshot-Content-Location"] = script.get("url")
    mail["Subject"] = script.get("title")
    mail["Date"] = script.get("date-header", "Fri, 5 Jan 2024 10:00:00 -0000")
    mail.set_content(page, subtype="html", cte="quoted-printable")
    mail["Content-Location"] = script.get("url")
    mail.make_related(boundary="----MultipartBoundary--gate----")
    mail.add_related(b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", "image", "gif")
    return bytes(mail)


TEXTS: dict[str, Callable[[Script], str]] = {
    "txt": text_of,
    "md": markdown_of,
    "srt": srt_of,
    "vtt": vtt_of,
    "json": whisper_of,
    "otr": otr_of,
    "xml": lambda script: tei_of(script) if "tei" in script.options else ohms_of(script),
    "csv": csv_of,
}
