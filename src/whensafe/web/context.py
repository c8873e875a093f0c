"""What every page needs for its frame."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_bidi

from whensafe.nouns.actor import Actor
from whensafe.web.navigation import entries


def frame(request: HttpRequest) -> dict[str, Any]:
    """Language and direction, who is signed in, the bar's entries, where a change of language leads."""
    actor = getattr(request, "actor", None)
    return {
        "ui": get_language() or "en",
        "ui_dir": "rtl" if get_language_bidi() else "ltr",
        "languages": settings.LANGUAGES,
        "me": actor.name if isinstance(actor, Actor) else None,
        "entries": tuple(entries(request.path)),
        "back": request.get_full_path() if request.method == "GET" else "/",
    }
