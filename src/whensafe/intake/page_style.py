"""What a page's own styles say of an element: that it isn't shown, that it is bold or slanted.

Only what stands in the page is read (``style`` attributes, ``style`` elements), and of sheets only simple
selectors outside media queries: enough for what words and questions are set in, no more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from whensafe.intake.page_text import Style
from whensafe.intake.page_tree import Element

_HIDES = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])"
    r"|mso-hide\s*:\s*all|text-indent\s*:\s*-\d{3}|(?:left|top)\s*:\s*-\d{4}|clip\s*:\s*rect\(\s*[01]px?[, ]",
    re.IGNORECASE,
)
_WEIGHT = re.compile(r"font-weight\s*:\s*(?:(bold|[6-9]00)|normal|[1-5]00|lighter)", re.IGNORECASE)
_SLANT = re.compile(r"font-style\s*:\s*(?:(italic|oblique)|normal)", re.IGNORECASE)
_FOR_SCREEN_READERS = re.compile(
    r"(?:^|[\s_-])(?:sr-only|visually-?hidden|screen-?reader(?:-text|-only)?|element-invisible|a11y-hidden"
    r"|offscreen)(?:\s|$)",
    re.IGNORECASE,
)
_RULE = re.compile(r"(?:^|[}/;])\s*((?:[.#][\w-]{1,60}\s*,?\s*){1,8})\{([^{}]{0,300})\}")
_SELECTOR = re.compile(r"[.#][\w-]+")
_MAX_SHEET = 500_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """Classes (``.a``) and ids (``#a``) that the page's style elements hide, and those they style."""

    hidden: frozenset[str] = frozenset()
    styled: Mapping[str, str] | None = None


def sheet_of(root: Element) -> Sheet:
    """Read the page's style elements."""
    hidden: set[str] = set()
    styled: dict[str, str] = {}
    for element in root.iter("style"):
        sheet = element.text or ""
        if len(sheet) > _MAX_SHEET or element.get("media", "all") not in ("all", "screen", ""):
            continue
        for selectors, body in _RULE.findall(sheet):
            names = _SELECTOR.findall(selectors)
            if _HIDES.search(body):
                hidden.update(names)
            if "font-" in body:
                styled.update((name, body) for name in names)
    return Sheet(frozenset(hidden), styled or None)


def why_hidden(tag: str, attributes: Mapping[str, str], sheet: Sheet) -> str:
    """``attribute``, ``style``, ``aria``, ``reader`` (for screen readers only), or ``""`` if it is shown."""
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return "attribute"
    style = attributes.get("style")
    if style is not None and _HIDES.search(style):
        return "style"
    names = attributes.get("class")
    if names is not None and _FOR_SCREEN_READERS.search(names):
        return "reader"
    if tag == "dialog" and "open" not in attributes:
        return "attribute"
    if sheet.hidden and not sheet.hidden.isdisjoint(_selectors(attributes)):
        return "style"
    return "aria" if attributes.get("aria-hidden") == "true" else ""


def restyled(style: Style, attributes: Mapping[str, str], sheet: Sheet) -> Style:
    """The style in force inside an element: its classes' first, its own attribute over them."""
    if sheet.styled is not None:
        for selector in _selectors(attributes):
            if selector in sheet.styled:
                style = _with(style, sheet.styled[selector])
    own = attributes.get("style")
    return style if own is None or "font-" not in own else _with(style, own)


def _with(style: Style, declared: str) -> Style:
    weight, slant = _WEIGHT.search(declared), _SLANT.search(declared)
    if weight is not None:  # "normal" counts too: pasted documents come wrapped in a <b> that isn't one
        style = style._replace(bold=weight.group(1) is not None)
    if slant is not None:
        style = style._replace(italic=slant.group(1) is not None)
    return style


def _selectors(attributes: Mapping[str, str]) -> list[str]:
    selectors = [f".{name}" for name in attributes.get("class", "").split()]
    if "id" in attributes:
        selectors.append(f"#{attributes['id']}")
    return selectors
