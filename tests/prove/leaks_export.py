"""Leaks where an interview is written out: properties, hidden text, comments, time stamps, order, counts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.prove.leaking import Hidden, Leaking, leak

from whensafe.editions import exports
from whensafe.editions.exports import docx, fields, html, json_file, labels, matter, ohms, pdf, pdf_type
from whensafe.nouns.edition import Loss, Withheld
from whensafe.nouns.export import ExportFile, Matter

Change = Callable[[bytes, Hidden], bytes]


def _files(leaking: Leaking, tail: str, change: Change) -> None:
    """Change the bytes of every export whose name ends so."""

    def wrap(write: Any) -> Any:
        def changed(of: Matter, format: Any) -> Any:
            files, lost = write(of, format)
            hidden = leaking.of(of.interview.id)
            made = (replace(f, data=change(f.data, hidden)) if f.tail.endswith(tail) else f for f in files)
            return tuple(made), lost

        return changed

    leaking.around(exports._write, wrap)


def _with_part(name: str, text: Callable[[Hidden], str]) -> Change:
    """A Word file with one part more."""

    def change(data: bytes, hidden: Hidden) -> bytes:
        out = io.BytesIO(data)
        with zipfile.ZipFile(out, "a") as made:
            made.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text(hidden))
        return out.getvalue()

    return change


@leak("properties of a Word file count its words")
def _(leaking: Leaking) -> None:
    words = "<Properties><Words>%d</Words></Properties>"
    _files(leaking, ".docx", _with_part("docProps/app.xml", lambda h: words % len(h.words.split())))


@leak("comments of a Word file")
def _(leaking: Leaking) -> None:
    _files(leaking, ".docx", _with_part("word/comments.xml", lambda h: h.words))


@leak("thumbnail of the whole in a Word file")
def _(leaking: Leaking) -> None:
    _files(leaking, ".docx", _with_part("docProps/thumbnail.jpeg", lambda h: h.digest))


@leak("hidden text in a Word file")
def _(leaking: Leaking) -> None:
    def wrap(said: Any) -> Any:
        def vanished(turn: Any) -> str:
            shown = said(turn)
            whole = {one.address: one.text for h in leaking.all for one in h.turns}.get(turn.address, "")
            run = f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{len(whole)}</w:t></w:r></w:p>"
            return str(shown.removesuffix("</w:p>") + run)

        return vanished

    leaking.around(docx._said, wrap)


@leak("time stamps in the ZIP of a Word file")
def _(leaking: Leaking) -> None:
    def stamped(data: bytes, hidden: Hidden) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as made:
            for entry in old.infolist():
                day = (2026, 1 + hidden.amount % 12, 1, hidden.number % 24, 0, 0)
                made.writestr(zipfile.ZipInfo(entry.filename, day), old.read(entry))
        return out.getvalue()

    _files(leaking, ".docx", stamped)


@leak("order of the parts of a Word file")
def _(leaking: Leaking) -> None:
    def ordered(data: bytes, hidden: Hidden) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as made:
            names = sorted(old.namelist(), key=lambda name: hash((len(name), hidden.number)))
            for name in names[hidden.number % len(names) :] + names[: hidden.number % len(names)]:
                made.writestr(zipfile.ZipInfo(name), old.read(name))
        return out.getvalue()

    _files(leaking, ".docx", ordered)


@leak("length in what stands for a hole")
def _(leaking: Leaking) -> None:
    def wrap(words: Any) -> Any:
        return lambda ground: words(ground) + "…" * (sum(h.amount for h in leaking.all) % 17)

    leaking.around(fields.hole_words, wrap)


@leak("comment in an exported page")
def _(leaking: Leaking) -> None:
    _files(leaking, ".html", lambda page, hidden: page + b"<!-- %d -->" % hidden.number)


@leak("exported page is as wide as what is hidden")
def _(leaking: Leaking) -> None:
    leaking.around(html._sheet, lambda sheet: lambda: sheet() + f"/*{sum(h.amount for h in leaking.all)}*/")


@leak("count of all turns in the exported data")
def _(leaking: Leaking) -> None:
    _files(leaking, ".json", lambda data, h: data[:-1] + b',"of":%d}' % len(h.turns))


@leak("id of the archive's own transcript in the exported data")
def _(leaking: Leaking) -> None:
    def wrap(text: Any) -> Any:
        def named(of: Any) -> Any:
            ids = {t.address: one.id for h in leaking.all for s in h.interview.sessions
                   for one in s.transcripts for t in one.turns}  # fmt: skip
            digests = [h.digest for h in leaking.all]
            return {**text(of), "id": [ids.get(turn.address) for turn in of.turns], "was": digests}

        return named

    leaking.around(json_file._text, wrap)


@leak("times and sittings for everybody")
def _(leaking: Leaking) -> None:
    def wrap(made: Any) -> Any:
        def timed(audience: Any, told: Any, sittings: Any) -> Matter:
            found: Matter = made(audience, told, sittings)
            times = {t.address: t.start_ms for h in leaking.all for t in h.turns}
            texts = (
                replace(text, turns=tuple(replace(t, start_ms=times.get(t.address)) for t in text.turns))
                for text in found.texts
            )
            return replace(found, texts=tuple(texts))

        return timed

    leaking.around(matter.matter_of, wrap)


@leak("title of the source in a file's name")
def _(leaking: Leaking) -> None:
    def wrap(write: Any) -> Any:
        def named(of: Matter, format: Any) -> Any:
            files, lost = write(of, format)
            name = leaking.of(of.interview.id).interview.title or ""
            names = " ".join(leaking.of(of.interview.id).names)
            return tuple(replace(f, tail=f" {name} {names}{f.tail}") for f in files), lost

        return named

    leaking.around(exports._write, wrap)


@leak("a file more where something is hidden")
def _(leaking: Leaking) -> None:
    def wrap(write: Any) -> Any:
        def more(of: Matter, format: Any) -> Any:
            files, lost = write(of, format)
            rest = leaking.of(of.interview.id).amount % 2
            return (*files, *(ExportFile(".log", "text/plain", b"") for _ in range(rest))), lost

        return more

    leaking.around(exports._write, wrap)


@leak("losses of an export by what the archive has")
def _(leaking: Leaking) -> None:
    def wrap(write: Any) -> Any:
        def known(of: Matter, format: Any) -> Any:
            files, lost = write(of, format)
            pictures = leaking.of(of.interview.id).number % 2
            return files, {*lost, *((Loss.PICTURES,) if pictures else ())}

        return known

    leaking.around(exports._write, wrap)


@leak("who recorded the consent in the notes of an OHMS record")
def _(leaking: Leaking) -> None:
    def wrap(note: Any) -> Any:
        def signed(*args: Any) -> Any:
            yield from note(*args)
            yield from (event.recorded_by for h in leaking.all for event in h.world.consents)
            yield from (h.digest for h in leaking.all)

        return signed

    leaking.around(ohms._note, wrap)


@leak("language of an export by who is hidden in it")
def _(leaking: Leaking) -> None:
    def wrap(wording: Any) -> Any:
        def other(of: Matter) -> Any:
            odd = leaking.of(of.interview.id).number % 2
            return (
                wording(replace(of, interview=replace(of.interview, language="fr"))) if odd else wording(of)
            )

        return other

    leaking.around(labels.wording, wrap)


@leak("ground of a hole by how long it is")
def _(leaking: Leaking) -> None:
    def wrap(piece: Any) -> Any:
        def longer(turn: Any) -> str:
            total = sum(h.amount for h in leaking.all)
            pieces = tuple(f"{total}" if isinstance(p, Withheld) else p for p in turn.pieces)
            return str(piece(replace(turn, pieces=pieces)))

        return longer

    leaking.around(ohms._turn, wrap)


@leak("producer of a PDF counts what is hidden")
def _(leaking: Leaking) -> None:
    _files(leaking, ".pdf", lambda data, h: data.replace(b"/Title", b"/Producer (%d) /Title" % h.amount))


@leak("words drawn with no ink in a PDF")
def _(leaking: Leaking) -> None:
    def wrap(said: Any) -> Any:
        def more(turn: Any) -> str:
            whole = {one.address: one.text for h in leaking.all for one in h.turns}.get(turn.address, "")
            return f"{said(turn)}{len(whole)}"

        return more

    leaking.around(pdf._said, wrap)


@leak("letters of a PDF are those of the whole")
def _(leaking: Leaking) -> None:
    def wrap(subset: Any) -> Any:
        def larger(n: int, glyphs: set[int]) -> Any:
            known = pdf_type.font(n)
            letters = {letter for h in leaking.all for letter in h.words}
            found = {known.get_nominal_glyph(ord(letter)) or 0 for letter in letters}
            return subset(n, glyphs | found)

        return larger

    leaking.around(pdf_type.subset, wrap)
