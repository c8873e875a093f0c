"""What one server serves: an opened archive and the few things that live as long as the server does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from django.http import HttpRequest

from whensafe.desk.archive import Archive
from whensafe.desk.ports import Listener
from whensafe.nouns.actor import Actor
from whensafe.outside.openers import FileOpeners
from whensafe.web.jobs import Jobs
from whensafe.web.previews import Previews
from whensafe.web.throttle import Throttle

KEY = "whensafe.served"
"""Where the WSGI environment carries it; a request without it is answered by nothing."""


@dataclass(frozen=True, slots=True)
class Served:
    """One archive behind one address.

    ``enter`` gives the actor for a name and a passphrase or raises `WrongKey`; ``still`` says whether a
    member may (still) unlock the archive, ``members`` who may. ``openers`` keeps one-time keys,
    outside the archive. ``hosts`` are the names this server answers to, without port. ``listener`` is the
    speech model on this machine, if there is one.
    """

    archive: Archive
    enter: Callable[[str, str], Actor]
    still: Callable[[Actor], bool]
    members: Callable[[], tuple[Actor, ...]]
    openers: FileOpeners
    hosts: frozenset[str]
    jobs: Jobs
    previews: Previews
    throttle: Throttle
    max_bytes: int
    listener: Listener | None = None


class PageRequest(HttpRequest):
    """A request as the pages see it: past the middleware, with a server and, behind the door, an actor."""

    served: Served
    actor: Actor


def served_by(request: HttpRequest) -> Served:
    """The server of this request, put into the environment by `server.application`."""
    return cast("Served", request.META[KEY])
