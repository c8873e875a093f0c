"""Originals: their digest, and taking one out. Taking one out is an act, so it is a form and not a link."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from whensafe.desk import look
from whensafe.errors import NotFound
from whensafe.nouns.actor import TEAM
from whensafe.nouns.ids import BlobName, InterviewId
from whensafe.nouns.interview import Original
from whensafe.web.served import PageRequest

AT_ONCE = 1024 * 1024
"""Digests of originals up to this size (bytes) stand on the page; that of a larger one is asked for."""

ENDINGS = {
    "text/html": "html",
    "text/markdown": "md",
    "text/plain": "txt",
    "text/vtt": "vtt",
    "application/x-subrip": "srt",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/json": "json",
    "application/xml": "xml",
    "application/tei+xml": "xml",
    "application/rtf": "rtf",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "text/csv": "csv",
    "message/rfc822": "eml",
    "multipart/related": "mhtml",
    "image/jpeg": "jpg",
    "image/png": "png",
    "audio/wav": "wav",
    "audio/mpeg": "mp3",
    "audio/flac": "flac",
    "audio/ogg": "ogg",
    "audio/mp4": "m4a",
    "audio/webm": "webm",
    "audio/x-matroska": "mka",
    "video/mp4": "mp4",
    "video/ogg": "ogv",
    "video/webm": "webm",
    "video/x-matroska": "mkv",
}
SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"


@dataclass(frozen=True, slots=True)
class Held:
    """An original as a page shows it; ``digest`` is ``None`` where it is to be asked for."""

    original: Original
    digest: str | None


def held(request: PageRequest, id: InterviewId, original: Original) -> Held:
    """An original with its digest, computed now unless it is large."""
    if original.size > AT_ONCE:
        return Held(original, None)
    return Held(original, look.digest(request.served.archive, request.actor, id, original))


@require_safe
def digest(request: PageRequest, id: str, blob: str) -> HttpResponse:
    """The digest of one original, however large, computed now."""
    interview = look.show(request.served.archive, request.actor, TEAM, InterviewId(id))
    original = next((o for o in look.originals(interview) if o.blob == blob), None)
    if original is None:
        raise NotFound("no such file in this interview", where=interview.id)
    value = look.digest(request.served.archive, request.actor, interview.id, original)
    return render(request, "digest.html", {"interview": interview, "held": Held(original, value)})


@require_POST
def take_out(request: PageRequest, id: str, blob: str) -> HttpResponseBase:
    """The bytes as received, to be saved and never shown: a browser must not run what a stranger sent."""
    found, chunks = look.original(
        request.served.archive, request.actor, TEAM, InterviewId(id), BlobName(blob)
    )
    name = f"whensafe-{id}-{blob[:6]}.{ENDINGS.get(found.media_type, 'bin')}"
    return StreamingHttpResponse(
        _kept_going(chunks),
        content_type="application/octet-stream",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Content-Length": str(found.size),
            "Content-Security-Policy": SANDBOX,
        },
    )


def _kept_going(chunks: Iterator[bytes]) -> Iterator[bytes]:
    yield from chunks
