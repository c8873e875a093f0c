"""The texts of the web face: collected from code and templates, merged into each language, compiled.

    python tools/messages.py           collect, merge, compile
    python tools/messages.py --check   exit 1 where a text is missing, uncertain or not compiled

Pure Python (Babel, and Django's own reading of its templates), so that nothing need be installed for it.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

WEB = Path(__file__).parents[1] / "src/whensafe/web"
LOCALES = WEB / "locale"
KEYWORDS = {**dict.fromkeys(("gettext", "gettext_lazy", "gettext_noop", "_", "noop")), "ngettext": (1, 2)}


def texts() -> Catalog:
    """Every text in the source, with the files it stands in."""
    catalog = Catalog(project="whensafe", charset="utf-8")
    for path, source in sources():
        for _line, message, _comments, _context in extract("python", source, keywords=KEYWORDS):
            plural = isinstance(message, tuple)
            catalog.add(message, string=("", "") if plural else "", locations=[(path, None)])
    return catalog


def sources() -> Iterator[tuple[str, io.BytesIO]]:
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure()
    for path in sorted([*WEB.rglob("*.py"), *WEB.rglob("*.html")]):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            # What is no text comes back as a row of X; without the indents it reads as Python.
            text = "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).splitlines())
        yield path.relative_to(WEB).as_posix(), io.BytesIO(text.encode())


def languages() -> list[str]:
    return sorted(path.parent.parent.name for path in LOCALES.glob("*/LC_MESSAGES/django.po"))


def file(language: str, ending: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / f"django.{ending}"


def read(language: str) -> Catalog:
    with file(language, "po").open("rb") as handle:
        return read_po(handle, locale=language)


def compiled(catalog: Catalog) -> bytes:
    handle = io.BytesIO()
    write_mo(handle, catalog)
    return handle.getvalue()


def lacking(message: Message) -> bool:
    """No translation, an uncertain one, or one without the places that the original fills in."""
    if not message.id:
        return False
    strings = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
    return message.fuzzy or not all(strings) or any(True for _ in message.check())


def problems(language: str) -> list[str]:
    catalog, wanted = read(language), texts()
    here, there = ({_key(message) for message in one if message.id} for one in (catalog, wanted))
    found = [f"{language}: no translation of {text!r}" for text in sorted(there - here)]
    found += [f"{language}: nobody says {text!r} any more" for text in sorted(here - there)]
    found += [f"{language}: not translated: {m.id!r}" for m in catalog if lacking(m)]
    if compiled(catalog) != file(language, "mo").read_bytes():
        found.append(f"{language}: the compiled file is older than its source")
    return found


def _key(message: Message) -> str:
    return message.id[0] if isinstance(message.id, (list, tuple)) else message.id


def merge(language: str) -> None:
    catalog = read(language)
    catalog.update(texts(), no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    with file(language, "po").open("wb") as handle:
        write_po(handle, catalog, width=100, sort_output=True, include_lineno=False, omit_header=False)
    file(language, "mo").write_bytes(compiled(read(language)))


def main(arguments: list[str]) -> int:
    if arguments == ["--check"]:
        found = [line for language in languages() for line in problems(language)]
        print("\n".join(found) or "every text is there in every language")
        return 1 if found else 0
    for language in languages():
        merge(language)
        missing = sum(lacking(message) for message in read(language))
        print(f"{language}: {missing} texts to translate")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
