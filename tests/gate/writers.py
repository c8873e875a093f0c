"""Blocks as text, Markdown, HTML, DOCX, ODT, RTF and PDF. The same script, the same bytes (a PDF: by the same Chromium)."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from tests.gate.furniture import Furniture, esc
from tests.gate.script import Script
from tests.gate.shapes import Block, blocks, text_block

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from make_samples import docx_bytes, pdf_bytes

AROUND = {
    "speaker": '<p class="speaker">%</p>',
    "pull": '<blockquote class="@pullquote"><p>%</p></blockquote>',
    "rel": '<div class="@read-also"><a href="/also/1">%</a></div>',
    "news": '<div class="@subscribe-box"><p>%</p><form><input type="email"></form></div>',
    "ad": '<div class="@adv">%</div>',
    "photo": '<figure><img src="/p.jpg" alt=""><figcaption>%</figcaption></figure>',
    "box": '<aside class="@box"><p>%</p></aside>',
    "h": "<h3>%</h3>",
    "note": "<p><em>%</em></p>",
    "stage": "<p><i>%</i></p>",
}
"""A block that isn't a paragraph: ``@`` is the skin's word in classes, ``%`` the words."""


# HTML


def html_block(block: Block, style: str = "") -> str:
    """One block of a page; ``style`` is a word that a skin puts into classes."""
    inner = "".join(f"<{tag}>{esc(text)}</{tag}>" if tag else esc(text) for tag, text in block.runs)
    inner = (
        inner.replace("<b>", "<strong>").replace("</b>", "</strong>") if style not in {"old", "ms"} else inner
    )
    texts = [esc(text) for _, text in block.runs]
    if block.tag in {"question", "answer"}:
        return f'<div class="{style}{block.tag}">' + "".join(f"<p>{text}</p>" for text in texts) + "</div>"
    if block.tag == "dd":
        return "<dd>" + "".join(f"<p>{text}</p>" for text in texts) + "</dd>"
    if block.tag == "row":
        cells = f"<td>{texts[0]}</td><td>" + "<br>".join(texts[1].split("\n")) + "</td>"
        return f"<tr valign=top>{cells}</tr>"
    return AROUND.get(block.tag, f"<{block.tag}>%</{block.tag}>").replace("@", style).replace("%", inner)


def html_body(script: Script, style: str = "") -> str:
    """The whole body, in paragraphs or in one block with line breaks (option ``breaks``)."""
    made = blocks(script)
    if "breaks" in script.options:
        return "<br>\n<br>\n".join(
            "".join(f"<{tag}>{esc(text)}</{tag}>" if tag else esc(text) for tag, text in block.runs)
            for block in made
        )
    rows = [html_block(block, style) for block in made]
    if made and any(block.tag == "row" for block in made):
        return '<table class="transcript" border=0>\n' + "\n".join(rows) + "\n</table>"
    if made and any(block.tag == "dt" for block in made):
        return "<dl>\n" + "\n".join(rows) + "\n</dl>"
    return "\n".join(rows)


# Text and Markdown


def heading_lines(script: Script) -> list[tuple[str, str]]:
    """The head of a document that isn't a page, as (what, words) in the order of its script."""
    keys = ("kicker", "title", "lead", "byline", "date", "top")
    return [
        (key, value)
        for key, values in script.fields.items()
        if key in keys
        for value in values
        if value != "-"
    ]


def text_of(script: Script) -> str:
    """Plain text, wrapped where the option ``wrap`` gives a width."""
    lines = [
        value.upper() if key == "title" and "caps" in script.options else value
        for key, value in heading_lines(script)
    ]
    body: list[str] = []
    for block in blocks(script):
        words = "".join(text for _, text in block.runs)
        if block.tag in {"question", "answer", "dd"}:
            body += [text for _, text in block.runs]
        elif block.tag == "speaker":
            body.append(words + "\n")
        elif block.tag == "row":
            body.append("\t".join(text for _, text in block.runs))
        else:
            body.append(words)
    text = "\n".join(lines) + "\n\n" + "\n\n".join(_wrapped(part, script) for part in body) + "\n"
    text = text.replace("\n\n\n", "\n")
    if "tight" in script.options:
        text = text.replace("\n\n", "\n")
    return text + "".join(f"\n{line}\n" for line in script.all("end"))


