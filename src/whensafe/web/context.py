"""What every page needs for its frame."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_bidi

from whensafe.nouns.actor import Actor


def frame(request: HttpRequest) -> dict[str, Any]:
    """Language and direction of the page, who is signed in, where the language switch comes back to."""
    actor = getattr(request, "actor", None)
    match = getattr(request, "resolver_match", None)
    return {
        "ui": get_language() or "en",
        "ui_dir": "rtl" if get_language_bidi() else "ltr",
        "languages": settings.LANGUAGES,
        "me": actor.name if isinstance(actor, Actor) else None,
        "here": getattr(match, "url_name", None),
        "back": request.get_full_path() if request.method == "GET" else "/",
    }
