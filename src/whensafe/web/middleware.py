"""What stands around every page, outermost first: headers and faults, the host, sign-ins, the door."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve, reverse

from whensafe.errors import WhensafeError
from whensafe.nouns.actor import Actor
from whensafe.nouns.ids import MemberId
from whensafe.web.pages import errors
from whensafe.web.served import KEY, PageRequest, Served, served_by

Next = Callable[[HttpRequest], HttpResponseBase]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    # Nothing leaves for another origin. "no-referrer" would also make browsers send "Origin: null" with our
    # own forms, and then the check against forged forms could not tell them from others.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
}

IDLE = datetime.timedelta(hours=1)
LONGEST = datetime.timedelta(hours=12)
TOUCH = datetime.timedelta(minutes=1)


class Wrapping:
    """Headers on every answer, and no fault of the pages escapes it with words in it."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, then put the headers on what has none of its own."""
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


class OwnHost:
    """Answers to this server's own names only, so that no foreign page can be made to point here."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer under our names, with the server put on the request; else say no more than that."""
        served = request.META.get(KEY)
        host = request.META.get("HTTP_HOST", "")
        if not isinstance(served, Served) or _name(host) not in served.hosts:
            refusal = "This server does not go by that name.\n"
            return HttpResponse(refusal, status=400, content_type="text/plain")
        cast("PageRequest", request).served = served
        return self.get_response(request)


class Door:
    """Nobody gets past without signing in, but to a page that says it is open; nor to what isn't there."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let in who is signed in, with the actor put on the request; send anybody else to the door."""
        page = cast("PageRequest", request)
        actor = _actor(page)
        if actor is None and not _open(request.path_info):
            return _to_the_door(request)
        if actor is not None:
            page.actor = actor
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """One of our own errors becomes its sentence; anything else goes on to the page with a code."""
        if isinstance(exception, WhensafeError):
            return errors.told(request, exception)
        return None


def open_to_all(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Mark a page as one that needs no sign-in."""
    view.open_to_all = True  # type: ignore[attr-defined]
    return view


def sign_in(request: HttpRequest, actor: Actor) -> None:
    """Remember somebody who has just unlocked; the session gets a new key."""
    now = served_by(request).archive.clock.now().isoformat()
    request.session.flush()
    request.session.update({"member": actor.member, "name": actor.name, "since": now, "seen": now})


def _actor(request: PageRequest) -> Actor | None:
    held = request.session
    told = [str(held[key]) for key in ("member", "name", "since", "seen") if key in held]
    if len(told) != 4:
        return None
    member, name, since, seen = told
    now, actor = request.served.archive.clock.now(), Actor(MemberId(member), name)
    idle, age = (now - datetime.datetime.fromisoformat(at) for at in (seen, since))
    if idle > IDLE or age > LONGEST or not request.served.still(actor):
        held.flush()
        return None
    if idle > TOUCH:
        held["seen"] = now.isoformat()
    return actor


def _open(path: str) -> bool:
    try:
        return bool(getattr(resolve(path).func, "open_to_all", False))
    except Resolver404:
        return False


def _to_the_door(request: HttpRequest) -> HttpResponse:
    door = reverse("sign-in")
    if request.method in ("GET", "HEAD") and request.path != "/":
        door = f"{door}?{urlencode({'next': request.path})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401, headers={"HX-Redirect": reverse("sign-in")})
    if request.method in ("GET", "HEAD"):
        return HttpResponseRedirect(door)
    return errors.page(request, "signed_out", status=403)


def _name(host: str) -> str:
    """A Host header without its port, in lower case."""
    return host.rpartition(":")[0].lower() if ":" in host.rpartition("]")[2] else host.lower()
