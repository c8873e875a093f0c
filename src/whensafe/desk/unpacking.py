"""Files that hold several documents: each becomes what it would have become by itself.

    zip          every document in it, every page of a web archive in it
    web archive  every page, with its own records as its original
    mail         what is attached, where it is a transcript; the mail is an original of that interview, too

What is kept of a document in a zip or web archive is that document. The whole is kept nowhere: sealing an
interview takes its originals away, and no other interview may still hold them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from whensafe.desk import recordings
from whensafe.desk.archive import Archive
from whensafe.desk.incoming import Incoming, Prepared, file_name
from whensafe.desk.recordings import Given, Recorded
from whensafe.errors import BadInput, TooLarge, Unreadable
from whensafe.intake.containers import may_hold_others
from whensafe.intake.mail import is_mail
from whensafe.nouns.interview import Question, Role
from whensafe.nouns.reading import Reading
from whensafe.nouns.unpacked import APART, LeftOut, Unpacked

Files = tuple[Prepared | Recorded, ...]
"""The files of one interview, in their order."""

Letters = Callable[[bytes, str], Reading]
"""Reads the letters in a file's pictures: bytes and name to a reading that says a machine made it."""

_ERRORS: dict[str, type[BadInput]] = {kind.code: kind for kind in (Unreadable, TooLarge, BadInput)}
_ATTACHMENTS = "attachments"
SEVERAL_NARRATORS = "several_narrators"
"""The code of the question whether what different people tell in one mail is one interview."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What one file brought: interviews, what was refused of it and why, what was passed over, counted.

    ``sha256`` of a zip or web archive is for whoever gave it; it is kept nowhere.
    """

    interviews: tuple[Files, ...]
    refused: tuple[BadInput, ...] = ()
    skipped: tuple[tuple[str, int], ...] = ()
    sha256: str | None = None


def every(archive: Archive, incoming: Incoming, letters: Letters | None = None) -> list[Given]:
    """All that lies in a file, for one interview that has it all. Raises what `brought` raises, and what was
    refused.
    """
    if not may_hold_others(incoming.data) and not is_mail(incoming.data) and letters is None:
        return [incoming]
    found = brought(archive, incoming, letters)
    if found.refused:
        raise found.refused[0]
    return [file for files in found.interviews for file in files]


def brought(archive: Archive, incoming: Incoming, letters: Letters | None = None) -> Brought:
    """Read a file, and whatever lies in it, each in the process that reads. Nothing is stored.

    ``letters`` reads those in pages that are pictures, which have no words otherwise.

    Raises `BadInput` where nothing of it can be taken.
    """
    if incoming.data and may_hold_others(incoming.data):
        found = archive.reader.unpack(incoming.data, incoming.name)
        if found is not None:
            return _each(archive, incoming, found, letters)
    return _alone(archive, incoming, letters)


def _alone(archive: Archive, incoming: Incoming, letters: Letters | None) -> Brought:
    """One file that is no zip and no web archive of several pages: one interview."""
    try:
        read = recordings.as_prepared(archive, incoming)
    except Unreadable as error:
        if not is_mail(incoming.data):
            raise
        return _mail_without_words(archive, incoming, error)
    if isinstance(read, Prepared) and _has_attached(read):
        return _of_mail(archive, incoming, read)
    if letters is not None and isinstance(read, Prepared) and _is_pictures(read):
        read = Prepared(incoming, letters(incoming.data, incoming.name))
    return Brought(((read,),))


def _is_pictures(read: Prepared) -> bool:
    return not read.reading.turns and any(q.code == "no_text" for q in read.reading.questions)


def _each(archive: Archive, whole: Incoming, found: Unpacked, letters: Letters | None) -> Brought:
    """One interview for each member; a recording goes with the transcript that has its name."""
    refused = [_error(whole, one) for one in found.left_out]
    interviews: list[Files] = []
    for member in found.members:
        file = Incoming(_inside(whole, member.name), member.data)
        try:
            interviews += _alone(archive, file, letters).interviews
        except BadInput as error:
            error.where = file.name
            refused.append(error)
    if not interviews:
        raise refused[0]
    digest = hashlib.sha256(whole.data).hexdigest()
    return Brought(tuple(_with_recordings(interviews)), tuple(refused), found.skipped, digest)


