"""Listening: a recording in stretches, as a player asks for them. The team alone; nothing of it is kept."""

from __future__ import annotations

import re
from functools import partial

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from whensafe.desk import look
from whensafe.desk.recordings import Heard, find, heard
from whensafe.desk.transcribe import transcribe
from whensafe.errors import Refused
from whensafe.nouns.actor import TEAM
from whensafe.nouns.ids import InterviewId
from whensafe.web import jobs
from whensafe.web.pages.originals import SANDBOX
from whensafe.web.pages.take_in import QUICK
from whensafe.web.served import PageRequest

MOST = 4 * 1024 * 1024
"""Bytes of one answer. A player that wants more asks again, so none holds a thread while it plays."""
_RANGE = re.compile(r"bytes=(\d{1,15})-(\d{1,15})?|bytes=-(\d{1,15})")


@require_safe
def listen(request: PageRequest, id: str, recording: str) -> HttpResponseBase:
    """The bytes that were asked for, no more than `MOST`; all of them where no stretch was named."""
    asked = _RANGE.fullmatch(request.headers.get("Range", "").strip())
    whole = _heard(request, id, recording, (0, None))
    etag = f'"{whole.recording.original.blob}"'
    if asked is None or request.headers.get("If-Range", etag) != etag:
        return _all(request, whole, etag)
    first, last, end = (int(part) if part is not None else None for part in asked.groups())
    size = whole.recording.original.size
    start = first if first is not None else max(0, size - (end or 0))
    stop = min(size, start + MOST, last + 1 if last is not None else size)
    if start >= stop:
        headers = {"Content-Range": f"bytes */{size}", "Content-Security-Policy": SANDBOX}
        return HttpResponse(status=416, headers=headers)
    found = _heard(request, id, recording, (start, stop))
    body = b"".join(found.chunks) if request.method == "GET" else b""
    return HttpResponse(
        body,
        status=206,
        content_type=found.recording.original.media_type,
        headers={
            **_headers(etag, stop - start),
            "Content-Range": f"bytes {start}-{stop - 1}/{size}",
        },
    )


@require_POST
def write_down(request: PageRequest, id: str, recording: str) -> HttpResponse:
    """Have it written down by the model on this machine, behind a page that can be left."""
    model = request.served.listener
    if model is None:
        raise Refused("there is no model on this machine that could listen", where=id)
    interview = look.show(request.served.archive, request.actor, TEAM, InterviewId(id))
    one = find(interview, recording)
    act = partial(transcribe, request.served.archive, request.actor, interview.id, model, recording=one.id)
    job = request.served.jobs.start(
        request.actor.member, [jobs.Step(one.original.name, act)], into=interview.id
    )
    if jobs.wait(job, QUICK) and job.outcomes[0].taken is not None:
        return redirect(f"/interviews/{interview.id}?done=transcribed")
    return redirect("job", token=job.token)


def _heard(request: PageRequest, id: str, recording: str, span: tuple[int, int | None]) -> Heard:
    return heard(request.served.archive, request.actor, TEAM, InterviewId(id), recording, span)


def _all(request: PageRequest, found: Heard, etag: str) -> HttpResponseBase:
    headers, kind = _headers(etag, found.stop - found.start), found.recording.original.media_type
    if request.method == "HEAD":
        return HttpResponse(content_type=kind, headers=headers)
    return StreamingHttpResponse(found.chunks, content_type=kind, headers=headers)


def _headers(etag: str, length: int) -> dict[str, str]:
    return {
        "Accept-Ranges": "bytes",
        "Content-Disposition": "inline",
        "Content-Length": str(length),
        "Content-Security-Policy": SANDBOX,
        "ETag": etag,
    }
