"""The templates: Jinja2 with escaping on, undefined names refused, nothing of the world in reach."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib import resources
from importlib.metadata import version

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from whensafe.editions.phrases import LANGUAGES, phrases
from whensafe.editions.wording import for_whom, language_in
from whensafe.nouns.edition import EditionRequest
from whensafe.nouns.text import Language, direction

_ENVIRONMENT = Environment(
    loader=PackageLoader("whensafe.editions"),
    autoescape=True,
    undefined=StrictUndefined,
    auto_reload=False,
    trim_blocks=False,
    keep_trailing_newline=True,
)


@lru_cache
def template(name: str) -> Template:
    """One of the package's templates, compiled once."""
    return _ENVIRONMENT.get_template(name)


def rendered(name: str, context: dict[str, object]) -> bytes:
    """A page, UTF-8."""
    return filled(name, context).encode()


def filled(name: str, context: dict[str, object]) -> str:
    """A template with what it asks for; what Jinja gives to every template is asked for by none of ours, and
    isn't laid out for each page.
    """
    page = template(name)
    return "".join(page.root_render_func(page.new_context(context, shared=True)))


def trusted(markup: str) -> Markup:
    """What this package's own templates made: not to be escaped a second time."""
    return Markup(markup)  # noqa: S704  (only ever given what a template rendered)


def around(request: EditionRequest, language: Language, up: str) -> dict[str, object]:
    """What every page of this language needs. ``up`` leads from the page to the top of the edition."""
    w = phrases(language)
    return {
        "w": w,
        "lang": language,
        "dir": direction(language),
        "up": up,
        "frame": request,
        "for_whom": for_whom(request.audience, w),
    }


def languages_of(request: EditionRequest, here: Language | None) -> list[dict[str, object]]:
    """The edition's languages for a menu, each under its own name."""
    return [
        {"lang": tag, "dir": direction(tag), "name": language_in(tag, tag), "here": tag == here}
        for tag in request.languages
    ]


@lru_cache(maxsize=1)
def materials() -> str:
    """The digest of what pages are made with: templates, phrases, and the libraries that set them."""
    digest = hashlib.sha256()
    for name in sorted(_ENVIRONMENT.list_templates()):
        digest.update(_ENVIRONMENT.loader.get_source(_ENVIRONMENT, name)[0].encode())  # type: ignore[union-attr]
    digest.update(repr([phrases(language) for language in LANGUAGES]).encode())
    digest.update(repr([version(name) for name in ("jinja2", "markupsafe", "babel", "msgspec")]).encode())
    return digest.hexdigest()


def asset(path: str) -> bytes:
    """One of the package's own files: the sheet, a font, a licence."""
    return resources.files("whensafe.editions").joinpath("assets", *path.split("/")).read_bytes()


def assets() -> list[tuple[str, bytes]]:
    """Everything that lies beside the pages, by path."""
    fonts = resources.files("whensafe.editions").joinpath("assets", "fonts")
    names = sorted(entry.name for entry in fonts.iterdir() if entry.is_file())
    return [("style.css", asset("style.css")), *((f"fonts/{name}", asset(f"fonts/{name}")) for name in names)]