def _with_recordings(interviews: Sequence[Files]) -> Iterator[Files]:
    """Recordings put to the interview whose only document has their name."""
    sound = [files[0] for files in interviews if isinstance(files[0], Recorded)]
    for files in interviews:
        first = files[0]
        if isinstance(first, Prepared):
            mine = [one for one in sound if recordings.is_same_name(one.name, first.incoming.name)]
            sound = [one for one in sound if one not in mine]
            yield (*files, *mine)
    for one in sound:
        yield (one,)


def _has_attached(read: Prepared) -> bool:
    return read.reading.family == "mail" and any(q.code == _ATTACHMENTS for q in read.reading.questions)


def _of_mail(archive: Archive, incoming: Incoming, mail: Prepared) -> Brought:
    """Transcripts that are attached are the interview, its letter an original beside them; where the mail has
    the words itself, they are further sittings. What is attached and no transcript leaves the question open.
    """
    attached, all_read = _attached(archive, incoming)
    if not attached:
        return Brought(((mail,),))
    if _is_exchange(mail):
        return Brought((tuple(_asked_who([_asking(mail, ask=not all_read), *attached])),))
    attached = _asked_who(attached)
    return Brought(((_with_letter(attached[0], mail, ask=not all_read), *attached[1:]),))


def _mail_without_words(archive: Archive, incoming: Incoming, error: Unreadable) -> Brought:
    """A mail may be nothing but the transcript that it carries."""
    attached, all_read = _attached(archive, incoming)
    if not attached:
        raise error
    attached = _asked_who(attached)
    first = replace(attached[0], beside=(incoming,))
    return Brought(((_asking(first, ask=not all_read), *attached[1:]),))


def _attached(archive: Archive, incoming: Incoming) -> tuple[list[Prepared], bool]:
    """The transcripts among what is attached, and whether everything attached was one."""
    found = archive.reader.unpack(incoming.data, incoming.name)
    if found is None:
        return [], True
    read: list[Prepared] = []
    for member in found.members:
        file = Incoming(_inside(incoming, member.name), member.data)
        try:
            one = recordings.as_prepared(archive, file)
        except BadInput:
            continue  # it stays in the mail, and the question says that something does
        if isinstance(one, Prepared) and one.reading.turns:
            read.append(one)
    return read, len(read) == len(found.members) and not found.left_out


def _asked_who(attached: list[Prepared]) -> list[Prepared]:
    """One mail may carry what several people told: whose consent and seals these are is asked."""
    told = [
        {one.name for one in read.reading.participants if one.role is Role.NARRATOR and one.name}
        for read in attached
    ]
    named = [names for names in told if names]
    if not named or all(names & named[0] for names in named):
        return attached
    question = Question(
        SEVERAL_NARRATORS,
        "What is attached is told by different people. Is it one interview? If not, take it in file by file.",
    )
    first = attached[0]
    asked = replace(first.reading, questions=(*first.reading.questions, question))
    return [replace(first, reading=asked), *attached[1:]]


def _is_exchange(mail: Prepared) -> bool:
    roles = {turn.role for turn in mail.reading.turns}
    return Role.INTERVIEWER in roles and Role.NARRATOR in roles


def _with_letter(transcript: Prepared, mail: Prepared, *, ask: bool) -> Prepared:
    """The transcript with the mail as an original of its sitting, and the mail's words set aside."""
    letter = (*mail.reading.dropped, *(turn.text for turn in mail.reading.turns))
    reading = transcript.reading
    reading = replace(
        reading,
        title=reading.title or mail.reading.title,
        dropped=(*reading.dropped, *letter),
        questions=(*reading.questions, *(q for q in mail.reading.questions if q.code == _ATTACHMENTS)),
    )
    return _asking(replace(transcript, reading=reading, beside=(mail.incoming,)), ask=ask)


def _asking(read: Prepared, *, ask: bool) -> Prepared:
    if ask:
        return read
    asked = tuple(q for q in read.reading.questions if q.code != _ATTACHMENTS)
    return replace(read, reading=replace(read.reading, questions=asked))


def _inside(whole: Incoming, name: str) -> str:
    return f"{file_name(whole.name)}{APART}{name}"


def _error(whole: Incoming, one: LeftOut) -> BadInput:
    where = file_name(whole.name) if one.name == whole.name else _inside(whole, one.name)
    return _ERRORS.get(one.code, Unreadable)(one.message, where=where, todo=one.todo)
