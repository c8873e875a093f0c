"""Signing in and out, and the language of the pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST
from django.views.i18n import set_language

from whensafe.errors import WrongKey
from whensafe.web import middleware
from whensafe.web.served import PageRequest, served_by


@middleware.open_to_all
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """A name and a passphrase against the archive's key slots; the answer never says which was wrong."""
    onward = _own(request.POST.get("next") or request.GET.get("next") or "/")
    if request.method == "GET":
        return render(request, "sign_in.html", {"next": onward})
    served, name = served_by(request), request.POST.get("name", "")
    with served.throttle.one_at_a_time:
        if served.throttle.closed(name, served.archive.clock.now()):
            return render(request, "sign_in.html", {"next": onward, "wrong": "wait"}, status=429)
        try:
            actor = served.enter(name.strip(), request.POST.get("passphrase", ""))
        except WrongKey:
            served.throttle.failed(name, served.archive.clock.now())
            return render(request, "sign_in.html", {"next": onward, "wrong": "wrong"}, status=403)
    served.throttle.entered(name)
    middleware.sign_in(request, actor)
    return HttpResponseRedirect(onward)


@require_POST
def sign_out(request: PageRequest) -> HttpResponse:
    """End this sign-in everywhere it could be replayed; what it had in memory goes with it."""
    request.served.previews.forget(request.actor.member)
    request.session.flush()
    return redirect("sign-in")


@middleware.open_to_all
@require_POST
def language(request: HttpRequest) -> HttpResponseBase:
    """The pages in another language; testimony is never translated by this."""
    return set_language(request)


def _own(address: str) -> str:
    """A path on this server, or the desk."""
    fine = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if fine else "/"
