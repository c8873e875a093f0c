"""Every refusal and fault as one sentence: what was wrong, what was kept, what to do. Never a testimony."""

from __future__ import annotations

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from whensafe.errors import Busy, Damaged, NotFound, NotPermitted, TooLarge, WhensafeError
from whensafe.web import report, words

STATUS: tuple[tuple[type[WhensafeError], int], ...] = (
    (NotFound, 404),
    (NotPermitted, 403),
    (TooLarge, 413),
    (Busy, 503),
    (Damaged, 500),
    (WhensafeError, 400),
)


def told(request: HttpRequest, error: WhensafeError) -> HttpResponse:
    """One of our errors, as its page."""
    status = next(status for kind, status in STATUS if isinstance(error, kind))
    return render(request, "error.html", {"said": words.sentence(error), "code": error.code}, status=status)


def page(request: HttpRequest, code: str, *, status: int, report_code: str | None = None) -> HttpResponse:
    """A page that says one constant sentence."""
    context = {"said": words.constant(code), "code": report_code}
    return render(request, "error.html", context, status=status)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  (Django's signature)
    """A form that did not come from our own page, or came back after the sign-in had ended."""
    return page(request, "forged", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Something in the request that no browser of ours sends, or more than we take."""
    too_much = type(exception).__name__ in ("RequestDataTooBig", "TooManyFilesSent")
    return page(request, "too_much" if too_much else "bad_request", status=413 if too_much else 400)


def denied(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Not allowed."""
    return page(request, "not_permitted", status=403)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """No such page."""
    return page(request, "no_page", status=404)


def fault(request: HttpRequest) -> HttpResponse:
    """A fault of ours: a code to ask about, nothing else."""
    error = sys.exc_info()[1]
    code = report.note(error) if error is not None else None
    return page(request, "fault", status=500, report_code=code)