def _wrapped(text: str, script: Script) -> str:
    if "wrap" not in script.options:
        return text
    width, out, line = int(script.options["wrap"]), [], ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            out.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return "\n".join([*out, line])


MD_TAGS = {
    "h2": "## ",
    "h3": "### ",
    "h": "## ",
    "pull": "> ",
    "rel": "[",
    "photo": "![](https://img.example/p.jpg)\n",
}


def markdown_of(script: Script) -> str:
    """A Markdown capture or note."""
    head: list[str] = []
    if "front" in script.options:
        head.append("---\n" + "\n".join(script.all("front")) + "\n---")
    marks = {"title": "# {}", "lead": "**{}**", "byline": "*{}*", "date": "{}", "top": "{}", "kicker": "{}"}
    if "capture" in script.options:
        furniture = Furniture(script)
        head.append(
            "\n".join(
                f"- [{word}](https://www.example.org/{n})" for n, word in enumerate(furniture.some("menu", 5))
            )
        )
    if "plainlead" in script.options:
        marks["lead"] = "{}"
    head += [marks[key].format(value) for key, value in heading_lines(script)]
    body = []
    for block in blocks(script):
        runs = "".join({"b": "**{}**", "i": "*{}*"}.get(fmt, "{}").format(text) for fmt, text in block.runs)
        if block.tag == "rel":
            runs = f"[{runs}](https://www.example.org/read/7)"
        body.append(MD_TAGS.get(block.tag, "").rstrip("[") + runs)
    tail = list(script.all("end"))
    if "capture" in script.options:
        tail += [f"[{word}](#share)" for word in furniture.some("share", 3)]
        tail += ["### " + furniture.one("related_title")]
        tail += [
            f"- [{title}](https://www.example.org/r/{n})"
            for n, title in enumerate(furniture.some("related", 3))
        ]
        tail += [furniture.one("newsletter"), furniture.one("footer")]
    return "\n\n".join([*head, *body, *tail]) + "\n"


# DOCX, ODT, RTF


def head_blocks(script: Script) -> list[Block]:
    tags = {"title": "title", "lead": "lead", "kicker": "p"}
    return [text_block(tags.get(key, "p"), value) for key, value in heading_lines(script)]


def tail_blocks(script: Script) -> list[Block]:
    return [text_block("p", value) for value in script.all("end")]


def docx_of(script: Script) -> bytes:
    doc = Document()
    if script.get("header"):
        doc.sections[0].header.paragraphs[0].text = script.get("header")
        doc.sections[0].footer.paragraphs[0].text = script.get("footer", "1")
    if "props" in script.options:
        doc.core_properties.title = script.get("title")
    doc.core_properties.language = script.language
    table: Any = None
    for block in [*head_blocks(script), *blocks(script), *tail_blocks(script)]:
        if block.tag == "row":
            table = table or doc.add_table(rows=0, cols=2, style="Table Grid")
            cells = table.add_row().cells
            cells[0].text, cells[1].text = (text for _, text in block.runs)
            continue
        paragraph = _docx_paragraph(doc, block)
        if script.language == "ar":
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
            for run in paragraph.runs:
                run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))
    return docx_bytes(doc)


def _docx_paragraph(doc: Any, block: Block) -> Any:
    levels = {"title": 0, "h2": 2, "h3": 3, "h": 2}
    if block.tag in levels:
        return doc.add_heading(block.runs[0][1], levels[block.tag])
    texts = block.runs
    paragraph = doc.add_paragraph()
    for n, (fmt, text) in enumerate(texts):
        if n and block.tag in {"question", "answer", "dd"}:
            paragraph = doc.add_paragraph()
        run = paragraph.add_run(text)
        run.bold = True if fmt == "b" or block.tag in {"question", "lead"} else None
        run.italic = True if fmt == "i" or block.tag in {"note", "stage"} else None
    return paragraph


