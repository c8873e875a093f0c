"""A mail (RFC 5322), or a page that a browser saved as one (MHTML), to the blocks of its text or page.

The subject is its title. Who wrote to whom is kept aside, and so are the names of what was attached, with a
doubt: ``attachments``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage

from whensafe.errors import TooLarge, Unreadable
from whensafe.intake import limits
from whensafe.intake.blocks import Block, Document, Fact, Kind, Run
from whensafe.intake.decode import decode
from whensafe.intake.zipped import shown
from whensafe.nouns.text import nfc
from whensafe.nouns.unpacked import LeftOut, Member, Unpacked

_FAULTS = (LookupError, ValueError, TypeError, AttributeError)
"""What Python's reader of mail raises where a header is no header."""

MOST_ATTACHED = 100
"""Files of one mail."""

_ASIDE = ("From", "To", "Cc", "Date")
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,60}:[ \t]?[^\r\n]*")
_TELLING = frozenset({b"mime-version", b"received", b"message-id", b"return-path", b"x-mailer"})


def is_mail(data: bytes) -> bool:
    """Header lines to the first blank line, one of them such as only mail has."""
    head = re.split(rb"\r?\n\r?\n", data[: 64 * 1024].lstrip(), maxsplit=1)[0]
    lines = [line for line in re.split(rb"\r?\n", head) if line and line[:1] not in b" \t"]
    named = {line.split(b":", 1)[0].lower() for line in lines if _HEADER.fullmatch(line)}
    return (
        len(lines) >= 2
        and len(named) == len({x.split(b":", 1)[0].lower() for x in lines})
        and bool(named & _TELLING and named & {b"from", b"date", b"content-type", b"subject"})
    )


def read_mail(data: bytes) -> Document:
    """Read the words of a mail or a saved page. `Unreadable` where it has none."""
    from whensafe.intake.html import read_html  # here: `sniff` asks this module of every file

    message = _message(data)
    try:
        body = message.get_body(preferencelist=("plain", "html"))
        payload = body.get_payload(decode=True) if body is not None else None
        attached = [part.get_filename() or part.get_content_type() for part in message.iter_attachments()]
        said = [(key, str(message.get(key) or "")) for key in ("Subject", *_ASIDE)]
    except _FAULTS as error:
        raise _unclear() from error
    if body is None or not isinstance(payload, bytes) or not payload.strip():
        raise Unreadable("this mail has no text", todo="Save what is attached to it, and add that.")
    page = body.get_content_type() == "text/html"
    read = read_html(payload) if page else _plain(payload, body.get_content_charset())
    saved = message.get("Snapshot-Content-Location") or message.get("Content-Location") or ""
    subject = nfc(" ".join(said[0][1].split()))
    aside = [f"{key}: {' '.join(value.split())}" for key, value in said[1:] if value.strip() and not saved]
    names = () if page and saved else tuple(nfc(" ".join(str(name).split())) for name in attached)
    facts = [Fact("url", str(saved), "mhtml")] if str(saved).startswith(("https://", "http://")) else []
    if subject and not page:
        facts.append(Fact("title", subject, "mail subject"))
    head = () if page or not subject else (Block(Kind.HEADING, (Run(subject),), level=1, hint="subject"),)
    return replace(
        read,
        family="mail",
        media_type="multipart/related" if saved else "message/rfc822",
        blocks=(*head, *read.blocks),
        facts=(
            *read.facts,
            *facts,
            *((Fact("title", subject, "mail subject"),) if subject and not page else ()),
        ),
        dropped=(*(nfc(line) for line in aside), *(f"attached: {name}" for name in names), *read.dropped),
        doubts=(*read.doubts, *(["attachments"] if names else [])),
    )


def _message(data: bytes) -> EmailMessage:
    try:
        return message_from_bytes(data.lstrip(), policy=policy.default)
    except _FAULTS as error:
        raise _unclear() from error


def _unclear() -> Unreadable:
    return Unreadable(
        "the parts of this mail can't be told apart", todo="Save its text as a file of its own."
    )


def attached(data: bytes) -> Unpacked | None:
    """What is attached to a mail, or ``None`` for nothing. Pictures inside its text are counted only."""
    members: list[Member] = []
    left: list[LeftOut] = []
    inline = size = 0
    for n, (said, part) in enumerate(_attachments(data), 1):
        name = shown(said)
        if part.get_content_maintype() == "image" and part.get("Content-ID"):
            inline += 1
            continue
        content = _bytes_of(part)
        size += len(content or b"")
        if size > limits.MAX_UNPACKED_BYTES or n > MOST_ATTACHED:
            raise TooLarge("this mail has more attached than is taken", todo="Save the files and add them.")
        if content:
            members.append(Member(name, content))
        else:
            left.append(LeftOut(name, Unreadable.code, "what was attached is not in this mail"))
    skipped = (("inline", inline),) if inline else ()
    return Unpacked(tuple(members), tuple(left), skipped) if members or left else None


def _attachments(data: bytes) -> list[tuple[str, EmailMessage]]:
    """What is attached with its name, without the pictures of a page that a browser saved."""
    message = _message(data)
    try:
        if message.get("Snapshot-Content-Location"):
            return []
        return [
            (str(part.get_filename() or f"{part.get_content_type().replace('/', ' ')} {n}"), part)
            for n, part in enumerate(message.iter_attachments(), 1)
        ]
    except _FAULTS as error:
        raise _unclear() from error


def _bytes_of(part: EmailMessage) -> bytes | None:
    """What is attached, with the packing of mail undone; a mail in the mail as it stands there."""
    try:
        if part.get_content_maintype() == "message":
            inner = part.get_payload(0)
            return inner.as_bytes() if isinstance(inner, EmailMessage) else None
        found = part.get_payload(decode=True)
    except _FAULTS:
        return None
    return found if isinstance(found, bytes) else None


def _plain(payload: bytes, charset: str | None) -> Document:
    from whensafe.intake.plain import read_plain

    decoded = decode(payload, charset)
    read = read_plain(decoded.text)
    return replace(read, doubts=(*read.doubts, *decoded.doubts))
