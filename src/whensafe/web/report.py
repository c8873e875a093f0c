"""Faults of our own are reported by a code and by where they happened, never by what was being handled.

Django's reporter prints the request's body and the exception's message; both may hold a narrator's words.
Nothing here does: an exception's class, file names and line numbers are all that is written.
"""

from __future__ import annotations

import logging
import secrets
import traceback
from pathlib import PurePath

from django.http import HttpRequest
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.views.debug import ExceptionReporter

logger = logging.getLogger("whensafe.web")


def note(error: BaseException) -> str:
    """Log where a fault happened; the code that a page shows finds it again."""
    code = secrets.token_hex(4)
    logger.error("fault %s: %s", code, where(error))
    return code


def where(error: BaseException) -> str:
    """``KeyError at reading.py:41 < base.py:197``: innermost first, no message, no value."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    places = " < ".join(f"{PurePath(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
    return f"{type(error).__name__} at {places or 'unknown'}"


class WordlessFormatter(logging.Formatter):
    """Formats a record of any library: its constant message and a fault's place, no arguments, no text."""

    def format(self, record: logging.LogRecord) -> str:
        """One line. Arguments are given only to our own constant messages."""
        said = record.getMessage() if record.name.startswith("whensafe.") else record.msg
        line = f"{record.levelname.lower()} {record.name}: {str(said).splitlines()[0] if said else ''}"
        error = record.exc_info[1] if record.exc_info else None
        return f"{line} ({where(error)})" if error is not None else line


class Reporter(ExceptionReporter):
    """Stands in for Django's reporter wherever one is made, so that none with words in it can be."""

    def __init__(
        self,
        request: HttpRequest | None,  # noqa: ARG002  (Django's signature; what is asked is not looked at)
        exc_type: type[BaseException] | None,  # noqa: ARG002
        exc_value: BaseException | None,
        *_args: object,
        **_kwargs: object,
    ) -> None:
        """Keep the fault alone."""
        self.fault = exc_value

    def get_traceback_html(self) -> SafeString:
        """The same line as in the log."""
        return self.get_traceback_text()

    def get_traceback_text(self) -> SafeString:
        """Where, without words."""
        return SafeString(escape(where(self.fault) if self.fault is not None else "a fault"))
