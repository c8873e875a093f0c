"""What the web face adds to Django's settings. The same in tests and in use: there is no DEBUG."""

from __future__ import annotations

import hashlib
import secrets
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
STATIC = HERE / "static"
LOADERS = "django.template.loaders"
LANGUAGES = (("en", "English"), ("uk", "Українська"))


def static_version() -> str:
    """One hash over every static file: it stands in their addresses, so browsers may keep them for good."""
    digest = hashlib.sha256()
    for path in sorted(STATIC.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            digest.update(f"{path.relative_to(STATIC).as_posix()}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()[:12]


def web_settings(max_bytes: int) -> dict[str, Any]:
    """The settings, with a fresh secret: a sign-in lasts no longer than the server that gave it."""
    return {
        "DEBUG": False,
        "SECRET_KEY": secrets.token_urlsafe(48),
        "ROOT_URLCONF": "whensafe.web.urls",
        "APPEND_SLASH": False,
        # Which names are ours depends on where we serve: middleware.OwnHost decides, before anything else.
        "ALLOWED_HOSTS": ["*"],
        "MIDDLEWARE": [
            "whensafe.web.middleware.Wrapping",
            "whensafe.web.middleware.OwnHost",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.locale.LocaleMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "whensafe.web.middleware.Door",
        ],
        "TEMPLATES": [
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [HERE / "templates"],
                "OPTIONS": {
                    "context_processors": ["whensafe.web.context.frame"],
                    "builtins": [
                        "django.templatetags.i18n",
                        "django.templatetags.static",
                        "whensafe.web.tags",
                    ],
                    "loaders": [(f"{LOADERS}.cached.Loader", [f"{LOADERS}.filesystem.Loader"])],
                },
            }
        ],
        "STATIC_URL": f"/static/{static_version()}/",
        "LANGUAGE_CODE": "en",
        "LANGUAGES": LANGUAGES,
        "LOCALE_PATHS": [HERE / "locale"],
        "LANGUAGE_COOKIE_NAME": "whensafe-language",
        "LANGUAGE_COOKIE_HTTPONLY": True,
        "LANGUAGE_COOKIE_SAMESITE": "Strict",
        "SESSION_COOKIE_NAME": "whensafe-session",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Strict",
        "SESSION_COOKIE_AGE": 12 * 60 * 60,
        "SESSION_EXPIRE_AT_BROWSER_CLOSE": True,
        "SESSION_SERIALIZER": "django.contrib.sessions.serializers.JSONSerializer",
        "CSRF_COOKIE_NAME": "whensafe-csrf",
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SAMESITE": "Strict",
        "CSRF_COOKIE_AGE": None,
        "CSRF_FAILURE_VIEW": "whensafe.web.pages.errors.forged",
        "DEFAULT_EXCEPTION_REPORTER": "whensafe.web.report.Reporter",
        # What is uploaded stays in memory: Django's other handler writes it to a temporary file, in clear.
        "FILE_UPLOAD_HANDLERS": ["django.core.files.uploadhandler.MemoryFileUploadHandler"],
        "FILE_UPLOAD_MAX_MEMORY_SIZE": max_bytes + ROOM,
        "DATA_UPLOAD_MAX_MEMORY_SIZE": max_bytes + ROOM,
        "DATA_UPLOAD_MAX_NUMBER_FILES": 500,
        "ADMINS": [],
        "MANAGERS": [],
        "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
    }


ROOM = 1024 * 1024
"""What a form may hold beside its files, in bytes."""


def ready(max_bytes: int) -> None:
    """Set Django up for the web face, also where the store has set it up before (tests, a demo)."""
    from django.conf import settings

    from whensafe.wiring import configure_django

    wanted = web_settings(max_bytes)
    configure_django(wanted)
    if getattr(settings, "ROOT_URLCONF", None) != wanted["ROOT_URLCONF"]:
        for name, value in wanted.items():
            setattr(settings, name, value)
