"""Make the binary files among the invented testimonies: DOCX by python-docx, PDF and PNG by Chromium.

Run by hand when a text under ``tools/samples/`` changes, and commit what comes out; nothing at run time
needs it. A DOCX comes out the same byte for byte; a PDF or PNG does as long as the Chromium is the same.

    python tools/make_samples.py            the testimonies of `whensafe demo`
    python tests/fixtures/make_files.py     the shapes that the readers are tested on
"""

from __future__ import annotations

import datetime
import io
import re
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT / "tools" / "samples"
SAMPLES = ROOT / "src" / "whensafe" / "samples"
LONG_AGO = datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC)
PAGE = (595, 842)


def docx_bytes(document: Any) -> bytes:
    """A python-docx document as bytes that depend on nothing but its content."""
    core = document.core_properties
    core.created = core.modified = LONG_AGO.replace(tzinfo=None)
    core.revision, core.last_modified_by = 1, ""
    loose = io.BytesIO()
    document.save(loose)
    fixed = io.BytesIO()
    with zipfile.ZipFile(loose) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != "docProps/thumbnail.jpeg":
                info = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                new.writestr(info, without_thumbnail(name, old.read(name)))
    return fixed.getvalue()


def without_thumbnail(name: str, part: bytes) -> bytes:
    """The package's relations without the picture that python-docx's template brings along."""
    if name != "_rels/.rels":
        return part
    return re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", part)


def chromium(page: str, option: str, out_name: str, *more: str) -> bytes:
    """What Chromium makes of a page (HTML) with ``option=OUT``: a PDF or a picture."""
    binary = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if binary is None:
        raise SystemExit("needs Chromium on the path")
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder, "page.html"), Path(folder, out_name)
        source.write_text(page, "utf-8")
        subprocess.run(
            [
                binary, "--headless=new", "--no-sandbox", "--disable-gpu",
                f"--user-data-dir={folder}/profile",
                f"{option}={out}", *more, source.as_uri(),
            ],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        return out.read_bytes()


def pdf_bytes(page: str) -> bytes:
    """A page (HTML) printed to PDF, with the moment of printing taken out (same length)."""
    printed = chromium(page, "--print-to-pdf", "page.pdf", "--no-pdf-header-footer")
    return re.sub(rb"\(D:\d{14}", b"(D:20240101000000", printed)


def picture_bytes(page: str, size: tuple[int, int] = PAGE) -> bytes:
    """A page (HTML) as a PNG of ``size`` pixels."""
    width, height = size
    return chromium(page, "--screenshot", "page.png", f"--window-size={width},{height}", "--hide-scrollbars")


def docx_from(text: str) -> bytes:
    """A testimony written as plain lines into a DOCX.

    ``# `` is the title, ``~ `` a line of the head, ``? `` a question (a bold paragraph); an empty line ends a
    paragraph; everything else is what the narrator says.
    """
    document = Document()
    document.styles.add_style("Head", WD_STYLE_TYPE.PARAGRAPH)
    document.sections[0].footer.paragraphs[0].text = "Усна історія Річанська · робочий примірник"
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        line = " ".join(paragraph.split())
        if line.startswith("# "):
            document.add_heading(line[2:], 0)
            document.core_properties.title = line[2:]
        elif line.startswith("~ "):
            document.add_paragraph(line[2:], style="Head")
        elif line.startswith("? "):
            document.add_paragraph().add_run(line[2:]).bold = True
        else:
            document.add_paragraph(line)
    return docx_bytes(document)


def main() -> None:
    """Make every binary testimony anew."""
    for source in sorted(TEXTS.iterdir()):
        text = source.read_text("utf-8")
        kind = source.suffixes[0]
        made = {".docx": docx_from, ".pdf": pdf_bytes, ".png": lambda page: picture_bytes(page, (330, 440))}[
            kind
        ](text)
        out = SAMPLES / (source.name.split(".")[0] + kind)
        out.write_bytes(made)
        print(f"{out.name}: {len(made):,} bytes")


if __name__ == "__main__":
    main()