ODT_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2" '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:automatic-styles>'
    '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="T2" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'
    "</office:automatic-styles><office:body><office:text>"
)
MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.2" '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def odt_of(script: Script) -> bytes:
    parts = [ODT_HEAD]
    for block in [*head_blocks(script), *blocks(script), *tail_blocks(script)]:
        runs = [
            {
                "b": '<text:span text:style-name="T1">{}</text:span>',
                "i": '<text:span text:style-name="T2">{}</text:span>',
            }.get(fmt, "{}").format(esc(text))
            for fmt, text in block.runs
        ]
        if block.tag in {"title", "h2", "h3", "h"}:
            level = {"title": 1, "h2": 2}.get(block.tag, 3)
            parts.append(f'<text:h text:outline-level="{level}">{"".join(runs)}</text:h>')
        elif block.tag in {"question", "answer", "dd"}:
            parts += [f"<text:p>{run}</text:p>" for run in runs]
        else:
            parts.append(f"<text:p>{''.join(runs)}</text:p>")
    parts.append("</office:text></office:body></office:document-content>")
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": "".join(parts),
            "META-INF/manifest.xml": MANIFEST,
        }
    )


def zipped(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for n, (name, text) in enumerate(files.items()):
            info = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if n == 0 else zipfile.ZIP_DEFLATED
            packed.writestr(info, text)
    return out.getvalue()


def rtf_of(script: Script) -> bytes:
    out = ["{\\rtf1\\ansi\\ansicpg1252\\uc1\\deff0{\\fonttbl{\\f0 Times New Roman;}}"]
    for block in [*head_blocks(script), *blocks(script), *tail_blocks(script)]:
        size = {"title": "\\fs36\\b ", "h2": "\\fs28\\b ", "lead": "\\i "}.get(block.tag, "\\fs24 ")
        runs = [
            {"b": "{{\\b {}}}", "i": "{{\\i {}}}"}.get(fmt, "{}").format(_rtf(text))
            for fmt, text in block.runs
        ]
        sep = "\\par\n" if block.tag in {"question", "answer", "dd"} else ""
        out.append("\\pard\\plain" + size + sep.join(runs) + "\\par\n")
    return ("".join(out) + "}").encode("ascii")


def _rtf(text: str) -> str:
    made = []
    for char in text:
        if char in "\\{}":
            made.append("\\" + char)
        elif ord(char) < 128:
            made.append(char)
        else:
            unit = ord(char)
            made.append(f"\\u{unit - 65536 if unit > 32767 else unit}?")
    return "".join(made)


# PDF

PDF_CSS = {
    "": "@page{size:A4;margin:22mm}",
    "footer": "@page{size:A5;margin:18mm 15mm;@bottom-center{content:counter(page);font-size:8pt}}",
    "twocolumn": "@page{size:A4;margin:16mm} main{column-count:2;column-gap:8mm;font-size:10pt}",
    "running": (
        "@page{size:A5;margin:20mm 15mm;@top-left{content:'RUNNING';font-size:8pt}"
        "@bottom-right{content:counter(page) ' / ' counter(pages);font-size:8pt}}"
    ),
}


def pdf_of(script: Script) -> bytes:
    css = PDF_CSS[script.options.get("css", "")].replace("RUNNING", script.get("header").replace("'", ""))
    tags = {"title": "h1", "lead": "h4", "kicker": "h5"}
    head = "".join(
        f"<{tags.get(key, 'p')}>{esc(value)}</{tags.get(key, 'p')}>" for key, value in heading_lines(script)
    )
    tail = "".join(f"<p>{esc(value)}</p>" for value in script.all("end"))
    body = html_body(script) if not script.raw else ""
    direction = "rtl" if script.language == "ar" else "ltr"
    title = esc(script.get("head-title") or script.get("title"))
    return pdf_bytes(
        f'<!doctype html><html lang="{script.language}" dir="{direction}"><meta charset="utf-8"><title>{title}</title>'
        f"<style>{css} body{{font:11pt/1.4 'DejaVu Serif','DejaVu Sans',serif}} pre{{font:9.5pt/1.45 'DejaVu Sans Mono'}}"
        f"</style>{head}<main>{body}</main>{tail}</html>"
    )


def raw_pdf(text: str, language: str) -> bytes:
    """A raw body (HTML) as a PDF."""
    return pdf_bytes(f'<!doctype html><html lang="{language}"><meta charset="utf-8">{text}</html>')
